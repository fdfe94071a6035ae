package identity

import "testing"

func TestPlainForms(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"id", PlainID(" ２３０５0219900101123x "), "23050219900101123X"},
		{"phone with country", PlainPhone("+86 138-4690-0001"), "13846900001"},
		{"phone with 86", PlainPhone("8613846900001"), "13846900001"},
		{"phone with 0086", PlainPhone("0086 138 4690 0001"), "13846900001"},
		{"landline with 0086", PlainPhone("0086-469-4281234"), "04694281234"},
		{"landline with +86", PlainPhone("+86 10 12345678"), "01012345678"},
		{"extension", PlainPhone("0469-4281234转801"), "04694281234-801"},
		{"extension in English", PlainPhone("0469 4281234 ext. 801"), "04694281234-801"},
		{"extension behind a hyphen", PlainPhone("（0469）4281234－801"), "04694281234-801"},
		{"extension as stored", PlainPhone("04694281234-801"), "04694281234-801"},
		{"short number with extension", PlainPhone("4281234-8"), "4281234-8"},
		{"mobile in parts", PlainPhone("1384690-0001"), "13846900001"},
		{"pasted", PlainPhone("\u202d138\u200b4690\u00a00001\u202c"), "13846900001"},
		{"pasted id", PlainID("\ufeff230502\u200b19900101123x"), "23050219900101123X"},
		{"name", PlainName("阿不都\u200e• 艾力"), "阿不都·艾力"},
		{"name in Latin letters", PlainName("J.Smith"), "J.Smith"},
		{"landline", PlainPhone("（0469）4281234"), "04694281234"},
		{"address", PlainAddress("黑龙江省双鸭山市尖山区 西平行路１２号"), "尖山区西平行路12号"},
		{"address, city only", PlainAddress("双鸭山市尖山区西平行路12号。"), "尖山区西平行路12号"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestCheckPhone(t *testing.T) {
	for phone, taken := range map[string]bool{
		"13846900001": true, "0469-4281234-801": true, "+8613846900001": true, "0086-469-4281234": true, "4281234转12": true, "85291234567": true,
		"12345678901": false, "110": false, "110转8": false, "转8": false,
	} {
		if err := CheckPhone(phone); (err == nil) != taken {
			t.Errorf("%s: %v", phone, err)
		}
	}
}

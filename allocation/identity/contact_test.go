package identity

import "testing"

func TestPlainForms(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"id", PlainID(" ２３０５0219900101123x "), "23050219900101123X"},
		{"phone with country", PlainPhone("+86 138-4690-0001"), "13846900001"},
		{"phone with 86", PlainPhone("8613846900001"), "13846900001"},
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

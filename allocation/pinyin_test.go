package allocation

import "testing"

func TestInitials(t *testing.T) {
	for text, want := range map[string]string{
		"尖山区": "jsq", "岭东区": "ldq", "四方台区": "sftq", "宝山区": "bsq", "3号楼 A座": "3hlaz", "": "", "（，）": "",
	} {
		if got := Initials(text); got != want {
			t.Errorf("Initials(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSounds(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        bool
	}{
		{"尖山区", "jsq", true}, {"尖山区", "JianShan", true}, {"尖山区", "山qu", true}, {"尖山区", "sq", true},
		{"尖山区", "jshan", true}, {"尖山区", "尖山", true}, {"尖山区", "ｊｓ", true}, {"尖山区", "", true},
		{"尖山区", "jiashq", false}, {"尖山区", "ldq", false}, {"工商银行", "yh", true}, {"工商银行", "yinhang", true},
		{"JS-NSQ-03", "nsq-0", true}, {"尖山区", "区尖", false}, {"尖山区", "jia", true},
	} {
		if got := Sounds(c.text, c.query); got != c.want {
			t.Errorf("Sounds(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

func TestReadingsAreLetters(t *testing.T) {
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		for _, syllable := range Readings(r) {
			for _, c := range syllable {
				if c < 'a' || c > 'z' {
					t.Fatalf("%c is read %q", r, syllable)
				}
			}
		}
	}
	if got := Readings('行'); len(got) < 2 {
		t.Errorf("行 has the readings %v", got)
	}
	if got := Initials("绿地女装"); got != "ldnz" {
		t.Errorf("Initials gave %q", got)
	}
	if !Sounds("绿地", "lvdi") {
		t.Error("ü is not found as v")
	}
}

// TestSoundsRank puts the usual reading at the start first, an unusual one last.
func TestSoundsRank(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        int
	}{
		{"家庭服务", "jt", 0}, {"快递站（家庭）", "jt", 1}, {"其他专业咨询", "jt", 2}, {"参与其他", "jt", 3}, {"其他专业咨询", "qt", 0},
		{"其他专业咨询", "咨询", 1}, {"家庭服务", "xx", 4}, {"家庭服务", "", 0}, {"尖山区", "jianshan", 0},
	} {
		if got := SoundsRank(c.text, c.query); got != c.want {
			t.Errorf("SoundsRank(%q, %q) = %d, want %d", c.text, c.query, got, c.want)
		}
		if got := Sounds(c.text, c.query); got != (c.want < 4) {
			t.Errorf("Sounds(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

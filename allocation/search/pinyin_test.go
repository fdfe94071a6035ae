package search

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/mozillazg/go-pinyin"
)

var updatePinyin = flag.Bool("update-pinyin", false, "make pinyin.txt anew from the dictionary")

// toneless takes the tone marks off a syllable; ü is v, as on every Chinese keyboard.
var toneless = strings.NewReplacer(
	"ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ê", "e", "ế", "e", "ề", "e",
	"ī", "i", "í", "i", "ǐ", "i", "ì", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u",
	"ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "\u0304", "", "\u030c", "", "\u0300", "", "\u0301", "",
)

// dictionaryReadings are the readings of a 汉字 as the dictionary has them, without tones, none twice.
func dictionaryReadings(r rune) []string {
	var out []string
	for syllable := range strings.SplitSeq(pinyin.PinyinDict[int(r)], ",") {
		if syllable = toneless.Replace(syllable); syllable != "" && !slices.Contains(out, syllable) {
			out = append(out, syllable)
		}
	}
	return out
}

// TestPinyinTable holds pinyin.txt to the dictionary.
func TestPinyinTable(t *testing.T) {
	if *updatePinyin {
		var lists []string
		number := func(r rune) string {
			list, n := strings.Join(dictionaryReadings(r), ","), 0
			if list != "" {
				if n = slices.Index(lists, list) + 1; n == 0 {
					lists = append(lists, list)
					n = len(lists)
				}
			}
			return string([]byte{byte('!' + n/94), byte('!' + n%94)})
		}
		var common, rare strings.Builder
		for r := rune(firstHan); r <= lastHan; r++ {
			common.WriteString(number(r))
		}
		last := rune(firstRare)
		for r := rune(firstRare); r <= lastRare; r++ {
			if isRare(r) && len(dictionaryReadings(r)) > 0 {
				for ; r-last >= 93; last += 93 {
					rare.WriteByte('~')
				}
				rare.WriteString(string([]byte{byte('!' + r - last)}) + number(r))
				last = r
			}
		}
		if err := os.WriteFile("pinyin.txt", []byte(strings.Join(lists, " ")+"\n"+common.String()+"\n"+rare.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for r := rune(firstRare); r <= lastRare; r++ {
		want := dictionaryReadings(r)
		if (r < firstHan || r > lastHan) && !isRare(r) {
			want = nil
		}
		if got := Readings(r); !slices.Equal(got, want) {
			t.Fatalf("%c: %q, the dictionary has %q", r, got, want)
		}
	}
}

// isRare reports whether a sign stands in one of the extensions A to H.
func isRare(r rune) bool {
	return r >= 0x3400 && r <= 0x4dbf || r >= 0x20000 && r <= 0x2ebef || r >= 0x30000 && r <= lastRare
}

// TestRareSigns: a name with a sign that no dictionary knows is found by the others, one of an extension by its reading; the dot of a
// name and signs that nobody sees make no difference.
func TestRareSigns(t *testing.T) {
	for _, c := range []struct {
		text, query string
		want        bool
	}{
		{"刘\U0002EBF0明", "lm", true},
		{"刘\U0002EBF0明", "liuming", true},
		{"刘\U0002EBF0明", "刘", true},
		{"刘\U0002EBF0明", "lw", false},
		{"王\u4DAE", "wanghun", slices.Contains(Readings(0x4DAE), "hun")},
		{"赵\U00020087", "z" + first(Readings(0x20087)), true},
		{"阿不都•艾力", "阿不都·艾力", true},
		{"阿不都·艾力", "阿不都・艾", true},
		{"阿不都‧艾力", "阿不都．艾力", true},
		{"阿不都·艾力", "abdal", true},
		{"3.5", "3·5", false},
		{"王\u200b小\u2060明", "王小明", true},
		{"葛\U000E0100城", "葛城", true},
	} {
		if got := Sounds(c.text, c.query); got != c.want {
			t.Errorf("Sounds(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

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
		{"尖山区", "jsq", true},
		{"尖山区", "JianShan", true},
		{"尖山区", "山qu", true},
		{"尖山区", "sq", true},
		{"尖山区", "jshan", true},
		{"尖山区", "尖山", true},
		{"尖山区", "ｊｓ", true},
		{"尖山区", "", true},
		{"尖山区", "jiashq", false},
		{"尖山区", "ldq", false},
		{"工商银行", "yh", true},
		{"工商银行", "yinhang", true},
		{"JS-NSQ-03", "nsq-0", true},
		{"尖山区", "区尖", false},
		{"尖山区", "jia", true},
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
		{"家庭服务", "jt", 0},
		{"快递站（家庭）", "jt", 1},
		{"其他专业咨询", "jt", 2},
		{"参与其他", "jt", 3},
		{"其他专业咨询", "qt", 0},
		{"其他专业咨询", "咨询", 1},
		{"家庭服务", "xx", 4},
		{"家庭服务", "", 0},
		{"尖山区", "jianshan", 0},
	} {
		if got := SoundsRank(c.text, c.query); got != c.want {
			t.Errorf("SoundsRank(%q, %q) = %d, want %d", c.text, c.query, got, c.want)
		}
		if got := Sounds(c.text, c.query); got != (c.want < 4) {
			t.Errorf("Sounds(%q, %q) = %v", c.text, c.query, got)
		}
	}
}

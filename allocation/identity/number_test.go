package identity

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"

	"pgregory.net/rapid"
)

func TestCheckIDNumber(t *testing.T) {
	for _, tc := range []struct {
		id   string
		want *say.Refusal
	}{
		{"11010519491231002X", nil}, // the standard's own example
		{"440524188001010014", nil}, // the standard's other one
		{"11010519491231002x", nil},
		{" 230502 19960229 0011 ", nil},
		{"２３０５０２１９９６０２２９００１１", nil},
		{"830000199001010012", nil},
		{"", say.ErrFieldEmpty},
		{"230502960229001", ErrIDFifteen},
		{"11010519491231002", ErrIDForm},
		{"11010519491231002XX", ErrIDForm},
		{"1101051949123100XX", ErrIDForm},
		{"11010519491231002Y", ErrIDForm},
		{"身份证身份证", ErrIDForm},
		{"990502199602290011", ErrIDRegion},
		{"230002199602290011", ErrIDRegion},
		{"230502199002290018", ErrIDBirth}, // 1990 was no leap year
		{"230502199013010018", ErrIDBirth},
		{"230502199600000011", ErrIDBirth},
		{"230502199602290012", ErrIDCheck},
		{"230502199602290101", ErrIDCheck}, // two digits swapped
	} {
		err := CheckIDNumber(tc.id)
		if tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%q: %v, want %v", tc.id, err, tc.want)
		}
	}
}

func TestIDBirth(t *testing.T) {
	const id = "230502199602290011"
	if got := IDBirth(id); got != civil.MustParse("1996-02-29") {
		t.Errorf("birth %s", got)
	}
	if !IDBirth("23050219960229").IsZero() {
		t.Error("a bad number has a birth")
	}
}

func TestCheckCreditCode(t *testing.T) {
	for _, tc := range []struct {
		code string
		want *say.Refusal
	}{
		{"91350100M000100Y43", nil}, // the standard's own example
		{"91230500MA18Y3XX0M", nil},
		{"92230502ma1900000h", nil},
		{"９３230503MA1A00001J", nil},
		{"", say.ErrFieldEmpty},
		{"230500100012345", ErrCreditFifteen},
		{"91350100M000100Y4", ErrCreditForm},
		{"91350100M000100Y433", ErrCreditForm},
		{"91350100M0001O0Y43", ErrCreditForm}, // the letter O for a nought
		{"9135A100M000100Y43", ErrCreditForm},
		{"B1350100M000100Y43", ErrCreditForm},
		{"91350100M000100Y44", ErrCreditCheck},
		{"91350100M000010Y43", ErrCreditCheck},
	} {
		err := CheckCreditCode(tc.code)
		if tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%q: %v, want %v", tc.code, err, tc.want)
		}
	}
}

// One wrong character in a valid number is always found: both checks are made for that.
func TestOneWrongCharacterIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id, i := []byte("11010519491231002X"), rapid.IntRange(0, 16).Draw(t, "place")
		wrong := rapid.RuneFrom([]rune("0123456789")).Draw(t, "digit")
		if id[i] != byte(wrong) {
			id[i] = byte(wrong)
			if CheckIDNumber(string(id)) == nil {
				t.Fatalf("%s is taken", id)
			}
		}
		code, i := []byte("91350100M000100Y43"), rapid.IntRange(0, 17).Draw(t, "place of the code")
		wrong = rapid.RuneFrom([]rune(creditChars)).Draw(t, "character")
		if code[i] != byte(wrong) {
			code[i] = byte(wrong)
			if CheckCreditCode(string(code)) == nil {
				t.Fatalf("%s is taken", code)
			}
		}
	})
}

func TestMasks(t *testing.T) {
	for in, want := range map[string]string{
		"11010519491231002X": "110105********002X", "91350100M000100Y43": "913501********0Y43", "": "", "123": "**3", "7": "*",
	} {
		if got := MaskID(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"13846901234": "138****1234", "0469-4228899": "046****8899", "110": "***", "": ""} {
		if got := MaskPhone(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"王小明": "王某某", "李雷": "李某", "欧阳小小": "欧某某", "王": "王某", " ": ""} {
		if got := MaskName(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[1-6][0-9]{16}[0-9X]`).Draw(t, "id")
		if strings.Contains(MaskID(id), id[6:14]) {
			t.Fatalf("the birth of %s is shown: %s", id, MaskID(id))
		}
	})
}

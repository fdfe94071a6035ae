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
		err := CheckIDNumber(tc.id, civil.MustParse("2021-03-15"))
		if tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%q: %v, want %v", tc.id, err, tc.want)
		}
	}
}

// checked gives 17 digits their check character.
func checked(t *testing.T, base string) string {
	t.Helper()
	sum := 0
	for i := range 17 {
		sum += int(base[i]-'0') * strings.IndexByte("0123456789a", idWeights[i])
	}
	return base + idCheckChars[sum%11:sum%11+1]
}

// TestDocuments: 外来投资者 (二) come with other documents than the citizen's card; a number says which one it is of.
func TestDocuments(t *testing.T) {
	today := civil.MustParse("2021-03-15")
	for _, tc := range []struct {
		id   string
		of   Document
		want *say.Refusal
	}{
		{"810000199408230021", Permit, nil},
		{"830000199001010012", Permit, nil},
		{checked(t, "82000019900101001"), Permit, nil},
		{"810000199408230022", Permit, ErrIDCheck},
		{checked(t, "81010019940823002"), Permit, ErrIDRegion},
		{checked(t, "84000019940823002"), Citizen, ErrIDRegion},
		{"911124198108030024", Foreigner, nil},
		{"932682198501010017", Foreigner, nil},
		{"911124198108030025", Foreigner, ErrIDCheck},
		{checked(t, "91100019810803002"), Foreigner, ErrIDRegion},
		{checked(t, "98112419810803002"), Foreigner, ErrIDRegion},
		{"CAN110081080310", ForeignOld, nil},
		{"CAN110081130310", ForeignOld, ErrIDBirth},
		{"CAN1100810803X0", ForeignOld, ErrIDForm},
		{"E12345678", Passport, nil},
		{"h1234567890", Passport, nil},
		{"488839667", Passport, nil},
		{"13846900001", Passport, ErrIDForm},
		{"E1234", "", ErrIDForm},
		{"ABCDEFGH", Passport, ErrIDForm},
		{checked(t, "46000519900101001"), Citizen, nil},
		{checked(t, "46003619900101001"), Citizen, nil},
		{checked(t, "46900519900101001"), Citizen, nil},
		{checked(t, "46000019900101001"), Citizen, ErrIDRegion},
		{checked(t, "46003719900101001"), Citizen, ErrIDRegion},
		{checked(t, "23050220210315001"), Citizen, nil},
		{checked(t, "23050220210316001"), Citizen, ErrIDFuture},
	} {
		err := CheckIDNumber(tc.id, today)
		if tc.want == nil && err != nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%q: %v, want %v", tc.id, err, tc.want)
		}
		if got := DocumentOf(tc.id); got != tc.of {
			t.Errorf("%q is taken for %s", tc.id, got.Title())
		}
		if masked := MaskID(tc.id); tc.of != "" && tc.of != Passport && DocumentOf(masked) != tc.of {
			t.Errorf("%q is taken for %s", masked, DocumentOf(masked).Title())
		}
	}
}

// TestMinor: a person is of full age on the 18th birthday (民法典 第十七条).
func TestMinor(t *testing.T) {
	id := checked(t, "23050220030315001")
	if !Minor(id, civil.MustParse("2021-03-14")) || Minor(id, civil.MustParse("2021-03-15")) || Minor("E12345678", civil.MustParse("2021-03-14")) {
		t.Error("the 18th birthday counts")
	}
	if !Minor("CAN110008080310", civil.MustParse("2026-08-02")) || Minor("CAN110008080310", civil.MustParse("2026-08-03")) ||
		Minor("CAN110081080310", civil.MustParse("2021-03-15")) {
		t.Error("the older card of foreigners leaves the century open")
	}
}

// TestCreditCodeOfAPerson: the second sign of a credit code goes with the first, and the number of a person is none.
func TestCreditCodeOfAPerson(t *testing.T) {
	for code, want := range map[string]*say.Refusal{
		"230502199602290011": ErrCreditPerson, "11010519491231002X": ErrCreditPerson, "911124198108030024": ErrCreditPerson,
		"94350100M000100Y43": ErrCreditKind, "27350100M000100Y43": ErrCreditKind, "Y9350100M000100Y43": ErrCreditKind,
	} {
		if err := CheckCreditCode(code); !errors.Is(err, want) {
			t.Errorf("%s: %v", code, err)
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
		{"B1350100M000100Y43", ErrCreditKind},
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
			if CheckIDNumber(string(id), civil.Date{}) == nil {
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
		"11010519491231002X": "110105********002X", "CAN110081080310": "CAN**********10", "E12345678": "*******78", "91350100M000100Y43": "913501********0Y43", "": "", "123": "**3", "7": "*",
	} {
		if got := MaskID(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"13846901234": "138****1234", "0469-4228899": "046****8899", "0469-4228899转801": "046****8899-801", "110": "***", "": ""} {
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

func TestMaskWithin(t *testing.T) {
	for text, want := range map[string]string{
		"":               "",
		"电话13846900001。": "电话138****0001。",
		"13846900001 13946900002、230502198501014418":     "138****0001 139****0002、230502********4418",
		"JS20210001 23050219850101441x 完":                "JS20210001 230502********441X 完",
		"a13846900001 138469000012 0469-0000001 2021030": "a13846900001 138469000012 0469-0000001 2021030",
	} {
		if got := MaskWithin(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestLeading: a record's number and a day are whole, alone or before words; words and amounts are none.
func TestLeading(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "HT-SFT-2021-0001": 16, "JR-RZ-SFT-2021-0001": 19, "SFT-BYA-01-1-02+03": 18, "2021-01-01": 10,
		"RZ-SFT-2021-0001 沈示例": 19, "沈示例": 0, "沈示例 RZ-SFT-2021-0001": 0, "1,234.56": 0, "A座": 0,
	} {
		if got := Leading(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

package training

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/note"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestEveryColumnIsDecided: every text column of every table is named with what becomes of it, and nothing else is.
func TestEveryColumnIsDecided(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	tables, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		decided, copied := columns[table]
		if _, stays := left[table]; stays == copied {
			t.Errorf("%s is left behind: %v, copied: %v", table, stays, copied)
			continue
		}
		if !copied {
			continue
		}
		texts, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT name FROM pragma_table_info($1) WHERE type <> 'INTEGER'`, table)
		if err != nil {
			t.Fatal(err)
		}
		var named []string
		for _, c := range strings.Fields(decided) {
			name, rule, changes := strings.Cut(c, "=")
			if changes && rules[rule] == nil {
				t.Errorf("%s.%s: no rule %s", table, name, rule)
			}
			named = append(named, name)
		}
		slices.Sort(texts)
		slices.Sort(named)
		if !slices.Equal(texts, named) {
			t.Errorf("%s has %v, decided are %v", table, texts, named)
		}
	}
	for table := range columns {
		if !slices.Contains(tables, table) {
			t.Errorf("there is no table %s", table)
		}
	}
}

// TestMasks: another value of the same kind that passes the same checks, the same for the same, another for another.
func TestMasks(t *testing.T) {
	m := newMasks()
	m.public["尖山区"] = true
	today := civil.On(2021, 3, 15)
	for _, id := range []string{"230502197001010003", "230502200001300016", "91230502MA18000002", "G12345678", "810000199001010010"} {
		other := m.id(id)
		switch {
		case other == id, len(other) != len(id), m.id(id) != other, other == m.id(id+"X"):
			t.Errorf("%s became %s", id, other)
		case identity.CheckCreditCode(id) == nil:
			if err := identity.CheckCreditCode(other); err != nil {
				t.Errorf("%s became %s: %v", id, other, err)
			}
		case identity.CheckIDNumber(id, today) == nil:
			if err := identity.CheckIDNumber(other, today); err != nil {
				t.Errorf("%s became %s: %v", id, other, err)
			}
		}
		if birth := identity.IDBirth(id); !birth.IsZero() && (identity.IDBirth(other).After(birth) || identity.IDBirth(other).Year() != birth.Year() || identity.Minor(id, today) != identity.Minor(other, today)) {
			t.Errorf("%s became %s", id, other)
		}
	}
	for phone, shape := range map[string]string{
		"13846900001": "1440#######", "0469-4281234": "0469-#######", "04694281234-801": "0469#######-###", "4281234": "#######", "138 4690 0002": "144 0### ####",
	} {
		other := m.phone(phone)
		fits := len(other) == len(shape) && other != phone && identity.CheckPhone(other) == nil
		for i := range min(len(other), len(shape)) {
			fits = fits && (shape[i] == other[i] || shape[i] == '#' && other[i] >= '0' && other[i] <= '9')
		}
		if !fits {
			t.Errorf("%s became %s", phone, other)
		}
	}
	for name, end := range map[string]string{
		"王建国": "", "北方家政服务有限公司（示例）": "有限公司", "青苗软件开发团队": "团队", "阿不都·艾力": "", "J. Smith": "", "利民日用": "",
	} {
		other := m.name(name)
		if other == name || !strings.HasSuffix(other, end) || !strings.Contains(other, "培") {
			t.Errorf("%s became %s", name, other)
		}
	}
	if a, b := m.address("尖山区西平行路12号"), m.address("黑龙江省双鸭山市尖山区 西平行路12号 "); !strings.HasPrefix(a, "尖山区培训路") || !strings.HasPrefix(b, "尖山区培训路") {
		t.Error(a, b)
	}
	m.taken["孙示例"] = true
	for s, want := range map[string]string{
		"RZ-JS-2017-0031 孙示例": "RZ-JS-2017-0031 " + m.name("孙示例"), "尖山区": "尖山区", "JS20170001": "JS20170001", "JS-NSQ-01-1-03 门口\n漏水": "JS-NSQ-01-1-03 培训\n培训",
	} {
		if got := m.subject(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
	seen := map[string]bool{}
	for i := range 200_000 {
		n := personName(i)
		if seen[n] {
			t.Fatalf("%s twice", n)
		}
		seen[n] = true
	}
}

// TestNamesInDrawTexts: witnesses and representatives are found, words and numbers are not.
func TestNamesInDrawTexts(t *testing.T) {
	for text, want := range map[string][]string{
		"2017-09-12 见证抽签 38-07-21":                nil,
		"福彩双色球 第2021030期 03 07 12 18 25 + 09":     nil,
		"福彩双色球 第2021030期 03 07 周某 1234 李某 某 0077": {"周某", "李某 某"},
		"周某甲 见证 38-07":                            {"周某甲"},
	} {
		if got := namesIn(text, []string{"周某甲"}); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestPages: what stands for a file is of its kind, and each is another.
func TestPages(t *testing.T) {
	for _, kind := range []note.Kind{note.JPG, note.PNG, note.PDF, note.DOCX, note.XLSX} {
		a, err := page(kind, 7)
		if err != nil {
			t.Fatal(err)
		}
		b, err := page(kind, 8)
		if err != nil {
			t.Fatal(err)
		}
		got, err := note.KindOf("x."+string(kind), a)
		if err != nil || got != kind || string(a) == string(b) {
			t.Errorf("%s: %s, %v", kind, got, err)
		}
	}
}

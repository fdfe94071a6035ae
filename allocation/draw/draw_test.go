package draw

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation/civil"
)

var (
	day     = civil.MustParse
	until   = day("2021-03-18")
	lottery = Source{Kind: ByNumber, Name: "福彩双色球", Issue: "2021030", Day: day("2021-03-21")}
	people  = Source{Kind: ByWitnesses, Name: "周某、李某"}
	list    = Posting{Digest: "abcd", Day: day("2021-03-15"), Until: until}
)

// TestSourceIsNamed: 四(三), the source of the draw is named when the list is locked.
func TestSourceIsNamed(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Source
		want error
	}{
		{"nothing", Source{}, ErrSourceKind},
		{"a number without a name", Source{Kind: ByNumber, Issue: "1", Day: day("2021-03-21")}, ErrSourceName},
		{"a number without its issue", Source{Kind: ByNumber, Name: "福彩双色球", Day: day("2021-03-21")}, ErrSourceIssue},
		{"a number without its day", Source{Kind: ByNumber, Name: "福彩双色球", Issue: "1"}, ErrSourceDay},
		{"a number known while the list may be disputed", Source{Kind: ByNumber, Name: "福彩双色球", Issue: "1", Day: until}, ErrSourceDay},
		{"one witness twice", Source{Kind: ByWitnesses, Name: "周某、 周某 "}, ErrWitnesses},
		{"a number", lottery, nil},
		{"witnesses", people, nil},
	} {
		if _, err := c.s.Check(until); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	s, err := Source{Kind: ByNumber, Name: " 福彩　双色球 ", Issue: "第２０２１０３０期", Day: day("2021-03-21")}.Check(until)
	if err != nil || s.Words() != "福彩 双色球 第 2021030 期（2021-03-21 公布）" {
		t.Errorf("%v %s", err, s.Words())
	}
}

// TestTake: only what was named is entered, only when the list stands.
func TestTake(t *testing.T) {
	balls := Entry{
		Issue: "2021030", Number: "03 07 12 18 25 31 + 09", Witnesses: []string{"周某", "李某"},
		Shares: []Share{{"王某", "482193"}, {"张某", "774120"}, {"赵某", "1985063"}, {"孙某", "908172"}},
	}
	with := func(change func(*Entry)) Entry { e := balls; change(&e); return e }
	for _, c := range []struct {
		name string
		s    Source
		p    Posting
		e    Entry
		day  civil.Date
		want error
		says string
	}{
		{"while the list may be disputed", lottery, list, balls, until, ErrListDays, "2021-03-18"},
		{"with a dispute unanswered", lottery, Posting{Until: until, Open: 1}, balls, day("2021-03-22"), ErrListOpen, "1 件"},
		{"with an upheld dispute", lottery, Posting{Until: until, Upheld: 1}, balls, day("2021-03-22"), ErrListUpheld, "更正名单"},
		{"before the number is known", lottery, list, balls, day("2021-03-19"), ErrSourceEarly, "福彩双色球 第 2021030 期（2021-03-21 公布）"},
		{"another issue", lottery, list, with(func(e *Entry) { e.Issue = "2021031" }), day("2021-03-22"), ErrOther, "福彩双色球 第 2021030 期"},
		{"nothing", lottery, list, with(func(e *Entry) { e.Number = " " }), day("2021-03-22"), ErrEmpty, ""},
		{"too long", lottery, list, with(func(e *Entry) { e.Number = strings.Repeat("1", 200) }), day("2021-03-22"), ErrLong, ""},
		{"nobody saw it", lottery, list, with(func(e *Entry) { e.Witnesses = []string{"周某"} }), day("2021-03-22"), ErrWitnesses, ""},
		{"a share that is no number", lottery, list, with(func(e *Entry) { e.Shares = []Share{{"王某", "12a4"}} }), day("2021-03-22"), ErrShare, "王某 12a4"},
		{"one person twice", lottery, list, with(func(e *Entry) { e.Shares = []Share{{"王某", "1234"}, {"王某", "5678"}} }), day("2021-03-22"), ErrShare, ""},
		{"weak", lottery, list, with(func(e *Entry) { e.Shares = nil }), day("2021-03-22"), ErrWeak, "约 24.07 比特，不足 64.00 比特"},
		{"other witnesses", people, list, Entry{Number: "38-07", Witnesses: []string{"周某", "吴某"}}, day("2021-03-19"), ErrOther, "周某、李某 见证"},
		{"as it should be", lottery, list, balls, day("2021-03-22"), nil, ""},
		{"weak with a reason", people, list, Entry{Number: "38-07", Witnesses: []string{"李某", "周某"}, Accept: "只有两户"}, day("2021-03-19"), nil, ""},
		{"a list from before", Source{}, Posting{Digest: "x"}, Entry{Number: "38-07", Witnesses: []string{"甲", "乙"}}, day("2021-03-15"), nil, ""},
	} {
		d, err := Take(c.s, c.p, c.e, c.day)
		if !errors.Is(err, c.want) || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err == nil && (d.Text == "" || d.Day != c.day || (d.Digest != "") != c.s.Named()) {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
	d, err := Take(lottery, list, balls, day("2021-03-22"))
	if err != nil || d.Text != "福彩双色球 第2021030期 03 07 12 18 25 31 + 09 王某 482193 张某 774120 赵某 1985063 孙某 908172" || d.Digest != "abcd" {
		t.Errorf("%v %q", err, d.Text)
	}
}

// TestStrength: low rather than high, of what was not known at the lock.
func TestStrength(t *testing.T) {
	for _, c := range []struct {
		number string
		shares []Share
		want   int
	}{
		{"", nil, 0},
		{"周吴郑王 甲", nil, 0},
		{"38-07-21", nil, 6 * perDigit},
		{"38–07—21·甲", nil, 6 * perDigit},
		{"2021-03-15 见证抽签 38-07-21", nil, 6 * perDigit},
		{"2021年3月15日 5", nil, perDigit},
		{"03 07 12 18 25 31", nil, 2007},
		{"03 07 12 18 25 31 + 09", nil, 2007 + lastBall},
		{"12345678901234567890", nil, 20 * perDigit},
		{"", []Share{{"王某", "482193"}}, 6 * perChosen},
	} {
		if got := Strength(c.number, c.shares); got != c.want {
			t.Errorf("%q: %d, want %d", c.number, got, c.want)
		}
	}
}

func TestReadShares(t *testing.T) {
	got, err := ReadShares("王 某 482193\n\n张某　７７４１２０\n")
	if err != nil || len(got) != 2 || got[0] != (Share{"王 某", "482193"}) || got[1] != (Share{"张某", "774120"}) {
		t.Errorf("%v %+v", err, got)
	}
	if _, err := ReadShares("482193"); !errors.Is(err, ErrShare) {
		t.Error(err)
	}
}

// TestDisputeDays: a list is disputed while it is posted; one from before has no such days.
func TestDisputeDays(t *testing.T) {
	if err := list.MayDispute(until); err != nil {
		t.Error(err)
	}
	if err := list.MayDispute(until.AddDays(1)); !errors.Is(err, ErrDisputeLate) {
		t.Error(err)
	}
	if err := (Posting{}).MayDispute(until); !errors.Is(err, ErrDisputeNone) {
		t.Error(err)
	}
}

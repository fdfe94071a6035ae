package walk

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Seen is what people saw at a shop.
type Seen string

// What may be seen; empty: nobody has looked yet.
const (
	SeenOpen  Seen = "open"  // 营业
	SeenShut  Seen = "shut"  // 关门
	SeenOther Seen = "other" // 他人使用: somebody else than the tenant
	SeenEmpty Seen = "empty" // 空置
)

// AllSeen lists them in the order of their keys.
var AllSeen = []Seen{SeenOpen, SeenShut, SeenOther, SeenEmpty}

// Title is the word on screen.
func (s Seen) Title() string { return say.TitleOf(seenTitles, s) }

var seenTitles = map[Seen]string{SeenOpen: "营业", SeenShut: "关门", SeenOther: "他人使用", SeenEmpty: "空置"}

// Line is one unit of a list: what the ledger said when the list was made, and what was seen.
type Line struct {
	ID         int64
	Position   int
	Unit       int64
	Number     string
	Ledger     allocation.UnitState
	Tenancy    int64 // 0: nobody has it
	Applicant  int64
	Tenant     string
	Opened     bool   // the tenant had opened
	Drawn      bool   // it is to be seen
	Inspectors string // of a drawn one: the pair

	Seen    Seen
	SeenDay civil.Date
	SeenBy  string
	Note    string
	Finding int64 // that was raised on the difference; 0 for none
}

// Look is what is entered of a unit.
type Look struct {
	Seen Seen
	Day  civil.Date
	By   string
	Note string
}

// See takes in what was seen at a unit; from is the first day on which it can have been seen. Errors: ErrSeen, ErrSeenDay, ErrInspectors.
func (l *Line) See(x Look, from, today civil.Date) error {
	if x.Seen.Title() == string(x.Seen) {
		return ErrSeen.On("seen")
	}
	if x.Day.Before(from) || x.Day.After(today) {
		return ErrSeenDay.Textf("核查日期须在 %s 到今天（%s）之间", from, today).With(x.Day.String()).On("day")
	}
	if x.By = JoinNames(x.By); x.By == "" {
		return ErrInspectors.On("by")
	}
	l.Seen, l.SeenDay, l.SeenBy, l.Note = x.Seen, x.Day, x.By, strings.TrimSpace(x.Note)
	return nil
}

// Used reports whether by the ledger a tenant has the unit.
func (l *Line) Used() bool { return l.Tenancy != 0 }

// LedgerWords is what the ledger said: 使用中 北方家政服务.
func (l *Line) LedgerWords() string {
	words := l.Ledger.Title()
	if l.Used() {
		words += " " + l.Tenant
		if !l.Opened {
			words += "（未开业）"
		}
	}
	return words
}

// difference is what does not fit, and against which clause.
type difference struct{ text, clause string }

// differs says where ledger and ground differ; nothing where they agree or nobody has looked.
func (l *Line) differs() (d difference) {
	switch {
	case l.Seen == "":
	case !l.Used() && (l.Seen == SeenOpen || l.Seen == SeenOther):
		return difference{"台账没有承租人，实地有人使用", "一"}
	case !l.Used():
	case l.Seen == SeenOther:
		return difference{"实地由承租人以外的人使用", "四(五)3"}
	case l.Seen == SeenOpen && !l.Opened:
		return difference{"台账没有登记开业，实地已经营业", "三.3"}
	case l.Seen == SeenShut && l.Opened:
		return difference{"台账已开业，实地关门", "四(五)"}
	case l.Seen == SeenEmpty && l.Opened:
		return difference{"台账已开业，实地空置", "四(五)"}
	}
	return d
}

// Difference is where ledger and ground differ, in words; empty where they agree or nobody has looked.
func (l *Line) Difference() string { return l.differs().text }

// Clause is the clause that a difference goes against.
func (l *Line) Clause() string { return l.differs().clause }

// FindingText is what a finding on the difference says; number is that of the list.
func (l *Line) FindingText(number string) string {
	text := fmt.Sprintf("实地核查 %s：%s 于 %s 由%s核查，%s（台账：%s；实地：%s）。", number, l.Number, l.SeenDay, l.SeenBy, l.Difference(), l.LedgerWords(), l.Seen.Title())
	if l.Note != "" {
		text += l.Note
	}
	return text
}

// Package keeping says how long what the office has is kept, and when numbers of people must go (保管与清理).
//
//	class ── term ──> kept from the end of the case on
//	person: bars (a stay, a debt, a round, an objection …), hold (诉讼保全) ──> never due while there is one
//	case ended ── PersonalYears ──> due ──> Erasure: proposed ──> carried out by a second person
//	                                                 └──> refused, withdrawn
//
// Records are kept as the archives' law says: 30 years from the end of the case, the register for good. Identity numbers and telephones of
// people are kept no longer than they are needed: their day comes long before.
package keeping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Word is what people call the cleaning up of what is due.
const Word = "到期清理"

// Class is a class of what is kept.
type Class struct {
	Title  string
	What   string
	Years  func(Terms) int // from the end of the case; 0: for good
	From   string          // the day from which the term runs
	Source string
}

// Classes are the classes, the longest term first.
var Classes = []Class{
	{"台账", "房源、入驻、合同、账单收款的登记，日志", func(Terms) int { return 0 }, "登记之日", "档案法 第十三条；国家档案局令第 8 号（永久）"},
	{"案卷", "申请、审查、评审、抽签、公示、合同、交接、考核、退出的材料和文书", Terms.Records, "本案办结次日", "档案法 第十三条；国家档案局令第 8 号（定期 30 年）"},
	{"个人号码", "证件号码、电话", Terms.Personal, "最后一件事办结次日", "个人信息保护法 第十九条、第四十七条；民法典 第一百八十八条（诉讼时效）"},
}

// Terms are how long is kept what has a term.
type Terms struct {
	RecordYears   int `json:"record_years"`   // 案卷
	PersonalYears int `json:"personal_years"` // 证件号码、电话
}

// Default are the terms of an office that has set none.
var Default = Terms{RecordYears: 30, PersonalYears: 5}

// Bounds of the terms: no claim is lost within three years, and nothing is kept longer than its record.
const (
	LeastRecord   = 10
	MostRecord    = 100
	LeastPersonal = 3
	MostPersonal  = 30
)

// Records are the years of records; a version of the parameters that says nothing has those of the default.
func (t Terms) Records() int { return cmp.Or(t.RecordYears, Default.RecordYears) }

// Personal are the years of numbers of people.
func (t Terms) Personal() int { return cmp.Or(t.PersonalYears, Default.PersonalYears) }

// RecordUntil is the first day on which the records of a case that ended on a day are kept no longer.
func (t Terms) RecordUntil(ended civil.Date) civil.Date {
	return ended.AddDays(1).AddMonths(12 * t.Records())
}

// PersonalUntil is the first day on which the numbers of people must go.
func (t Terms) PersonalUntil(ended civil.Date) civil.Date {
	return ended.AddDays(1).AddMonths(12 * t.Personal())
}

// Text is the term of a class in words: 30 年, 永久.
func (c Class) Text(t Terms) string {
	if n := c.Years(t); n > 0 {
		return fmt.Sprintf("%d 年", n)
	}
	return "永久"
}

// Bar is why nothing of a person may go yet.
type Bar string

// The bars, in the order in which they are named.
const (
	BarHold        Bar = "hold"
	BarStay        Bar = "stay"
	BarApplication Bar = "application"
	BarRound       Bar = "round"
	BarObjection   Bar = "objection"
	BarOwes        Bar = "owes"
	BarCredit      Bar = "credit"
	BarExit        Bar = "exit"
	BarFinding     Bar = "finding"
	BarCorrection  Bar = "correction"
	BarSame        Bar = "same"
)

// Bars lists them.
var Bars = []Bar{BarHold, BarStay, BarApplication, BarRound, BarObjection, BarOwes, BarCredit, BarExit, BarFinding, BarCorrection, BarSame}

// Title is the bar in words.
func (b Bar) Title() string { return say.TitleOf(barTitles, b) }

var barTitles = map[Bar]string{
	BarHold: "保全中", BarStay: "仍在入驻", BarApplication: "申请在办", BarRound: "在分配批次中", BarObjection: "异议未答复", BarOwes: "有欠费",
	BarCredit: "有预存未退", BarExit: "退出未办结", BarFinding: "督办或举报未销号", BarCorrection: "更正未复核", BarSame: "同一人另有未了的事",
}

// Subject is a person, team or company with all that it had to do with the office.
type Subject struct {
	ID       int64
	Name     string
	District string
	Numbers  int        // of people that are kept still
	Ended    civil.Date // the last day on which anything of it ended
	Terms    Terms
	Bars     []Bar
}

// Until is the first day on which its numbers must be gone, where nothing bars it.
func (s *Subject) Until() civil.Date { return s.Terms.PersonalUntil(s.Ended) }

// Passed reports whether the term of its numbers is over, whatever bars it.
func (s *Subject) Passed(today civil.Date) bool { return s.Numbers > 0 && !s.Until().After(today) }

// Due reports whether its numbers must go.
func (s *Subject) Due(today civil.Date) bool { return s.Passed(today) && len(s.Bars) == 0 }

// Why names what bars it.
func (s *Subject) Why() string {
	words := make([]string, len(s.Bars))
	for i, b := range s.Bars {
		words[i] = b.Title()
	}
	return strings.Join(words, "、")
}

// SortBars puts bars into the order in which they are named.
func SortBars(list []Bar) {
	slices.SortFunc(list, func(a, b Bar) int { return slices.Index(Bars, a) - slices.Index(Bars, b) })
}

package draw

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// Kind says from what lots are drawn.
type Kind string

// The sources of a draw.
const (
	ByNumber    Kind = "number"    // a public number that is not known yet at the lock
	ByWitnesses Kind = "witnesses" // drawn in public before witnesses who are named at the lock
)

// Kinds lists the sources in the order of the form.
var Kinds = []Kind{ByNumber, ByWitnesses}

// Title is the source's word on screen.
func (k Kind) Title() string { return kindTitles[k] }

// Bounds of what people enter for a draw.
const (
	MinWitnesses = 2   // a draw needs that many witnesses with different names
	MaxRunes     = 200 // the draw text is a string of the instance
	maxName      = 60
)

// Source is what lots will be drawn from, named when the list is locked, so that nobody can look for a text that suits him.
// The zero Source belongs to rounds that were locked before sources were named, and to single placements.
type Source struct {
	Kind  Kind
	Name  string     // what public number it is; of witnesses their names, joined by 、
	Issue string     // its issue: 2021030
	Day   civil.Date // on which it becomes known; zero for witnesses
}

// Named reports whether a source was named at all.
func (s Source) Named() bool { return s.Kind != "" }

// Words name the source as it is posted: 福彩双色球 第 2021030 期（2021-03-18 公布）.
func (s Source) Words() string {
	switch s.Kind {
	case ByNumber:
		return fmt.Sprintf("%s 第 %s 期（%s 公布）", s.Name, s.Issue, s.Day)
	case ByWitnesses:
		return s.Name + " 见证，当众抽签"
	}
	return "锁定时未指定"
}

// Witnesses are the names of a draw before witnesses.
func (s Source) Witnesses() []string {
	if s.Kind != ByWitnesses {
		return nil
	}
	return strings.Split(s.Name, nameSign)
}

const nameSign = "、"

// Check tidies a source and refuses one that is incomplete, or a public number that is known before the days of dispute
// (until is the last) are over: the list could still be changed to suit it.
// Errors: ErrSourceKind, ErrSourceName, ErrSourceIssue, ErrSourceDay, ErrWitnesses.
func (s Source) Check(until civil.Date) (Source, error) {
	switch s.Kind {
	case ByNumber:
		s.Name, s.Issue = rule.DrawText(s.Name), issue(s.Issue)
		switch {
		case s.Name == "" || len([]rune(s.Name)) > maxName:
			return s, ErrSourceName.On("source_name")
		case s.Issue == "" || len([]rune(s.Issue)) > maxName:
			return s, ErrSourceIssue.On("source_issue")
		case !s.Day.After(until):
			return s, ErrSourceDay.Textf("名单异议期到 %s 为止，所用号码须在这以后公布，谁也无法按号码改名单；请改用以后的一期", until).On("source_day")
		}
		return s, nil
	case ByWitnesses:
		names := tidy(strings.Split(s.Name, nameSign))
		if len(names) < MinWitnesses {
			return s, ErrWitnesses.On("source_witnesses")
		}
		s.Name, s.Issue, s.Day = strings.Join(names, nameSign), "", civil.Date{}
		return s, nil
	}
	return s, ErrSourceKind.On("source_kind")
}

// issue is the bare number of an issue: 第 2021030 期 is 2021030.
func issue(text string) string {
	text = rule.DrawText(text)
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, "第"), "期"))
}

// tidy cuts names, and leaves out empty and repeated ones.
func tidy(names []string) []string {
	var out []string
	for _, n := range names {
		if n = rule.DrawText(n); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// The draw and its source.
var (
	ErrSourceKind  = say.Refuse("draw_source_kind", "锁定时须指定抽签的来源：尚未公布的公开号码，或者到场见证的人（四(三)）")
	ErrSourceName  = say.Refuse("draw_source_name", "请写明用哪一种公开号码，如 福彩双色球，60 字以内")
	ErrSourceIssue = say.Refuse("draw_source_issue", "请写明用哪一期，如 2021030")
	ErrSourceDay   = say.Refuse("draw_source_day", "所用号码须在名单异议期满以后公布")
	ErrWitnesses   = say.Refuse("draw_witnesses", "抽签须有两名以上见证人，请逐一写明姓名")
)

var kindTitles = map[Kind]string{ByNumber: "公开号码", ByWitnesses: "见证人当众抽签"}

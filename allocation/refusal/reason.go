// Package refusal holds why an application is turned away: reasons from a list, each with its clause, its words and what the
// applicant can do about it. A decision freezes those it names as they stand that day.
//
//	refusal ──> allocation, civil, say
package refusal

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Stage is a decision that turns an application away.
type Stage string

// The stages.
const (
	StageAccept Stage = "accept" // 不予受理 at the counter (四(一))
	StageLapse  Stage = "lapse"  // the papers did not come in time (四(一))
	StageDecide Stage = "decide" // 不予通过 after review or evaluation (四(二))
)

// Stages lists them in the order of an application's life.
var Stages = []Stage{StageAccept, StageLapse, StageDecide}

// StageOf is the decision that turns an application away from where it stands; empty: none does.
func StageOf(s allocation.ApplicationState) Stage {
	for stage, move := range map[Stage]allocation.ApplicationMove{
		StageAccept: allocation.MoveRefuse, StageLapse: allocation.MoveClose, StageDecide: allocation.MoveReject,
	} {
		if slices.Contains(s.Moves(), move) {
			return stage
		}
	}
	return ""
}

// Title is the stage's Chinese word.
func (s Stage) Title() string { return say.TitleOf(stageTitles, s) }

var stageTitles = map[Stage]string{StageAccept: "不予受理", StageLapse: "逾期未补正", StageDecide: "不予通过"}

// Reason is an entry of the list, in force from a day to a day.
type Reason struct {
	Code   string
	Name   string  // the words that the applicant reads
	At     []Stage // where it may be given
	Line   string  // line of the review sheet whose 不符合 it answers, or whose priority; empty: none
	Remedy string  // what the applicant can do about it
	Source allocation.Source
}

// Given is what a decision names: codes of the list, and words of its own beside them.
type Given struct {
	Codes []string
	Note  string // may be empty; never alone
}

// Because is a decision for reasons of the list without further words.
func Because(codes ...string) Given { return Given{Codes: codes} }

// Ground is a reason as a decision froze it. One without a code is what the decision says beside the list.
type Ground struct {
	Code   string
	Clause string // document and clause
	Words  string
	Remedy string
}

// Offered are the reasons of the list that a stage may give on a day, in the order of the list.
func Offered(list []Reason, at Stage, day civil.Date) []Reason {
	var out []Reason
	for _, r := range list {
		if r.Source.InForce(day) && slices.Contains(r.At, at) {
			out = append(out, r)
		}
	}
	return out
}

// Suggested are the codes of the offered reasons that answer lines of a review sheet which do not hold.
func Suggested(offered []Reason, unmet []string) []string {
	var out []string
	for _, r := range offered {
		if r.Line != "" && slices.Contains(unmet, r.Line) {
			out = append(out, r.Code)
		}
	}
	return out
}

// Freeze makes of what a decision names on a day the grounds that it keeps, in the order of the list, the words of its own last.
// The list holds entries of all days. Errors: ErrNone, ErrUnknown, ErrNotInForce, ErrStage, ErrNote.
func Freeze(list []Reason, at Stage, g Given, day civil.Date) ([]Ground, error) {
	if len(g.Codes) == 0 {
		return nil, ErrNone.On("reasons")
	}
	for _, code := range g.Codes {
		if err := find(list, at, code, day); err != nil {
			return nil, err
		}
	}
	var out []Ground
	for _, r := range Offered(list, at, day) {
		if slices.Contains(g.Codes, r.Code) {
			out = append(out, Ground{Code: r.Code, Clause: r.Source.Cite(), Words: r.Name, Remedy: r.Remedy})
		}
	}
	note := strings.TrimSpace(g.Note)
	if len([]rune(note)) > maxNote {
		return nil, ErrNote.On("note")
	}
	if note != "" {
		out = append(out, Ground{Words: note})
	}
	return out, nil
}

// find refuses a code that the stage cannot give on a day, and says since when or until when it holds.
func find(list []Reason, at Stage, code string, day civil.Date) error {
	var last *Reason
	for i := range list {
		r := &list[i]
		if r.Code != code {
			continue
		}
		if last = r; r.Source.InForce(day) {
			if !slices.Contains(r.At, at) {
				return ErrStage.Textf("“%s”不是%s的理由，请从%s的清单里另选", r.Name, at.Title(), at.Title()).On("reasons")
			}
			return nil
		}
	}
	switch {
	case last == nil:
		return ErrUnknown.With(code).On("reasons")
	case day.Before(last.Source.From):
		return ErrNotInForce.Textf("“%s”从 %s 起才有效，今天不能用，请另选现行的理由", last.Name, last.Source.From).On("reasons")
	}
	return ErrNotInForce.Textf("“%s”已从 %s 起停用，今天不能用，请另选现行的理由", last.Name, last.Source.To).On("reasons")
}

// maxNote is how long the words beside the list may be, in signs.
const maxNote = 500

// Words are the grounds in one sentence, each behind its clause: what lists, the log and the history say of the decision.
func Words(grounds []Ground) string {
	var parts []string
	for _, g := range grounds {
		parts = append(parts, g.Line())
	}
	return strings.Join(parts, "；")
}

// Line is a ground in words, with the clause that it rests on.
func (g Ground) Line() string {
	if g.Code == "" {
		return "补充说明：" + g.Words
	}
	return fmt.Sprintf("%s（%s）", g.Words, g.Clause)
}

// Remedies are what the applicant can do about the grounds, each once, in their order.
func Remedies(grounds []Ground) []string {
	var out []string
	for _, g := range grounds {
		if g.Remedy != "" && !slices.Contains(out, g.Remedy) {
			out = append(out, g.Remedy)
		}
	}
	return out
}

// Reasons of refusal.
var (
	ErrNone       = say.Refuse("refusal_none", "请从清单里选至少一项理由（四(二)）；清单里没有的先在 目录 里拟定新理由，批准后再用")
	ErrUnknown    = say.Refuse("refusal_unknown", "理由清单里没有这一项，请从清单里选")
	ErrNotInForce = say.Refuse("refusal_not_in_force", "这项理由今天不在有效期内，请另选现行的理由")
	ErrStage      = say.Refuse("refusal_stage", "这项理由不能用在这一步，请另选")
	ErrNote       = say.Refuse("refusal_note", "补充说明不超过 500 字，请写短一些")
)

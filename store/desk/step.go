package desk

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/takeover/ledger"
)

// Step is one step of the way on which an office moves in (接入): what is brought in as a file has the name of its kind.
type Step string

// The steps that are no file.
const (
	StepCard     Step = "card"     // what the office says of itself on papers (六(一))
	StepAccounts Step = "accounts" // somebody for each part of the work
	StepCheck    Step = "check"    // what does not fit together
)

// Steps lists them in their order; those behind the running contracts are for who has such files.
func Steps() []Step {
	out := []Step{StepCard, StepAccounts, Step(ledger.Units), Step(ledger.Prices), Step(ledger.Tenancies)}
	for _, k := range ledger.Kinds() {
		if Step(k).Extra() {
			out = append(out, Step(k))
		}
	}
	return append(out, StepCheck)
}

// Extra reports whether an office can do without the step: nothing is left open by it.
func (s Step) Extra() bool {
	switch s {
	case StepCard, StepAccounts, StepCheck, Step(ledger.Units), Step(ledger.Prices), Step(ledger.Tenancies):
		return false
	}
	return true
}

// Title is the step in words.
func (s Step) Title() string {
	if k := ledger.Kind(s); k.Known() {
		return k.Title()
	}
	return say.TitleOf(stepTitles, s)
}

var stepTitles = map[Step]string{StepCard: "单位信息", StepAccounts: "同事账号", StepCheck: "核对"}

// StepState is what a person said of a step.
type StepState string

// A step is left as it is, closed, or set aside because the office has nothing of the kind.
const (
	StepOpen  StepState = ""
	StepDone  StepState = "done"
	StepAside StepState = "aside"
)

// Said is what a person said of a step, and when.
type Said struct {
	State StepState
	Note  string
	Day   civil.Date
}

// ActStep closes a step of the way, sets it aside, takes it up again.
var ActStep = allocation.Action{Code: "takeover.step", Title: "接入步骤", Roles: []allocation.Role{allocation.Manager, allocation.Admin}}

// Refusals of a step.
var (
	ErrStep      = say.Refuse("takeover_step", "这一步不能这样办")
	ErrStepNote  = say.Refuse("takeover_step_note", "请写明理由：以后的人要看得懂为什么不办这一步")
	ErrStepNeeds = say.Refuse("takeover_step_needs", "还有没做完的步骤，不能结束接入；没有这类资料的，在那一步上按 Ctrl+X 注明不用办")
)

// CanStep refuses what may not be said of a step: particulars, accounts and the ledger are needed by everybody, only the check is closed
// by a person. Errors: ErrStep, ErrStepNote.
func CanStep(s Step, to StepState, note string) error {
	switch {
	case to == StepDone && s != StepCheck:
		return ErrStep.Textf("%s做完没有，按数据认定，不用标记", s.Title())
	case to == StepAside && s != Step(ledger.Prices) && s != Step(ledger.Tenancies):
		return ErrStep.Textf("%s每个单位都要办", s.Title())
	case to == StepAside && strings.TrimSpace(note) == "":
		return ErrStepNote
	}
	return nil
}

// SetStep keeps what a person says of a step. Errors: those of CanStep.
func (s Room) SetStep(ctx context.Context, by engine.Actor, step Step, to StepState, note string) error {
	if err := CanStep(step, to, note); err != nil {
		return err
	}
	return s.Write(ctx, by, ActStep, func(t *engine.Tx) error {
		word := map[StepState]string{StepOpen: "重新办理", StepDone: "办结", StepAside: "不用办"}[to]
		t.Subject(step.Title() + " " + word)
		t.About("takeover_step", 0)
		t.Reason(strings.TrimSpace(note))
		if to == StepOpen {
			return reopenStep(t, step)
		}
		return t.Exec(`INSERT INTO takeover_step (step, district, state, note, day, account) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (step, district) DO UPDATE SET state = excluded.state, note = excluded.note, day = excluded.day, account = excluded.account`,
			string(step), by.District, string(to), strings.TrimSpace(note), t.Today, t.By.ID)
	})
}

// reopenStep takes back what the actor's own district, or the whole city, said of a step; what the city said no district takes back.
func reopenStep(t *engine.Tx, step Step) error {
	whole, err := engine.One(t.Ctx, t, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM takeover_step WHERE step = $1 AND district = '')`, string(step))
	if err != nil {
		return err
	}
	if whole && !t.By.Sees("") {
		return engine.ErrOtherDistrict.With(allocation.CityOffice)
	}
	return t.Exec(`DELETE FROM takeover_step WHERE step = $1 AND district = $2`, string(step), t.By.District)
}

// SaidOf is what was said of the steps, as far as it counts for the actor: of the whole office, or of the own district.
func SaidOf(ctx context.Context, q engine.Querier, by engine.Actor) (map[Step]Said, error) {
	out := map[Step]Said{}
	_, err := engine.All(ctx, q, func(r engine.Scanner) (step Step, err error) {
		var d Said
		err = r.Scan(&step, &d.State, &d.Note, &d.Day)
		out[step] = d
		return step, err
	}, `SELECT step, state, note, day FROM takeover_step WHERE district IN ('', $1) ORDER BY district`, by.District)
	return out, err
}

package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/takeover/ledger"
)

// Moving is how far an office has moved in (接入).
type Moving struct {
	Steps  []MovingStep
	Left   int        // steps that wait; 0: the office works
	Next   Step       // the first of them
	Misfit []Misfit   // what does not fit together
	Since  civil.Date // the day on which the check was closed
	Note   string     // what was said then
}

// MovingStep is a step of the way with where it stands.
type MovingStep struct {
	Step  Step
	State string // in words
	Done  bool
	Aside bool // a person said that the office has nothing of the kind
}

// Waits reports whether the step is still to be done.
func (s MovingStep) Waits() bool { return !s.Done && !s.Aside && !s.Step.Extra() }

// Moving reads the way of the office, and what does not fit together of what the actor sees.
func (s Room) Moving(ctx context.Context, by engine.Actor) (m Moving, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		a, err := newMovingAsk(ctx, q, by, s.Today())
		if err != nil {
			return err
		}
		if m, err = a.way(); err != nil {
			return err
		}
		m.Misfit, err = a.misfits()
		for i := range m.Steps {
			if st := &m.Steps[i]; st.Step == StepCheck && !st.Done {
				st.State = fmt.Sprintf("%d 处对不上", len(m.Misfit))
				if len(m.Misfit) == 0 {
					st.State = "都对得上，待确认"
				}
			}
		}
		return err
	})
	return m, err
}

// movingAsk is who asks how far the office has moved in.
type movingAsk struct {
	ctx       context.Context
	q         engine.Querier
	by        engine.Actor
	today     civil.Date
	districts []string // that the actor sees and the office has
}

func newMovingAsk(ctx context.Context, q engine.Querier, by engine.Actor, today civil.Date) (a movingAsk, err error) {
	a = movingAsk{ctx: ctx, q: q, by: by, today: today}
	office, err := engine.One(ctx, q, engine.ScanOne[string], `SELECT district FROM office WHERE id = 1`)
	for _, d := range allocation.DistrictNames() {
		if by.Sees(d) && (office == "" || office == d) {
			a.districts = append(a.districts, d)
		}
	}
	return a, err
}

// list are words as JSON, for json_each.
func list(words []string) string {
	text, _ := engine.Encode(words)
	return string(text)
}

// way reads where each step stands, but for the check of what fits.
func (a movingAsk) way() (m Moving, err error) {
	said, err := SaidOf(a.ctx, a.q, a.by)
	if err != nil {
		return m, err
	}
	stands := map[Step]func() (bool, string, error){
		StepCard: a.card, StepAccounts: a.accounts, Step(ledger.Units): a.ledger,
		Step(ledger.Prices): a.prices, Step(ledger.Tenancies): a.stays,
	}
	for _, step := range Steps() {
		n := MovingStep{Step: step}
		switch {
		case stands[step] != nil:
			n.Done, n.State, err = stands[step]()
		case step.Extra():
			n.Done, n.State, err = a.taken(ledger.Kind(step))
		default:
			d := said[step]
			if n.Done, n.State = d.State == StepDone, "还没有核对"; n.Done {
				n.State, m.Since, m.Note = "已核对 "+d.Day.String(), d.Day, d.Note
			}
		}
		if err != nil {
			return m, err
		}
		if d := said[step]; d.State == StepAside && !n.Done {
			n.Aside, n.State = true, "不用办："+d.Note
		}
		if n.Waits() {
			if m.Left++; m.Next == "" {
				m.Next = step
			}
		}
		m.Steps = append(m.Steps, n)
	}
	return m, nil
}

// card is whether each district says of itself what stands on its papers.
func (a movingAsk) card() (bool, string, error) {
	lack, err := engine.All(a.ctx, a.q, engine.ScanOne[string], `SELECT d.value FROM json_each($1) d LEFT JOIN office_card c ON c.district = d.value
		WHERE coalesce(c.leader, '') = '' OR coalesce(c.telephone, '') = '' OR coalesce(c.address, '') = ''`, list(a.districts))
	switch {
	case err != nil || len(lack) == 0:
		return err == nil, "已填", err
	case len(a.districts) == 1:
		return false, "负责人、电话、地址未填全", nil
	}
	return false, "未填全 " + strings.Join(lack, "、"), nil
}

// needed are the parts of the work that an office cannot do without.
var needed = []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager}

// roles counts the active accounts of each part of the work.
func (a movingAsk) roles() (map[allocation.Role]int, int, error) {
	out := map[allocation.Role]int{}
	list, err := engine.All(a.ctx, a.q, engine.ScanOne[string], `SELECT roles FROM account WHERE active = 1`)
	for _, roles := range list {
		for r := range strings.SplitSeq(roles, ",") {
			out[allocation.Role(r)]++
		}
	}
	return out, len(list), err
}

func (a movingAsk) accounts() (bool, string, error) {
	have, all, err := a.roles()
	var lack []string
	for _, r := range needed {
		if have[r] == 0 {
			lack = append(lack, r.Title())
		}
	}
	if len(lack) > 0 {
		return false, "缺 " + strings.Join(lack, "、"), err
	}
	return err == nil, fmt.Sprintf("%d 个账号", all), err
}

// ledger is whether the premises are the office's own. An office without premises has none to wait for its samples to go.
func (a movingAsk) ledger() (bool, string, error) {
	type tally struct {
		district  string
		own, some bool
	}
	list, err := engine.All(a.ctx, a.q, func(r engine.Scanner) (t tally, err error) {
		err = r.Scan(&t.district, &t.own, &t.some)
		return t, err
	}, `SELECT d.value, EXISTS (SELECT 1 FROM unit u WHERE u.district = d.value AND u.sample = 0), EXISTS (SELECT 1 FROM unit u WHERE u.district = d.value)
		FROM json_each($1) d`, list(a.districts))
	if err != nil {
		return false, "", err
	}
	since, err := ledger.RealSince(a.ctx, a.q)
	var lack []string
	sample := false
	for _, t := range list {
		if _, real := since[t.district]; !real && !t.own {
			lack, sample = append(lack, t.district), sample || t.some
		}
	}
	switch {
	case err != nil || len(lack) == 0:
		day := civil.Date{}
		for _, d := range since {
			day = civil.Max(day, d)
		}
		if day.IsZero() {
			return err == nil, "已有房源", err
		}
		return err == nil, "本区台账，自 " + day.String(), err
	case len(lack) < len(a.districts):
		return false, "还缺 " + strings.Join(lack, "、"), nil
	case sample:
		return false, "还是示例明细", nil
	}
	return false, "还没有房源", nil
}

// prices is whether rent, property and heating have a price this year in every district.
func (a movingAsk) prices() (bool, string, error) {
	year := a.today.Year()
	lack, err := engine.All(a.ctx, a.q, engine.ScanOne[charge.Fee], `SELECT f.value FROM json_each($1) f WHERE EXISTS (SELECT 1 FROM json_each($2) d WHERE NOT EXISTS
		(SELECT 1 FROM price p WHERE p.district IN ('', d.value) AND p.fee = f.value AND p.year >= $3 - (f.value = 'heating') AND p.fen IS NOT NULL AND p.voided_day IS NULL))`,
		list(byArea), list(a.districts), year)
	if err != nil || len(lack) == 0 {
		return err == nil, fmt.Sprintf("%d 年的有了", year), err
	}
	var words []string
	for _, f := range lack {
		words = append(words, f.Title())
	}
	return false, fmt.Sprintf("%d 年缺 %s", year, strings.Join(words, "、")), nil
}

// byArea are the fees that every stay has.
var byArea = []string{string(charge.FeeRent), string(charge.FeeProperty), string(charge.FeeHeating)}

// stays is whether the stays that run already were taken over.
func (a movingAsk) stays() (bool, string, error) {
	n, err := engine.One(a.ctx, a.q, engine.ScanOne[int], `SELECT count(*) FROM tenancy WHERE district IN (SELECT value FROM json_each($1)) AND state <> 'void'`, list(a.districts))
	if n > 0 {
		return true, fmt.Sprintf("%d 户", n), err
	}
	return false, "还没有", err
}

// taken is what was brought in of a kind of file.
func (a movingAsk) taken(k ledger.Kind) (bool, string, error) {
	type sum struct {
		n   int
		day civil.Date
	}
	got, err := engine.One(a.ctx, a.q, func(r engine.Scanner) (x sum, err error) {
		err = r.Scan(&x.n, &x.day)
		return x, err
	}, `SELECT coalesce(CAST(sum(added) AS INTEGER), 0), max(day) FROM takeover WHERE kind = $1 AND undone_day IS NULL AND ($2 = '' OR district = $2)`, string(k), a.by.District)
	if got.day.IsZero() {
		return false, "有就导入", err
	}
	return true, fmt.Sprintf("%s 导入 %d", got.day, got.n), err
}

// CloseMoving says that the office has moved in: what does not fit yet stays as it is, with the reason. Errors: ErrStepNeeds,
// ErrStepNote.
func (s Room) CloseMoving(ctx context.Context, by engine.Actor, note string) error {
	m, err := s.Moving(ctx, by)
	if err != nil {
		return err
	}
	var open []string
	for _, st := range m.Steps {
		if st.Waits() && st.Step != StepCheck {
			open = append(open, st.Step.Title())
		}
	}
	switch {
	case len(open) > 0:
		return ErrStepNeeds.With(strings.Join(open, "、"))
	case len(m.Misfit) > 0 && strings.TrimSpace(note) == "":
		return ErrStepNote.Textf("还有 %d 处对不上，请写明怎么处理", len(m.Misfit))
	}
	return s.SetStep(ctx, by, StepCheck, StepDone, note)
}

// todoMoving is the way of the office while it is not gone: a demonstration has none.
func todoMoving(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{Key: "takeover.way", Title: "接入未完成", Due: DueSoon, Noun: allocation.NounTakeover, Mine: a.may(ActStep)}
	clock, _, err := engine.ClockOf(a.ctx, a.q)
	if err != nil || clock.Kind == civil.ClockDemo || !slices.Contains([]allocation.Role{allocation.Manager, allocation.Admin}, a.by.Role) {
		return nil, err
	}
	w, err := newMovingAsk(a.ctx, a.q, a.by, a.today)
	if err != nil {
		return nil, err
	}
	m, err := w.way()
	if !m.Since.IsZero() {
		return nil, err
	}
	row.Count = m.Left
	row.Detail = "下一步 " + m.Next.Title()
	return []TodoRow{row}, err
}

package allocation

import (
	"errors"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/rule"
)

// TestRoundNext walks the ways of a round: 四(三) wants it computed, noticed, its objections answered, confirmed.
func TestRoundNext(t *testing.T) {
	noticed := Round{State: RoundNoticed, NoticeUntil: civil.MustParse("2021-03-22"), ObjectionUntil: civil.MustParse("2021-03-24")}
	within, after := civil.MustParse("2021-03-24"), civil.MustParse("2021-03-25")
	for _, c := range []struct {
		name string
		r    Round
		f    RoundFacts
		kind RoundStepKind
		text string
	}{
		{"draft", Round{State: RoundDraft}, RoundFacts{}, RoundStepLock, "核对申请、房源和参数"},
		{"locked", Round{State: RoundLocked}, RoundFacts{}, RoundStepDraw, "当众抽签"},
		{"list disputed", Round{State: RoundLocked, Posted: draw.Posting{Open: 2}}, RoundFacts{}, RoundStepAsked, "有 2 件对名单的异议待答复"},
		{"list wrong", Round{State: RoundLocked, Posted: draw.Posting{Upheld: 1}}, RoundFacts{}, RoundStepRelist, "有 1 件对名单的异议成立"},
		{"list posted", Round{State: RoundLocked, Posted: posted}, RoundFacts{Today: posted.Until}, RoundStepPosted, "2021-03-12 名单异议期满"},
		{"locked for one applicant", Round{State: RoundLocked, Single: true}, RoundFacts{}, RoundStepCompute, "计算"},
		{"drawn", Round{State: RoundDrawn}, RoundFacts{}, RoundStepCompute, "计算"},
		{"weak", Round{State: RoundDrawn, Draw: draw.Draw{Bits: 1992, Accept: "只有两户"}}, RoundFacts{}, RoundStepAgree, "强度约 19.92 比特，待另一人同意"},
		{"weak, agreed to", Round{State: RoundDrawn, Draw: draw.Draw{Bits: 1992, Accept: "只有两户", Second: "李某"}}, RoundFacts{}, RoundStepCompute, "计算"},
		{"to be cancelled", Round{State: RoundNoticed, Voiding: draw.Asked{Reason: "名单有误"}}, RoundFacts{}, RoundStepVoid, "有人提出作废，待另一位分管领导决定"},
		{"reopened", Round{State: RoundReopened}, RoundFacts{}, RoundStepCompute, "计算"},
		{"computed", Round{State: RoundComputed}, RoundFacts{}, RoundStepNotice, "看过名单"},
		{"computed for one applicant", Round{State: RoundComputed, Single: true}, RoundFacts{}, RoundStepConfirm, "分管领导确认"},
		{"stale", Round{State: RoundComputed}, RoundFacts{Stale: true}, RoundStepAgain, "计算之后有变动（人工调整或申请退出）"},
		{"unsigned before stale", Round{State: RoundComputed}, RoundFacts{Pending: 2, Stale: true}, RoundStepSign, "有 2 项人工调整待另一位审核员或分管领导复签"},
		{"noticed", noticed, RoundFacts{Today: within}, RoundStepWait, "2021-03-24 公示和异议期满"},
		{"the day after", noticed, RoundFacts{Today: after}, RoundStepConfirm, "公示和异议期已于 2021-03-24 届满"},
		{"objections before all", noticed, RoundFacts{Today: after, Open: 1, Upheld: 1, Gone: 1}, RoundStepAnswer, "有 1 件异议待分管领导答复"},
		{"somebody gone", noticed, RoundFacts{Today: after, Upheld: 1, Gone: 3}, RoundStepGone, "锁定以后有 3 件申请退出"},
		{"upheld", noticed, RoundFacts{Today: after, Upheld: 1}, RoundStepUpheld, "有异议成立"},
		{"confirmed", Round{State: RoundConfirmed}, RoundFacts{}, RoundStepAwards, "由管理员逐户签约"},
		{"cancelled", Round{State: RoundCancelled}, RoundFacts{}, RoundStepNone, "已作废，房源已放回"},
	} {
		if got := c.r.Next(c.f); got.Kind != c.kind || got.Text != c.text {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// TestRoundNextIsNotRefused holds the next step against the moves: what comes next is not what a move refuses.
func TestRoundNextIsNotRefused(t *testing.T) {
	moves := map[RoundStepKind]func(Round, RoundFacts) error{
		RoundStepLock:    func(r Round, _ RoundFacts) error { return lock(&r) },
		RoundStepDraw:    func(r Round, _ RoundFacts) error { return r.EnterDraw(drawn, drawDay) },
		RoundStepCompute: func(r Round, _ RoundFacts) error { return r.Compute() },
		RoundStepAgain:   func(r Round, _ RoundFacts) error { return r.Compute() },
		RoundStepSign:    func(r Round, _ RoundFacts) error { return r.MayOverride() },
		RoundStepNotice:  func(r Round, f RoundFacts) error { return r.Notice(f.Today, f.Today, f.Today, f, "") },
		RoundStepUpheld:  func(r Round, f RoundFacts) error { return r.Reopen(f.Upheld, f.Gone, "理由") },
		RoundStepGone:    func(r Round, f RoundFacts) error { return r.Reopen(f.Upheld, f.Gone, "理由") },
		RoundStepConfirm: func(r Round, f RoundFacts) error { return r.Confirm(f) },
	}
	none := func(Round, RoundFacts) error { return nil }
	for _, k := range []RoundStepKind{RoundStepAnswer, RoundStepWait, RoundStepAwards, RoundStepNone} {
		moves[k] = none
	}
	for _, state := range []RoundState{RoundDraft, RoundLocked, RoundDrawn, RoundComputed, RoundNoticed, RoundReopened, RoundConfirmed, RoundCancelled} {
		for bits := range 64 {
			on := func(i int) int { return bits >> i & 1 }
			r := Round{State: state, Single: on(5) == 1, Units: 1, Applicants: 1, NoticeUntil: civil.MustParse("2021-03-22"), ObjectionUntil: civil.MustParse("2021-03-22")}
			if r.Single && state != RoundLocked && state != RoundComputed {
				continue
			}
			f := RoundFacts{Today: civil.MustParse("2021-03-23"), Open: on(0), Upheld: on(1), Pending: on(2), Gone: on(3), Stale: on(4) == 1}
			if state == RoundNoticed {
				f.Pending = 0
			} else if state == RoundComputed {
				f.Open, f.Upheld, f.Gone = 0, 0, 0
			}
			step := r.Next(f)
			if err := moves[step.Kind](r, f); err != nil {
				t.Errorf("%s %+v: next is %s, and refused: %v", state, f, step.Kind, err)
			}
		}
	}
}

// TestRoundStale holds a run against what people decided after it.
func TestRoundStale(t *testing.T) {
	frozen := &rule.Instance{Applicants: []rule.InstanceApplicant{{Number: "A"}, {Number: "B"}}}
	r := Round{State: RoundComputed, Draw: draw.Draw{Text: "春风"}}
	signed := Override{Applicant: "A", Decided: []string{"1"}, State: OverrideSigned}
	proposed, revoked := signed, signed
	proposed.State, revoked.State = OverrideProposed, OverrideRevoked
	ran := func(d Decided) []byte { return RunInstance(frozen, r.Draw.Text, d).Canonical() }
	for _, c := range []struct {
		name string
		then Decided
		now  Decided
		want bool
	}{
		{"nothing decided", Decided{}, Decided{}, false},
		{"proposed is not decided", Decided{}, Decided{Overrides: []Override{proposed}}, false},
		{"signed", Decided{}, Decided{Overrides: []Override{signed}}, true},
		{"computed with it", Decided{Overrides: []Override{signed}}, Decided{Overrides: []Override{signed}}, false},
		{"taken back", Decided{Overrides: []Override{signed}}, Decided{Overrides: []Override{revoked}}, true},
		{"left", Decided{}, Decided{Gone: []string{"B"}}, true},
		{"left and computed", Decided{Gone: []string{"B"}}, Decided{Gone: []string{"B"}}, false},
	} {
		if got := r.Stale(ran(c.then), frozen, c.now); got != c.want {
			t.Errorf("%s: stale %v", c.name, got)
		}
	}
	if other := (&Round{Draw: draw.Draw{Text: "秋雨"}}); !other.Stale(ran(Decided{}), frozen, Decided{}) {
		t.Error("another draw text: not stale")
	}
	if err := r.Notice(civil.MustParse("2021-03-16"), civil.MustParse("2021-03-22"), civil.MustParse("2021-03-22"), RoundFacts{Stale: true}, ""); !errors.Is(err, ErrRunStale) {
		t.Errorf("notice of a stale run: %v", err)
	}
}

package allocation

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/say"
)

// witnessed is what a list is locked with, and what is drawn from it.
var (
	witnessed = draw.Source{Kind: draw.ByWitnesses, Name: "周某、李某"}
	posted    = draw.Posting{Digest: "d1", Day: civil.MustParse("2021-03-11"), Until: civil.MustParse("2021-03-12")}
	drawn     = draw.Entry{Number: " 见证抽签 38-07-21 ", Witnesses: []string{"周某", " 周某", "", "李某"}, Accept: "当场"}
	drawDay   = civil.MustParse("2021-03-15")
)

func lock(r *Round) error { return r.Lock(witnessed, posted) }

func TestRoundWholeLife(t *testing.T) {
	r := Round{State: RoundDraft, Units: 3, Applicants: 2}
	steps := []struct {
		name string
		do   func() error
		want RoundState
	}{
		{"lock", func() error { return lock(&r) }, RoundLocked},
		{"corrected list", func() error {
			return r.Relist(witnessed, draw.Posting{Digest: "d2", Until: posted.Until}, "漏记岗位")
		}, RoundLocked},
		{"draw", func() error { return r.EnterDraw(drawn, drawDay) }, RoundDrawn},
		{"agree", func() error { return r.AgreeDraw("李某") }, RoundDrawn},
		{"compute", r.Compute, RoundComputed},
		{"compute again", r.Compute, RoundComputed},
		{"notice", func() error {
			return r.Notice(civil.MustParse("2021-03-16"), civil.MustParse("2021-03-22"), civil.MustParse("2021-03-22"), RoundFacts{}, "")
		}, RoundNoticed},
		{"reopen", func() error { return r.Reopen(1, 0, "岗位核实有误") }, RoundReopened},
		{"new run", r.Compute, RoundComputed},
		{"second notice", func() error {
			return r.Notice(civil.MustParse("2021-03-25"), civil.MustParse("2021-03-31"), civil.MustParse("2021-03-31"), RoundFacts{}, "")
		}, RoundNoticed},
		{"confirm", func() error { return r.Confirm(RoundFacts{Today: civil.MustParse("2021-04-01")}) }, RoundConfirmed},
	}
	for _, s := range steps {
		if err := s.do(); err != nil || r.State != s.want {
			t.Fatalf("%s: state %s, err %v; want %s", s.name, r.State, err, s.want)
		}
	}
	if r.Draw.Text != "见证抽签 38-07-21" || strings.Join(r.Draw.Witnesses, ",") != "周某,李某" || r.Draw.Digest != "d2" {
		t.Errorf("draw was not tidied: %+v", r.Draw)
	}
	if err := r.Cancel("不再需要"); !errors.Is(err, ErrRoundNotCancellable) || !strings.Contains(err.Error(), "已经办结") {
		t.Errorf("cancelling a confirmed round: %v", err)
	}
}

func TestRoundIllegalMovesSayWhatIsPossible(t *testing.T) {
	all := []RoundState{RoundDraft, RoundLocked, RoundDrawn, RoundComputed, RoundNoticed, RoundReopened, RoundConfirmed, RoundCancelled}
	legal := map[RoundState]string{
		RoundDraft: "lock cancel", RoundLocked: "draw cancel", RoundDrawn: "compute cancel", RoundComputed: "compute notice cancel",
		RoundNoticed: "reopen confirm cancel", RoundReopened: "compute cancel", RoundConfirmed: "", RoundCancelled: "",
	}
	for _, s := range all {
		for _, m := range RoundMoves {
			r := Round{State: s}
			err := r.Can(m)
			if want := strings.Contains(" "+legal[s]+" ", " "+m.Code+" "); want != (err == nil) {
				t.Errorf("%s in %s: %v", m.Code, s, err)
			}
			if err == nil {
				continue
			}
			var refusal *say.Refusal
			if !errors.As(err, &refusal) || !strings.Contains(refusal.Text, s.Title()) || !strings.Contains(refusal.Text, m.Title) {
				t.Errorf("%s in %s: message does not name state and move: %v", m.Code, s, err)
			}
		}
	}
	r := Round{State: RoundLocked}
	if err := r.Notice(civil.MustParse("2021-03-16"), civil.MustParse("2021-03-22"), civil.MustParse("2021-03-22"), RoundFacts{}, ""); err.Error() != "批次现在是已锁定，不能公示；现在可以：录入抽签文字、作废" {
		t.Errorf("got %q", err)
	}
}

func TestRoundRefusals(t *testing.T) {
	noticed := Round{State: RoundNoticed, ObjectionUntil: civil.MustParse("2021-03-22")}
	cases := []struct {
		name string
		r    Round
		do   func(*Round) error
		want error
	}{
		{"lock without units", Round{State: RoundDraft, Applicants: 1}, lock, ErrRoundNoUnits},
		{"lock without applicants", Round{State: RoundDraft, Units: 1}, lock, ErrRoundNoApplicants},
		{"lock without a source", Round{State: RoundDraft, Units: 1, Applicants: 1}, func(r *Round) error { return r.Lock(draw.Source{}, posted) }, draw.ErrSourceKind},
		{"draw before the list stands", Round{State: RoundLocked, Source: witnessed, Posted: posted}, func(r *Round) error { return r.EnterDraw(drawn, posted.Until) }, draw.ErrListDays},
		{"corrected list that is the same", Round{State: RoundLocked, Posted: posted}, func(r *Round) error { return r.Relist(witnessed, posted, "x") }, ErrRelistSame},
		{"corrected list without a reason", Round{State: RoundLocked}, func(r *Round) error { return r.Relist(witnessed, posted, " ") }, ErrRoundReason},
		{"corrected list after the draw", Round{State: RoundDrawn}, func(r *Round) error { return r.Relist(witnessed, posted, "x") }, ErrRelistTime},
		{"dispute after the draw", Round{State: RoundDrawn, Posted: posted}, func(r *Round) error { return r.MayDispute(posted.Until) }, ErrDisputeTime},
		{"second draw", Round{State: RoundDrawn}, func(r *Round) error { return r.EnterDraw(drawn, drawDay) }, ErrRoundNotDrawable},
		{"notice with pending override", Round{State: RoundComputed}, func(r *Round) error {
			return r.Notice(civil.MustParse("2021-03-16"), civil.MustParse("2021-03-22"), civil.MustParse("2021-03-22"), RoundFacts{Pending: 1}, "")
		}, ErrOverridePending},
		{"notice of no length", Round{State: RoundComputed}, func(r *Round) error {
			return r.Notice(civil.MustParse("2021-03-16"), civil.MustParse("2021-03-15"), civil.MustParse("2021-03-15"), RoundFacts{}, "")
		}, ErrNoticeDays},
		{"reopen without ground", noticed, func(r *Round) error { return r.Reopen(0, 0, "x") }, ErrReopenGround},
		{"reopen without reason", noticed, func(r *Round) error { return r.Reopen(1, 0, " ") }, ErrRoundReason},
		{"confirm on the last day", noticed, func(r *Round) error { return r.Confirm(RoundFacts{Today: civil.MustParse("2021-03-22")}) }, ErrNoticeRunning},
		{"confirm with open objection", noticed, func(r *Round) error { return r.Confirm(RoundFacts{Today: civil.MustParse("2021-03-23"), Open: 1}) }, ErrObjectionsOpen},
		{"confirm with upheld objection", noticed, func(r *Round) error { return r.Confirm(RoundFacts{Today: civil.MustParse("2021-03-23"), Upheld: 1}) }, ErrObjectionUpheld},
		{"confirm with somebody gone", noticed, func(r *Round) error { return r.Confirm(RoundFacts{Today: civil.MustParse("2021-03-23"), Gone: 1}) }, ErrApplicantGone},
		{"confirm without notice", Round{State: RoundComputed}, func(r *Round) error { return r.Confirm(RoundFacts{}) }, ErrRoundNotConfirmable},
		{"compute with a weak draw", Round{State: RoundDrawn, Draw: draw.Draw{Accept: "两户"}}, func(r *Round) error { return r.Compute() }, draw.ErrDrawAlone},
		{"agree to a strong draw", Round{State: RoundDrawn}, func(r *Round) error { return r.AgreeDraw("李某") }, draw.ErrNotAsked},
		{"agree after the run", Round{State: RoundComputed, Draw: draw.Draw{Accept: "两户"}}, func(r *Round) error { return r.AgreeDraw("李某") }, draw.ErrNotAsked},
		{"cancel alone after the draw", Round{State: RoundComputed, Draw: draw.Draw{Text: "38"}}, func(r *Round) error { return r.Cancel("有误") }, draw.ErrCancelAlone},
		{"ask without a reason", Round{State: RoundNoticed}, func(r *Round) error { return r.AskCancel(" ", drawDay) }, draw.ErrCancelWhy},
		{"ask twice", Round{State: RoundNoticed, Voiding: draw.Asked{Reason: "有误"}}, func(r *Round) error { return r.AskCancel("有误", drawDay) }, draw.ErrCancelAsked},
		{"ask when it is over", Round{State: RoundConfirmed}, func(r *Round) error { return r.AskCancel("有误", drawDay) }, ErrRoundNotCancellable},
		{"drop nothing", Round{State: RoundNoticed}, func(r *Round) error { return r.DropCancel("无误") }, draw.ErrCancelAlone},
		{"confirm while somebody asks", Round{State: RoundNoticed, Voiding: draw.Asked{Reason: "有误"}}, func(r *Round) error { return r.Confirm(RoundFacts{}) }, draw.ErrCancelAsked},
		{"cancel without reason", Round{State: RoundDraft}, func(r *Round) error { return r.Cancel("") }, ErrRoundReason},
		{"object before notice", Round{State: RoundComputed}, func(r *Round) error { return r.MayObject(civil.MustParse("2021-03-16")) }, ErrObjectionTime},
		{"object late", noticed, func(r *Round) error { return r.MayObject(civil.MustParse("2021-03-23")) }, ErrObjectionLate},
		{"override when out", noticed, (*Round).MayOverride, ErrOverrideTime},
	}
	for _, c := range cases {
		before := c.r.State
		if err := c.do(&c.r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.r.State != before {
			t.Errorf("%s: a refused move changed the state to %s", c.name, c.r.State)
		}
	}
}

func TestSingleRoundNeedsNeitherDrawNorNotice(t *testing.T) {
	r := Round{State: RoundDraft, Single: true, Units: 1, Applicants: 1}
	for _, do := range []func() error{func() error { return r.Lock(draw.Source{}, draw.Posting{}) }, r.Compute, func() error { return r.Confirm(RoundFacts{Today: civil.MustParse("2021-03-15")}) }} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	if r.State != RoundConfirmed {
		t.Fatalf("state %s", r.State)
	}
}

func TestAwardLife(t *testing.T) {
	offered := Award{State: AwardOffered, SignBy: civil.MustParse("2021-04-10")}
	cases := []struct {
		name string
		do   func(*Award) error
		err  error
		want AwardState
	}{
		{"sign on the last day", func(a *Award) error { return a.Contract(civil.MustParse("2021-04-10")) }, nil, AwardContracted},
		{"sign late", func(a *Award) error { return a.Contract(civil.MustParse("2021-04-11")) }, ErrAwardSignBy, AwardOffered},
		{"decline", func(a *Award) error { return a.Decline("另有场地") }, nil, AwardDeclined},
		{"decline without reason", func(a *Award) error { return a.Decline("") }, ErrRoundReason, AwardOffered},
		{"lapse too early", func(a *Award) error { return a.Lapse(civil.MustParse("2021-04-10")) }, ErrAwardNotLapsed, AwardOffered},
		{"lapse", func(a *Award) error { return a.Lapse(civil.MustParse("2021-04-11")) }, nil, AwardLapsed},
		{"extend backwards", func(a *Award) error { return a.Extend(civil.MustParse("2021-04-10"), "住院") }, ErrAwardExtend, AwardOffered},
		{"extend", func(a *Award) error { return a.Extend(civil.MustParse("2021-04-20"), "住院") }, nil, AwardOffered},
		{"cancel", func(a *Award) error { return a.Cancel("材料虚假") }, nil, AwardCancelled},
	}
	for _, c := range cases {
		a := offered
		if err := c.do(&a); !errors.Is(err, c.err) || a.State != c.want {
			t.Errorf("%s: state %s, err %v", c.name, a.State, err)
		}
		if a.State == AwardOffered {
			continue
		}
		for _, again := range []error{a.Contract(civil.MustParse("2021-04-01")), a.Decline("x"), a.Lapse(civil.MustParse("2022-01-01")), a.Cancel("x"), a.Extend(civil.MustParse("2022-01-01"), "x")} {
			if !errors.Is(again, ErrAwardNotOffered) {
				t.Errorf("%s: an ended award moved: %v", c.name, again)
			}
		}
	}
}

func TestOverrideNeedsAnotherPerson(t *testing.T) {
	pool := map[string]bool{"A": true, "B": true, "C": true}
	other := map[string]bool{"C": true}
	bad := []struct {
		decided []string
		reason  string
		want    error
	}{
		{[]string{"B"}, " ", ErrRoundReason},
		{[]string{"A"}, "x", ErrOverrideSame},
		{[]string{"B", "B"}, "x", ErrOverrideTwice},
		{[]string{"D"}, "x", ErrOverridePool},
		{[]string{"C"}, "x", ErrOverrideTaken},
	}
	for _, b := range bad {
		if _, err := ProposeOverride("JS1", []string{"A"}, b.decided, b.reason, 1, pool, other); !errors.Is(err, b.want) {
			t.Errorf("%v: %v", b.decided, err)
		}
	}
	o, err := ProposeOverride("JS1", []string{"A"}, nil, "自愿放弃本批次", 1, pool, other)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Sign(1); !errors.Is(err, ErrOverrideSamePerson) || o.State != OverrideProposed {
		t.Fatalf("signed by the same person: %v", err)
	}
	if err := o.Sign(2); err != nil || o.State != OverrideSigned {
		t.Fatal(err)
	}
	if err := o.Sign(3); !errors.Is(err, ErrOverrideState) {
		t.Errorf("signed twice: %v", err)
	}
	if err := o.Revoke(); err != nil {
		t.Fatal(err)
	}
	if err := o.Revoke(); !errors.Is(err, ErrOverrideState) {
		t.Errorf("revoked twice: %v", err)
	}
}

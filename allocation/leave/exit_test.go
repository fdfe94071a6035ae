package leave

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/allocation/say/saytest"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// grounds are the five of 四(五).
var grounds = ExitGrounds()

// running is an open tenancy signed on 2017-11-15 with its contract.
func running(t testing.TB) (allocation.Tenancy, allocation.Contract) {
	t.Helper()
	day := civil.MustParse("2017-11-15")
	n, err := allocation.SignTenancy("尖山区", day, day, day)
	if err != nil {
		t.Fatal(err)
	}
	c := allocation.DrawContract(n.Signed, 1)
	for _, err := range []error{
		c.Sign(n.Signed, n.Signed), n.HandOver(civil.MustParse("2017-11-22"), civil.MustParse("2018-02-09"), nil), n.Open(civil.MustParse("2018-02-09"), civil.MustParse("2018-02-09")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return n, c
}

// paper is evidence that serves every ground.
var paper = Evidence{Document: "双岭监处〔2019〕7 号", Body: "岭东区市场监管局", Day: civil.MustParse("2019-03-01")}

func TestOpenExitNeedsEvidence四五(t *testing.T) {
	today := civil.MustParse("2019-03-04")
	for _, g := range grounds {
		n, c := running(t)
		if g.Number == 2 {
			c.To = today.AddDays(30)
		}
		x, err := OpenExit(g, n, c, paper, "理由", today, 60)
		if err != nil || x.State != ExitOpened || x.Ground != g.Number {
			t.Errorf("ground %d: %+v, %v", g.Number, x, err)
		}
		e := paper
		e.Document = " "
		_, err = OpenExit(g, n, c, e, "理由", today, 60)
		saytest.Want(t, "no document", err, ErrExitEvidence)
		e = paper
		e.Body = ""
		_, err = OpenExit(g, n, c, e, "理由", today, 60)
		if g.Kinds[0] == EvidenceApplication {
			saytest.Want(t, "the tenant's own application", err, nil)
		} else {
			saytest.Want(t, "no body", err, ErrExitBody)
		}
		e = paper
		e.Day = today.AddDays(1)
		_, err = OpenExit(g, n, c, e, "理由", today, 60)
		saytest.Want(t, "a paper of tomorrow", err, allocation.ErrTenancyDay)
		_, err = OpenExit(g, n, c, paper, "", today, 60)
		saytest.Want(t, "no reason", err, ErrExitReason)
	}
}

// 四(五)2 is for a term that is over or nearly so; leaving before is ground 5.
func TestExpiryGround四五2(t *testing.T) {
	for _, tc := range []struct {
		today string
		want  *say.Refusal
	}{{"2020-09-14", ErrExitTooEarly}, {"2020-09-15", nil}, {"2020-11-14", nil}, {"2021-01-01", nil}} {
		n, c := running(t)
		_, err := OpenExit(grounds[1], n, c, paper, "不再续租", civil.MustParse(tc.today), 60)
		saytest.Want(t, tc.today, err, tc.want)
	}
}

// steps takes an exit through its life up to a state.
func steps(t testing.TB, g ExitGround) (*Exit, *allocation.Tenancy, *allocation.Contract) {
	t.Helper()
	n, c := running(t)
	c.To = civil.MustParse("2019-03-31")
	x, err := OpenExit(g, n, c, paper, "理由", civil.MustParse("2019-03-04"), 60)
	if err != nil {
		t.Fatal(err)
	}
	return &x, &n, &c
}

// approve hears the tenant where the ground asks for it, then decides: the premises are to be cleared within 30 days.
func approve(x *Exit, n *allocation.Tenancy, day civil.Date, words string) error {
	if x.State == ExitOpened && x.Heard && x.Told.IsZero() {
		for _, err := range []error{
			x.Tell(x.Opened, "当面送达", day, civil.Period{N: 5, Unit: civil.Days}, "", nil), x.Hear(x.Opened, "无意见", day),
			x.Advise("王律师", x.Opened, "程序合法", day),
		} {
			if err != nil {
				return err
			}
		}
	}
	return x.Approve(n, day, 3, Approval{Words: words, Weighing: weighed, Vacate: day.AddDays(30), File: civil.Period{N: 10, Unit: civil.Days}.Deadline(day, nil)})
}

// TestFullPriceFromTheService四五: ground 3 stops the waiver on the day on which its decision is served, not before; by every other
// ground full price is due from the day after the one for clearing.
func TestFullPriceFromTheService四五(t *testing.T) {
	for _, g := range grounds {
		x, n, _ := steps(t, g)
		served := civil.MustParse("2019-03-14")
		saytest.Want(t, "approve", approve(x, n, civil.MustParse("2019-03-11"), "同意"), nil)
		if !n.Stopped.IsZero() {
			t.Errorf("ground %d: the decision alone stops the waiver", g.Number)
		}
		saytest.Want(t, "serve", x.Notice(n, served, "当面送达", served), nil)
		first := civil.MustParse("2019-04-11")
		if g.Number == 3 {
			first = served
		}
		if x.StopsOn() != first || n.Phase(first.AddDays(-1)) != charge.PhaseFree || n.Phase(first) != charge.PhaseFull {
			t.Errorf("ground %d: stops on %s, want %s", g.Number, x.StopsOn(), first)
		}
	}
}

// TestFraudTakesTheWaiverBack四五3: from the day from which the tenant deceived, once the decision is served.
func TestFraudTakesTheWaiverBack四五3(t *testing.T) {
	today, e := civil.MustParse("2019-03-04"), paper
	e.FalseFrom = civil.MustParse("2018-03-01")
	for _, g := range grounds {
		n, c := running(t)
		c.To = civil.MustParse("2019-03-31")
		x, err := OpenExit(g, n, c, e, "虚报用工", today, 60)
		if g.Number != 3 {
			saytest.Want(t, g.Name, err, ErrExitFalse)
			continue
		}
		saytest.Want(t, g.Name, err, nil)
		saytest.Want(t, "approve", approve(&x, &n, today, "同意"), nil)
		saytest.Want(t, "serve", x.Notice(&n, today, "当面送达", today), nil)
		if n.Stopped != e.FalseFrom || n.Phase(e.FalseFrom.AddDays(-1)) != charge.PhaseFree || n.Phase(e.FalseFrom) != charge.PhaseFull {
			t.Errorf("taken back from %s", n.Stopped)
		}
		saytest.Want(t, "undo", x.Undo(ExitNotice, &n, &c, "", allocation.Undoing{Reason: "办错"}), nil)
		if !n.Stopped.IsZero() {
			t.Errorf("undone, and stopped on %s", n.Stopped)
		}
	}
	n, c := running(t)
	e.FalseFrom = n.Signed.AddDays(-1)
	_, err := OpenExit(grounds[2], n, c, e, "虚报用工", today, 60)
	saytest.Want(t, "before the signing", err, allocation.ErrTenancyDay)
}

// TestThreeKindsOfEvidence四五4: an application, a court's paper, the district's finding; the others need who issued them.
func TestThreeKindsOfEvidence四五4(t *testing.T) {
	today := civil.MustParse("2019-03-04")
	for _, tc := range []struct {
		kind EvidenceKind
		body string
		want *say.Refusal
	}{
		{"", "", nil},
		{EvidenceApplication, "", nil},
		{EvidenceCourt, "", ErrExitBody},
		{EvidenceCourt, "岭东区人民法院", nil},
		{EvidenceFinding, "岭东区人民政府", nil},
		{EvidencePaper, "市场监管局", ErrEvidenceKind},
	} {
		n, c := running(t)
		e := paper
		e.Kind, e.Body = tc.kind, tc.body
		x, err := OpenExit(grounds[3], n, c, e, "破产", today, 60)
		saytest.Want(t, string(tc.kind)+tc.body, err, tc.want)
		if err == nil && (x.Applied != (tc.body == "") || x.Evidence.Kind == "") {
			t.Errorf("%+v", x)
		}
	}
	n, c := running(t)
	e := paper
	e.Kind = EvidenceApplication
	_, err := OpenExit(grounds[0], n, c, e, "违法", today, 60)
	saytest.Want(t, "ground 1 by application", err, ErrEvidenceKind)
}

func TestExitLife四五(t *testing.T) {
	x, n, c := steps(t, grounds[0])
	today := civil.MustParse("2019-04-01")
	saytest.Want(t, "notice before the decision", x.Notice(n, today, "邮寄", today), ErrExitMove)
	saytest.Want(t, "keys before the notice", x.Return(n, c, today, today), ErrExitMove)
	saytest.Want(t, "close at once", x.Close(today), ErrExitMove)
	saytest.Want(t, "approve unheard", x.Approve(n, civil.MustParse("2019-03-11"), 3, Approval{Words: "同意", Weighing: weighed, Vacate: today, File: civil.Deadline{}}), ErrExitUntold)
	saytest.Want(t, "file before the decision", x.File(today, "1", "市棚改办", today), ErrExitMove)
	saytest.Want(t, "approve without words", approve(x, n, civil.MustParse("2019-03-11"), ""), ErrExitReason)
	saytest.Want(t, "approve", approve(x, n, civil.MustParse("2019-03-11"), "同意"), nil)
	saytest.Want(t, "approve twice", approve(x, n, civil.MustParse("2019-03-11"), "同意"), ErrExitMove)
	saytest.Want(t, "cancel after the decision", x.Cancel(civil.MustParse("2021-03-04"), 2, "撤回"), ErrExitMove)
	saytest.Want(t, "notice before the day of the decision", x.Notice(n, civil.MustParse("2019-03-10"), "邮寄", today), allocation.ErrTenancyDay)
	saytest.Want(t, "notice, how?", x.Notice(n, civil.MustParse("2019-03-12"), "", today), ErrExitHow)
	saytest.Want(t, "notice", x.Notice(n, civil.MustParse("2019-03-12"), "当面送达王某", today), nil)
	if x.VacateBy != civil.MustParse("2019-04-10") || x.FileBy != civil.MustParse("2019-03-21") {
		t.Errorf("clear by %s, file by %s", x.VacateBy, x.FileBy)
	}
	saytest.Want(t, "keys before the notice", x.Return(n, c, civil.MustParse("2019-03-11"), today), allocation.ErrTenancyDay)
	if n.State != allocation.TenancyLeaving || c.State != allocation.ContractRunning {
		t.Fatalf("a refusal left %s, %s", n.State, c.State)
	}
	saytest.Want(t, "settle before the keys", x.Settle(today, "结清", today, Settlement{}, ""), ErrExitMove)
	saytest.Want(t, "keys", x.Return(n, c, civil.MustParse("2019-03-20"), today), nil)
	if n.State != allocation.TenancyEnded || n.Ended != civil.MustParse("2019-03-20") || c.State != allocation.ContractEnded {
		t.Fatalf("keys back: %s %s, %s", n.State, n.Ended, c.State)
	}
	saytest.Want(t, "close unsettled", x.Close(today), ErrExitUnsettled)
	saytest.Want(t, "file without number", x.File(civil.MustParse("2019-03-21"), " ", "市棚改办", today), ErrExitFiling)
	saytest.Want(t, "file without body", x.File(civil.MustParse("2019-03-21"), "2019-4", "", today), allocation.ErrMilestoneBody)
	saytest.Want(t, "settle before the keys came", x.Settle(civil.MustParse("2019-03-19"), "结清", today, Settlement{}, ""), allocation.ErrTenancyDay)
	saytest.Want(t, "settle", x.Settle(civil.MustParse("2019-03-25"), "现金结清，收据 12 号", today, Settlement{}, ""), nil)
	saytest.Want(t, "settle twice", x.Settle(civil.MustParse("2019-03-25"), "又结清", today, Settlement{}, ""), ErrExitSettled)
	saytest.Want(t, "close unfiled", x.Close(today), ErrExitUnfiled)
	saytest.Want(t, "file", x.File(civil.MustParse("2019-03-26"), "双棚备〔2019〕4 号", "市棚改办", today), nil)
	saytest.Want(t, "file twice", x.File(civil.MustParse("2019-03-26"), "5", "市棚改办", today), ErrExitFiled)
	saytest.Want(t, "close", x.Close(today), nil)
	if x.State != ExitClosed || x.Closed != today || x.State.Live() {
		t.Errorf("%+v", x)
	}
	saytest.Want(t, "close twice", x.Close(today), ErrExitMove)
}

func TestExitRefusedOrCancelled(t *testing.T) {
	x, n, _ := steps(t, grounds[2])
	saytest.Want(t, "refuse without words", x.Refuse(civil.MustParse("2019-03-11"), 3, " ", weighed), ErrExitReason)
	saytest.Want(t, "refuse", x.Refuse(civil.MustParse("2019-03-11"), 3, "证据不足", weighed), nil)
	if n.State != allocation.TenancyOpen || !n.Stopped.IsZero() || x.State != ExitRefused {
		t.Errorf("a refused exit left %+v", n)
	}
	saytest.Want(t, "approve after all", approve(x, n, civil.MustParse("2019-03-12"), "同意"), ErrExitMove)
	x, _, _ = steps(t, grounds[4])
	saytest.Want(t, "cancel", x.Cancel(civil.MustParse("2021-03-04"), 2, "申请人改变主意"), nil)
	if x.State != ExitCancelled || x.State.Live() {
		t.Errorf("%+v", x)
	}
}

func TestNoExitFromAnEndedTenancy(t *testing.T) {
	n, c := running(t)
	if err := n.Leave(); err != nil {
		t.Fatal(err)
	}
	_, err := OpenExit(grounds[4], n, c, paper, "理由", civil.MustParse("2019-03-04"), 60)
	if !errors.Is(err, allocation.ErrTenancyMove) {
		t.Errorf("opened while leaving: %v", err)
	}
}

func TestEveryExitStateSaysWhatIsNext(t *testing.T) {
	for _, s := range ExitStates {
		if s.Title() == string(s) {
			t.Errorf("%s has no word", s)
		}
		if x := (Exit{State: s}); s.Live() != (x.Next(civil.Date{}) != "") {
			t.Errorf("%s: next %q", s, x.Next(civil.Date{}))
		}
	}
}

func TestNumberOfAnExit(t *testing.T) {
	if got := NoticeNumber("BS", 2021, 3); got != "TC-BS-2021-0003" {
		t.Error(got)
	}
}

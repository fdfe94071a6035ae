package desk_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// moving is an office of a district with its samples, as it moves in.
type moving struct {
	takeovertest.Office
	desk.Room
	by engine.Actor
}

func newMoving(t *testing.T) moving {
	o := takeovertest.New(t, "尖山区")
	return moving{o, desk.Of(o.Store), o.AsOf(t, allocation.Admin, "")}
}

func (o moving) way(t *testing.T) desk.Moving {
	t.Helper()
	m, err := o.Moving(t.Context(), o.by)
	ok(t, err)
	return m
}

func (o moving) state(t *testing.T, s desk.Step) desk.MovingStep {
	t.Helper()
	m := o.way(t)
	return m.Steps[slices.IndexFunc(m.Steps, func(x desk.MovingStep) bool { return x.Step == s })]
}

// file writes a list to take.
func file(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "台账.csv")
	ok(t, os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600))
	return path
}

func misfit(m desk.Moving, key string) (desk.Misfit, bool) {
	i := slices.IndexFunc(m.Misfit, func(x desk.Misfit) bool { return x.Key == key })
	if i < 0 {
		return desk.Misfit{}, false
	}
	return m.Misfit[i], true
}

// TestTheWayInIsGuided: each step says what is lacking, what was brought in is done, what does not fit is listed, and the way is closed once.
func TestTheWayInIsGuided(t *testing.T) {
	o := newMoving(t)
	m := o.way(t)
	if m.Next != desk.StepCard || m.Left != 6 {
		t.Errorf("next %q, %d left: %+v", m.Next, m.Left, m.Steps)
	}
	if s := o.state(t, desk.Step(ledger.Units)); s.Done || s.State != "还是示例明细" {
		t.Errorf("samples: %+v", s)
	}
	ok(t, basis.Of(o.Store).SetCard(t.Context(), o.by, basis.OfficeCard{Card: bylaw.Card{
		District: "尖山区", Leader: "赵某", Telephone: "0469-0000001", Address: "示例路 1 号", Review: "双鸭山市人民政府", Court: "双鸭山市中级人民法院",
	}, ID: 1, Version: 1}))
	if s := o.state(t, desk.StepCard); !s.Done {
		t.Errorf("card: %+v", s)
	}
	refused(t, "close early", desk.Of(o.Store).CloseMoving(t.Context(), o.by, "先办公"), desk.ErrStepNeeds)
	for _, r := range []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager} {
		if _, lacks := misfit(o.way(t), "role."+string(r)); !lacks {
			t.Errorf("%s is not missed", r)
		}
		o.AsOf(t, r, "尖山区")
	}
	if s := o.state(t, desk.StepAccounts); !s.Done {
		t.Errorf("accounts: %+v", s)
	}
	o.Taken(t, o.by, ledger.Request{Kind: ledger.Units, Path: file(t, "区,小区,楼栋,门牌,建筑面积,使用状态", "尖山区,南市区,1号楼,101,100,使用中", "尖山区,南市区,1号楼,102,90,空置")}, false)
	if s := o.state(t, desk.Step(ledger.Units)); !s.Done || !strings.HasPrefix(s.State, "本区台账，自") {
		t.Errorf("ledger: %+v", s)
	}
	used, found := misfit(o.way(t), "unit.used")
	if !found || used.Count != 1 {
		t.Errorf("in use without a stay: %+v", o.way(t).Misfit)
	}
	refused(t, "aside without reason", o.SetStep(t.Context(), o.by, desk.Step(ledger.Prices), desk.StepAside, " "), desk.ErrStepNote)
	refused(t, "accounts aside", o.SetStep(t.Context(), o.by, desk.StepAccounts, desk.StepAside, "不用"), desk.ErrStep)
	ok(t, o.SetStep(t.Context(), o.by, desk.Step(ledger.Prices), desk.StepAside, "价格文件还没有发"))
	o.Taken(t, o.by, ledger.Request{Kind: ledger.Tenancies, Path: file(t, "小区,楼栋,门牌,面积,承租人,签订日期,已缴金额", "南市区,1号楼,101,100,示例甲,2019-03-01,300.00")}, false)
	m = o.way(t)
	if _, found := misfit(m, "unit.used"); found {
		t.Errorf("taken over and still missed: %+v", m.Misfit)
	}
	for _, key := range []string{"stay.identity", "stay.meter", "price.rent", "payment.bill", "published.尖山区"} {
		if _, found := misfit(m, key); !found {
			t.Errorf("%s is not missed: %+v", key, m.Misfit)
		}
	}
	if m.Left != 1 || m.Next != desk.StepCheck {
		t.Errorf("%d left, next %q: %+v", m.Left, m.Next, m.Steps)
	}
	refused(t, "close without reason", o.CloseMoving(t.Context(), o.by, ""), desk.ErrStepNote)
	ok(t, o.CloseMoving(t.Context(), o.by, "账单下月出"))
	if m = o.way(t); m.Left != 0 || m.Since.IsZero() {
		t.Errorf("closed: %+v", m)
	}
}

// TestTheWayInIsWork: who may move in finds it on the first page until it is closed.
func TestTheWayInIsWork(t *testing.T) {
	o := newMoving(t)
	row := func(by engine.Actor) (desk.TodoRow, bool) {
		rows, err := o.Todo(t.Context(), by)
		ok(t, err)
		i := slices.IndexFunc(rows, func(r desk.TodoRow) bool { return r.Key == "takeover.way" })
		if i < 0 {
			return desk.TodoRow{}, false
		}
		return rows[i], true
	}
	if r, found := row(o.by); !found || !r.Mine || r.Count != 6 || r.Detail != "下一步 单位信息" {
		t.Errorf("%+v", r)
	}
	if _, found := row(o.AsOf(t, allocation.Intake, "尖山区")); found {
		t.Error("who cannot move in is told")
	}
}

// TestAnEmptyOfficeHasNoSamples: nothing is said of samples that an office does not have.
func TestAnEmptyOfficeHasNoSamples(t *testing.T) {
	o := newMoving(t)
	for _, table := range []string{"unit_spell", "unit_area", "unit"} {
		_, err := o.Writer.Exec(`DELETE FROM ` + table)
		ok(t, err)
	}
	if s := o.state(t, desk.Step(ledger.Units)); s.Done || s.State != "还没有房源" {
		t.Errorf("%+v", s)
	}
}

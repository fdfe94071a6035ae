package exit

import (
	"context"
	"slices"
	"strconv"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/stay"
)

// ExitDetail is an exit with everything that its page shows.
type ExitDetail struct {
	stay.ExitRow
	Stay      stay.TenancyRow
	Ground    leave.ExitGround
	Out, Back []stay.HandoverRow
	Left      leave.Settlement // what stands between it and the settlement of its fees, once the keys are back
	Basis     ExitBasis
	Terms     Terms
}

// Exit reads an exit with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Exit(ctx context.Context, by engine.Actor, id int64) (d ExitDetail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.ExitRow, err = stay.ExitNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		if d.Stay, err = stay.TenancyNoun.ByID(ctx, q, d.Tenancy); err != nil {
			return err
		}
		if d.Ground, err = exitGround(ctx, q, d.Exit.Ground, d.Opened); err != nil {
			return err
		}
		if d.Basis, err = readExitBasis(ctx, q, id); err != nil {
			return err
		}
		if d.Out, err = stay.KeysOf(ctx, q, d.Stay); err != nil {
			return err
		}
		if d.Back, err = stay.ReadHandover(ctx, q, d.Tenancy, stay.DirectionBack); err != nil {
			return err
		}
		d.Back = slices.DeleteFunc(d.Back, func(h stay.HandoverRow) bool { return h.Day != d.Returned })
		if d.Terms, err = readTerms(ctx, q, d.ExitRow, d.Stay.Contract, s.Today()); err != nil {
			return err
		}
		d.Left, err = readSettlement(ctx, q, by, d.ExitRow, s.Today())
		return err
	})
	if err != nil {
		return ExitDetail{}, err
	}
	return d, nil
}

// exitGround is a ground of the catalogue as it stood on a day. Errors: ErrExitGround.
func exitGround(ctx context.Context, q engine.Querier, number int, day civil.Date) (leave.ExitGround, error) {
	grounds, err := basis.Catalogue[leave.ExitGround](ctx, q, basis.KindGround, day)
	if err != nil {
		return leave.ExitGround{}, err
	}
	for _, g := range grounds {
		if g.Number == number {
			return g, nil
		}
	}
	return leave.ExitGround{}, ErrExitGround.With(strconv.Itoa(number)).On("ground")
}

// OpenExit opens an exit by one of the grounds of 四(五) with its evidence, gives it its number and returns its id.
// Errors: those of allocation.OpenExit, ErrStale, ErrExitOpen, ErrExitGround, ErrBasisAssessment, ErrBasisFinding.
func (s Room) OpenExit(ctx context.Context, by engine.Actor, tenancy, version int64, ground int, e leave.Evidence, reason string) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActOpenExit, func(t *engine.Tx) error {
		o, err := stay.OpenTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if err := leave.MayOpen(o.Tenancy, o.Row.Exit != 0); err != nil {
			return err
		}
		g, err := exitGround(t.Ctx, t, ground, t.Today)
		if err != nil {
			return err
		}
		parameters, err := basis.Parameters(t, o.District)
		if err != nil {
			return err
		}
		if e, err = namedBasis(t, g, o, e); err != nil {
			return err
		}
		x, err := leave.OpenExit(g, o.Tenancy, o.Row.Contract, e, reason, t.Today, parameters.Leads.ContractTo)
		if err != nil {
			return err
		}
		x.OpenedBy = t.By.ID
		if err := number(t, &x, o.District); err != nil {
			return err
		}
		id, err = stay.ExitNoun.Add(t, stay.ExitRow{Exit: x, Tenancy: tenancy})
		if err != nil {
			return err
		}
		if err := restExit(t, id, o, e); err != nil {
			return err
		}
		t.About("exit", id)
		t.Reason(reason)
		if err := t.Move("exit", id, "", string(x.State), reason); err != nil {
			return err
		}
		return o.Save(t, version, "")
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// OpenedExit is an exit inside a transaction, with the tenancy that it ends.
type OpenedExit struct {
	leave.Exit
	Row  stay.ExitRow
	Stay *stay.OpenedTenancy
}

// ChangeExit is the frame of every step of an exit: read, decide, write back with its move.
func (s Room) ChangeExit(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, reason string, step func(*engine.Tx, *OpenedExit) error) error {
	return s.Write(ctx, by, act, func(t *engine.Tx) error {
		row, err := stay.ExitNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		x := &OpenedExit{Exit: row.Exit, Row: row}
		if x.Stay, err = stay.OpenTenancy(t, row.Tenancy); err != nil {
			return err
		}
		t.About("exit", id)
		t.Reason(reason)
		if err := step(t, x); err != nil {
			return err
		}
		before := row.State
		row.Exit = x.Exit
		err = stay.ExitNoun.Set(t, row, version)
		if err != nil || x.State == before {
			return err
		}
		return t.Move("exit", id, string(before), string(x.State), reason)
	})
}

// ApproveExit lets an exit go through, decided today, and names the last day for clearing the premises; no day takes the one of
// the district's rule. weighed is what the decision says to the tenant's answer. warned says that one person opened and decided it
// where the district only warns.
// Errors: ErrStale, allocation.ErrSamePerson, those of Exit.Approve.
func (s Room) ApproveExit(ctx context.Context, by engine.Actor, id, version int64, vacate civil.Date, decision string, weighed leave.Weighing) (warned bool, err error) {
	err = s.ChangeExit(ctx, by, allocation.ActDecideExit, id, version, decision, func(t *engine.Tx, x *OpenedExit) error {
		if warned, err = basis.SeparateFrom(t, x.Row.District, x.OpenedBy); err != nil {
			return err
		}
		terms, err := readTerms(t.Ctx, t, x.Row, x.Stay.Row.Contract, t.Today)
		if err != nil {
			return err
		}
		if vacate.IsZero() {
			vacate = terms.Vacate.Last
		}
		if err := x.Approve(&x.Stay.Tenancy, t.Today, t.By.ID, terms.Approval(decision, weighed, vacate)); err != nil {
			return err
		}
		if err := MoveBasis(t, id, (*oversight.Assessment).Exit); err != nil {
			return err
		}
		return x.Stay.Save(t, x.Stay.Row.Version, decision)
	})
	return warned, err
}

// RefuseExit ends an exit that is not approved, with the reason; weighed is what it says to the tenant's answer. Errors: as ApproveExit.
func (s Room) RefuseExit(ctx context.Context, by engine.Actor, id, version int64, decision string, weighed leave.Weighing) (warned bool, err error) {
	err = s.ChangeExit(ctx, by, allocation.ActDecideExit, id, version, decision, func(t *engine.Tx, x *OpenedExit) error {
		if warned, err = basis.SeparateFrom(t, x.Row.District, x.OpenedBy); err != nil {
			return err
		}
		if err := x.Refuse(t.Today, t.By.ID, decision, weighed); err != nil {
			return err
		}
		return basis.KeepCard(t, basis.PaperExitRefused, id, x.Row.District)
	})
	return warned, err
}

// CancelExit takes an exit back before it is decided; a tenant who was told of it is told so by a paper of its own. Errors: ErrStale, those of Exit.Cancel.
func (s Room) CancelExit(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.ChangeExit(ctx, by, allocation.ActCancelExit, id, version, reason, func(t *engine.Tx, x *OpenedExit) error {
		if err := x.Cancel(t.Today, t.By.ID, reason); err != nil || x.Told.IsZero() {
			return err
		}
		return basis.KeepCard(t, basis.PaperExitWithdrawn, id, x.Row.District)
	})
}

// NoticeExit records that the notice was served on a day and how. From that day, or the one after the day for clearing, full price
// is due; for fraud the waiver is taken back from the day of the deceit, and the bills for it are issued at once: it returns how many.
// Errors: ErrStale, those of Exit.Notice.
func (s Room) NoticeExit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, how string) (bills int, err error) {
	err = s.ChangeExit(ctx, by, allocation.ActServeExit, id, version, how, func(t *engine.Tx, x *OpenedExit) error {
		if err := x.Notice(&x.Stay.Tenancy, day, how, t.Today); err != nil {
			return err
		}
		if err := basis.KeepCard(t, basis.PaperNotice, id, x.Row.District); err != nil {
			return err
		}
		if x.Stay.Tenancy == x.Stay.Row.Tenancy { // decided by an older rule
			return nil
		}
		if err := x.Stay.Save(t, x.Stay.Row.Version, how); err != nil || x.Evidence.FalseFrom.IsZero() {
			return err
		}
		ids, err := money.BillStay(t, x.Row.Tenancy)
		bills = len(ids)
		return err
	})
	return bills, err
}

// number gives an exit the next number of its district.
func number(t *engine.Tx, x *leave.Exit, name string) error {
	district, err := allocation.FindDistrict(name)
	if err != nil {
		return err
	}
	n, err := t.Number(leave.NoticeSeries(district.Code, t.Today.Year()))
	x.NoticeNumber = leave.NoticeNumber(district.Code, t.Today.Year(), n)
	return err
}

// ReturnExit records that the premises were inspected against the hand-over record and the keys came back on a day: the units
// go to 收回整修, tenancy and contract end. Units that were never handed over need no conditions.
// Errors: ErrStale, ErrUnitsDiffer, allocation.ErrBackRemark, those of Exit.Return.
func (s Room) ReturnExit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, conditions []allocation.Condition) error {
	return s.ChangeExit(ctx, by, allocation.ActReturnExit, id, version, "", func(t *engine.Tx, x *OpenedExit) error {
		contract := x.Stay.Row.Contract
		before := contract.State
		if err := x.Return(&x.Stay.Tenancy, &contract, day, t.Today); err != nil {
			return err
		}
		units, err := premises.HeldUnits(t, stay.HoldTenancy, x.Row.Tenancy)
		if err != nil {
			return err
		}
		if err := takeBack(t, x, units, day, conditions); err != nil {
			return err
		}
		for _, unit := range units {
			if err := t.Exec(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = 'tenancy' AND to_day IS NULL`, day, unit); err != nil {
				return err
			}
			if err := premises.MoveUnit(t, unit, allocation.UnitRecover, x.Row.Number); err != nil {
				return err
			}
		}
		if err := premises.SettleSpells(t, units...); err != nil {
			return err
		}
		if err := stay.SaveContract(t, before, contract, ""); err != nil {
			return err
		}
		if err := stay.EndBenefits(t, x.Row.Tenancy, day); err != nil {
			return err
		}
		return x.Stay.Save(t, x.Stay.Row.Version, "")
	})
}

// takeBack compares the conditions with the hand-over record and keeps them.
func takeBack(t *engine.Tx, x *OpenedExit, units []int64, day civil.Date, conditions []allocation.Condition) error {
	out, err := stay.KeysOf(t.Ctx, t, x.Stay.Row)
	if err != nil {
		return err
	}
	if len(out) == 0 && len(conditions) == 0 {
		return nil
	}
	if err := stay.CheckBack(out, conditions); err != nil {
		return err
	}
	return stay.AddHandover(t, x.Row.Tenancy, stay.DirectionBack, day, units, conditions)
}

// SettleExit records that the fees are settled to the day of the keys: the final bill is issued, nothing is open and no credit is
// left. Errors: ErrStale, those of Exit.Settle.
func (s Room) SettleExit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, how string) error {
	return s.settleExit(ctx, by, allocation.ActSettleExit, id, version, day, how, "")
}

// SettleExitOpen settles an exit by a decision although something is open: uncollectable arrears, a price that will not come. What is
// open stays with the exit and in the arrears until it is paid. Errors: as SettleExit, ErrSettleDecision.
func (s Room) SettleExitOpen(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, how, decision string) error {
	if basis.Blank(decision) {
		return ErrSettleDecision.On("decision")
	}
	return s.settleExit(ctx, by, allocation.ActSettleOpen, id, version, day, how, decision)
}

func (s Room) settleExit(ctx context.Context, by engine.Actor, act allocation.Action, id, version int64, day civil.Date, how, decision string) error {
	reason := how
	if decision != "" {
		reason = decision + "；" + how
	}
	return s.ChangeExit(ctx, by, act, id, version, reason, func(t *engine.Tx, x *OpenedExit) error {
		left, err := readSettlement(t.Ctx, t, by, x.Row, t.Today)
		if err != nil {
			return err
		}
		return x.Settle(day, how, t.Today, left, decision)
	})
}

// readSettlement is what stands between an exit and its settlement; nothing before the keys are back.
func readSettlement(ctx context.Context, q engine.Querier, by engine.Actor, x stay.ExitRow, today civil.Date) (left leave.Settlement, err error) {
	if x.State != leave.ExitReturned || !x.Settled.IsZero() {
		return left, nil
	}
	b, err := money.DraftTenancy(ctx, q, by, x.Tenancy, money.BillAsk{Tenancy: x.Tenancy, Through: today})
	if err != nil {
		return left, err
	}
	a, _, err := money.ReadAccount(ctx, q, x.Tenancy, today)
	return leave.Settlement{Bills: len(b.Bills), Unbilled: b.Total().Payable, Waits: b.Waits, Open: a.Open, Credit: a.Credit}, err
}

// FileExit records the filing with the city (四(五)). Errors: ErrStale, those of Exit.File.
func (s Room) FileExit(ctx context.Context, by engine.Actor, id, version int64, day civil.Date, number, body string) error {
	return s.ChangeExit(ctx, by, allocation.ActFileExit, id, version, number, func(t *engine.Tx, x *OpenedExit) error {
		return x.File(day, number, body, t.Today)
	})
}

// CloseExit ends an exit whose fees are settled and whose filing has its date and number. Errors: ErrStale, those of Exit.Close.
func (s Room) CloseExit(ctx context.Context, by engine.Actor, id, version int64) error {
	return s.ChangeExit(ctx, by, allocation.ActCloseExit, id, version, "", func(t *engine.Tx, x *OpenedExit) error {
		return x.Close(t.Today)
	})
}

// Tenancies, prices, exits.
var ErrExitGround = say.Refuse("exit_ground", "没有这种退出情形，请选择四(五)所列"+leave.GroundKinds()+"之一")

// Bills and payments.
var ErrSettleDecision = say.Refuse("settle_decision", "按决定结清须写明决定文件的名称和编号")

package store

import (
	"context"
	"slices"
	"strconv"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// ExitRow is an exit with the tenancy that it ends.
type ExitRow struct {
	allocation.Exit
	Tenancy      int64
	Number       string // of the tenancy
	District     string
	Name         string // of the applicant
	Units        string // numbers
	OpenedName   string // display name of the account
	DecidedName  string
	TenancyState allocation.TenancyState
	Version      int64
}

// ExitDetail is an exit with everything that its page shows.
type ExitDetail struct {
	ExitRow
	Stay      TenancyRow
	Ground    allocation.ExitGround
	Out, Back []HandoverRow
	Left      allocation.Settlement // what stands between it and the settlement of its fees, once the keys are back
	Basis     ExitBasis
}

// exitsOfTenancy chooses the exits of a tenancy, the latest first.
const exitsOfTenancy = `WHERE x.tenancy_id = $1 ORDER BY x.id DESC`

// Exit reads an exit with everything that its page shows. Errors: ErrNotFound, ErrOtherDistrict.
func (s *Store) Exit(ctx context.Context, by Actor, id int64) (d ExitDetail, err error) {
	err = s.snapshot(ctx, func(q querier) error {
		if d.ExitRow, err = ExitNoun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return ErrOtherDistrict.With(d.District)
		}
		if d.Stay, err = one(ctx, q, scanTenancy, tenancyByID, d.Tenancy); err != nil {
			return err
		}
		if d.Ground, err = exitGround(ctx, q, d.Exit.Ground, d.Opened); err != nil {
			return err
		}
		if d.Basis, err = readExitBasis(ctx, q, id); err != nil {
			return err
		}
		if d.Out, err = keysOf(ctx, q, d.Stay); err != nil {
			return err
		}
		if d.Back, err = readHandover(ctx, q, d.Tenancy, directionBack); err != nil {
			return err
		}
		d.Back = slices.DeleteFunc(d.Back, func(h HandoverRow) bool { return h.Day != d.Returned })
		d.Left, err = readSettlement(ctx, q, by, d.ExitRow, s.Today())
		return err
	})
	if err != nil {
		return ExitDetail{}, err
	}
	return d, nil
}

// exitGround is a ground of the catalogue as it stood on a day. Errors: ErrExitGround.
func exitGround(ctx context.Context, q querier, number int, day civil.Date) (allocation.ExitGround, error) {
	grounds, err := catalogue[allocation.ExitGround](ctx, q, KindGround, day)
	if err != nil {
		return allocation.ExitGround{}, err
	}
	for _, g := range grounds {
		if g.Number == number {
			return g, nil
		}
	}
	return allocation.ExitGround{}, ErrExitGround.With(strconv.Itoa(number)).On("ground")
}

// OpenExit opens an exit by one of the five grounds of 四(五) with its evidence and returns its id.
// Errors: those of allocation.OpenExit, ErrStale, ErrExitOpen, ErrExitGround, ErrBasisAssessment, ErrBasisFinding.
func (s *Store) OpenExit(ctx context.Context, by Actor, tenancy, version int64, ground int, e allocation.Evidence, reason string) (id int64, err error) {
	err = s.write(ctx, by, allocation.ActOpenExit, func(t *tx) error {
		o, err := openTenancy(t, tenancy)
		if err != nil {
			return err
		}
		if o.row.Exit != 0 {
			return ErrExitOpen
		}
		g, err := exitGround(t.ctx, t, ground, t.today)
		if err != nil {
			return err
		}
		parameters, err := t.parameters(o.District)
		if err != nil {
			return err
		}
		x, err := allocation.OpenExit(g, o.Tenancy, o.row.Contract, e, reason, t.today, parameters.Leads.ContractTo)
		if err != nil {
			return err
		}
		x.OpenedBy = t.by.ID
		id, err = ExitNoun.Add(t, ExitRow{Exit: x, Tenancy: tenancy})
		if err != nil {
			return err
		}
		if err := t.restExit(id, o, e); err != nil {
			return err
		}
		t.about("exit", id)
		t.reason(reason)
		if err := t.move("exit", id, "", string(x.State), reason); err != nil {
			return err
		}
		return o.save(t, version, "")
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// openedExit is an exit inside a transaction, with the tenancy that it ends.
type openedExit struct {
	allocation.Exit
	row  ExitRow
	stay *openedTenancy
}

// changeExit is the frame of every step of an exit: read, decide, write back with its move.
func (s *Store) changeExit(ctx context.Context, by Actor, act allocation.Action, id, version int64, reason string, step func(*tx, *openedExit) error) error {
	return s.write(ctx, by, act, func(t *tx) error {
		row, err := ExitNoun.ByID(t.ctx, t, id)
		if err != nil {
			return err
		}
		x := &openedExit{Exit: row.Exit, row: row}
		if x.stay, err = openTenancy(t, row.Tenancy); err != nil {
			return err
		}
		t.about("exit", id)
		t.reason(reason)
		if err := step(t, x); err != nil {
			return err
		}
		before := row.State
		row.Exit = x.Exit
		err = ExitNoun.Set(t, row, version)
		if err != nil || x.State == before {
			return err
		}
		return t.move("exit", id, string(before), string(x.State), reason)
	})
}

// ApproveExit lets an exit go through, decided today: by grounds 1 and 3 the waiver stops today (四(五)). warned says that
// one person opened and decided it where the district only warns. Errors: ErrStale, allocation.ErrSamePerson, those of
// Exit.Approve.
func (s *Store) ApproveExit(ctx context.Context, by Actor, id, version int64, decision string) (warned bool, err error) {
	err = s.changeExit(ctx, by, allocation.ActDecideExit, id, version, decision, func(t *tx, x *openedExit) error {
		if warned, err = t.separateFrom(x.row.District, x.OpenedBy); err != nil {
			return err
		}
		if err := x.Approve(&x.stay.Tenancy, t.today, t.by.ID, decision); err != nil {
			return err
		}
		if err := t.moveBasis(id, (*allocation.Assessment).Exit); err != nil {
			return err
		}
		return x.stay.save(t, x.stay.row.Version, decision)
	})
	return warned, err
}

// RefuseExit ends an exit that is not approved, with the reason. Errors: as ApproveExit.
func (s *Store) RefuseExit(ctx context.Context, by Actor, id, version int64, decision string) (warned bool, err error) {
	err = s.changeExit(ctx, by, allocation.ActDecideExit, id, version, decision, func(t *tx, x *openedExit) error {
		if warned, err = t.separateFrom(x.row.District, x.OpenedBy); err != nil {
			return err
		}
		return x.Refuse(t.today, t.by.ID, decision)
	})
	return warned, err
}

// CancelExit takes an exit back before it is decided. Errors: ErrStale, those of Exit.Cancel.
func (s *Store) CancelExit(ctx context.Context, by Actor, id, version int64, reason string) error {
	return s.changeExit(ctx, by, allocation.ActCancelExit, id, version, reason, func(_ *tx, x *openedExit) error {
		return x.Cancel(reason)
	})
}

// NoticeExit records that the notice was served on a day and how; it returns the number of the notice.
// Errors: ErrStale, those of Exit.Notice.
func (s *Store) NoticeExit(ctx context.Context, by Actor, id, version int64, day civil.Date, how string) (number string, err error) {
	err = s.changeExit(ctx, by, allocation.ActServeExit, id, version, how, func(t *tx, x *openedExit) error {
		if err := x.Notice("", day, how, t.today); err != nil {
			return err
		}
		district, err := allocation.FindDistrict(x.row.District)
		if err != nil {
			return err
		}
		n, err := t.number(allocation.NoticeSeries(district.Code, t.today.Year()))
		if err != nil {
			return err
		}
		number = allocation.NoticeNumber(district.Code, t.today.Year(), n)
		x.NoticeNumber = number
		return nil
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// ReturnExit records that the premises were inspected against the hand-over record and the keys came back on a day: the units
// go to 收回整修, tenancy and contract end. Units that were never handed over need no conditions.
// Errors: ErrStale, ErrUnitsDiffer, allocation.ErrBackRemark, those of Exit.Return.
func (s *Store) ReturnExit(ctx context.Context, by Actor, id, version int64, day civil.Date, conditions []allocation.Condition) error {
	return s.changeExit(ctx, by, allocation.ActReturnExit, id, version, "", func(t *tx, x *openedExit) error {
		contract := x.stay.row.Contract
		before := contract.State
		if err := x.Return(&x.stay.Tenancy, &contract, day, t.today); err != nil {
			return err
		}
		units, err := heldUnits(t, holdTenancy, x.row.Tenancy)
		if err != nil {
			return err
		}
		if err := t.takeBack(x, units, day, conditions); err != nil {
			return err
		}
		for _, unit := range units {
			if err := t.exec(`UPDATE hold SET to_day = $1 WHERE unit_id = $2 AND kind = 'tenancy' AND to_day IS NULL`, day, unit); err != nil {
				return err
			}
			if err := moveUnit(t, unit, allocation.UnitRecover, x.row.Number); err != nil {
				return err
			}
		}
		if err := t.saveContract(before, contract, ""); err != nil {
			return err
		}
		if err := t.endBenefits(x.row.Tenancy, day); err != nil {
			return err
		}
		return x.stay.save(t, x.stay.row.Version, "")
	})
}

// takeBack compares the conditions with the hand-over record and keeps them.
func (t *tx) takeBack(x *openedExit, units []int64, day civil.Date, conditions []allocation.Condition) error {
	out, err := keysOf(t.ctx, t, x.stay.row)
	if err != nil {
		return err
	}
	if len(out) == 0 && len(conditions) == 0 {
		return nil
	}
	if err := checkBack(out, conditions); err != nil {
		return err
	}
	return t.addHandover(x.row.Tenancy, directionBack, day, units, conditions)
}

// SettleExit records that the fees are settled to the day of the keys: the final bill is issued, nothing is open and no credit is
// left. Errors: ErrStale, those of Exit.Settle.
func (s *Store) SettleExit(ctx context.Context, by Actor, id, version int64, day civil.Date, how string) error {
	return s.settleExit(ctx, by, allocation.ActSettleExit, id, version, day, how, "")
}

// SettleExitOpen settles an exit by a decision although something is open: uncollectable arrears, a price that will not come. What is
// open stays with the exit and in the arrears until it is paid. Errors: as SettleExit, ErrSettleDecision.
func (s *Store) SettleExitOpen(ctx context.Context, by Actor, id, version int64, day civil.Date, how, decision string) error {
	if blank(decision) {
		return ErrSettleDecision.On("decision")
	}
	return s.settleExit(ctx, by, allocation.ActSettleOpen, id, version, day, how, decision)
}

func (s *Store) settleExit(ctx context.Context, by Actor, act allocation.Action, id, version int64, day civil.Date, how, decision string) error {
	reason := how
	if decision != "" {
		reason = decision + "；" + how
	}
	return s.changeExit(ctx, by, act, id, version, reason, func(t *tx, x *openedExit) error {
		left, err := readSettlement(t.ctx, t, by, x.row, t.today)
		if err != nil {
			return err
		}
		return x.Settle(day, how, t.today, left, decision)
	})
}

// readSettlement is what stands between an exit and its settlement; nothing before the keys are back.
func readSettlement(ctx context.Context, q querier, by Actor, x ExitRow, today civil.Date) (left allocation.Settlement, err error) {
	if x.State != allocation.ExitReturned || !x.Settled.IsZero() {
		return left, nil
	}
	b, err := draftTenancy(ctx, q, by, x.Tenancy, BillAsk{Tenancy: x.Tenancy, Through: today})
	if err != nil {
		return left, err
	}
	a, _, err := readAccount(ctx, q, x.Tenancy, today)
	return allocation.Settlement{Bills: len(b.Bills), Unbilled: b.Payable(), Waits: b.Waits, Open: a.Open, Credit: a.Credit}, err
}

// FileExit records the filing with the city (四(五)). Errors: ErrStale, those of Exit.File.
func (s *Store) FileExit(ctx context.Context, by Actor, id, version int64, day civil.Date, number, body string) error {
	return s.changeExit(ctx, by, allocation.ActFileExit, id, version, number, func(t *tx, x *openedExit) error {
		return x.File(day, number, body, t.today)
	})
}

// CloseExit ends an exit whose fees are settled and whose filing has its date and number. Errors: ErrStale, those of Exit.Close.
func (s *Store) CloseExit(ctx context.Context, by Actor, id, version int64) error {
	return s.changeExit(ctx, by, allocation.ActCloseExit, id, version, "", func(t *tx, x *openedExit) error {
		return x.Close(t.today)
	})
}

// Tenancies, prices, exits (tenancy.go, milestone.go, price.go, exit.go).
var (
	ErrExitGround = allocation.Refuse("exit_ground", "没有这种退出情形，请选择四(五)所列五种之一")
	ErrExitOpen   = allocation.Refuse("exit_open", "这户已有退出在办理，请先办完或撤回")
)

// Bills and payments.
var ErrSettleDecision = allocation.Refuse("settle_decision", "按决定结清须写明决定文件的名称和编号")

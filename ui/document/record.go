package document

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/store/walk"
	"penggai/store/watch"
)

// Target names one record to print.
type Target struct {
	Noun string
	ID   int64
	Term int // of a tenancy: which contract; 0 is the latest
}

// Record is everything that a form of a record says; only what belongs to its noun is filled.
type Record struct {
	Target
	Number   string // of the record; of a draft a word in its place
	Name     string // of the applicant
	District string
	Who      allocation.Applicant // its numbers whole where the actor may see them
	Today    civil.Date
	Day      civil.Date            // of the paper, once one is made out of the record; the record itself is as of today
	Stamp    string                // who printed it when, and the log
	Card     basis.OfficeCard      // of its district
	served   map[string]bylaw.Card // what it said when a paper was served, by the code of its form
	past     []bylaw.PastCard
	people   map[int64]person // who the record is about, or was before it was handed on
	houses   map[int64]house  // the premises of the stay

	Application intake.ApplicationDetail
	Left        round.LeftWithout // of an application that its last round left without premises
	IsLeft      bool
	Award       round.AwardRow
	Tenancy     stay.TenancyDetail
	Contract    allocation.Contract
	Exit        exit.ExitDetail
	Bill        money.BillDetail
	Payment     money.PaymentRow
	Account     charge.Account // of a payment: what its tenancy owed on its day
	Shares      []charge.Share // of a payment: which money paid which bill, then
	Till        money.TillDetail
	Assessment  watch.AssessmentDetail
	Units       []premises.UnitRow // of an award
	Change      stay.StayChangeRow
	Finding     watch.FindingDetail
	Walk        walk.Detail
	Payees      []money.FeePayee // of the prices of a bill
	Fees        []charge.FeeLine // of a stay: what the first year of its contract costs at market prices
	Round       round.RoundDetail
}

// Read reads a record for its forms in one state of the data, with masked numbers. Errors: those of the store, ErrNoRecord.
func Read(ctx context.Context, st *store.Store, by engine.Actor, t Target) (r Record, err error) {
	err = st.At(ctx, func(at *store.Store) error {
		if r, err = read(ctx, at, by, t); err != nil {
			return err
		}
		if r.Card, err = at.Card(ctx, r.District); err != nil {
			return err
		}
		if r.past, err = at.PastCards(ctx, r.District); err != nil {
			return err
		}
		return r.readServed(ctx, at)
	})
	return r, err
}

// readServed reads what the papers of the record said of the office when they were served.
func (r *Record) readServed(ctx context.Context, st *store.Store) error {
	r.served = map[string]bylaw.Card{}
	keep := func(paper string, id int64, served bool) error {
		if !served {
			return nil
		}
		c, kept, err := st.PaperCard(ctx, paper, id, r.Card.Card)
		if kept {
			r.served[paper] = c
		}
		return err
	}
	a, x := r.Application, r.Exit.Exit
	switch r.Noun {
	case NounApplication:
		return engine.Each(
			func() error { return keep(basis.PaperAccepted, r.ID, !a.AcceptedOn.IsZero()) },
			func() error { return keep(basis.PaperSupplement, r.ID, !a.Supplement.Asked.IsZero()) },
			func() error { return keep(basis.PaperRefused, r.ID, a.State == allocation.ApplicationRefused) },
			func() error { return keep(basis.PaperRejected, r.ID, a.State == allocation.ApplicationRejected) },
			func() error {
				return keep(basis.PaperUnserved, r.Left.Round.ID, r.Left.Round.State == allocation.RoundConfirmed)
			},
		)
	case NounRound:
		return keep(basis.PaperPosting, r.ID, !r.Round.Posted.Day.IsZero())
	case NounExit:
		return engine.Each(
			func() error { return keep(basis.PaperIntended, r.ID, !x.Told.IsZero()) },
			func() error { return keep(basis.PaperNotice, r.ID, !x.Noticed.IsZero()) },
			func() error { return keep(basis.PaperExitRefused, r.ID, x.State == leave.ExitRefused) },
			func() error { return keep(basis.PaperExitWithdrawn, r.ID, x.State == leave.ExitCancelled) },
		)
	}
	return nil
}

func read(ctx context.Context, st *store.Store, by engine.Actor, t Target) (r Record, err error) {
	r.Target, r.Today = t, st.Today()
	switch t.Noun {
	case NounApplication:
		if err = r.readApplication(ctx, st, by, t.ID); err != nil {
			return r, err
		}
		if r.Number = r.Application.Number; r.Number == "" {
			r.Number = fmt.Sprintf(textDraftNumber, t.ID)
		}
		r.Left, r.IsLeft, err = st.LeftWithout(ctx, by, t.ID)
	case NounAward:
		err = r.readAward(ctx, st, by, t.ID)
	case NounTenancy:
		if err = r.readTenancy(ctx, st, by, t.ID); err == nil {
			err = r.readMoney(ctx, st, by)
		}
		r.Number = r.Tenancy.Number
	case NounRound:
		r.Round, err = st.RoundDetail(ctx, by, t.ID)
		r.Number, r.Name, r.District = r.Round.Number, r.Round.Title, r.Round.District
	case NounTill:
		r.Till, err = st.Till(ctx, by, t.ID)
		r.Number, r.Name, r.District = r.Till.Number, r.Till.KeeperName, r.Till.District
	case NounFinding:
		r.Finding, err = st.Finding(ctx, by, t.ID)
		r.Number, r.Name, r.District = r.Finding.Number, r.Finding.Subject, r.Finding.District
	case NounWalk:
		r.Walk, err = st.Walk(ctx, by, t.ID)
		r.Number, r.Name, r.District = r.Walk.Number, r.Walk.Place, r.Walk.District
	default:
		err = r.readOfTenancy(ctx, st, by, t)
	}
	return r, err
}

// readAward reads an award with its units, and the application that it answers.
func (r *Record) readAward(ctx context.Context, st *store.Store, by engine.Actor, id int64) (err error) {
	if r.Award, err = st.Award(ctx, by, id); err != nil {
		return err
	}
	for _, id := range r.Award.UnitIDs {
		u, err := st.Unit(ctx, by, id)
		if err != nil {
			return err
		}
		r.Units = append(r.Units, u)
	}
	r.Number = r.Award.Number
	return r.readApplication(ctx, st, by, r.Award.Application)
}

// readOfTenancy reads a record of the life of a tenancy, and the tenancy. Errors: ErrNoRecord.
func (r *Record) readOfTenancy(ctx context.Context, st *store.Store, by engine.Actor, t Target) (err error) {
	var tenancy int64
	switch t.Noun {
	case NounExit:
		r.Exit, err = st.Exit(ctx, by, t.ID)
		r.Number, tenancy = r.Exit.NoticeNumber, r.Exit.Tenancy
	case NounBill:
		r.Bill, err = st.Bill(ctx, by, t.ID)
		r.Number, tenancy = r.Bill.Number, r.Bill.Tenancy
		if err == nil {
			r.Payees, err = st.FeePayees(ctx, r.Bill.District, r.Bill.Lines)
		}
	case NounChange:
		r.Change, err = st.StayChange(ctx, by, t.ID)
		r.Number, tenancy = r.Change.Number, r.Change.Tenancy
	case NounPayment:
		if r.Payment, err = st.Payment(ctx, by, t.ID); err != nil {
			return err
		}
		account, err := st.TenancyAccount(ctx, by, r.Payment.Tenancy)
		if err != nil {
			return err
		}
		r.Account, r.Shares = charge.Settle(account.Issued(), account.Paid(), r.Payment.Day), charge.Shares(account.Issued(), account.Paid(), r.Payment.Day)
		r.Number, tenancy = r.Payment.Number, r.Payment.Tenancy
	case NounAssessment:
		r.Assessment, err = st.Assessment(ctx, by, t.ID)
		r.Number, tenancy = r.Assessment.Number, r.Assessment.Tenancy
	default:
		err = ErrNoRecord.With(t.Noun)
	}
	if err != nil {
		return err
	}
	if err := r.readTenancy(ctx, st, by, tenancy); err != nil {
		return err
	}
	r.Number = or(r.Number, r.Tenancy.Number) // of an exit before its notice
	return nil
}

// readMoney reads what a stay owes today and what the first year of its contract costs.
func (r *Record) readMoney(ctx context.Context, st *store.Store, by engine.Actor) error {
	account, err := st.TenancyAccount(ctx, by, r.Tenancy.ID)
	if err != nil {
		return err
	}
	r.Account = account.Account
	fees, err := st.FeeSchedule(ctx, by, r.Tenancy.ID, r.Contract.From.AddMonths(12))
	r.Fees = fees.Schedule.Lines
	return err
}

// readApplication reads an application and who made it.
func (r *Record) readApplication(ctx context.Context, st *store.Store, by engine.Actor, id int64) (err error) {
	if r.Application, err = st.Application(ctx, by, id); err != nil {
		return err
	}
	r.Who, r.Name, r.District = r.Application.Who, r.Application.Who.Name, r.Application.District
	return r.readPerson(ctx, st, r.Application.Applicant, r.Who)
}

// readTenancy reads a tenancy, who held it on the day of the paper, and the application that it came from.
func (r *Record) readTenancy(ctx context.Context, st *store.Store, by engine.Actor, id int64) (err error) {
	if r.Tenancy, err = st.Tenancy(ctx, by, id); err != nil {
		return err
	}
	if err = r.readApplication(ctx, st, by, r.Tenancy.Application); err != nil {
		return err
	}
	r.District = r.Tenancy.District
	r.Contract = r.Tenancy.Contract
	for _, c := range r.Tenancy.Contracts {
		if c.Term == r.Term {
			r.Contract = c
		}
	}
	return r.readPast(ctx, st, by)
}

// office puts whose paper it is: what was printed, the district, the authority and how it is reached.
func (r *Record) office(d *Data) {
	d.Put("打印信息", r.Stamp)
	d.Put(say.District, r.District)
	d.Put("机关", r.authority())
	d.Put("打印日期", date(r.Today))
	d.Put("机关联系", reach(r.Card.Card))
	d.Put("机关电话", or(r.Card.Telephone, textNone))
	d.Put("机关地址", or(r.Card.Address, textNone))
}

// authority is who decides in the district.
func (r *Record) authority() string {
	if r.District == "" { // a blank form of the office of the city: the district is written in
		return "双鸭山市" + gapCount + gapCount + "区人民政府"
	}
	return fmt.Sprintf("双鸭山市%s人民政府", r.District)
}

// party puts who the form is about: names, numbers, addresses.
func (r *Record) party(d *Data) {
	a := r.Who
	head := "本人"
	switch a.Kind {
	case allocation.Team:
		head = say.Head
	case allocation.Company:
		head = "法定代表人"
	case allocation.Person:
	}
	r.office(d)
	d.Put("区级负责人", r.Card.Leader)
	d.Put("法律顾问", r.Card.Adviser)
	d.Put("收款账户", strings.ReplaceAll(bylaw.PayeeLines(r.Card.Payees), "\n", "；"))
	r.remedies(d)
	d.Put("负责人身份", head)
	d.Put(say.Head, a.HeadName())
	for _, f := range allocation.ApplicantFields {
		if f.Paper != "" {
			d.Put(f.Paper, or(f.Text(a), textNone))
		}
	}
}

// remedies puts where who does not accept a decision may turn, and within which periods (行政复议法 二十, 行政诉讼法 四十六).
func (r *Record) remedies(d *Data) {
	d.Put("复议机关", r.Card.Review)
	d.Put("复议期限", "六十日")
	d.Put("诉讼法院", r.Card.Court)
	d.Put("诉讼期限", "六个月")
}

// reach is how the office is reached: telephone and address, as far as they are known.
func reach(c bylaw.Card) string {
	var parts []string
	if c.Telephone != "" {
		parts = append(parts, "电话 "+c.Telephone)
	}
	if c.Address != "" {
		parts = append(parts, "地址 "+c.Address)
	}
	return strings.Join(parts, "，")
}

// project puts what the applicant does.
func (r *Record) project(d *Data) {
	a := r.Application
	d.Put("申请编号", a.Number)
	d.Put(say.ProjectName, a.Project)
	d.Put(say.Sector, a.SectorTitle)
}

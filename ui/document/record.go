package document

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
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
	Stamp    string           // who printed it when, and the head of the log
	Card     basis.OfficeCard // of its district

	Application intake.ApplicationDetail
	Award       round.AwardRow
	Tenancy     stay.TenancyDetail
	Contract    allocation.Contract
	Exit        exit.ExitDetail
	Bill        money.BillDetail
	Payment     money.PaymentRow
	Account     charge.Account // of a payment: what its tenancy owes today
	Shares      []charge.Share // of a payment: which money pays which bill, today
	Assessment  watch.AssessmentDetail
	Units       []premises.UnitRow // of an award
}

// Read reads a record for its forms in one state of the data, with masked numbers. Errors: those of the store, ErrNoRecord.
func Read(ctx context.Context, st *store.Store, by engine.Actor, t Target) (r Record, err error) {
	err = st.At(ctx, func(at *store.Store) error {
		if r, err = read(ctx, at, by, t); err != nil {
			return err
		}
		r.Card, err = at.Card(ctx, r.District)
		return err
	})
	return r, err
}

func read(ctx context.Context, st *store.Store, by engine.Actor, t Target) (r Record, err error) {
	r.Target, r.Today = t, st.Today()
	switch t.Noun {
	case NounApplication:
		err = r.readApplication(ctx, st, by, t.ID)
		if r.Number = r.Application.Number; r.Number == "" {
			r.Number = fmt.Sprintf(textDraftNumber, t.ID)
		}
	case NounAward:
		if r.Award, err = st.Award(ctx, by, t.ID); err != nil {
			return r, err
		}
		for _, id := range r.Award.UnitIDs {
			u, err := st.Unit(ctx, by, id)
			if err != nil {
				return r, err
			}
			r.Units = append(r.Units, u)
		}
		err = r.readApplication(ctx, st, by, r.Award.Application)
		r.Number = r.Award.Number
	case NounTenancy:
		err = r.readTenancy(ctx, st, by, t.ID)
		r.Number = r.Tenancy.Number
	case NounExit:
		if r.Exit, err = st.Exit(ctx, by, t.ID); err != nil {
			return r, err
		}
		err = r.readTenancy(ctx, st, by, r.Exit.Tenancy)
		if r.Number = r.Exit.NoticeNumber; r.Number == "" {
			r.Number = r.Tenancy.Number
		}
	case NounBill:
		if r.Bill, err = st.Bill(ctx, by, t.ID); err != nil {
			return r, err
		}
		r.Number = r.Bill.Number
		err = r.readTenancy(ctx, st, by, r.Bill.Tenancy)
	case NounPayment:
		if r.Payment, err = st.Payment(ctx, by, t.ID); err != nil {
			return r, err
		}
		r.Number = r.Payment.Number
		account, err := st.TenancyAccount(ctx, by, r.Payment.Tenancy)
		if err != nil {
			return r, err
		}
		r.Account, r.Shares = account.Account, account.Shares()
		return r, r.readTenancy(ctx, st, by, r.Payment.Tenancy)
	case NounAssessment:
		if r.Assessment, err = st.Assessment(ctx, by, t.ID); err != nil {
			return r, err
		}
		r.Number = r.Assessment.Number
		err = r.readTenancy(ctx, st, by, r.Assessment.Tenancy)
	default:
		err = ErrNoRecord.With(t.Noun)
	}
	return r, err
}

// readApplication reads an application and who made it.
func (r *Record) readApplication(ctx context.Context, st *store.Store, by engine.Actor, id int64) (err error) {
	if r.Application, err = st.Application(ctx, by, id); err != nil {
		return err
	}
	r.Who, r.Name, r.District = r.Application.Who, r.Application.Who.Name, r.Application.District
	return nil
}

// readTenancy reads a tenancy, whose applicant it is now, and the application that it came from.
func (r *Record) readTenancy(ctx context.Context, st *store.Store, by engine.Actor, id int64) (err error) {
	if r.Tenancy, err = st.Tenancy(ctx, by, id); err != nil {
		return err
	}
	if err = r.readApplication(ctx, st, by, r.Tenancy.Application); err != nil {
		return err
	}
	who, err := st.Applicant(ctx, by, r.Tenancy.Applicant)
	if err != nil {
		return err
	}
	r.Who, r.Name, r.District = who.Applicant, who.Name, r.Tenancy.District
	r.Contract = r.Tenancy.Contract
	for _, c := range r.Tenancy.Contracts {
		if c.Term == r.Term {
			r.Contract = c
		}
	}
	return nil
}

// party puts who the form is about: names, numbers, addresses.
func (r *Record) party(d *Data) {
	a := r.Who
	head := "本人"
	switch a.Kind {
	case allocation.Team:
		head = "负责人"
	case allocation.Company:
		head = "法定代表人"
	case allocation.Person:
	}
	d.Put("打印信息", r.Stamp)
	d.Put("区", r.District)
	d.Put("机关", fmt.Sprintf("双鸭山市%s人民政府", r.District))
	d.Put("打印日期", date(r.Today))
	d.Put("区级负责人", r.Card.Leader)
	d.Put("法律顾问", r.Card.Adviser)
	d.Put("机关联系", reach(r.Card.Card))
	d.Put("收款账户", strings.ReplaceAll(bylaw.PayeeLines(r.Card.Payees), "\n", "；"))
	d.Put("负责人身份", head)
	d.Put("负责人", a.HeadName())
	for _, f := range allocation.ApplicantFields {
		if f.Paper != "" {
			d.Put(f.Paper, or(f.Text(a), textNone))
		}
	}
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
	d.Put("项目名称", a.Project)
	d.Put("行业", a.SectorTitle)
}

package stay_test

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/tenure"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/stay"
	"penggai/store/stay/staytest"
)

// 更名 and 变更为企业: the clock goes on, the old name stays known, and neither the person nor the company gets a second one.
func TestTenantChanges(t *testing.T) {
	o := staytest.New(t, 3)
	manager := o.As(t, allocation.Manager)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	person := d.Applicant
	o.Clock.Day = o.Clock.Day.AddDays(10)
	c := allocation.HoldingChange{Day: o.Clock.Day, Document: "户籍变更 3 号"}
	approver := o.As(t, allocation.Approver)
	old, err := intake.ReadApplicant(t.Context(), o.Read, person)
	ok(t, err)
	_, err = o.RenameTenant(t.Context(), manager, d.ID, d.Version, c, "王新名", old.IDNumber)
	refused(t, "the clerk gives a new name", err, engine.ErrNotAllowed)
	_, err = o.RenameTenant(t.Context(), approver, d.ID, d.Version, c, d.Name, old.IDNumber)
	refused(t, "the same name", err, tenure.ErrRenameName)
	for _, of := range []string{"", intaketest.ValidID(t, 77)} {
		_, err = o.RenameTenant(t.Context(), approver, d.ID, d.Version, c, "他人", of)
		refused(t, "a stranger under a new name", err, tenure.ErrRenameStranger)
	}
	if same := o.StayOf(t, d.ID); same.Name != d.Name || len(same.Changes) != 0 {
		t.Errorf("a stranger holds the stay: %s %+v", same.Name, same.Changes)
	}
	number, err := o.RenameTenant(t.Context(), approver, d.ID, d.Version, c, "王新名", " "+old.IDNumber)
	ok(t, err)
	now := o.StayOf(t, d.ID)
	if now.Name != "王新名" || now.Changes[0].OldName != d.Name || now.Changes[0].NewName != "王新名" || number != "BG-JS-2021-0001" || now.Clock != d.Clock {
		t.Errorf("%+v", now.Changes)
	}
	if p, err := o.Tenancies(t.Context(), manager, engine.ListQuery{Filter: "wxm", Limit: 5}); err != nil || p.Total != 1 {
		t.Errorf("not found by the new name: %d %v", p.Total, err)
	}

	firm := allocation.Applicant{
		District: "尖山区", Kind: allocation.Company, Name: "北方家政有限公司", Head: "王新名", IDNumber: old.IDNumber,
		CreditCode: "91350100M000100Y43", Phone: old.Phone, Address: "别处 9 号", Residence: old.Residence, FixedResidence: "有", FixedAssets: "有",
	}
	company, err := o.RegisterApplicant(t.Context(), o.As(t, allocation.Intake), firm)
	ok(t, err)
	c.Kind = allocation.ChangeCompany
	_, err = o.HandOn(t.Context(), manager, d.ID, now.Version, c, company)
	refused(t, "the clerk decides", err, engine.ErrNotAllowed)
	_, err = o.HandOn(t.Context(), approver, d.ID, now.Version, c, person)
	refused(t, "a person", err, tenure.ErrHandKind)
	other := firm
	other.IDNumber, other.CreditCode, other.Name, other.Head, other.Phone = intaketest.ValidID(t, 77), "91230502MA19ABCD03", "他人有限公司", "他人", "13900000001"
	other.Address = "另一处 3 号"
	stranger, err := o.RegisterApplicant(t.Context(), o.As(t, allocation.Intake), other)
	ok(t, err)
	c.Reason = "合伙经营"
	_, err = o.HandOn(t.Context(), approver, d.ID, now.Version, c, stranger)
	refused(t, "another head, whatever the reason", err, tenure.ErrHandStranger)
	c.Reason = ""
	_, err = o.HandOn(t.Context(), approver, d.ID, now.Version, c, company)
	ok(t, err)
	now = o.StayOf(t, d.ID)
	if now.Applicant != company || now.Name != firm.Name || now.Clock != d.Clock || len(now.Changes) != 2 || now.Changes[1].OldName != "王新名" {
		t.Errorf("%+v", now.TenancyRow)
	}
	for _, who := range []int64{person, company} {
		if list, err := stay.ReadEarlier(t.Context(), o.Read, who, o.Clock.Day); err != nil || len(list) != 1 || !list[0].Same {
			t.Errorf("applicant %d: %+v %v", who, list, err)
		}
	}
	c.Kind = allocation.ChangeSuccessor
	_, err = o.HandOn(t.Context(), approver, d.ID, now.Version, c, stranger)
	refused(t, "a successor without its proof", err, tenure.ErrHandProof)

	first := o.Clock.Day
	o.Clock.Day = o.Clock.Day.AddDays(30)
	_, err = o.NewHead(t.Context(), approver, d.ID, now.Version, allocation.HoldingChange{Day: o.Clock.Day, Document: "营业执照 8 号"}, "王新名", old.IDNumber, "")
	refused(t, "the same head", err, tenure.ErrHeadSame)
	_, err = o.NewHead(t.Context(), manager, d.ID, now.Version, allocation.HoldingChange{Day: o.Clock.Day, Document: "营业执照 8 号"}, "新负责人", intaketest.ValidID(t, 78), "")
	refused(t, "the clerk decides on a head", err, engine.ErrNotAllowed)
	number, err = o.NewHead(t.Context(), approver, d.ID, now.Version, allocation.HoldingChange{Day: o.Clock.Day, Document: "营业执照 8 号"}, "新负责人", intaketest.ValidID(t, 78), "13900000078")
	ok(t, err)
	who, err := intake.ReadApplicant(t.Context(), o.Read, company)
	ok(t, err)
	now = o.StayOf(t, d.ID)
	if last := now.Changes[2]; who.Head != "新负责人" || who.IDNumber != intaketest.ValidID(t, 78) || last.OldHead != "王新名" || last.Number != number || now.Clock != d.Clock {
		t.Errorf("%+v %+v", who.Applicant, last)
	}
	for day, want := range map[civil.Date]string{
		d.Signed: fmt.Sprintln(person, d.Name, old.IDNumber), first: fmt.Sprintln(company, "王新名", firm.IDNumber), o.Clock.Day: fmt.Sprintln(company, "新负责人", intaketest.ValidID(t, 78)),
	} {
		id := now.TenantOn(day)
		then, err := intake.ReadApplicant(t.Context(), o.Read, id)
		ok(t, err)
		former, err := stay.ReadFormer(t.Context(), o.Read, id)
		ok(t, err)
		if a := former.On(then.Applicant, day); fmt.Sprintln(id, a.HeadName(), a.IDNumber) != want {
			t.Errorf("%s: %d %s %s, want %s", day, id, a.HeadName(), a.IDNumber, want)
		}
	}
	o.Clock.Day = o.Clock.Day.AddDays(30)
	_, err = o.NewHead(t.Context(), approver, d.ID, now.Version, allocation.HoldingChange{Day: o.Clock.Day, Document: "营业执照 9 号"}, "第三人", intaketest.ValidID(t, 79), "13900000079")
	ok(t, err)
	coat := allocation.Applicant{
		District: "尖山区", Kind: allocation.Person, Name: "新负责人", IDNumber: intaketest.ValidID(t, 78), Phone: "13900000078", Address: "城东 1 号",
		Residence: old.Residence, FixedResidence: "有", FixedAssets: "有",
	}
	former, err := o.RegisterApplicant(t.Context(), o.As(t, allocation.Intake), coat)
	ok(t, err)
	list, err := stay.ReadEarlier(t.Context(), o.Read, former, o.Clock.Day)
	if err != nil || len(list) != 1 || list[0].Same || fmt.Sprint(list[0].Alike) != "[head phone]" {
		t.Errorf("the head of before under a new coat: %+v %v", list, err)
	}
	known, err := intake.TracesOf(t.Context(), o.Read, []int64{former})
	ok(t, err)
	flags := likeness.FindFlags(allocation.Application{Sector: intake.SectorKept}, coat, likeness.NewCrowd(known).Like(coat), civil.Date{})
	if text := fmt.Sprint(flags); !strings.Contains(text, "head applicant "+fmt.Sprint(company)) || !strings.Contains(text, "与原负责人相同") {
		t.Errorf("among the applicants of a round nobody is like the head of before: %s", text)
	}
	o.Verified(t)
}

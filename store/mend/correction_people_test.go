package mend_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/mend"
	"penggai/store/mend/mendtest"
	"penggai/store/round/roundtest"
)

func applicantAsk(id int64, field, value string) mend.CorrectionAsk {
	return peopleAsk(amend.CorrectApplicant, id, field, value)
}

func applicationAsk(id int64, field, value string) mend.CorrectionAsk {
	return peopleAsk(amend.CorrectApplication, id, field, value)
}

// peopleAsk asks for values of fields of an applicant or an application.
func peopleAsk(noun string, id int64, pairs ...string) mend.CorrectionAsk {
	ask := mend.CorrectionAsk{Noun: noun, ID: id, Reason: "笔误", Document: "说明 1 号"}
	for i := 0; i < len(pairs); i += 2 {
		ask.Wants = append(ask.Wants, amend.CorrectionWant{Part: noun, Field: pairs[i], Row: id, Value: pairs[i+1]})
	}
	return ask
}

// intakeOffice is an office with catalogues and no premises.
func intakeOffice(t testing.TB) mendtest.Office {
	t.Helper()
	return mendtest.Of(intaketest.New(t, "尖山区").Base())
}

// accepted is an accepted application of the n-th person.
func accepted(t testing.TB, o mendtest.Office, n int) int64 {
	t.Helper()
	id := o.Drafted(t, n, intaketest.Request())
	_, err := o.AcceptApplication(t.Context(), o.As(t, allocation.Intake), id, 1)
	ok(t, err)
	return id
}

// TestCorrectedApplication: several fields under one reason, nothing before the second person, then all of them at once; the page
// that was opened before is stale, and old and new stand in the one list.
func TestCorrectedApplication(t *testing.T) {
	o := intakeOffice(t)
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	id := accepted(t, o, 1)
	ask := peopleAsk(amend.CorrectApplication, id, "jobs_full", "11", "project", "北方家政")
	for name, c := range map[string]struct {
		change func(*mend.CorrectionAsk)
		want   error
	}{
		"no reason":      {func(a *mend.CorrectionAsk) { a.Reason = " " }, amend.ErrCorrectionReason},
		"no document":    {func(a *mend.CorrectionAsk) { a.Document = "" }, amend.ErrCorrectionDocument},
		"no field":       {func(a *mend.CorrectionAsk) { a.Wants = nil }, amend.ErrCorrectionNone},
		"the same":       {func(a *mend.CorrectionAsk) { a.Wants[1].Value = "北方家政服务" }, amend.ErrCorrectionSame},
		"no jobs at all": {func(a *mend.CorrectionAsk) { a.Wants[0].Value, a.Wants[1] = "0", want("jobs_part", id, "0") }, allocation.ErrJobsNone},
		"no such trade":  {func(a *mend.CorrectionAsk) { a.Wants[1] = want("sector", id, "9-99 采矿") }, amend.ErrCorrectionOption},
		"outside the annex without a reason": {func(a *mend.CorrectionAsk) {
			a.Wants[1] = want("sector", id, "附件明细以外的行业")
		}, say.ErrFieldEmpty},
	} {
		bad := ask
		bad.Wants = slices.Clone(ask.Wants)
		c.change(&bad)
		if _, _, err := o.ProposeCorrection(t.Context(), clerk, bad); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	draft := o.Drafted(t, 2, intaketest.Request())
	_, _, err := o.ProposeCorrection(t.Context(), clerk, applicationAsk(draft, "project", "家政"))
	refused(t, "a draft", err, amend.ErrCorrectionDraft)
	_, _, err = o.ProposeCorrection(t.Context(), clerk, applicantAsk(o.Detail(t, draft).Applicant, "phone", "13999990000"))
	refused(t, "whose applications are drafts", err, amend.ErrCorrectionDraft)
	_, _, err = o.ProposeCorrection(t.Context(), o.As(t, allocation.Manager), ask)
	refused(t, "who keeps the premises proposes", err, amend.ErrCorrectionDuty)
	before := o.Detail(t, id)
	correction, number, err := o.ProposeCorrection(t.Context(), clerk, ask)
	ok(t, err)
	if now := o.Detail(t, id); now.Project != before.Project || now.Version != before.Version {
		t.Error("the proposal changed the record")
	}
	_, _, err = o.ProposeCorrection(t.Context(), reviewer, applicationAsk(id, "project", "北方"))
	refused(t, "two proposals for a field", err, mend.ErrCorrectionOpen)
	_, err = o.ConfirmCorrection(t.Context(), clerk, correction, 1, "")
	refused(t, "the counter confirms", err, engine.ErrNotAllowed)
	_, err = o.ConfirmCorrection(t.Context(), reviewer, correction, 1, "")
	refused(t, "the reviewer decides on jobs", err, amend.ErrCorrectionRole)
	_, err = o.ConfirmCorrection(t.Context(), approver, correction, 2, "")
	refused(t, "an old page", err, engine.ErrStale)
	_, err = o.ConfirmCorrection(t.Context(), approver, correction, 1, "与申请表一致")
	ok(t, err)
	now := o.Detail(t, id)
	if now.Project != "北方家政" || now.Jobs.Claimed.Full != 11 || now.Jobs.Claimed.Part != before.Jobs.Claimed.Part || now.Number != before.Number ||
		now.State != allocation.ApplicationAccepted || now.Version != before.Version+1 {
		t.Errorf("%+v", now.Application)
	}
	_, err = o.AskSupplement(t.Context(), reviewer, id, before.Version, "补", o.Clock.Day.AddDays(9))
	refused(t, "a page that was opened before", err, engine.ErrStale)
	list, err := o.CorrectionsOf(t.Context(), clerk, amend.CorrectApplication, id)
	if err != nil || len(list) != 1 || list[0].Number != number || list[0].Texts() != "12 -> 11；北方家政服务 -> 北方家政" || list[0].Document != "说明 1 号" {
		t.Errorf("%+v %v", list, err)
	}
	for filter, want := range map[string]int{"对象:申请": 1, "对象:主体": 0, number: 1, "状态:已更正": 1} {
		if p, err := o.Corrections(t.Context(), approver, engine.ListQuery{Filter: filter}); err != nil || p.Total != want || len(p.Rows) != want {
			t.Errorf("%q: %d %v", filter, p.Total, err)
		}
	}
	o.Verified(t)
}

func want(field string, row int64, value string) amend.CorrectionWant {
	return amend.CorrectionWant{Part: amend.CorrectApplication, Field: field, Row: row, Value: value}
}

// TestCorrectionOfPeopleNeedsASecondPerson: strict asks for one, warn lets one person do both and the log says so; a field that has
// changed meanwhile is not corrected.
func TestCorrectionOfPeopleNeedsASecondPerson(t *testing.T) {
	o := intakeOffice(t)
	reviewer, approver := o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	id := accepted(t, o, 1)
	correction := o.Proposed(t, reviewer, applicationAsk(id, "description", "保洁"))
	_, err := o.ConfirmCorrection(t.Context(), reviewer, correction, 1, "")
	refused(t, "one person", err, allocation.ErrSamePerson)
	ok(t, o.WithdrawCorrection(t.Context(), reviewer, correction, 1, "重提"))

	ok(t, o.ReviewApplication(t.Context(), reviewer, id, o.Detail(t, id).Version, intaketest.Sheet(), false))
	correction = o.Proposed(t, reviewer, applicationAsk(id, "taxes_accepted", "42000"))
	again := intaketest.Sheet()
	again.Tax.Amount = 3_500_000
	ok(t, o.ReviewApplication(t.Context(), reviewer, id, o.Detail(t, id).Version, again, false))
	_, err = o.ConfirmCorrection(t.Context(), approver, correction, 1, "")
	refused(t, "changed meanwhile", err, amend.ErrCorrectionStale)
	if err == nil || !strings.Contains(err.Error(), "30,000.00 元") || !strings.Contains(err.Error(), "35,000.00 元") {
		t.Errorf("both values are not said: %v", err)
	}

	p := basis.NewParameters{District: "尖山区", Effective: o.Clock.Day, Note: "试行", Parameters: allocation.DefaultParameters()}
	p.Separation = allocation.SeparationWarn
	_, err = o.AddParameters(t.Context(), o.As(t, allocation.Admin), p)
	ok(t, err)
	correction = o.Proposed(t, reviewer, applicationAsk(id, "description", "保洁"))
	warned, err := o.ConfirmCorrection(t.Context(), reviewer, correction, 1, "")
	if err != nil || !warned || !o.CorrectionOf(t, correction).SameHands || o.Detail(t, id).Description != "保洁" {
		t.Errorf("warn: %v %v", warned, err)
	}
	reason, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT reason FROM log WHERE action = 'correction.confirm' ORDER BY seq DESC LIMIT 1`)
	if err != nil || !strings.Contains(reason, "同一人办理") {
		t.Errorf("the log does not tell: %q %v", reason, err)
	}
	o.Verified(t)
}

// TestCorrectedApplicant: numbers that name people are masked in list, history and log; who confirms sees them after a reason, and
// the whole ones are kept nowhere but in the record once the correction is decided.
func TestCorrectedApplicant(t *testing.T) {
	o := intakeOffice(t)
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	who := o.Detail(t, accepted(t, o, 1)).Applicant
	row, err := o.Applicant(t.Context(), clerk, who)
	ok(t, err)
	refused(t, "an edit", o.EditApplicant(t.Context(), clerk, who, row.Version, intaketest.Person(t, 1)), intake.ErrApplicantAccepted)
	ask := peopleAsk(amend.CorrectApplicant, who, "phone", "139 9999 0000", "id_number", intaketest.ValidID(t, 7))
	preview, err := o.PreviewCorrection(t.Context(), clerk, ask)
	ok(t, err)
	if texts := fmt.Sprint(preview.Changes); strings.Contains(texts, intaketest.ValidID(t, 7)) || strings.Contains(texts, "13999990000") {
		t.Errorf("the preview shows %s", texts)
	}
	id := o.Proposed(t, clerk, ask)
	_, err = o.ConfirmCorrection(t.Context(), reviewer, id, 1, "")
	refused(t, "the reviewer decides who somebody is", err, amend.ErrCorrectionRole)
	if c := o.CorrectionOf(t, id); c.Changes[0].New != "139****0000" || strings.Contains(c.Texts(), intaketest.ValidID(t, 7)) {
		t.Errorf("%s", c.Texts())
	}
	whole, err := o.UnmaskCorrection(t.Context(), approver, id, "核对证件")
	if err != nil || whole.Changes[1].New != intaketest.ValidID(t, 7) {
		t.Errorf("%+v %v", whole.Changes, err)
	}
	_, err = o.ConfirmCorrection(t.Context(), approver, id, 1, "证件相符")
	ok(t, err)
	now, err := o.UnmaskApplicant(t.Context(), clerk, who, "核对证件")
	if err != nil || now.IDNumber != intaketest.ValidID(t, 7) || now.Phone != "13999990000" || now.Version != row.Version+1 {
		t.Errorf("%+v %v", now.Applicant, err)
	}
	if n := count(t, o.Read, `SELECT count(*) FROM correction_change WHERE old_whole IS NOT NULL AND field <> 'phone' OR new_whole IS NOT NULL`); n != 0 {
		t.Errorf("%d whole numbers are kept", n)
	}
	body, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT CAST(body AS TEXT) || reason || subject FROM log`)
	ok(t, err)
	for _, secret := range []string{intaketest.ValidID(t, 1), intaketest.ValidID(t, 7), "13999990000"} {
		if strings.Contains(strings.Join(body, ""), secret) {
			t.Errorf("the log holds %s", secret)
		}
	}
	if n := count(t, o.Read, `SELECT count(*) FROM log WHERE action = 'applicant.unmask'`); n != 2 {
		t.Errorf("%d entries of the unmasking", n)
	}
	o.Verified(t)
}

// TestFrozenApplicationIsNotCorrected: what a locked round reads stays; what it does not read may be mended; before the round and
// the confirmation of a waiting correction is refused too.
func TestFrozenApplicationIsNotCorrected(t *testing.T) {
	o := mendtest.Of(roundtest.New(t, 2).Base())
	id := o.Approved(t, 1, 8)
	o.Approved(t, 2, 12)
	clerk, approver := o.AsOf(t, allocation.Intake, "尖山区"), o.As(t, allocation.Approver)
	ask := applicationAsk(id, "accepted_full", "20")
	preview, err := o.PreviewCorrection(t.Context(), clerk, ask)
	ok(t, err)
	if texts := fmt.Sprint(preview.Effects); !strings.Contains(texts, "待分配名次 第 2 名，共 2 户 第 1 名，共 2 户") || !strings.Contains(texts, "折合岗位") {
		t.Errorf("%s", texts)
	}
	waits := o.Proposed(t, clerk, ask)
	o.Locked(t)
	_, err = o.ConfirmCorrection(t.Context(), approver, waits, 1, "")
	refused(t, "what the round has frozen", err, amend.ErrCorrectionLocked)
	_, _, err = o.ProposeCorrection(t.Context(), clerk, applicationAsk(id, "max_units", "2"))
	refused(t, "what the round reads", err, amend.ErrCorrectionLocked)
	form, err := o.CorrectionForm(t.Context(), clerk, amend.CorrectApplication, id)
	ok(t, err)
	for _, c := range form.Choices {
		if lots := slices.Contains([]string{"project", "description", "sector", "sector_text", "sector_reason", "water", "moving", "policy_document", "materials", "natures"}, c.Field.Name); lots != (c.Why == "") {
			t.Errorf("%s: %q", c.Field.Name, c.Why)
		}
	}
	o.MendedAs(t, allocation.Intake, applicationAsk(id, "project", "北方家政"))
	o.Verified(t)
}

// TestCorrectionsInARowMakeNobodyElse四五3: the number after the name is refused as both at once are, at the proposal and at the
// confirmation of one that waited; put back, the other may be mended.
func TestCorrectionsInARowMakeNobodyElse四五3(t *testing.T) {
	o := intakeOffice(t)
	clerk, approver := o.As(t, allocation.Intake), o.As(t, allocation.Approver)
	who := o.Detail(t, accepted(t, o, 1)).Applicant
	row, err := o.Applicant(t.Context(), clerk, who)
	ok(t, err)
	mended := func(field, value string) {
		t.Helper()
		_, err := o.ConfirmCorrection(t.Context(), approver, o.Proposed(t, clerk, applicantAsk(who, field, value)), 1, "相符")
		ok(t, err)
	}
	waits := o.Proposed(t, clerk, applicantAsk(who, "id_number", intaketest.ValidID(t, 7)))
	mended("name", "赵六")
	_, err = o.ConfirmCorrection(t.Context(), approver, waits, 1, "相符")
	refused(t, "the number after the name", err, amend.ErrCorrectionStep)
	mended("phone", "13999990000")
	mended("name", row.Name)
	_, err = o.ConfirmCorrection(t.Context(), approver, waits, 1, "相符")
	ok(t, err)
	_, _, err = o.ProposeCorrection(t.Context(), clerk, applicantAsk(who, "name", "赵六"))
	refused(t, "the name after the number", err, amend.ErrCorrectionStep)
	mended("id_number", intaketest.ValidID(t, 1))
	mended("name", "赵六")
	o.Verified(t)
}

// TestARenamedTenantIsTheSame四五3: the number was compared with the proof of the new name, so it is not mended after it; a new name on a
// number that was mended says in its reason how it is still the same one.
func TestARenamedTenantIsTheSame四五3(t *testing.T) {
	o := mendtest.New(t, 2)
	clerk, approver := o.AsOf(t, allocation.Intake, "尖山区"), o.As(t, allocation.Approver)
	d := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	c := allocation.HoldingChange{Day: o.Clock.Day, Document: "户口簿"}
	who, err := o.UnmaskApplicant(t.Context(), clerk, d.Applicant, "核对")
	ok(t, err)
	_, err = o.RenameTenant(t.Context(), approver, d.ID, d.Version, c, "王新名", who.IDNumber)
	ok(t, err)
	_, _, err = o.ProposeCorrection(t.Context(), clerk, applicantAsk(d.Applicant, "id_number", intaketest.ValidID(t, 7)))
	refused(t, "another number after the new name", err, amend.ErrCorrectionStep)
	e := o.Opened(t, o.Contracted(t, 2, "JS-NSQ-01-1-02"))
	o.MendedAs(t, allocation.Intake, applicantAsk(e.Applicant, "id_number", intaketest.ValidID(t, 8)))
	e = o.StayOf(t, e.ID)
	_, err = o.RenameTenant(t.Context(), approver, e.ID, e.Version, c, "王新名", intaketest.ValidID(t, 8))
	refused(t, "a new name on another number", err, tenure.ErrRenameMended)
	c.Reason = "户口簿载明曾用名"
	_, err = o.RenameTenant(t.Context(), approver, e.ID, e.Version, c, "王新名", intaketest.ValidID(t, 8))
	ok(t, err)
	o.Verified(t)
}

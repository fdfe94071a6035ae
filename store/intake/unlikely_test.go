package intake_test

import (
	"errors"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/doubt"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
)

// TestUnlikelyIsAskedOnce: many jobs in a small place and a telephone of somebody else are asked about together; nothing is written
// before the answer, which the log has; the same values are not asked about when the record is saved again, others are.
func TestUnlikelyIsAskedOnce(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	o.Drafted(t, 1, intaketest.Request())
	clerk := o.As(t, allocation.Intake)
	in := intake.Intake{Applicant: intaketest.Person(t, 2), Application: intaketest.Request()}
	in.Applicant.District, in.Applicant.Phone = "尖山区", intaketest.Person(t, 1).Phone
	in.Application.Jobs.Claimed.Full, in.Application.Jobs.Claimed.Part, in.Application.WantedMin, in.Application.WantedMax = 80, 0, 0, 3000
	rows := func() int {
		n, err := engine.One(t.Context(), o.Read, engine.ScanOne[int], `SELECT count(*) FROM application`)
		ok(t, err)
		return n
	}
	_, _, err := o.DraftApplication(t.Context(), clerk.Sure("?"), in)
	var a *doubt.Asking
	if !errors.As(err, &a) || !errors.Is(err, doubt.ErrDoubt) || len(a.List) != 2 || !strings.Contains(err.Error(), "80 个岗位") || strings.Contains(err.Error(), in.Applicant.Phone) || rows() != 1 {
		t.Fatalf("%v, %d applications", err, rows())
	}
	answers := "?" + a.Keys()
	applicant, id, err := o.DraftApplication(t.Context(), clerk.Sure(answers), in)
	ok(t, err)
	reason, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT reason FROM log ORDER BY seq DESC LIMIT 1`)
	ok(t, err)
	if !strings.Contains(reason, "已核对不常见的数值：") || !strings.Contains(reason, "80 个岗位") {
		t.Errorf("the log has %q", reason)
	}
	d := o.Detail(t, id)
	changed := d.Application
	changed.Project = "另一个项目"
	ok(t, o.EditApplication(t.Context(), clerk.Sure("?"), id, d.Version, changed))
	changed.Jobs.Claimed.Full = 81
	if err := o.EditApplication(t.Context(), clerk.Sure("?"), id, d.Version+1, changed); !errors.As(err, &a) || len(a.List) != 1 {
		t.Errorf("another value: %v", err)
	}
	ok(t, o.EditApplication(t.Context(), clerk, id, d.Version+1, changed)) // where nobody sits, nobody is asked
	row, err := o.Applicant(t.Context(), clerk, applicant)
	ok(t, err)
	who := row.Applicant
	who.Address = "另一条路 3 号"
	ok(t, o.EditApplicant(t.Context(), clerk.Sure("?"), applicant, row.Version, who))
	o.Verified(t)
}

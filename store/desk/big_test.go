package desk_test

import (
	"context"
	"fmt"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/relief"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/money"
	"penggai/store/premises/premisestest"
	"penggai/store/watch"
)

// bigOffice is the office of premisestest.Big.
func bigOffice(b *testing.B, times int) office {
	b.Helper()
	return of(premisestest.Big(b, times).Base())
}

// bigCase is a question that is measured.
type bigCase struct {
	name string
	ask  func(context.Context, office, engine.Actor) error
}

// listCases are the first windows of every list: without a filter, with a state, with an applicant, and the counts of its tabs.
func listCases() (cases []bigCase) {
	list := func(name, state string, read func(context.Context, office, engine.Actor, engine.ListQuery) error) {
		for kind, filter := range map[string]string{"all": "", "state": "状态:" + state, "applicant": "zjd"} {
			cases = append(cases, bigCase{name + "/" + kind, func(ctx context.Context, o office, by engine.Actor) error {
				o.Counts = engine.ListCounts{} // count each time
				return read(ctx, o, by, engine.ListQuery{Filter: filter, Limit: 100})
			}})
		}
	}
	list("tenancy", allocation.TenancyOpen.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Tenancies(ctx, by, q)
		return err
	})
	list("contract", allocation.ContractRunning.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Contracts(ctx, by, q)
		return err
	})
	list("exit", leave.ExitOpened.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Exits(ctx, by, q)
		return err
	})
	list("bill", charge.BillOverdue.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Bills(ctx, by, q)
		return err
	})
	list("benefit", relief.BenefitApplied.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.BenefitList(ctx, by, q)
		return err
	})
	list("assessment", oversight.AssessmentRectifying.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Assessments(ctx, by, q)
		return err
	})
	list("due", watch.AssessmentLate.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.DueAssessments(ctx, by, q)
		return err
	})
	list("support", oversight.SupportOpen.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Supports(ctx, by, q)
		return err
	})
	list("finding", oversight.FindingRaised.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Findings(ctx, by, q)
		return err
	})
	list("correction", amend.CorrectionProposed.Title(), func(ctx context.Context, o office, by engine.Actor, q engine.ListQuery) error {
		_, err := o.Corrections(ctx, by, q)
		return err
	})
	for kind, filter := range map[string]string{"all": "", "method": "方式:" + charge.MethodCash.Title(), "applicant": "zjd"} {
		cases = append(cases, bigCase{"payment/" + kind, func(ctx context.Context, o office, by engine.Actor) error {
			_, err := o.Payments(ctx, by, engine.ListQuery{Filter: filter, Limit: 100})
			return err
		}})
	}
	return cases
}

// countCases are the counts of the tabs.
var countCases = []bigCase{
	{"tenancy", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.TenancyStates(ctx, by)
		return err
	}},
	{"exit", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.ExitStates(ctx, by)
		return err
	}},
	{"bill", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.BillStates(ctx, by)
		return err
	}},
	{"benefit", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.BenefitStates(ctx, by)
		return err
	}},
	{"assessment", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.AssessmentStates(ctx, by)
		return err
	}},
	{"due", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.DueCounts(ctx, by)
		return err
	}},
	{"support", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.SupportStates(ctx, by)
		return err
	}},
	{"finding", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.FindingStates(ctx, by)
		return err
	}},
	{"correction", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.CorrectionStates(ctx, by)
		return err
	}},
}

// pageCase is what the page of a tenancy reads; tenancy 21 has bills, an assessment, support, a finding and a correction.
func pageCase(ctx context.Context, o office, by engine.Actor) error {
	const id = 21
	for _, part := range []func() error{
		func() error { _, err := o.Tenancy(ctx, by, id); return err },
		func() error { _, err := o.FeeSchedule(ctx, by, id, civil.Date{}); return err },
		func() error { _, err := o.TenancyAccount(ctx, by, id); return err },
		func() error { _, err := o.Benefits(ctx, by, id); return err },
		func() error { _, err := o.AssessmentSheet(ctx, by, id); return err },
		func() error { _, err := o.SupportOf(ctx, by, id); return err },
		func() error { _, err := o.OpenFindings(ctx, by, oversight.FindingTenancy, id); return err },
		func() error { _, err := o.CorrectionsOf(ctx, by, "tenancy", id); return err },
		func() error { _, err := o.TenancyUndo(ctx, by, id); return err },
		func() error { _, err := o.Calendar(ctx); return err },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkBig asks an office of 164,100 units with 60,000 live tenancies, 150,000 bills of a million lines, 120,000 receipts,
// 190,000 benefits and 60,000 assessments what its screens ask.
func BenchmarkBig(b *testing.B) {
	o := bigOffice(b, 100)
	by := o.AsOf(b, allocation.Supervisor, "")
	run := func(name string, ask func(context.Context, office, engine.Actor) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(b.Context(), o, by); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	run("todo", func(ctx context.Context, o office, by engine.Actor) error { _, err := o.Todo(ctx, by); return err })
	for _, district := range []string{"", "尖山区"} {
		who := o.AsOf(b, allocation.Manager, district)
		run("deadlines"+district, func(ctx context.Context, o office, _ engine.Actor) error {
			_, err := o.Deadlines(ctx, who, o.Today().AddDays(60))
			return err
		})
	}
	run("page", pageCase)
	for _, c := range listCases() {
		run("list/"+c.name, c.ask)
	}
	for _, c := range countCases {
		run("count/"+c.name, c.ask)
	}
	run("arrears", func(ctx context.Context, o office, by engine.Actor) error {
		_, err := o.Arrears(ctx, by, "", o.Today())
		return err
	})
	b.Run("bills of a district", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			run, err := o.PreviewBills(b.Context(), by, money.BillAsk{District: "尖山区"}, nil)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(run.Bills), "bills")
		}
	})
	b.Run("issue", func(b *testing.B) { // run it once (-benchtime 1x): what is issued is not due again
		manager := o.AsOf(b, allocation.Manager, "")
		for b.Loop() {
			b.StopTimer()
			run, err := o.PreviewBills(b.Context(), manager, money.BillAsk{District: "岭东区"}, nil)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, err := o.IssueBills(b.Context(), manager, run, nil); err != nil && run.Bills > 0 {
				b.Fatal(err)
			}
			b.ReportMetric(float64(run.Bills), "bills")
		}
	})
}

// BenchmarkTodoParts is the work list of the same office, one group of kinds after the other.
func BenchmarkTodoParts(b *testing.B) {
	o := bigOffice(b, 100)
	a, err := desk.NewTodoAsk(b.Context(), o.Read, o.AsOf(b, allocation.Supervisor, ""), o.Today())
	if err != nil {
		b.Fatal(err)
	}
	for i, part := range desk.TodoParts {
		b.Run(fmt.Sprint(i), func(b *testing.B) {
			for b.Loop() {
				rows, err := part(a)
				if err != nil {
					b.Fatal(err)
				}
				if len(rows) > 0 {
					b.ReportMetric(float64(rows[0].Count), rows[0].Key)
				}
			}
		})
	}
}

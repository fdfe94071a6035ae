package relief

import (
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/roster"
	"penggai/allocation/say"

	"pgregory.net/rapid"
)

var (
	benefitStay = allocation.Tenancy{State: allocation.TenancySigned, Signed: civil.MustParse("2021-02-08"), Clock: civil.MustParse("2021-02-08")}
	rentKind    = allocation.BenefitKind{Code: "rent", Name: "房租减免", Waives: []string{"rent"}, Source: allocation.Source{Document: allocation.Policy2017, Clause: "五(一)1", From: civil.MustParse("2017-08-05")}}
)

// spring2021 is the holiday from 11 to 17 February 2021 with its make-up days on the 7th and the 20th.
func spring2021() *civil.Calendar {
	var days []civil.SpecialDay
	for i := range 7 {
		days = append(days, civil.SpecialDay{Day: civil.MustParse("2021-02-11").AddDays(i), Name: "春节"})
	}
	return civil.NewCalendar(append(days, civil.SpecialDay{Day: civil.MustParse("2021-02-07"), Work: true}, civil.SpecialDay{Day: civil.MustParse("2021-02-20"), Work: true}))
}

func TestServiceDays五三(t *testing.T) {
	for _, tc := range []struct {
		name     string
		limit    allocation.DayLimit
		applied  string
		due      string
		answered string
		late     int
	}{
		{"the same day", allocation.DayLimit{Set: true}, "2021-02-08", "2021-02-08", "2021-02-08", 0},
		{"the same day, answered on the next", allocation.DayLimit{Set: true}, "2021-02-08", "2021-02-08", "2021-02-09", 1},
		{"the same day is a holiday", allocation.DayLimit{Set: true}, "2021-02-11", "2021-02-18", "2021-02-18", 0},
		{"two days, the first not counted", allocation.DayLimit{Set: true, Days: 2}, "2021-02-08", "2021-02-10", "2021-02-10", 0},
		{"two days end in the holiday", allocation.DayLimit{Set: true, Days: 2}, "2021-02-09", "2021-02-18", "2021-02-19", 1},
		{"three days end on a working Saturday", allocation.DayLimit{Set: true, Days: 3}, "2021-02-17", "2021-02-20", "2021-02-22", 2},
		{"three working days", allocation.DayLimit{Set: true, Days: 3, Working: true}, "2021-02-09", "2021-02-19", "2021-02-19", 0},
		{"no time promised", allocation.DayLimit{}, "2021-02-08", "", "2021-03-08", 0},
	} {
		k := allocation.BenefitKind{Code: "x", Limit: tc.limit, Source: rentKind.Source}
		b, err := ApplyBenefit(k, BenefitApplication{Day: civil.MustParse(tc.applied)}, benefitStay, false, nil, civil.MustParse("2021-03-15"), spring2021())
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		due := civil.Date{}
		if tc.due != "" {
			due = civil.MustParse(tc.due)
		}
		if b.Due != due {
			t.Errorf("%s: due %s, want %s", tc.name, b.Due, due)
		}
		if late := b.Late(civil.MustParse(tc.answered)); late != tc.late {
			t.Errorf("%s: %d days late before the answer, want %d", tc.name, late, tc.late)
		}
		g := BenefitGrant{Body: "市场监管局", Decision: "12 号", Day: civil.MustParse(tc.answered), Start: civil.MustParse(tc.answered)}
		if err := b.Grant(g, benefitStay.Signed, civil.MustParse("2021-03-15")); err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if late := b.Late(civil.MustParse("2021-03-15")); late != tc.late {
			t.Errorf("%s: %d days late after the answer, want %d", tc.name, late, tc.late)
		}
		if served, ok := b.Served(); !ok || served != civil.MustParse(tc.answered).Sub(civil.MustParse(tc.applied)) {
			t.Errorf("%s: served in %d days, %t", tc.name, served, ok)
		}
	}
}

func TestWhoMayApply五(t *testing.T) {
	school := allocation.BenefitKind{Code: "school", Groups: []string{"graduate"}, Source: rentKind.Source}
	water := allocation.BenefitKind{Code: "water", Waives: []string{"water"}, Source: rentKind.Source}
	workers := allocation.BenefitKind{Code: "poor_workers", PerHead: 100_000, Source: rentKind.Source}
	ended, leaving := benefitStay, benefitStay
	ended.State, leaving.State = allocation.TenancyEnded, allocation.TenancyLeaving
	today := civil.MustParse("2021-03-15")
	for _, tc := range []struct {
		name  string
		kind  allocation.BenefitKind
		in    BenefitApplication
		stay  allocation.Tenancy
		wet   bool
		group []string
		want  *say.Refusal
	}{
		{"on the day of the signing", rentKind, BenefitApplication{Day: benefitStay.Signed}, benefitStay, false, nil, nil},
		{"the day before", rentKind, BenefitApplication{Day: civil.MustParse("2021-02-07")}, benefitStay, false, nil, allocation.ErrTenancyDay},
		{"tomorrow", rentKind, BenefitApplication{Day: today.AddDays(1)}, benefitStay, false, nil, allocation.ErrTenancyDay},
		{"after the stay", rentKind, BenefitApplication{Day: today}, ended, false, nil, allocation.ErrTenancyMove},
		{"while leaving", rentKind, BenefitApplication{Day: today}, leaving, false, nil, nil},
		{"water of a bath house", water, BenefitApplication{Day: today}, benefitStay, true, nil, ErrBenefitWater},
		{"rent of a bath house", rentKind, BenefitApplication{Day: today}, benefitStay, true, nil, nil},
		{"a school of no graduate", school, BenefitApplication{Day: today}, benefitStay, false, []string{"miner"}, ErrBenefitGroup},
		{"with a reason", school, BenefitApplication{Day: today, Reason: "合伙人是大学生"}, benefitStay, false, nil, nil},
		{"a school of a graduate", school, BenefitApplication{Day: today}, benefitStay, false, []string{"miner", "graduate"}, nil},
		{"no workers", workers, BenefitApplication{Day: today}, benefitStay, false, nil, roster.ErrNobody},
		{"workers of a year", workers, BenefitApplication{Day: today, Workers: []roster.Worker{{Name: "王示例", Since: today.AddMonths(-12)}}}, benefitStay, false, nil, nil},
		{"of less than a year", workers, BenefitApplication{Day: today, Workers: []roster.Worker{{Name: "王示例", Since: today.AddMonths(-12).AddDays(1)}}}, benefitStay, false, nil, roster.ErrYear},
		{
			"rewarded before", workers,
			BenefitApplication{Day: today, Workers: []roster.Worker{{Name: "王示例", Since: today.AddMonths(-12)}}, Rewarded: []string{"已随 RZ-JS-2019-0001 申请过"}},
			benefitStay, false, nil, roster.ErrRewarded,
		},
	} {
		_, err := ApplyBenefit(tc.kind, tc.in, tc.stay, tc.wet, tc.group, today, nil)
		if tc.want == nil && err != nil || tc.want != nil && !tc.want.Is(err) {
			t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
		}
	}
	old := rentKind
	old.Source.To = civil.MustParse("2021-03-01")
	if _, err := ApplyBenefit(old, BenefitApplication{Day: today}, benefitStay, false, nil, today, nil); !ErrBenefitForce.Is(err) {
		t.Errorf("no longer in force: %v", err)
	}
}

// The life of a waiver with every step that its state refuses.
func TestBenefitLife五一(t *testing.T) {
	today := civil.MustParse("2021-06-30")
	b, err := ApplyBenefit(rentKind, BenefitApplication{Day: civil.MustParse("2021-03-01")}, benefitStay, false, nil, today, nil)
	if err != nil {
		t.Fatal(err)
	}
	grant := BenefitGrant{Body: "尖山区政府", Decision: "尖政函 3 号", Day: civil.MustParse("2021-03-05"), Start: civil.MustParse("2021-03-01")}
	refused := func(name string, err error, want *say.Refusal) {
		t.Helper()
		if !want.Is(err) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	refused("suspended before it is granted", b.Suspend(today, "x", "y", today), ErrBenefitMove)
	for name, tc := range map[string]struct {
		change func(*BenefitGrant)
		want   *say.Refusal
	}{
		"no body":                 {func(g *BenefitGrant) { g.Body = " " }, ErrBenefitBody},
		"no document":             {func(g *BenefitGrant) { g.Decision = "" }, ErrBenefitDocument},
		"decided before applied":  {func(g *BenefitGrant) { g.Day = civil.MustParse("2021-02-28") }, allocation.ErrTenancyDay},
		"from before the signing": {func(g *BenefitGrant) { g.Start = civil.MustParse("2021-02-07") }, ErrBenefitStart},
		"from in two years":       {func(g *BenefitGrant) { g.Start = civil.MustParse("2023-03-05") }, ErrBenefitStart},
	} {
		g := grant
		tc.change(&g)
		refused(name, b.Grant(g, benefitStay.Signed, today), tc.want)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(b.Grant(grant, benefitStay.Signed, today))
	refused("granted twice", b.Grant(grant, benefitStay.Signed, today), ErrBenefitMove)
	refused("refused after the grant", b.Refuse("区政府", "x", today, today), ErrBenefitMove)
	refused("suspended before its start", b.Suspend(civil.MustParse("2021-02-28"), "欠费", "1 号", today), allocation.ErrTenancyDay)
	refused("suspended tomorrow", b.Suspend(today.AddDays(1), "欠费", "1 号", today), allocation.ErrTenancyDay)
	refused("suspended without a paper", b.Suspend(today, "欠费", "", today), ErrBenefitDocument)
	must(b.Suspend(civil.MustParse("2021-04-10"), "欠费", "1 号", today))
	refused("resumed before the suspension", b.Resume(civil.MustParse("2021-04-09"), "已缴", "2 号", today), allocation.ErrTenancyDay)
	must(b.Resume(civil.MustParse("2021-05-01"), "已缴", "2 号", today))
	must(b.Suspend(civil.MustParse("2021-05-20"), "欠费", "3 号", today))
	refused("ended before the suspension", b.End(civil.MustParse("2021-05-19"), "停", "4 号", today), allocation.ErrTenancyDay)
	suspended := b
	must(b.End(civil.MustParse("2021-06-10"), "停", "4 号", today))
	if got, want := b.Spells(), []BenefitSpell{{civil.MustParse("2021-03-01"), civil.MustParse("2021-04-10")}, {civil.MustParse("2021-05-01"), civil.MustParse("2021-05-20")}}; !slices.Equal(got, want) {
		t.Errorf("spells %v, want %v", got, want)
	}
	if b.GrantedOn(civil.MustParse("2021-04-10")) || !b.GrantedOn(civil.MustParse("2021-04-09")) || b.Revive() {
		t.Errorf("%+v", b)
	}
	kept := suspended
	if !suspended.EndWithTenancy(civil.MustParse("2021-06-01")) || suspended.State != BenefitEnded || !suspended.Revive() || suspended.State != kept.State || !suspended.Ended.IsZero() {
		t.Errorf("ended with the stay and taken back: %+v", suspended)
	}
}

func TestApplicationTakenBackAndRefused(t *testing.T) {
	today := civil.MustParse("2021-03-15")
	b, err := ApplyBenefit(rentKind, BenefitApplication{Day: today}, benefitStay, false, nil, today, nil)
	if err != nil {
		t.Fatal(err)
	}
	other := b
	if err := b.End(today, "不再需要", "", today); err != nil || b.Spells() != nil || b.EndDocument != "" {
		t.Errorf("taken back: %v %+v", err, b)
	}
	if err := other.Refuse("区政府", " ", today, today); !ErrBenefitReason.Is(err) {
		t.Errorf("refused without a reason: %v", err)
	}
	if err := other.Refuse("区政府", "材料不实", today, today); err != nil || other.State.Live() || len(WaiverSpells([]Benefit{b, other})) != 0 {
		t.Errorf("refused: %v %+v", err, other)
	}
}

// Whatever steps are taken, the spells stand in order, apart from each other, between start and end.
func TestSpellsStandInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := civil.MustParse("2022-12-31")
		at := func() civil.Date { return civil.MustParse("2021-02-08").AddDays(rapid.IntRange(0, 700).Draw(t, "day")) }
		b, err := ApplyBenefit(rentKind, BenefitApplication{Day: civil.MustParse("2021-02-08")}, benefitStay, false, nil, today, nil)
		if err != nil {
			t.Fatal(err)
		}
		start := at()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			d := at()
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				_ = b.Grant(BenefitGrant{Body: "x", Decision: "y", Day: civil.MustParse("2021-02-08"), Start: start}, benefitStay.Signed, today)
			case 1:
				_ = b.Suspend(d, "x", "y", today)
			case 2:
				_ = b.Resume(d, "x", "y", today)
			case 3:
				if rapid.Bool().Draw(t, "ends") {
					_ = b.End(d, "x", "y", today)
				}
			}
		}
		var last civil.Date
		for i, s := range b.Spells() {
			if !s.To.IsZero() && !s.From.Before(s.To) || s.From.Before(b.Start) || !b.Ended.IsZero() && (s.To.IsZero() || s.To.After(b.Ended)) {
				t.Fatalf("spell %v of %+v", s, b)
			}
			if i > 0 && (last.IsZero() || s.From.Before(last)) {
				t.Fatalf("spells %v", b.Spells())
			}
			last = s.To
		}
		if (b.State == BenefitGranted) != b.GrantedOn(today) && b.Start.Before(today) {
			t.Fatalf("%s and granted today: %t", b.State, b.GrantedOn(today))
		}
	})
}

package allocation

import (
	"errors"
	"testing"

	"penggai/allocation/say/saytest"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"

	"pgregory.net/rapid"
)

// spring is the Spring Festival of 2018.
func spring() *civil.Calendar {
	days := []civil.SpecialDay{{Day: civil.MustParse("2018-02-24"), Name: "春节", Work: true}}
	for i := range 7 {
		days = append(days, civil.SpecialDay{Day: civil.MustParse("2018-02-15").AddDays(i), Name: "春节"})
	}
	return civil.NewCalendar(days)
}

// signed is a tenancy signed on a day.
func signed(t testing.TB, on string) Tenancy {
	t.Helper()
	n, err := SignTenancy("尖山区", civil.MustParse(on), civil.MustParse(on), civil.MustParse(on))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOpenWithinThreeMonths三3(t *testing.T) {
	for _, tc := range []struct{ handed, openBy string }{
		{"2017-11-15", "2018-02-22"}, // 02-15 is New Year's Eve
		{"2017-11-22", "2018-02-22"},
		{"2017-11-24", "2018-02-24"}, // a Saturday on which people work
		{"2017-11-30", "2018-02-28"}, // no 30 February
		{"2018-01-31", "2018-04-30"},
		{"2018-08-31", "2018-11-30"}, // AddDate would give 12-01
	} {
		n := signed(t, "2017-11-01")
		saytest.Want(t, tc.handed, n.HandOver(civil.MustParse(tc.handed), civil.MustParse("2018-12-31"), spring()), nil)
		if n.OpenBy != civil.MustParse(tc.openBy) || n.State != TenancyHanded {
			t.Errorf("keys on %s: open by %s, want %s", tc.handed, n.OpenBy, tc.openBy)
		}
		if n.Late(n.OpenBy) != 0 || n.Late(n.OpenBy.AddDays(11)) != 11 {
			t.Errorf("keys on %s: late %d on the last day, %d eleven days after", tc.handed, n.Late(n.OpenBy), n.Late(n.OpenBy.AddDays(11)))
		}
	}
	n := signed(t, "2026-12-01")
	saytest.Want(t, "beyond the calendar", n.HandOver(civil.MustParse("2026-12-01"), civil.MustParse("2026-12-01"), spring()), nil)
	if n.OpenSure {
		t.Error("a deadline beyond the calendar is sure")
	}
}

func TestTenancyLife(t *testing.T) {
	n := signed(t, "2017-11-15")
	today := civil.MustParse("2018-06-01")
	saytest.Want(t, "open before the keys", n.Open(today, today), ErrTenancyMove)
	saytest.Want(t, "end before an exit", n.End(today, today), ErrTenancyMove)
	saytest.Want(t, "keys before the signing", n.HandOver(civil.MustParse("2017-11-14"), today, nil), ErrTenancyDay)
	saytest.Want(t, "keys tomorrow", n.HandOver(today.AddDays(1), today, nil), ErrTenancyDay)
	saytest.Want(t, "keys on no day", n.HandOver(civil.Date{}, today, nil), ErrTenancyDay)
	if n.State != TenancySigned || !n.Handed.IsZero() {
		t.Fatalf("a refusal left %+v", n)
	}
	saytest.Want(t, "keys on the day of the signing", n.HandOver(civil.MustParse("2017-11-15"), today, nil), nil)
	saytest.Want(t, "keys twice", n.HandOver(civil.MustParse("2017-11-16"), today, nil), ErrTenancyMove)
	saytest.Want(t, "open before the keys", n.Open(civil.MustParse("2017-11-14"), today), ErrTenancyDay)
	saytest.Want(t, "open late", n.Open(civil.MustParse("2018-03-05"), today), nil)
	if n.State != TenancyOpen || n.Late(today) != n.Opened.Sub(n.OpenBy) || n.Late(today) == 0 {
		t.Errorf("opened late: %+v, late %d", n, n.Late(today))
	}
	saytest.Want(t, "full price while nobody leaves", n.StopWaiver(civil.MustParse("2018-05-01")), ErrTenancyMove)
	saytest.Want(t, "leave", n.Leave(), nil)
	saytest.Want(t, "leave twice", n.Leave(), ErrTenancyMove)
	saytest.Want(t, "full price", n.StopWaiver(civil.MustParse("2018-05-01")), nil)
	saytest.Want(t, "a later stop", n.StopWaiver(civil.MustParse("2018-05-11")), nil)
	for ended, want := range map[string]string{"2018-05-01": "", "2018-05-02": "2018-05-01"} {
		left := n
		left.Ended = civil.MustParse(ended)
		if got := left.FullSince().String(); got != want {
			t.Errorf("left on %s: full price since %q, want %q", ended, got, want)
		}
	}
	if n.Phase(civil.MustParse("2018-04-30")) != charge.PhaseFree || n.Phase(civil.MustParse("2018-05-01")) != charge.PhaseFull {
		t.Error("the waiver does not stop on its day")
	}
	saytest.Want(t, "keys back before the hand-over", n.End(civil.MustParse("2017-11-14"), today), ErrTenancyDay)
	saytest.Want(t, "keys back", n.End(today, today), nil)
	if n.State.Live() || n.Ended != today {
		t.Errorf("ended: %+v", n)
	}
}

func TestSignTenancy四4(t *testing.T) {
	for _, tc := range []struct {
		name, awarded, signed, today string
		want                         *say.Refusal
	}{
		{"on the day of the award", "2017-11-15", "2017-11-15", "2017-11-15", nil},
		{"entered later", "2017-11-10", "2017-11-15", "2017-11-20", nil},
		{"before the award", "2017-11-16", "2017-11-15", "2017-11-20", ErrSignedDay},
		{"tomorrow", "2017-11-15", "2017-11-16", "2017-11-15", ErrSignedDay},
		{"no day", "2017-11-15", "", "2017-11-15", ErrSignedDay},
	} {
		day := civil.Date{}
		if tc.signed != "" {
			day = civil.MustParse(tc.signed)
		}
		n, err := SignTenancy("尖山区", civil.MustParse(tc.awarded), day, civil.MustParse(tc.today))
		saytest.Want(t, tc.name, err, tc.want)
		if err == nil && n.Clock != day {
			t.Errorf("%s: clock %s", tc.name, n.Clock)
		}
	}
}

func TestContractTerm四4(t *testing.T) {
	for _, tc := range []struct{ signed, last, last2 string }{
		{"2017-11-15", "2020-11-14", "2023-11-14"},
		{"2016-02-29", "2019-02-27", "2022-02-27"}, // the corresponding day is 02-28, the last day the one before
		{"2017-08-31", "2020-08-30", "2023-08-30"},
		{"2017-12-31", "2020-12-30", "2023-12-30"},
		{"2018-01-01", "2020-12-31", "2023-12-31"},
		{"2017-03-01", "2020-02-29", "2023-02-28"},
	} {
		n := signed(t, tc.signed)
		c := DrawContract(n.Signed, 1)
		saytest.Want(t, "sign", c.Sign(n.Signed, n.Signed), nil)
		if c.From != n.Signed || c.LastDay() != civil.MustParse(tc.last) {
			t.Errorf("signed %s: %s to %s, want the last day %s", tc.signed, c.From, c.LastDay(), tc.last)
		}
		next, err := c.Renew(&n, After72Exit)
		saytest.Want(t, "renew", err, nil)
		if next.From != c.To || next.LastDay() != civil.MustParse(tc.last2) || next.Term != 2 {
			t.Errorf("signed %s: second term %s to %s, want the last day %s", tc.signed, next.From, next.LastDay(), tc.last2)
		}
		saytest.Want(t, "sign the second", next.Sign(civil.MustParse("2023-01-01"), civil.MustParse("2023-01-01")), nil)
		if _, err := next.Renew(&n, After72Exit); !errors.Is(err, ErrNoThirdTerm) {
			t.Errorf("a third term where the district ends the stay: %v", err)
		}
	}
}

func TestContractLife(t *testing.T) {
	n := signed(t, "2017-11-15")
	c := DrawContract(n.Signed, 1)
	if _, err := c.Renew(&n, After72Full); !errors.Is(err, ErrContractMove) {
		t.Errorf("renewed before it is signed: %v", err)
	}
	saytest.Want(t, "end before it is signed", c.End(n.Signed), ErrContractMove)
	saytest.Want(t, "sign tomorrow", c.Sign(civil.MustParse("2017-11-16"), civil.MustParse("2017-11-15")), ErrSignedDay)
	saytest.Want(t, "sign", c.Sign(n.Signed, n.Signed), nil)
	saytest.Want(t, "sign twice", c.Sign(n.Signed, n.Signed), ErrContractMove)
	for on, want := range map[string]ContractState{"2017-11-15": ContractRunning, "2020-11-14": ContractRunning, "2020-11-15": ContractHoldover} {
		if got := c.StateOn(civil.MustParse(on)); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
	}
	if c.DaysLeft(civil.MustParse("2020-11-14")) != 0 || c.DaysLeft(civil.MustParse("2020-11-15")) != -1 {
		t.Error("days left around the last day")
	}
	saytest.Want(t, "leave", n.Leave(), nil)
	if _, err := c.Renew(&n, After72Full); !errors.Is(err, ErrTenancyMove) {
		t.Errorf("renewed while leaving: %v", err)
	}
	saytest.Want(t, "end", c.End(civil.MustParse("2019-01-01")), nil)
	if c.StateOn(civil.MustParse("2021-01-01")) != ContractEnded {
		t.Error("an ended contract is a holdover")
	}
}

// Renewal, whenever it is signed, does not move the clock: months 1 to 36 are free, 37 to 72 half, the rest full.
func TestClockSurvivesRenewal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := civil.MustParse("2017-08-05").AddDays(rapid.IntRange(0, 1500).Draw(t, "signed"))
		n, err := SignTenancy("尖山区", first, first, first)
		if err != nil {
			t.Fatal(err)
		}
		c := DrawContract(n.Signed, 1)
		if err := c.Sign(first, first); err != nil {
			t.Fatal(err)
		}
		next, err := c.Renew(&n, After72Full)
		if err != nil {
			t.Fatal(err)
		}
		if next.From != n.FreeUntil() || next.To != n.WaivedUntil() {
			t.Fatalf("second term %s to %s of a clock %s", next.From, next.To, n.Clock)
		}
		d := first.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
		want := charge.PhaseFull
		switch m := n.Month(d); {
		case m <= 36:
			want = charge.PhaseFree
		case m <= 72:
			want = charge.PhaseHalf
		}
		if got := n.Phase(d); got != want {
			t.Fatalf("%s, month %d of %s: %s, want %s", d, n.Month(d), first, got, want)
		}
	})
}

func TestNumbers(t *testing.T) {
	for got, want := range map[string]string{
		TenancyNumber("JS", 2017, 31): "RZ-JS-2017-0031", ContractNumber("SFT", 2020, 10001): "HT-SFT-2020-10001",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestMilestoneCheck(t *testing.T) {
	n := signed(t, "2017-11-15")
	today := civil.MustParse("2017-12-01")
	whole := Milestone{Kind: MilestoneFiled, Body: "棚改办", Number: "2017-31", Day: civil.MustParse("2017-11-24")}
	for _, tc := range []struct {
		name string
		m    Milestone
		want *say.Refusal
	}{
		{"whole", whole, nil},
		{"no kind", Milestone{Body: "a", Number: "b", Day: today}, ErrMilestoneKind},
		{"no body", Milestone{Kind: MilestoneNotarised, Body: " ", Number: "b", Day: today}, ErrMilestoneBody},
		{"no number", Milestone{Kind: MilestoneNotarised, Body: "a", Day: today}, ErrMilestoneNumber},
		{"tomorrow", Milestone{Kind: MilestoneNotarised, Body: "a", Number: "b", Day: today.AddDays(1)}, ErrTenancyDay},
		{"notarised before the signing", Milestone{Kind: MilestoneNotarised, Body: "a", Number: "b", Day: civil.MustParse("2017-11-14")}, ErrTenancyDay},
		{"an older licence", Milestone{Kind: MilestoneLicensed, Body: "a", Number: "b", Day: civil.MustParse("2015-01-01")}, nil},
		{"no day", Milestone{Kind: MilestoneTaxed, Body: "a", Number: "b"}, ErrTenancyDay},
	} {
		saytest.Want(t, tc.name, tc.m.Check(n, today), tc.want)
	}
}

func TestReadingsAsTyped(t *testing.T) {
	for in, want := range map[string]Volume{"12": 12000, "12.5 m³": 12500, "18.50吨": 18500, "１２": 12000, "1,204.30": 1204300} {
		if got, err := ParseVolume(in); err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", in, got, err, want)
		}
	}
	if got := Volume(18500).String(); got != "18.50" {
		t.Error(got)
	}
	if got, err := ParseEnergy("140.5度"); err != nil || got != 14050 || got.String() != "140.50" {
		t.Errorf("%d %v", got, err)
	}
	for _, bad := range []string{"", "-1", "12.345", "十"} {
		if _, err := ParseVolume(bad); !errors.Is(err, ErrBadReading) {
			t.Errorf("%q is taken: %v", bad, err)
		}
	}
	if n, err := ParseKeys(" ３把"); err != nil || n != 3 {
		t.Errorf("%d %v", n, err)
	}
	for _, bad := range []string{"", "-1", "100", "三"} {
		if _, err := ParseKeys(bad); !errors.Is(err, ErrKeys) {
			t.Errorf("%q is taken: %v", bad, err)
		}
	}
}

func TestCompareHandovers(t *testing.T) {
	out := Condition{Unit: "JS-1", Keys: 3, Water: 12000, Power: 14000, Defects: "门锁坏"}
	for _, tc := range []struct {
		name string
		back Condition
		want *say.Refusal
	}{
		{"as it was", out, nil},
		{"used, nothing broken", Condition{Keys: 3, Water: 99000, Power: 90000}, nil},
		{"more keys", Condition{Keys: 4, Water: 12000, Power: 14000}, nil},
		{"a key is missing", Condition{Keys: 2, Water: 12000, Power: 14000}, ErrBackRemark},
		{"a key is missing, said so", Condition{Keys: 2, Water: 12000, Power: 14000, Remark: "丢失一把，已换锁"}, nil},
		{"the water meter went back", Condition{Keys: 3, Water: 1000, Power: 14000}, ErrBackRemark},
		{"the electricity meter went back", Condition{Keys: 3, Water: 12000, Power: 1}, ErrBackRemark},
		{"a new defect", Condition{Keys: 3, Water: 12000, Power: 14000, Defects: "墙面破损"}, ErrBackRemark},
		{"too many keys", Condition{Keys: 100}, ErrKeys},
	} {
		saytest.Want(t, tc.name, out.CheckBack(tc.back), tc.want)
	}
	d := out.Compare(Condition{Keys: 2, Water: 13000})
	if len(d) != 4 || !d[0].Worse || d[1].Worse || d[3].Back != "无" || d[0].Title != "钥匙" {
		t.Errorf("%+v", d)
	}
}

package charge

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"

	"pgregory.net/rapid"
)

var day = civil.MustParse

// flat is a tenancy with one area and the same prices in all years from 2016 to 2030.
func flat(signed, until string, area quantity.Area, rent quantity.Money) *QuoteInput {
	in := &QuoteInput{Signed: day(signed), Until: day(until), Areas: []AreaSpell{{day(signed), area}}}
	for y := 2016; y <= 2030; y++ {
		in.Prices = append(in.Prices, YearPrice{FeeRent, y, rent})
	}
	return in
}

// short prints lines of one fee: from, to, phase, market, payable.
func short(s FeeSchedule, fee Fee) []string {
	var out []string
	for _, l := range s.Lines {
		if l.Fee != fee {
			continue
		}
		money := "待公布"
		if l.Priced {
			money = fmt.Sprintf("%d %d", l.Market, l.Payable)
		}
		out = append(out, fmt.Sprintf("%s %s %s %s", l.From, l.To, l.Phase, money))
	}
	return out
}

func wantLines(t *testing.T, name string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", name, got, want)
	}
}

func TestRent五一1(t *testing.T) {
	s := Schedule(flat("2017-11-15", "2018-01-01", 14235, 2000))
	wantLines(t, "first months", short(s, FeeRent), []string{
		"2017-11-15 2017-12-01 free 151840 0",
		"2017-12-01 2018-01-01 free 284700 0",
	})
	if got := s.Total(FeeRent); got != (FeeTotal{436540, 0, 436540}) {
		t.Errorf("total %v", got)
	}
	if want := []MissingPrice{{FeeProperty, 2017}}; !slices.Equal(s.Missing, want) {
		t.Errorf("missing %v, want %v", s.Missing, want)
	}
}

// 1 ㎡ at 10.05 元 for 3 of 30 days in the half phase: exact market 1.005, exact payable 0.5025, each rounded once.
func TestRoundingOnce五一(t *testing.T) {
	in := flat("2017-11-28", "2020-12-01", 100, 1005)
	s := Schedule(in)
	last := s.Lines[slices.IndexFunc(s.Lines, func(l FeeLine) bool { return l.Phase == PhaseHalf })]
	if last.From != day("2020-11-28") || last.Phase != PhaseHalf || last.Market != 101 || last.Payable != 50 || last.Waived != 51 {
		t.Errorf("3 of 30 days at half price: %+v", last)
	}
}

func TestPhases五一(t *testing.T) {
	for _, tc := range []struct {
		name, signed string
		half, full   string // first days of the phases
	}{
		{"an ordinary day", "2017-11-15", "2020-11-15", "2023-11-15"},
		{"29 February", "2016-02-29", "2019-02-28", "2022-02-28"},
		{"the 31st", "2017-08-31", "2020-08-31", "2023-08-31"},
		{"year's end", "2017-12-31", "2020-12-31", "2023-12-31"},
		{"the first of a month", "2018-01-01", "2021-01-01", "2024-01-01"},
	} {
		in := flat(tc.signed, "2024-06-01", 10000, 1000)
		for _, b := range []struct {
			day           string
			before, after Phase
		}{{tc.half, PhaseFree, PhaseHalf}, {tc.full, PhaseHalf, PhaseFull}} {
			if got := in.PhaseOn(day(b.day).AddDays(-1)); got != b.before {
				t.Errorf("%s: %s the day before %s", tc.name, got, b.day)
			}
			if got := in.PhaseOn(day(b.day)); got != b.after {
				t.Errorf("%s: %s on %s", tc.name, got, b.day)
			}
			if !slices.ContainsFunc(Schedule(in).Lines, func(l FeeLine) bool { return l.From == day(b.day) && l.Phase == b.after }) {
				t.Errorf("%s: no line begins on %s", tc.name, b.day)
			}
		}
	}
}

func TestCutsOfALine(t *testing.T) {
	in := flat("2017-11-15", "2020-12-10", 10000, 3000)
	in.Areas = []AreaSpell{{day("2020-11-20"), 0}, {day("2017-11-15"), 10000}, {day("2020-11-25"), 20000}}
	got := short(Schedule(in), FeeRent)
	wantLines(t, "phase boundary, area 0, area again, until", got[len(got)-5:], []string{
		"2020-10-01 2020-11-01 free 300000 0",
		"2020-11-01 2020-11-15 free 140000 0",
		"2020-11-15 2020-11-20 half 50000 25000",
		"2020-11-25 2020-12-01 half 120000 60000",
		"2020-12-01 2020-12-10 half 174194 87097",
	})
	in.Exit = day("2020-11-15") // the first day of the half phase is the first not charged
	got = short(Schedule(in), FeeRent)
	wantLines(t, "exit on the first day of a phase", got[len(got)-1:], []string{"2020-11-01 2020-11-15 free 140000 0"})
	in.Exit = day("2020-11-16") // the last day charged is the first of the half phase
	got = short(Schedule(in), FeeRent)
	wantLines(t, "exit on the day after", got[len(got)-1:], []string{"2020-11-15 2020-11-16 half 10000 5000"})
	in.Exit = day("2017-11-15")
	if got := Schedule(in).Lines; got != nil {
		t.Errorf("an exit on the day of signing leaves %v", got)
	}
}

func TestNoLinesBeforeTheFirstArea(t *testing.T) {
	in := flat("2017-11-15", "2018-02-01", 10000, 3000)
	in.Areas[0].From = day("2017-12-20")
	wantLines(t, "area from later", short(Schedule(in), FeeRent), []string{
		"2017-12-20 2018-01-01 free 116129 0", "2018-01-01 2018-02-01 free 300000 0",
	})
	in.Areas = nil
	if got := Schedule(in).Lines; got != nil {
		t.Errorf("no area: %v", got)
	}
}

func TestWaiverStop四五(t *testing.T) {
	in := flat("2017-11-15", "2018-03-01", 10000, 3100)
	in.WaiverStopped = day("2018-01-10")
	wantLines(t, "full price from the day of the decision", short(Schedule(in), FeeRent), []string{
		"2017-11-15 2017-12-01 free 165333 0",
		"2017-12-01 2018-01-01 free 310000 0",
		"2018-01-01 2018-01-10 free 90000 0",
		"2018-01-10 2018-02-01 full 220000 220000",
		"2018-02-01 2018-03-01 full 310000 310000",
	})
}

func TestMissingPrice(t *testing.T) {
	in := flat("2017-12-15", "2018-02-01", 10000, 3100)
	in.Prices = []YearPrice{{FeeRent, 2018, 3100}, {FeeProperty, 2017, 310}}
	in.Water = []WaterReading{{day("2017-12-20"), day("2018-01-10"), 21000}}
	in.Heating = []HeatingSeason{{Season: 2017, From: day("2017-10-20"), To: day("2018-04-21")}}
	s := Schedule(in)
	wantLines(t, "rent", short(s, FeeRent), []string{"2017-12-15 2018-01-01 free 待公布", "2018-01-01 2018-02-01 free 310000 0"})
	wantLines(t, "heating", short(s, FeeHeating), []string{"2017-12-15 2018-01-01 free 待公布", "2018-01-01 2018-02-01 free 待公布"})
	want := []MissingPrice{{FeeRent, 2017}, {FeeProperty, 2018}, {FeeHeating, 2017}, {FeeWater, 2017}, {FeeWater, 2018}}
	if !slices.Equal(s.Missing, want) {
		t.Errorf("missing %v, want %v", s.Missing, want)
	}
	if got := s.Total(FeeRent); got != (FeeTotal{310000, 0, 310000}) {
		t.Errorf("total %v counts a line without price", got)
	}
}

// A season across S+36: 142.35 ㎡ × 43 元 × days ÷ 183.
func TestHeating五一3(t *testing.T) {
	in := flat("2017-11-15", "2021-01-01", 14235, 0)
	in.Prices = nil
	in.Heating = []HeatingSeason{{Season: 2020, From: day("2020-10-20"), To: day("2021-04-21"), Priced: true, Fen: 4300}}
	wantLines(t, "season across S+36", short(Schedule(in), FeeHeating), []string{
		"2020-10-20 2020-11-01 free 40138 0",
		"2020-11-01 2020-11-15 free 46828 0",
		"2020-11-15 2020-12-01 half 53517 26759",
		"2020-12-01 2021-01-01 half 103690 51845",
	})
}

func TestWater五一2(t *testing.T) {
	in := flat("2017-11-15", "2018-06-01", 0, 0)
	in.Prices = []YearPrice{{FeeWater, 2017, 430}, {FeeWater, 2018, 500}}
	in.Water = []WaterReading{{day("2017-12-21"), day("2018-01-11"), 21000}, {day("2017-11-01"), day("2017-12-21"), 10000}}
	s := Schedule(in)
	wantLines(t, "cut at months, at signing, exact until the one rounding", short(s, FeeWater), []string{
		"2017-11-15 2017-12-01 free 1376 0", // 10 m³ × 16/50 × 4.30
		"2017-12-01 2017-12-21 free 1720 0", // × 20/50
		"2017-12-21 2018-01-01 free 4730 0", // 21 m³ × 11/21 × 4.30
		"2018-01-01 2018-01-11 free 5000 0", // × 10/21 × 5.00
	})
	in.WaterIntensive = true
	wantLines(t, "a trade that lives on water pays all", short(Schedule(in), FeeWater), []string{
		"2017-11-15 2017-12-01 full 1376 1376", "2017-12-01 2017-12-21 full 1720 1720",
		"2017-12-21 2018-01-01 full 4730 4730", "2018-01-01 2018-01-11 full 5000 5000",
	})
}

// drawQuote makes a quote of small figures that cut lines often.
func drawQuote(t *rapid.T) *QuoteInput {
	at := func(label string) civil.Date {
		return day("2017-08-01").AddDays(rapid.IntRange(0, 2600).Draw(t, label))
	}
	in := &QuoteInput{
		Signed:         day("2017-08-01").AddDays(rapid.IntRange(0, 400).Draw(t, "signed")),
		Until:          at("until"),
		WaterIntensive: rapid.Bool().Draw(t, "water_intensive"),
	}
	if rapid.IntRange(0, 2).Draw(t, "exits") == 0 {
		in.Exit = at("exit")
	}
	if rapid.IntRange(0, 2).Draw(t, "stops") == 0 {
		in.WaiverStopped = at("stop")
	}
	if rapid.Bool().Draw(t, "granted at times") {
		in.Waivers = drawSpells(t, at)
	}
	for range rapid.IntRange(0, 3).Draw(t, "areas") {
		a := AreaSpell{at("area from"), quantity.Area(rapid.IntRange(0, 3).Draw(t, "area") * 7119)}
		if !slices.ContainsFunc(in.Areas, func(b AreaSpell) bool { return a.From == b.From }) {
			in.Areas = append(in.Areas, a)
		}
	}
	for year := 2017; year <= 2024; year++ {
		for _, fee := range []Fee{FeeRent, FeeProperty, FeeWater} {
			if rapid.IntRange(0, 5).Draw(t, "priced") > 0 {
				in.Prices = append(in.Prices, YearPrice{fee, year, quantity.Money(rapid.IntRange(0, 3000).Draw(t, "price"))})
			}
		}
		from := civil.On(year, 10, 15).AddDays(rapid.IntRange(0, 9).Draw(t, "season"))
		in.Heating = append(in.Heating, HeatingSeason{year, from, from.AddDays(180), rapid.Bool().Draw(t, "season priced"), 4300})
	}
	for range rapid.IntRange(0, 3).Draw(t, "readings") {
		from := at("reading")
		in.Water = append(in.Water, WaterReading{from, from.AddDays(rapid.IntRange(1, 90).Draw(t, "days")), int64(rapid.IntRange(0, 30000).Draw(t, "litres"))})
	}
	return in
}

func TestScheduleProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawQuote(t)
		s := Schedule(in)
		sums := map[Fee]FeeTotal{}
		for i, l := range s.Lines {
			if l.Priced && (l.Payable+l.Waived != l.Market || l.Payable < 0 || l.Waived < 0) {
				t.Fatalf("line %+v: payable and waived are not the market", l)
			}
			if !l.From.Before(l.To) || l.From.MonthStart() != l.To.AddDays(-1).MonthStart() {
				t.Fatalf("line %+v leaves its month", l)
			}
			if l.From.Before(in.Signed) || l.To.After(in.Until) || !in.Exit.IsZero() && l.To.After(in.Exit) {
				t.Fatalf("line %+v is not to be charged", l)
			}
			if i > 0 {
				p := s.Lines[i-1]
				if p.Fee.order() > l.Fee.order() || p.Fee == l.Fee && p.From.After(l.From) {
					t.Fatalf("line %+v comes after %+v", l, p)
				}
			}
			sums[l.Fee] = sums[l.Fee].With(l)
		}
		for _, f := range Fees {
			if sums[f] != s.Total(f) {
				t.Fatalf("%s: total %v of lines %v", f, s.Total(f), sums[f])
			}
		}
	})
}

// The schedule up to c is the schedule up to b and what comes after, but for the lines that b cuts.
func TestScheduleGrowsAtItsEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawQuote(t)
		b := in.Signed.AddDays(rapid.IntRange(0, 2600).Draw(t, "b"))
		short := *in
		short.Until = civil.Min(b, in.Until)
		whole := Schedule(in).Lines
		before := slices.DeleteFunc(slices.Clone(whole), func(l FeeLine) bool { return l.To.After(short.Until) })
		part := slices.DeleteFunc(Schedule(&short).Lines, func(l FeeLine) bool {
			return l.To == short.Until && !slices.Contains(whole, l)
		})
		if !slices.Equal(part, before) {
			t.Fatalf("up to %s:\n%v\nbut of the whole:\n%v", b, part, before)
		}
	})
}

func TestOrderOfInputChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawQuote(t)
		other := *in
		other.Areas, other.Prices = slices.Clone(in.Areas), slices.Clone(in.Prices)
		other.Heating, other.Water = slices.Clone(in.Heating), slices.Clone(in.Water)
		slices.Reverse(other.Areas)
		slices.Reverse(other.Prices)
		slices.Reverse(other.Heating)
		slices.Reverse(other.Water)
		if other.Waivers != nil {
			other.Waivers = slices.Clone(in.Waivers)
			slices.Reverse(other.Waivers)
		}
		a, b := Schedule(in), Schedule(&other)
		if !slices.Equal(a.Lines, b.Lines) || !slices.Equal(a.Missing, b.Missing) || a.totals != b.totals {
			t.Fatal("another order gives another schedule")
		}
	})
}

// byDay is the rent by another way: day after day, grouped where month, phase or spell of area changes, in fractions.
func byDay(in *QuoteInput) []string {
	var out []string
	prices := map[int]quantity.Money{}
	for _, p := range in.Prices {
		if p.Fee == FeeRent {
			prices[p.Year] = p.Fen
		}
	}
	type key struct {
		year, month, term int
		stopped, granted  bool
		spell             civil.Date
		area              quantity.Area
	}
	var now key
	var from civil.Date
	var days int64
	flush := func(to civil.Date) {
		if days == 0 || now.area == 0 {
			return
		}
		phase := []Phase{PhaseFree, PhaseHalf, PhaseFull}[now.term]
		if now.stopped || !now.granted {
			phase = PhaseFull
		}
		money := "待公布"
		if p, ok := prices[now.year]; ok {
			exact := big.NewRat(int64(now.area)*int64(p)*days, 100*int64(civil.DaysInMonth(from.Year(), from.Month())))
			pay := new(big.Rat).Mul(exact, big.NewRat(phase.halves(), 2))
			money = exact.FloatString(0) + " " + pay.FloatString(0) // FloatString rounds half away from zero
		}
		out = append(out, fmt.Sprintf("%s %s %s %s", from, to, phase, money))
	}
	d := in.Signed
	for ; d.Before(in.Until) && (in.Exit.IsZero() || d.Before(in.Exit)); d = d.AddDays(1) {
		k := key{year: d.Year(), month: int(d.Month()), stopped: !in.WaiverStopped.IsZero() && !d.Before(in.WaiverStopped)}
		k.granted = in.Waivers == nil
		for _, w := range in.Waivers {
			k.granted = k.granted || w.Fee == FeeRent && !d.Before(w.From) && (w.To.IsZero() || d.Before(w.To))
		}
		if !d.Before(in.Signed.AddMonths(72)) {
			k.term = 2
		} else if !d.Before(in.Signed.AddMonths(36)) {
			k.term = 1
		}
		for _, a := range in.Areas {
			if !a.From.After(d) && !a.From.Before(k.spell) {
				k.spell, k.area = a.From, a.Area
			}
		}
		if k != now {
			flush(d)
			now, from, days = k, d, 0
		}
		days++
	}
	flush(d)
	return out
}

func TestRentAgainstDayByDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawQuote(t)
		if got, want := short(Schedule(in), FeeRent), byDay(in); !slices.Equal(got, want) {
			t.Fatalf("got %q\nwant %q", got, want)
		}
	})
}

// Both ways of counting give the same: 64 bits where they suffice, big integers beyond.
func TestShareAgainstFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.Int64Range(0, 1_000_000_000_000).Draw(t, "quantity")
		p := rapid.Int64Range(0, 1_000_000_000).Draw(t, "price")
		of := rapid.Int64Range(1, 400).Draw(t, "of")
		d := rapid.Int64Range(0, of).Draw(t, "days")
		r := new(big.Rat).SetFrac(new(big.Int).Mul(new(big.Int).Mul(big.NewInt(q), big.NewInt(p)), big.NewInt(d)), big.NewInt(1000*of))
		if got := fmt.Sprint(int64(prorate(q, p, d, 1000*of))); got != r.FloatString(0) {
			t.Fatalf("%d × %d × %d ÷ %d = %s, want %s", q, p, d, 1000*of, got, r.FloatString(0))
		}
	})
}

func TestFeesInWords(t *testing.T) {
	if got := FeesInWords(); got != "房租和物业费按平方米和月，供热费按平方米和供热期，水费按立方米" {
		t.Error(got)
	}
}

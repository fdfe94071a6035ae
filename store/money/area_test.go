package money_test

import (
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
)

// The area on a day is the sum of what is held on it, whatever is taken and given back when (部分退房, 换房).
func TestAreaByDayIsTheSumOfHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := enginetest.Day("2020-02-20")
		var units []money.Held
		for i := range rapid.IntRange(1, 5).Draw(t, "units") {
			u := money.Held{Unit: int64(i + 1), From: start.AddDays(rapid.IntRange(0, 60).Draw(t, "from"))}
			if rapid.Bool().Draw(t, "given back") {
				u.To = u.From.AddDays(rapid.IntRange(0, 60).Draw(t, "days"))
			}
			for k := range rapid.IntRange(1, 3).Draw(t, "areas") {
				u.Areas = append(u.Areas, charge.AreaSpell{From: start.AddDays(30*k - 10), Area: quantity.Area(rapid.IntRange(1, 9999).Draw(t, "area"))})
			}
			units = append(units, u)
		}
		spells := money.AreasOf(units)
		for day := start.AddDays(-20); day.Before(start.AddDays(150)); day = day.AddDays(1) {
			var want, got quantity.Area
			for _, u := range units {
				want += u.AreaOn(day)
			}
			for _, s := range spells {
				if !s.From.After(day) {
					got = s.Area
				}
			}
			if got != want {
				t.Fatalf("%s: %s, want %s", day, got, want)
			}
		}
	})
}

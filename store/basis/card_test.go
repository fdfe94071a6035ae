package basis_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/basis/basistest"
	"penggai/store/engine/enginetest"
)

// TestFormerCardIsKept: of two changes in a day the card keeps what stood before that day, and each later change what it replaces.
func TestFormerCardIsKept(t *testing.T) {
	o := basistest.New(t, "尖山区")
	admin := o.As(t, allocation.Admin)
	say := func(telephone string) {
		card, err := o.Card(t.Context(), "尖山区")
		enginetest.OK(t, err)
		card.Telephone = telephone
		enginetest.OK(t, o.SetCard(t.Context(), admin, card))
	}
	say("0469-1")
	first := o.Clock.Day
	o.Clock.Day = first.AddDays(10)
	say("0469-2")
	say("0469-3")
	o.Clock.Day = first.AddDays(20)
	say("0469-4")
	past, err := o.PastCards(t.Context(), "尖山区")
	enginetest.OK(t, err)
	now, err := o.Card(t.Context(), "尖山区")
	enginetest.OK(t, err)
	for day, want := range map[civil.Date]string{
		first: "0469-1", first.AddDays(9): "0469-1", first.AddDays(10): "0469-3", first.AddDays(19): "0469-3", first.AddDays(20): "0469-4",
	} {
		if got := now.On(day, past).Telephone; got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

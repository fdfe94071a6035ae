package desk_test

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/stay/staytest"
)

// TestAwayIsReminded: an office that is nowhere but in its own folder is reminded after a week, and so is one whose last copy elsewhere is old.
func TestAwayIsReminded(t *testing.T) {
	o := staytest.New(t, 1)
	r := desk.Of(o.Base().Store)
	away, err := r.LastAway(t.Context())
	if err != nil || !away.Last.IsZero() || away.Since != o.Store.Today() {
		t.Fatalf("%+v %v", away, err)
	}
	if err := r.NoteBackupAway(t.Context(), o.As(t, allocation.Admin), "/media/u/penggai.db"); err != nil {
		t.Fatal(err)
	}
	if away, err = r.LastAway(t.Context()); err != nil || away.Last != o.Store.Today() {
		t.Errorf("%+v %v", away, err)
	}
	since, last := civil.MustParse("2021-03-01"), civil.MustParse("2021-03-20")
	for _, c := range []struct {
		away  desk.Away
		today string
		want  int
	}{
		{desk.Away{Since: since}, "2021-03-08", 0},
		{desk.Away{Since: since}, "2021-03-09", 8},
		{desk.Away{Since: since, Last: last}, "2021-03-27", 0},
		{desk.Away{Since: since, Last: last}, "2021-04-20", 31},
	} {
		if got := c.away.Days(civil.MustParse(c.today)); got != c.want {
			t.Errorf("%+v on %s: %d, want %d", c.away, c.today, got, c.want)
		}
	}
}

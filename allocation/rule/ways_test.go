package rule

import (
	"bytes"
	"strings"
	"testing"
)

// crowded are pools of small shops that many want to join; the solver's first way leaves them to the second.
func crowded(units, applicants, communities int, seed int64) *Instance {
	c := town{units: units, applicants: applicants, communities: communities, districts: 1, perJob: 1200, runsPermille: 700, small: true}
	if communities == 2 {
		c.perJob, c.runsPermille = 1500, 900
	}
	return c.instance(seed)
}

// TestResultsOfBeforeTheSecondWay: a result that the first way alone has found is computed that way again, byte for byte,
// whether it was proved or not; the second way proves both, and where both prove, the awards and the digest are the same.
func TestResultsOfBeforeTheSecondWay(t *testing.T) {
	for name, c := range map[string]struct {
		in     *Instance
		proved bool
	}{
		"proved before": {crowded(60, 44, 2, 3), true},
		"open before":   {crowded(100, 80, 3, 2), false},
	} {
		old, err := solveBoth(t.Context(), c.in, true, nil)
		if err != nil {
			t.Fatal(err)
		}
		now, err := Solve(t.Context(), c.in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if old.Proved != c.proved || old.Ways != 0 || !now.Proved || now.Ways != 2 {
			t.Errorf("%s: proved %v and %v, ways %d and %d", name, old.Proved, now.Proved, old.Ways, now.Ways)
		}
		if old.Proved && old.Digest != now.Digest {
			t.Errorf("%s: two ways prove two answers", name)
		}
		if strings.Contains(string(old.JSON()), `"ways"`) || !strings.Contains(string(now.JSON()), `"ways":2`) {
			t.Errorf("%s: the second way is not told", name)
		}
		for way, res := range map[string]*Result{"first": old, "second": now} {
			read, err := ReadResult(res.JSON())
			if err != nil || !bytes.Equal(read.JSON(), res.JSON()) {
				t.Fatalf("%s, %s: %v, read back differs", name, way, err)
			}
			again, err := SolveLike(t.Context(), c.in, read, nil)
			if err != nil || !bytes.Equal(again.JSON(), res.JSON()) {
				t.Errorf("%s, %s: %v, computed again differs", name, way, err)
			}
			checked, err := Certificate{Instance: c.in.Canonical(), Result: res.JSON(), Digest: res.Digest}.Verify(t.Context(), nil)
			if err != nil || len(checked.Faults) > 0 {
				t.Errorf("%s, %s: %v %v", name, way, err, checked)
			}
		}
	}
}

// TestSharedPricesAddUp: a line that names another's prices is shown by them, and no longer when the sums or the name are altered.
func TestSharedPricesAddUp(t *testing.T) {
	in := crowded(60, 44, 2, 1)
	res, err := Solve(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	sums, err := newAdder(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	options, like := openOptions(t, in), 0
	for i := range res.Ranks {
		line := &res.Ranks[i]
		if line.Blocked == nil || line.Blocked.Like == "" {
			continue
		}
		like++
		if wrong := checkPrices(options, res, line); wrong != "" || !sums.holds(res, line) {
			t.Errorf("%s: %s", line.Number, wrong)
		}
		for _, alter := range []func(b *Blocked){func(b *Blocked) { b.Need++ }, func(b *Blocked) { b.Like = line.Number }, func(b *Blocked) { b.Like = "nobody" }} {
			other, b := *line, *line.Blocked
			alter(&b)
			if other.Blocked = &b; sums.holds(res, &other) {
				t.Errorf("%s: holds though it was altered: %+v", line.Number, b)
			}
		}
	}
	if like == 0 {
		t.Error("no line names another's prices")
	}
}

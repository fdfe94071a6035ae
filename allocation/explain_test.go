package allocation

import (
	"os"
	"reflect"
	"testing"
)

func worked(t testing.TB, name string) *Instance {
	t.Helper()
	data, err := os.ReadFile("testdata/allocation/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func TestStandingsNameTheStepThatSeparates(t *testing.T) {
	list := worked(t, "3-rank").Standings()
	want := []Step{"", StepBand, StepPolicy, StepWeight, StepGroup, StepWeight, StepLot}
	for r, s := range list {
		if s.Above != want[r] {
			t.Errorf("rank %d stands below by %q, want %q", s.Rank, s.Above, want[r])
		}
		if r > 0 && (list[r-1].Below != s.Above || list[r-1].BelowNumber != s.Number || s.AboveNumber != list[r-1].Number) {
			t.Errorf("ranks %d and %d do not agree about each other", r, r+1)
		}
	}
	if s := worked(t, "6-runs").Standings()[3]; s.JobsMillis != 7500 || s.TaxMillis != 208 || s.WeightMillis != 7708 || s.Entitlement != 9250 || s.Rate != 1200 {
		t.Errorf("the weight's parts are %+v", s)
	}
}

func TestCompare(t *testing.T) {
	in := worked(t, "5-nobody-left-out-for-a-lower-rank")
	a := mustSolve(t, in)
	if c := Compare(in, a, in, a); !c.Same || c.Served != 0 || c.Area != 0 {
		t.Errorf("a result differs from itself: %+v", c)
	}
	other := *in
	other.Fixed = []Fixed{{Applicant: "JS20170003"}}
	b := mustSolve(t, &other)
	c := Compare(in, a, &other, b)
	names := func(list []Change) (n []string) {
		for _, x := range list {
			n = append(n, x.Number)
		}
		return n
	}
	if got := names(c.Lose); !reflect.DeepEqual(got, []string{"JS20170003"}) || c.Lose[0].JobsMillis != 10000 || c.Lose[0].ReasonAfter != ReasonFixed {
		t.Errorf("lose %+v", c.Lose)
	}
	// Without …0003, shop -02 serves …0004 only, or …0002 better; rank order keeps …0002 off it, since …0004 has nothing else.
	if got := names(c.Gain); !reflect.DeepEqual(got, []string{"JS20170004"}) || len(c.Moved) != 0 || c.Served != 0 || c.JobsMillis != -500 || c.Same {
		t.Errorf("gain %v moved %v %+v", got, names(c.Moved), c)
	}
	other = *in
	other.Applicants = other.Applicants[1:]
	if c := Compare(in, a, &other, mustSolve(t, &other)); names(c.Lose)[0] != "JS20170001" || c.Lose[0].RankAfter != 0 {
		t.Errorf("who is gone is not named: %+v", c.Lose)
	}
}

func TestPreferredOptions(t *testing.T) {
	options, total, err := worked(t, "6-runs").PreferredOptions("JS20170003", 2)
	if err != nil || total != 5 || len(options) != 2 {
		t.Fatalf("%v of %d, %v", options, total, err)
	}
	if want := (ListedOption{[]string{"JS-NSQ-01-1-02", "JS-NSQ-01-1-03"}, 10000, 400}); !reflect.DeepEqual(options[1], want) {
		t.Errorf("second option %v, want %v", options[1], want)
	}
	if _, _, err := worked(t, "6-runs").PreferredOptions("nobody", 0); err == nil {
		t.Error("an unknown applicant has options")
	}
}

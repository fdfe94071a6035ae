package rule

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

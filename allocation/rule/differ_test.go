package rule

import (
	"slices"
	"testing"
)

// TestDifferencesReadFeaturesAsSets: features in another order are no correction, another feature is one.
func TestDifferencesReadFeaturesAsSets(t *testing.T) {
	in := func(tags, requires []string) *Instance {
		return &Instance{
			Applicants: []InstanceApplicant{{Number: "JS20170001", Requires: requires}},
			Units:      []InstanceUnit{{Number: "JS-NSQ-01-1-01", Area: 14235, Tags: tags}},
		}
	}
	old := in([]string{"上下水", "临街"}, []string{"燃气", "临街"})
	name := func(string) string { return "王某某" }
	if got := Differences(old, in([]string{"临街", "上下水"}, []string{"临街", "燃气"}), name); len(got) > 0 {
		t.Errorf("another order: %q", got)
	}
	got := Differences(old, in([]string{"临街"}, []string{"临街"}), name)
	want := []string{"JS20170001 王某某：设施要求 由 燃气、临街 改为 临街", "房源 JS-NSQ-01-1-01：设施由 上下水、临街 改为 临街"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

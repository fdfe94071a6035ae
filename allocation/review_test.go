package allocation

import (
	"slices"
	"testing"
)

// sheet is a review sheet on which all clauses are met but for those given.
func sheet(except ...ClauseCheck) Review {
	r := NewReview()
	for i := range r.Clauses {
		r.Clauses[i].Verdict = VerdictMet
		for _, e := range except {
			if e.Clause == r.Clauses[i].Clause {
				r.Clauses[i] = e
			}
		}
	}
	return r
}

func TestReviewSheet(t *testing.T) {
	tests := []struct {
		name      string
		sheet     Review
		bad       []string
		unmet     []string
		supported bool
	}{
		{"all met", sheet(), nil, nil, true},
		{"三.7 not met only takes the priority away", sheet(ClauseCheck{"三.7", VerdictUnmet, ""}), nil, nil, false},
		{"三.7 does not apply", sheet(ClauseCheck{"三.7", VerdictNone, ""}), nil, nil, false},
		{"三.1 not met", sheet(ClauseCheck{"三.1", VerdictUnmet, "市场已饱和"}), nil, []string{"三.1"}, true},
		{"三.2 not met", sheet(ClauseCheck{"三.2", VerdictUnmet, "缺许可"}), nil, []string{"三.2"}, true},
		{"三.3 not met", sheet(ClauseCheck{"三.3", VerdictUnmet, "半年后开业"}), nil, []string{"三.3"}, true},
		{"三.4 not met", sheet(ClauseCheck{"三.4", VerdictUnmet, "注册在外市"}), nil, []string{"三.4"}, true},
		{"三.5 not met", sheet(ClauseCheck{"三.5", VerdictUnmet, "不用工"}), nil, []string{"三.5"}, true},
		{"三.6 not met", sheet(ClauseCheck{"三.6", VerdictUnmet, "市内搬迁"}), nil, []string{"三.6"}, true},
		{"三.4 unmet without a remark", sheet(ClauseCheck{"三.4", VerdictUnmet, " "}), []string{"三.4:review_remark"}, []string{"三.4"}, true},
		{"三.6 must be decided", sheet(ClauseCheck{"三.6", VerdictNone, ""}), []string{"三.6:review_none"}, []string{"三.6"}, true},
		{"三.7 left open", sheet(ClauseCheck{"三.7", "", ""}), []string{"三.7:review_open"}, nil, false},
		{"a clause that is not on the sheet", Review{Clauses: append(sheet().Clauses, ClauseCheck{"三.8", VerdictMet, ""})}, []string{"三.8:review_clause"}, nil, true},
		{"a clause twice", Review{Clauses: append(sheet().Clauses, ClauseCheck{"三.1", VerdictUnmet, "x"})}, []string{"三.1:review_clause"}, nil, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fieldsOf(tt.sheet.Check()); !slices.Equal(got, tt.bad) {
				t.Errorf("Check: got %v, want %v", got, tt.bad)
			}
			if got := tt.sheet.Unmet(); !slices.Equal(got, tt.unmet) {
				t.Errorf("Unmet: got %v, want %v", got, tt.unmet)
			}
			if got := tt.sheet.Supported(); got != tt.supported {
				t.Errorf("Supported: got %v", got)
			}
		})
	}
	if got := NewReview().Unmet(); len(got) != 6 {
		t.Errorf("an empty sheet holds too much: %v", got)
	}
}

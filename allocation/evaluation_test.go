package allocation

import (
	"slices"
	"testing"
)

func testRubric() Rubric {
	return Rubric{Items: []RubricItem{{Code: "market", Title: "市场前景", Max: 40}, {Code: "jobs", Title: "带动就业", Max: 60}}, Pass: 60}
}

func scored(name string, market, jobs int64) ExpertScore {
	return ExpertScore{Expert: name, Points: map[string]int64{"market": market, "jobs": jobs}}
}

func panel(scores ...ExpertScore) Evaluation { return Evaluation{Scores: scores} }

func TestEvaluation(t *testing.T) {
	rubric := testRubric()
	tests := []struct {
		name    string
		e       Evaluation
		bad     []string
		average int64
		passes  bool
	}{
		{"just the pass mark", panel(scored("甲", 20, 40), scored("乙", 30, 30), scored("丙", 0, 60)), nil, 6000, true},
		{"one point in 300 short reads 59.67", panel(scored("甲", 20, 40), scored("乙", 30, 30), scored("丙", 0, 59)), nil, 5967, false},
		{"one point in 700 short is not rounded up", panel(scored("甲", 20, 40), scored("乙", 20, 40), scored("丙", 20, 40), scored("丁", 20, 40),
			scored("戊", 20, 40), scored("己", 20, 40), scored("庚", 20, 39)), nil, 5986, false},
		{"half a hundredth rounds up", panel(scored("1", 20, 40), scored("2", 20, 40), scored("3", 20, 40), scored("4", 20, 40), scored("5", 20, 40),
			scored("6", 20, 40), scored("7", 20, 40), scored("8", 20, 41)), nil, 6013, true},
		{"two experts", panel(scored("甲", 40, 60), scored("乙", 40, 60)), []string{"experts:panel_small"}, 10000, true},
		{"the same expert twice", panel(scored("甲", 40, 60), scored(" 甲", 40, 60), scored("丙", 40, 60)), []string{"expert_2:expert_twice"}, 10000, true},
		{"no name", panel(scored("", 40, 60), scored("乙", 40, 60), scored("丙", 40, 60)), []string{"expert_1:expert_name"}, 10000, true},
		{"over the item's points", panel(scored("甲", 41, 60), scored("乙", 40, 60), scored("丙", 40, 60)), []string{"expert_1:score_range"}, 10033, true},
		{"below zero", panel(scored("甲", -1, 60), scored("乙", 40, 60), scored("丙", 40, 60)), []string{"expert_1:score_range"}, 8633, true},
		{
			"an item left out", panel(ExpertScore{Expert: "甲", Points: map[string]int64{"jobs": 1}}, scored("乙", 40, 60), scored("丙", 40, 60)),
			[]string{"expert_1:score_missing"},
			6700, true,
		},
		{"nobody", panel(), []string{"experts:panel_small"}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fieldsOf(tt.e.Check(rubric)); !slices.Equal(got, tt.bad) {
				t.Errorf("Check: got %v, want %v", got, tt.bad)
			}
			if got := tt.e.Average(rubric); got != tt.average {
				t.Errorf("Average: got %d, want %d", got, tt.average)
			}
			if got := tt.e.Passes(rubric); got != tt.passes {
				t.Errorf("Passes: got %v", got)
			}
		})
	}
	old := panel(ExpertScore{Expert: "甲", Points: map[string]int64{"market": 1, "jobs": 1, "gone": 1}}, scored("乙", 40, 60), scored("丙", 40, 60))
	if got := fieldsOf(old.Check(rubric)); !slices.Equal(got, []string{"expert_1:score_item"}) {
		t.Errorf("scores of another rubric: %v", got)
	}
	if got := fieldsOf((&Evaluation{}).Check(Rubric{})); !slices.Equal(got, []string{"rubric:rubric_empty"}) {
		t.Errorf("no rubric: %v", got)
	}
}

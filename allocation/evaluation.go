package allocation

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// MinExperts is the smallest panel of an evaluation (四(二): 论证评审).
const MinExperts = 3

// ExpertScore is the score sheet of one expert: points by the code of the rubric's item.
type ExpertScore struct {
	ID       int64 // of the seat; 0 before it is kept
	ExpertID int64 // on the list of experts; 0 for one of before there was a list
	Expert   string
	Body     string // where the expert comes from; may be empty
	Points   map[string]int64
	Remark   string
	State    SeatState  // empty stands for scored
	Declared civil.Date // when the expert said that it has no interest, or which
	Reason   string     // the interest; why the seat was left
	Scored   civil.Date // when the marks came in
}

// counts reports whether the marks of the seat count.
func (s ExpertScore) counts() bool { return s.State == "" || s.State == SeatScored }

// counted are the sheets that count.
func (e *Evaluation) counted() []ExpertScore {
	return slices.DeleteFunc(slices.Clone(e.Scores), func(s ExpertScore) bool { return !s.counts() })
}

// Sum adds the points of the rubric's items.
func (s ExpertScore) Sum(rubric Rubric) int64 {
	var sum int64
	for _, item := range rubric.Items {
		sum += s.Points[item.Code]
	}
	return sum
}

// Evaluation is what a panel makes of a project (四(二)): one score sheet an expert.
type Evaluation struct {
	Scores []ExpertScore
	Day    civil.Date
}

// Check returns what keeps the evaluation from being used: fewer than three experts, one twice or without a name,
// an item not scored, scored outside its bounds or not of this rubric.
func (e *Evaluation) Check(rubric Rubric) []*say.Refusal {
	var bad refusals
	if len(rubric.Items) == 0 {
		bad.add("rubric", ErrRubricEmpty)
		return bad
	}
	seen := map[string]bool{}
	for i, s := range e.Scores {
		if s.State == SeatNamed {
			bad.add("experts", ErrPanelWaits.With(s.Expert))
		}
		if !s.counts() {
			continue
		}
		field := fmt.Sprintf("expert_%d", i+1)
		name := identity.PlainName(s.Expert)
		if name == "" {
			bad.add(field, ErrExpertName)
		} else if seen[name] {
			bad.add(field, ErrExpertTwice.With(s.Expert))
		}
		seen[name] = true
		s.check(&bad, field, rubric)
	}
	if len(e.counted()) < MinExperts {
		bad.add("experts", ErrPanelSmall)
	}
	return bad
}

func (s ExpertScore) check(bad *refusals, field string, rubric Rubric) {
	for _, item := range rubric.Items {
		points, scored := s.Points[item.Code]
		switch {
		case !scored:
			bad.add(field, ErrScoreMissing.With(item.Title))
		case points < 0 || points > item.Max:
			bad.add(field, ErrScoreRange.With(fmt.Sprintf("%s %d/%d", item.Title, points, item.Max)))
		}
	}
	if len(s.Points) > len(rubric.Items) {
		bad.add(field, ErrScoreItem.With(strings.TrimSpace(s.Expert)))
	}
}

// Total is the sum of all points of all experts: what the pass mark is compared with, without any rounding.
func (e *Evaluation) Total(rubric Rubric) int64 {
	var sum int64
	for _, s := range e.counted() {
		sum += s.Sum(rubric)
	}
	return sum
}

// Average is the average total of the experts in hundredths of a point, rounded half up once; 0 without experts.
// It is for people to read; whether the mark is reached is decided by Passes.
func (e *Evaluation) Average(rubric Rubric) int64 {
	return averageHundredths(e.Total(rubric), len(e.counted()))
}

// ItemAverage is the average of one item in hundredths of a point, rounded half up once.
func (e *Evaluation) ItemAverage(code string) int64 {
	var sum int64
	for _, s := range e.counted() {
		sum += s.Points[code]
	}
	return averageHundredths(sum, len(e.counted()))
}

// Passes reports whether the exact average reaches the pass mark.
func (e *Evaluation) Passes(rubric Rubric) bool {
	n := int64(len(e.counted()))
	return n > 0 && e.Total(rubric) >= rubric.Pass*n
}

// Result says average, pass mark and size of the panel in words.
func (e *Evaluation) Result(rubric Rubric) string {
	return fmt.Sprintf("平均 %s 分，合格线 %d 分，评审人 %d 名", quantity.Hundredths(e.Average(rubric)), rubric.Pass, len(e.counted()))
}

func averageHundredths(sum int64, n int) int64 {
	if n == 0 {
		return 0
	}
	d := int64(n)
	return (sum*200 + d) / (2 * d)
}

// Points writes hundredths of a point as people read them: 59.67.
func Points(n int64) string { return quantity.Hundredths(n) }

// Evaluations.
var (
	ErrPanelSmall   = say.Refuse("panel_small", "没有利害关系的评审人不足三名，请另选补齐（四(二)）")
	ErrExpertTwice  = say.Refuse("expert_twice", "同一名评审人打了两次分")
	ErrExpertName   = say.Refuse("expert_name", "请写明评审人姓名")
	ErrScoreMissing = say.Refuse("score_missing", "有项目没有打分")
	ErrScoreRange   = say.Refuse("score_range", "分数须在 0 到该项满分之间")
	ErrScoreItem    = say.Refuse("score_item", "评分项目与现行评审标准不一致，请按现行标准重新打分")
)

// Evaluations.
var ErrRubricEmpty = say.Refuse("rubric_empty", "参数里没有评审项目，请先由管理员发布评审标准")

package allocation

import (
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Verdict is what a reviewer says of one clause; the empty verdict means "not looked at yet".
type Verdict string

// The verdicts of a review sheet.
const (
	VerdictMet   Verdict = "met"
	VerdictUnmet Verdict = "unmet"
	VerdictNone  Verdict = "none" // the clause does not apply; only 三.7 may say so
)

// Verdicts lists the verdicts in the order a form offers them.
var Verdicts = []Verdict{VerdictMet, VerdictUnmet, VerdictNone}

// Title is the verdict's Chinese word.
func (v Verdict) Title() string { return say.TitleOf(verdictTitles, v) }

// PriorityClause is the clause that gives priority and refuses nobody.
const PriorityClause = "三.7"

// The lines of 二: a fixed dwelling and fixed assets. Whoever finds them met says what was seen.
const (
	ClauseDwelling = "二住所"
	ClauseAssets   = "二资产"
)

// Seen reports whether the line of a clause must say what was seen.
func Seen(clause string) bool { return clause == ClauseDwelling || clause == ClauseAssets }

// MovingClause is the clause that lets no business of the city in that only moves.
const MovingClause = "三.6"

// ReviewClauses are the clauses of a review sheet in order.
var ReviewClauses = []string{ClauseDwelling, ClauseAssets, "三.1", "三.2", "三.3", "三.4", "三.5", MovingClause, PriorityClause}

// ClauseTitle says in a few words what a clause of the review sheet asks.
func ClauseTitle(clause string) string { return clauseTitles[clause] }

// ClauseCheck is one line of a review sheet.
type ClauseCheck struct {
	Clause  string
	Verdict Verdict
	Remark  string // needed when the clause is not met; of the lines of 二 what was seen
}

// Review is the sheet on which an application is checked clause by clause (四(二), 二, 三.1 to 三.7).
type Review struct {
	Clauses []ClauseCheck
	By      int64 // account
	Day     civil.Date
}

// NewReview is an empty sheet with all its clauses.
func NewReview() Review {
	var r Review
	for _, c := range ReviewClauses {
		r.Clauses = append(r.Clauses, ClauseCheck{Clause: c})
	}
	return r
}

// clauses are those that the sheet has to decide. A sheet that was filled in before it had the lines of 二 does without them.
func (r Review) clauses() []string {
	if r.Day.IsZero() || slices.ContainsFunc(r.Clauses, func(c ClauseCheck) bool { return Seen(c.Clause) }) {
		return ReviewClauses
	}
	return slices.DeleteFunc(slices.Clone(ReviewClauses), Seen)
}

// Whole is the sheet with a line for every clause.
func (r Review) Whole() Review {
	out := NewReview()
	out.By, out.Day = r.By, r.Day
	for i, c := range out.Clauses {
		out.Clauses[i] = r.Of(c.Clause)
	}
	for _, c := range r.Clauses {
		if !slices.Contains(ReviewClauses, c.Clause) {
			out.Clauses = append(out.Clauses, c)
		}
	}
	return out
}

// Of is the line of a clause; an empty line when the sheet has none.
func (r Review) Of(clause string) ClauseCheck {
	for _, c := range r.Clauses {
		if c.Clause == clause {
			return c
		}
	}
	return ClauseCheck{Clause: clause}
}

// RemarkField is the field of a form in which the remark on a line stands, of a clause or of a claimed group (GroupField).
func RemarkField(of string) string { return "remark " + of }

// UntilField is the field of a form in which the last day of the proof of a claimed group stands.
func UntilField(of string) string { return "until " + of }

// Check returns what keeps the sheet from being used: a clause without a verdict, 不适用 where a clause must be decided,
// 不符合 without a remark, a line of 二 without what was seen, a clause that is not on the sheet or stands there twice.
func (r Review) Check() []*say.Refusal {
	var bad refusals
	seen := map[string]bool{}
	for _, c := range r.Clauses {
		if !slices.Contains(ReviewClauses, c.Clause) || seen[c.Clause] {
			bad.add(c.Clause, ErrReviewClause.With(c.Clause))
		}
		seen[c.Clause] = true
	}
	for _, clause := range r.clauses() {
		c := r.Of(clause)
		switch {
		case !slices.Contains(Verdicts, c.Verdict):
			bad.add(clause, ErrReviewOpen.With(clause))
		case c.Verdict == VerdictNone && clause != PriorityClause:
			bad.add(clause, ErrReviewNone.With(clause))
		case c.Verdict == VerdictUnmet && clause != PriorityClause && strings.TrimSpace(c.Remark) == "":
			bad.add(RemarkField(clause), ErrReviewRemark.With(clause))
		case Seen(clause) && strings.TrimSpace(c.Remark) == "":
			bad.add(RemarkField(clause), ErrReviewSeen.With(clause))
		}
	}
	return bad
}

// Unmet lists the clauses that must hold and do not, in order. 三.7 is never among them.
func (r Review) Unmet() []string {
	var out []string
	for _, clause := range r.clauses() {
		if clause != PriorityClause && r.Of(clause).Verdict != VerdictMet {
			out = append(out, clause)
		}
	}
	return out
}

// UnmetWords says which clauses are not met, and what can be done then.
func (r Review) UnmetWords() string {
	return strings.Join(r.Unmet(), "、") + " 不符合：可要求补正，或由分管领导不予通过"
}

// Supported reports whether the review finds that industrial policy supports the project (三.7).
func (r Review) Supported() bool { return r.Of(PriorityClause).Verdict == VerdictMet }

// Review sheets.
var (
	ErrReviewClause = say.Refuse("review_clause", "审查表只有二的两行和三.1 至 三.7，各一行")
	ErrReviewOpen   = say.Refuse("review_open", "这一条还没有判断，请选符合或不符合")
	ErrReviewNone   = say.Refuse("review_none", "这一条必须判断，请选符合或不符合；只有三.7 可选不适用")
	ErrReviewSeen   = say.Refuse("review_seen", "请写明看到了什么证明，如房产证、租赁合同、设备清单（二）")
	ErrReviewRemark = say.Refuse("review_remark", "判为不符合的，请写明看到什么、为什么不符合")
)

var verdictTitles = map[Verdict]string{VerdictMet: "符合", VerdictUnmet: "不符合", VerdictNone: "不适用"}

var clauseTitles = map[string]string{
	ClauseDwelling: "有固定住所，写明看到的证明",
	ClauseAssets:   "有固定资产，写明看到的证明",
	"三.1":          "前景好，有效益，可操作",
	"三.2":          "合法合规",
	"三.3":          "服从管理，拿到使用权三个月内开业",
	"三.4":          "注册、资金、纳税在双鸭山",
	"三.5":          "能带动就业",
	MovingClause:   "不是市区内现有企业搬迁",
	"三.7":          "产业政策明确支持（只作优先）",
}

package leave

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// EvidenceKind is what kind of paper an exit rests on.
type EvidenceKind string

// The kinds of evidence.
const (
	EvidenceApplication EvidenceKind = "application" // 退出申请 of the tenant
	EvidenceCourt       EvidenceKind = "court"       // 法院文书: a judgment, an order of bankruptcy
	EvidenceFinding     EvidenceKind = "finding"     // 区政府认定: the district's own finding
	EvidencePaper       EvidenceKind = "paper"       // 有关部门文书: of the body that called to account or assessed
)

// Title is the kind's word on screen.
func (k EvidenceKind) Title() string { return say.TitleOf(evidenceTitles, k) }

// Evidence is the paper that an exit rests on: the tenant's application, or what the clause asks for.
type Evidence struct {
	Kind     EvidenceKind
	Document string // what it is, with its number
	Body     string // who issued it; empty for the tenant's own application
	Day      civil.Date

	Assessment int64 // failed assessment that the ground rests on; 0 without one
	Finding    int64 // finding that the ground rests on; 0 without one

	// FalseFrom is the day from which the tenant concealed or faked (隐瞒、弄虚作假, 四(五)3): the waiver is taken back from it.
	// None without fraud.
	FalseFrom civil.Date
}

// Check refuses evidence that does not carry the ground, as of today, and returns it with its kind: the ground's usual one where
// none is said. Errors: ErrExitEvidence, ErrEvidenceKind, ErrExitBasis, ErrExitBody, ErrTenancyDay, ErrExitFalse.
func (e Evidence) Check(g ExitGround, t allocation.Tenancy, today civil.Date) (Evidence, error) {
	if e.Kind == "" && len(g.Kinds) > 0 {
		e.Kind = g.Kinds[0]
	}
	if strings.TrimSpace(e.Document) == "" {
		return e, ErrExitEvidence.Textf("按%s 退出须有%s，请写明材料名称和编号", g.Clause(), g.Evidence).On("document")
	}
	if !slices.Contains(g.Kinds, e.Kind) {
		return e, ErrEvidenceKind.Textf("按%s 退出的依据只能是%s，请重新选择", g.Clause(), g.kindWords()).On("kind")
	}
	if !g.OnFailure && (e.Assessment != 0 || e.Finding != 0) {
		return e, ErrExitBasis.On("ground")
	}
	if e.Kind != EvidenceApplication && strings.TrimSpace(e.Body) == "" {
		return e, ErrExitBody.On("body")
	}
	if e.Day.IsZero() || e.Day.After(today) {
		return e, allocation.ErrTenancyDay.Textf(allocation.TextNotAfter, today).With(e.Day.String()).On("day")
	}
	if e.FalseFrom.IsZero() {
		return e, nil
	}
	if !g.StopsWaiver {
		return e, ErrExitFalse.On("false_from")
	}
	if err := allocation.DayBetween(e.FalseFrom, t.Signed, today); err != nil {
		return e, allocation.ErrTenancyDay.Textf(allocation.TextTenancyDay, t.Signed, today).With(e.FalseFrom.String()).On("false_from")
	}
	return e, nil
}

// kindWords are the kinds that the ground takes: 退出申请、法院文书或区政府认定.
func (g ExitGround) kindWords() string {
	words := make([]string, len(g.Kinds))
	for i, k := range g.Kinds {
		words[i] = k.Title()
	}
	if last := len(words) - 1; last > 0 {
		return strings.Join(words[:last], "、") + "或" + words[last]
	}
	return strings.Join(words, "")
}

// What an exit rests on.
var (
	ErrExitBasis    = say.Refuse("exit_basis", "只有"+FailureGround().Clause()+" 的退出可以依据考核或督办，请改选情形或去掉依据")
	ErrExitEvidence = say.Refuse("exit_evidence", "缺少这一情形所要求的材料，请写明名称和编号")
	ErrEvidenceKind = say.Refuse("exit_evidence_kind", "这一情形不能以这种材料为依据，请重新选择（四(五)）")
	ErrExitBody     = say.Refuse("exit_body", "请写明出具材料的机关")
	ErrExitFalse    = say.Refuse("exit_false", "只有"+FailureGround().Clause()+" 的隐瞒、弄虚作假可以追回减免，请改选情形或去掉追回的日期")
)

var evidenceTitles = map[EvidenceKind]string{
	EvidenceApplication: "退出申请", EvidenceCourt: "法院文书", EvidenceFinding: "区政府认定", EvidencePaper: "有关部门文书",
}

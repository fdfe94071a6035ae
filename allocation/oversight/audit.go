package oversight

import (
	"path"
	"slices"

	"penggai/allocation"
	"penggai/allocation/say"
)

// AuditKind is a kind of matters that an auditor looks through in the log. Everything that a rule did not decide alone, that went
// outside, or that was taken back has one; the daily work has none.
type AuditKind string

// The kinds, in the order in which they are offered.
const (
	AuditException AuditKind = "exception"
	AuditBack      AuditKind = "back"
	AuditRules     AuditKind = "rules"
	AuditOutward   AuditKind = "outward"
	AuditNumbers   AuditKind = "numbers"
	AuditAccess    AuditKind = "access"
)

// auditKinds say which codes of actions each has: * stands for any text.
var auditKinds = []struct {
	kind  AuditKind
	codes []string
}{
	{AuditException, []string{
		allocation.ActProposeOverride.Code, allocation.ActSignOverride.Code, allocation.ActRevokeOverride.Code, allocation.ActSingleRound.Code, allocation.ActAgreeDraw.Code, allocation.ActReopenRound.Code,
		allocation.ActKeepGap.Code, allocation.ActSettleOpen.Code, allocation.ActExtendAward.Code, allocation.ActExtendAssessment.Code, allocation.ActReconsiderApplication.Code, allocation.ActExplainPast.Code,
		allocation.ActRestore.Code, allocation.ActConfirmDay.Code, allocation.ActSetDay.Code,
	}},
	{AuditBack, []string{
		"correction.*", "*.void", "*.voidconclusion", "*.unconfirm", "*.undecide", "*.cancel", allocation.ActReversePayment.Code, allocation.ActRefundPayment.Code,
		allocation.ActUndoApplication.Code, allocation.ActUndoRound.Code, allocation.ActUndoTenancy.Code, allocation.ActUndoUnits.Code, allocation.ActUndoExit.Code, "takeover.undo",
		allocation.ActRestorePrice.Code, allocation.ActWithdrawFinding.Code, allocation.ActWithdrawApplication.Code, "note.withdraw", "file.withdraw",
	}},
	{AuditRules, []string{"parameter.*", "catalogue.*", "proposal.*", "holiday.*", "office.*", "crisis.*"}},
	{AuditOutward, []string{allocation.ActExport.Code, "document.*", "exchange.pack", allocation.ActBackupAway.Code}},
	{AuditNumbers, []string{allocation.ActUnmaskApplicant.Code, allocation.ActFindByNumber.Code}},
	{AuditAccess, []string{"account.*", allocation.ActRefused.Code}},
}

var auditTitles = map[AuditKind]string{
	AuditException: "例外决定", AuditBack: "撤销更正", AuditRules: "参数", AuditOutward: "导出打印", AuditNumbers: "号码", AuditAccess: "账号",
}

// AuditKinds are all kinds.
func AuditKinds() []AuditKind {
	var out []AuditKind
	for _, k := range auditKinds {
		out = append(out, k.kind)
	}
	return out
}

// Title is the kind's word.
func (k AuditKind) Title() string { return say.TitleOf(auditTitles, k) }

// Codes are patterns of the codes of its actions: each is a code, * stands for any text.
func (k AuditKind) Codes() []string {
	for _, a := range auditKinds {
		if a.kind == k {
			return slices.Clone(a.codes)
		}
	}
	return nil
}

// Has reports whether an action is of this kind.
func (k AuditKind) Has(code string) bool {
	return slices.ContainsFunc(k.Codes(), func(pattern string) bool {
		ok, err := path.Match(pattern, code)
		return err == nil && ok
	})
}

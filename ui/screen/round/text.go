package round

import (
	"fmt"
	"strings"

	"penggai/allocation/likeness"
	"penggai/allocation/say"

	"penggai/allocation/rule"
	"penggai/store/round"
	"penggai/ui/kit"
)

// Words of headings, labels and keys.
const (
	textRound       = say.Round
	textAwards      = "待签约"
	textReading     = "正在读取.."
	textNumber      = say.Number
	textState       = say.State
	textApplicants  = say.Application
	textApplicant   = say.Applicant
	textServed      = "安置"
	textPool        = say.Unit
	textAreaUnit    = "面积 ㎡"
	textResult      = say.Result
	textDraw        = "抽签文字"
	textWitnesses   = "见证人"
	textNotice      = say.Notice
	textReason      = say.Reason
	textNext        = say.NextStep
	textDigest      = "摘要"
	textProof       = "证明"
	textRank        = "名次"
	textWeight      = say.WeightedJobs
	textTarget      = "应得 ㎡"
	textGot         = "分得"
	textPolicy      = "产业"
	textGroup       = say.Group
	textWants       = "意向"
	textCommunity   = say.Community
	textBuilding    = say.Building
	textFloor       = say.Floor
	textTags        = say.Tags
	textLeft        = "余"
	textByRule      = say.Compute
	textDecided     = say.Decision
	textBy          = "异议人"
	textMatter      = say.Matter
	textAbout       = "涉及"
	textAnswer      = say.Answer
	textJobs        = say.Jobs
	textTabOverview = "概况"
	textWhatIf      = "试算"
	textOverride    = say.Override
	textCertificate = "证书"
	textObject      = "异议登记"
	textApplication = say.Application
	textUnit        = say.Unit
	textPerJob      = "每岗位面积"
	textJoin        = "可并相邻"
	textNotServed   = "不安置"
)

// Sentences.
const (
	textWholeDistrict = "本区全部闲置房源"
	textNothingFound  = "没有符合筛选条件的行。按 Esc 取消筛选"
	textNoWish        = "没有特别要求"
	textComputing     = "正在计算"
	textStopped       = "已停止，什么都没有改动"
)

func fmtScope(units, applicants int) string {
	return fmt.Sprintf("申请 %s 件  房源 %s 套", kit.Count(applicants), kit.Count(units))
}

func fmtResult(r round.RoundRow) string {
	return fmt.Sprintf("安置 %s/%s  岗位 %s  %s ㎡  余 %s 套", kit.Count(r.Served), kit.Count(r.Applicants), rule.Millijobs(r.Jobs), r.Area, kit.Count(r.UnitsLeft))
}

func fmtWindow(r round.RoundRow) string {
	return fmt.Sprintf("%s 至 %s，异议截止 %s", r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil)
}

func fmtRank(n int) string { return fmt.Sprintf("第 %d 名", n) }

func fmtRankName(n int, name string) string { return fmt.Sprintf("第 %d 名 %s", n, name) }

func fmtNumber(n int) string { return fmt.Sprint(n) }

// permille prints a share as per cent: 200 is 20%.
func permille(n int64) string { return rule.Millijobs(n*100) + "%" }

func fmtUnproved(numbers []string) string {
	return "计算到步数上限，未证完：" + strings.Join(numbers, "、")
}

func fmtFlag(a round.RoundApplicant, f likeness.Flag) string {
	return fmt.Sprintf("%s %s：%s %s", a.Number, a.Name, f.Kind.Title(), f.Label)
}

func fmtOthersWait(n int) string {
	return fmt.Sprintf("本区还有 %s 户在等候：同时安置请开批次，以免名次在前者落空", kit.Count(n))
}

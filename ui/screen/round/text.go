package round

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// errExport says that a file could not be written.
var errExport = allocation.Refuse("export_failed", "文件没有写成，数据不受影响。请检查磁盘空间和文件夹权限后再做一次")

// Words of headings, labels and keys.
const (
	textAllocation = "分配"
	textRound      = "批次"
	textAwards     = "待签约"
	textAwardList  = "分配结果"
	textRounds     = "分配批次"
	textSingle     = "单户安置"
	textReading    = "正在读取.."

	textNumber     = "编号"
	textState      = "状态"
	textApplicants = "申请"
	textApplicant  = "主体"
	textServed     = "安置"
	textPool       = "房源"
	textAreaUnit   = "面积 ㎡"
	textCreated    = "建立"
	textParameters = "参数"
	textPoolFilter = "房源条件"
	textScope      = "范围"
	textResult     = "结果"
	textDraw       = "抽签文字"
	textWitnesses  = "见证人"
	textNotice     = "公示"
	textReason     = "理由"
	textNext       = "下一步"
	textSeal       = "锁定摘要"
	textDigest     = "摘要"
	textNotices    = "请先看一看"
	textProof      = "证明"
	textProved     = "已证明"
	textUnproved   = "未证完"
	textRank       = "名次"
	textWeight     = "折合岗位"
	textTarget     = "应得 ㎡"
	textGot        = "分得"
	textNote       = "说明"
	textWhy        = "缘由"
	textLot        = "抽签序"
	textAbove      = "上一名"
	textBelow      = "下一名"
	textPriority   = "优先"
	textPolicy     = "产业"
	textGroup      = "群体"
	textWants      = "意向"
	textOnly       = "仅 "
	textFlags      = "提示"
	textCommunity  = "小区"
	textBuilding   = "楼栋"
	textFloor      = "层"
	textTags       = "特点"
	textGoesTo     = "归"
	textLeft       = "余"
	textLeftRound  = "已退出"
	textByRule     = "计算"
	textDecided    = "决定"
	textSigners    = "签署"
	textRaised     = "登记"
	textDoneBy     = "办理人"
	textBy         = "异议人"
	textMatter     = "事项"
	textAbout      = "涉及"
	textAnswer     = "答复"
	textNo         = "次"
	textKind       = "因由"
	textWhen       = "时间"
	textJobs       = "岗位"
	textSignBy     = "签约期限"
	textOrigin     = "来由"
	textSucceeds   = "递补"
	textPlace      = "次序"
	textOff        = "差 ㎡"
	textOwn        = "本户"
	textOld        = "原结果"
	textNew        = "新结果"
	textUnitsLeft  = "余房 套"

	textWeightParts = "岗位+税收=折合"

	textTabOverview  = "概况"
	textNextPart     = "下一页"
	textOpen         = "打开"
	textNewRound     = "新建批次"
	textMake         = "新建"
	textLock         = "锁定"
	textCompute      = "计算"
	textComputeAgain = "重新计算"
	textConfirm      = "确认"
	textReopen       = "重开"
	textCancel       = "作废"
	textLine         = "逐项"
	textWhatIf       = "试算"
	textOverride     = "人工调整"
	textCertificate  = "证书"
	textObject       = "异议登记"
	textApplication  = "申请"
	textUnit         = "房源"
	textDecide       = "复签"
	textCompare      = "比较"
	textSignIt       = "复签生效"
	textRevoke       = "撤回调整"
	textSign         = "签约"
	textPrint        = "打印合同"
	textEndAward     = "放弃或延期"
	textDecline      = "放弃"
	textLapse        = "逾期未签"
	textExtend       = "延长期限"
	textCancelAward  = "撤销分配"
	textAwardIt      = "分配"
	textPrevRank     = "上一名"
	textNextRank     = "下一名"
	textNoticeList   = "公示名单"
	textPapers       = "证书与公示"
	textNoticeRead   = "在屏幕上看公示名单"

	textPerJob     = "每岗位面积"
	textTax        = "税收折岗"
	textBand       = "同等条件"
	textBounds     = "面积上下限"
	textJoin       = "可并相邻"
	textNoTax      = "不计"
	textScale      = "不足时按房源总量下调"
	textNoScale    = "不因房源不足下调"
	textScaleShort = "不足时下调"
	textTaxPerJob  = "每岗位税额"
	textTaxCap     = "税收上限"
	textBandWidth  = "同档宽度"
	textMinArea    = "最小面积"
	textMaxArea    = "最大面积"
	textUnder      = "可低于应得"
	textOver       = "可高于应得"
	textUpheld     = "异议成立"
	textNotServed  = "不安置"
	textPermille   = "千分"
	textUnitShop   = "套"
	textUnitYuan   = "元"
	textNewSignBy  = "新期限"
)

// Sentences.
const (
	textWholeDistrict = "本区全部闲置房源"
	textWhichDistrict = "哪个区的批次"
	textNothingHere   = "这里没有选中的一行"
	textNothingFound  = "没有符合筛选条件的行。按 Esc 取消筛选"
	textNoRoundFound  = "没有符合筛选条件的批次。按 Esc 取消筛选，按 F3 修改条件"
	textNoAwards      = "还没有分配结果。批次确认或单户安置之后，待签约的主体列在这里"
	textNoOverrides   = "没有人工调整。在结果里选一行按 F6 提出，须由另一人复签"
	textNoObjections  = "没有异议。公示期内按 F8 登记"
	textNotComputed   = "还没有计算"
	textAnswered      = "这件异议已经答复"
	textNoNeighbour   = "已到名单尽头"
	textNoWish        = "没有特别要求"
	textOnlyRun       = "只有一次计算，没有可比的"
	textSameParams    = "参数没有改动"
	textNoChange      = "每一户的结果都相同"
	textUntouched     = "试算不改动批次"
	textHallWho       = "只有这些可选的各户："
	textKeptLower     = "须留给名次在后者"
	textMoreOnEnter   = "按 Enter 看全部"

	textNextLock     = "核对申请、房源和参数，按 F9 锁定"
	textNextDraw     = "当众抽签，按 F9 录入抽签文字和见证人"
	textNextCompute  = "按 F9 计算"
	textNextAgain    = "计算之后有变动（人工调整或申请退出），按 F9 重新计算"
	textNextNotice   = "看过名单，按 F9 公示；需要时先按 F6 人工调整"
	textNextReopen   = "有异议成立：更正申请后按 F9 重开，再计算"
	textNextSign     = "按 F9 到 签约 一页，由管理员逐户签约"
	textAwardsHere   = "就是这一页，选一户按 Enter 签约"
	textNobodyServed = "这个批次没有安置任何一户"
	textNextNone     = "已作废，房源已放回"

	textRoundMade  = "已新建批次"
	textLocked     = "已锁定，房源已预留"
	textDrawn      = "已录入抽签文字"
	textComputing  = "正在计算"
	textStopped    = "已停止，什么都没有改动"
	textNoticed    = "已开始公示"
	textConfirmed  = "已确认，分配结果已生成"
	textReopened   = "已重开，申请资料已重新读取，请再计算"
	textCancelled  = "已作废，房源已放回"
	textFiltered   = "已改房源条件"
	textObjected   = "已登记异议"
	textAnswerKept = "已答复异议"
	textProposed   = "已提出人工调整，待另一人复签"
	textSigned     = "已复签，请重新计算"
	textRevoked    = "已撤回，请重新计算"
	textExtended   = "签约期限已延到 "

	textCertificateNote = "锁定数据、结果和摘要在一个文件里，penggai solve 可复算"
	textNoticeNote      = "姓名隐去，可打印张贴"

	textDrawLeft       = "Ctrl+S 保存；录入后不能再改"
	textDrawHint       = "如 2021-03-15 见证抽签 38-07-21"
	textWitnessHint    = "两人以上，用空格或顿号隔开"
	textFilterLeft     = "Ctrl+S 保存；只在闲置房源里筛选"
	textFilterHint     = "如 小区:南市区 面积:>100；空白为本区全部"
	textByHint         = "提出异议的人或单位"
	textAboutHint      = "针对某一户时选择，可空"
	textUpheldHint     = "是：须更正并重开计算；否：维持"
	textNoneHint       = "是：本批次不给这一户房源"
	textDecidedHint    = "空格勾选一套或多套，再按 Enter"
	textOverrideReason = "记入档案并随名单公开"
	textWhatIfLeft     = "改几项参数，Ctrl+S 试算；不改动批次"
	textScaleHint      = "总面积不够时各户同比下调"
	textTaxHint        = "年纳税多少元折一个岗位，0 为不计"
	textCapHint        = "占岗位数，200 即 20%"
	textShareHint      = "占应得，200 即 20%"
	textBandHint       = "千分之一岗位，1000 为一个岗位"
	textNewSignByHint  = "须晚于原期限"
)

// Lists of lines.
var (
	textNoRounds     = []string{"还没有分配批次。", "按 F2 新建：评审通过、待分配的申请和本区闲置房源自动列入。"}
	textNoApplicants = []string{"没有评审通过、待分配的申请。", "先在 申请 里完成评审。"}
	textNoUnits      = []string{"没有符合条件的闲置房源。", "草稿时按 F2 放宽房源条件。"}
	textNothingFits  = []string{"没有适合这一户的闲置房源。", "可更正申请里的意向面积、小区或设施要求（按 F8）。"}

	textReopenLines = []string{"按现在的资料重新读取同一批申请和房源，再算一次。", "原来的计算和名单都保留，可随时比较。", "抽签文字不变。"}
	textCancelLines = []string{"批次到此为止，不产生分配结果。", "预留的房源全部放回闲置，申请继续等候。", "不能恢复。"}
	textRevokeLines = []string{"撤回后这一行重新由计算决定，须再算一次。"}

	textListHelp = []string{
		"一个批次把一批申请和闲置房源放在一起，按 四(三) 和本区参数一次算清。",
		"F2 新建，Enter 打开，F4 看待签约的分配结果。",
		"只有一户时不必开批次：在 房源 或 申请 里按 单户安置。",
	}
	textPageHelp = []string{
		"F9 永远是下一步：锁定、抽签、计算、公示、确认；异议成立后是重开。",
		"锁定后资料冻结并留下摘要，晚到的申请进不来。",
		"结果按名次排列，Enter 看一户的来龙去脉，F5 换参数试算（不改动批次）。",
		"F6 人工调整须另一人复签，其余围绕它重新计算。",
		"F7 导出证书：任何人都能用 penggai solve 复算出同样的结果。",
		"Ctrl+R 重开（异议成立后），Ctrl+X 作废。",
	}
	textLineHelp = []string{
		"这一页说明一户为什么排在这里、得到这一处或没有得到。",
		"左右方向键看上一名和下一名。",
		"可逐户核对：列出的各户只有列出的几套可选，比套数多一户，谁也换不出来。",
	}
	textDrawHelp     = []string{"抽签文字在资料锁定之后当众产生，用来排定同等条件下的先后，谁也无法事先选定。"}
	textFilterHelp   = []string{"写法与房源列表的筛选相同；锁定之前随时可改。"}
	textObjectHelp   = []string{"公示期内任何人都可以提出异议；逐件答复之后批次才能确认。"}
	textAnswerHelp   = []string{"成立的异议要求更正资料并重开计算；不成立的写明理由。答复以后不能再改。"}
	textOverrideHelp = []string{"人工调整是计算之外的决定：写明理由，由另一人复签，其余各户围绕它重新计算。"}
	textWhatIfHelp   = []string{"换一组参数，用同一批锁定的资料再算一遍，看谁得谁失。批次本身不变。"}
	textTrialHelp    = []string{"左边是批次的结果，右边是试算的结果；下面逐户列出变化。Esc 回去改参数。"}
	textAwardsHelp   = []string{"Enter 签约；放弃、逾期未签或撤销之后，房源按原批次名次递补给下一户。"}
	textExtendHelp   = []string{"写明理由，把签约期限延到更晚的一天。"}
	textSingleHelp   = []string{
		"只有一户时的日常办理：适合的房源按这一户的次序列出，图上的数字就是次序。",
		"Enter 分配：锁定、计算、分配和记录一步完成，证书与批次相同。",
		"选第一处由计算直接得出；选别的，房源范围就只含选中的一处，记录里写明。",
	}
)

func fmtFilter(filter string) string {
	if filter == "" {
		return "全部"
	}
	return "筛选: " + filter
}

func fmtRounds(n int) string { return kit.Count(n) + " 个批次" }

func fmtAwards(n int) string { return kit.Count(n) + " 项" }

func fmtParameters(district string, version int64) string {
	return fmt.Sprintf("%s 参数第 %d 版", district, version)
}

func fmtEffective(d civil.Date) string { return "（" + d.String() + " 起）" }

func fmtScope(units, applicants int) string {
	return fmt.Sprintf("申请 %s 件  房源 %s 套", kit.Count(applicants), kit.Count(units))
}

func fmtPool(n int, area allocation.Area, filter string) string {
	return fmt.Sprintf("%s 套  %s ㎡  %s", kit.Count(n), area, filter)
}

func fmtDemand(n int, jobs, weight int64, target allocation.Area) string {
	return fmt.Sprintf("%s 件  岗位 %s  折合 %s  应得合计 %s ㎡", kit.Count(n), allocation.Millijobs(jobs), allocation.Millijobs(weight), target)
}

func fmtResult(r store.RoundRow) string {
	return fmt.Sprintf("安置 %s/%s  岗位 %s  %s ㎡  余 %s 套", kit.Count(r.Served), kit.Count(r.Applicants), allocation.Millijobs(r.Jobs), r.Area, kit.Count(r.UnitsLeft))
}

// fmtComputed says what a run came to.
func fmtComputed(n store.RunRow) string {
	text := fmt.Sprintf("已计算（第 %d 次）：安置 %s/%s 户  %s ㎡  余 %s 套", n.Position, kit.Count(n.Served), kit.Count(n.Applicants), n.Area, kit.Count(n.UnitsLeft))
	if !n.Proved {
		text += "，未证完"
	}
	return text
}

func fmtRunStamp(r record) string {
	run, found := r.run()
	if !found {
		return ""
	}
	return "  第 " + fmt.Sprint(run.Position) + " 次计算 " + run.Day.String() + " " + clock(run.At)
}

func fmtWindow(r store.RoundRow) string {
	return fmt.Sprintf("%s 至 %s，异议截止 %s", r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil)
}

func fmtRank(n int) string { return fmt.Sprintf("第 %d 名", n) }

func fmtRankName(n int, name string) string { return fmt.Sprintf("第 %d 名 %s", n, name) }

func fmtNumber(n int) string { return fmt.Sprint(n) }

func fmtAbove(name, step string) string { return "上一名 " + name + "：" + step }

func fmtUpTo(n int64) string {
	if n <= 1 {
		return "只取单套"
	}
	return fmt.Sprintf("至多 %d 套", n)
}

func fmtTax(p allocation.Params) string {
	return fmt.Sprintf("每 %s 元折 1 个岗位，不超过岗位的 %s", p.TaxPerJob, permille(p.TaxCapPermille))
}

// permille prints a share as per cent: 200 is 20%.
func permille(n int64) string { return allocation.Millijobs(n*100) + "%" }

func fmtBand(p allocation.Params) string {
	return "每 " + allocation.Millijobs(p.TieBandMillijobs) + " 个岗位一档；档内先产业政策，再优先群体"
}

func fmtBounds(p allocation.Params) string {
	return fmt.Sprintf("%s 至 %s ㎡；可低 %s，可高 %s", p.Min, p.Max, permille(p.UnderPermille), permille(p.OverPermille))
}

func fmtUnproved(numbers []string) string {
	return "计算到步数上限，未证完：" + strings.Join(numbers, "、")
}

func fmtFlag(a store.RoundApplicant, f allocation.Flag) string {
	return fmt.Sprintf("%s %s：%s %s", a.Number, a.Name, f.Kind.Title(), f.Label)
}

func fmtNoJobs(a store.RoundApplicant) string {
	return a.Number + " " + a.Name + "：没有认定岗位，按最小面积计"
}

func fmtBandEmpty(a store.RoundApplicant, b allocation.Band) string {
	return fmt.Sprintf("%s %s：至少要 %s ㎡，岗位只够 %s ㎡，必然落空", a.Number, a.Name, b.Lo, b.Hi)
}

func fmtNowhere(a store.RoundApplicant) string {
	return a.Number + " " + a.Name + "：只要 " + strings.Join(a.Line.Communities, "、") + "，范围内没有这里的房源"
}

func fmtKeptFor(r *record, number string) string {
	l, _ := r.rank(number)
	return "须留给 " + fmtRankName(l.Rank, r.name(number))
}

func fmtOptions(n int) string {
	return fmt.Sprintf("适合的 %s 处，按本户的次序", kit.Count(n))
}

func fmtMoreOptions(n int) string {
	return fmt.Sprintf("还有 %s 处次序更后，从略", kit.Count(n))
}

func fmtHall(units, applicants int) string {
	return fmt.Sprintf("可逐户核对：%d 套房源，%d 户只有它们可选", units, applicants)
}

func fmtHasOptions(n int) string { return fmt.Sprintf("适合 %d 处，都在其中", n) }

func fmtOverride(o store.OverrideRow) string {
	return fmt.Sprintf("%s  %s 改为 %s  %s  %s", o.State.Title(), orNone(shortUnits(o.Computed), textNotServed), orNone(shortUnits(o.Decided), textNotServed),
		o.Proposer+" "+o.Signer, o.Reason)
}

func fmtOverrideReason(o store.OverrideRow) string {
	return "人工调整（计算为 " + orNone(shortUnits(o.Computed), textNotServed) + "）：" + o.Reason
}

func fmtOverrideTitle(name string) string { return "人工调整 " + name }

func fmtSignLines(r *record, o store.OverrideRow) []string {
	return []string{
		r.name(o.Applicant) + "：计算为 " + orNone(shortUnits(o.Computed), textNotServed) + "，决定为 " + orNone(shortUnits(o.Decided), textNotServed) + "。",
		"理由：" + o.Reason,
		"由 " + o.Proposer + " 于 " + o.ProposedDay.String() + " 提出。复签后生效，其余各户须重新计算。",
	}
}

func fmtNextSign(n int) string {
	return fmt.Sprintf("有 %d 项人工调整待另一位审核员或分管领导复签：调整 一页按 Enter", n)
}

func fmtNextGone(n int) string {
	return fmt.Sprintf("锁定以后有 %d 件申请退出：按 F9 重开，再计算", n)
}

func fmtGone(name string) string { return name + "：锁定以后已撤回或另行安置" }

func fmtNextAnswer(n int) string {
	return fmt.Sprintf("有 %d 件异议待分管领导答复：异议 一页按 Enter", n)
}

func fmtNextConfirm(until, today civil.Date) string {
	if today.After(until) {
		return "公示和异议期已于 " + until.String() + " 届满：分管领导按 F9 确认"
	}
	return until.String() + " 公示和异议期满，次日起由分管领导按 F9 确认"
}

func fmtNotOffered(s allocation.AwardState) string { return "这项分配" + s.Title() }

func partTitle(p part, r record) string {
	count := func(title string, n int) string {
		if n == 0 {
			return title
		}
		return fmt.Sprintf("%s %d", title, n)
	}
	switch p {
	case partResult:
		return "结果"
	case partAwards:
		return "签约"
	case partApplicants:
		return count("申请", len(r.Scope.Applicants))
	case partUnits:
		return count("房源", len(r.Scope.Units))
	case partOverrides:
		return count("调整", len(r.Overrides))
	case partObjections:
		return count("异议", len(r.Objections))
	case partRuns:
		return count("计算", len(r.Runs))
	}
	return textTabOverview
}

// fmtRunKind says which run it is, and whether it was taken back.
func fmtRunKind(n store.RunRow) string {
	if n.Undone {
		return "已撤销 " + n.Kind.Title()
	}
	return n.Kind.Title()
}

func fmtNewRound(district string) []string {
	return []string{
		district + " 评审通过、待分配的申请和全部闲置房源列入草稿。",
		"草稿不占用房源；锁定之前可以改房源条件。",
	}
}

func fmtLockLines(r *record) []string {
	lines := []string{
		fmt.Sprintf("%s 套房源即刻预留，其他批次和单户安置不能再用。", kit.Count(len(r.Scope.Units))),
		fmt.Sprintf("%s 件申请的资料冻结并留下摘要，此后晚到的申请进不来。", kit.Count(len(r.Scope.Applicants))),
		"依据 " + r.Scope.Parameters.Title() + "。",
	}
	if n := len(r.notices()); n > 0 {
		lines = append(lines, fmt.Sprintf("概况里有 %d 条提示，请确认已经看过。", n))
	}
	return lines
}

func fmtNoticeLines(r *record) []string {
	p := r.Scope.Parameters
	return []string{
		"名单从今天起公示 " + p.Notice.String() + "，异议期 " + p.Objection.String() + "。",
		"公示之后不能再人工调整；有异议成立须更正后重开。",
		fmtResult(r.RoundRow),
	}
}

func fmtConfirmLines(r *record) []string {
	run, _ := r.run()
	return []string{
		fmt.Sprintf("%s 户得到 %s 套房源，共 %s ㎡；各户须在 %s内签约，逾期由下一名递补。", kit.Count(run.Served), kit.Count(run.Units), run.Area, r.Scope.Parameters.SignBy),
		fmt.Sprintf("其余 %s 套放回闲置，%s 户继续等候。", kit.Count(run.UnitsLeft), kit.Count(run.Applicants-run.Served)),
		fmt.Sprintf("依据第 %d 次计算，摘要 %s。", run.Position, run.Digest[:16]),
		"确认之后不能重开或作废；签约、放弃之前可按 F12 撤销。",
	}
}

func fmtCompareTitle(a, b int) string {
	return fmt.Sprintf("第 %d 次与第 %d 次计算比较", a, b)
}

func fmtChanges(list []allocation.Change) string {
	n := map[allocation.ChangeKind]int{}
	for _, c := range list {
		n[c.Kind]++
	}
	var parts []string
	for _, k := range []allocation.ChangeKind{allocation.ChangeGains, allocation.ChangeLoses, allocation.ChangeMoves, allocation.ChangeRank} {
		if n[k] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", k.Title(), n[k]))
		}
	}
	return strings.Join(parts, "  ")
}

func fmtRanks(old, now int) string {
	if old == now {
		return fmtRank(now)
	}
	return fmt.Sprintf("名次 %d > %d", old, now)
}

func fmtEndLines(w store.AwardRow) []string {
	return []string{
		w.Applicant + " 的 " + shortUnits(w.Units) + "（" + w.Area.String() + " ㎡）放回。",
		"按 " + w.RoundTitle + " 的名次重新计算，适合的下一户即刻递补；没有合适的就放回闲置。",
	}
}

func fmtNobodyNext(deed string) string {
	return "已办理" + deed + "；没有合适的递补，房源已放回"
}

func fmtNext(deed string, names []string) string {
	return "已办理" + deed + "；递补 " + strings.Join(names, "、")
}

// fmtOff is how far a place lies from the target.
func fmtOff(area, target allocation.Area) string {
	if area < target {
		return "-" + (target - area).String()
	}
	return "+" + (area - target).String()
}

func fmtFloor(n int) string { return fmt.Sprintf("%d层", n) }

func fmtPlace(n int) string { return fmt.Sprintf("%d", n) }

func fmtEntitled(b allocation.Band) string {
	if b.Empty() {
		return fmt.Sprintf("应得 %s ㎡，但至少要 %s ㎡", b.Target, b.Lo)
	}
	return fmt.Sprintf("应得 %s ㎡  可用 %s 至 %s", b.Target, b.Lo, b.Hi)
}

func fmtFits(n int) string { return fmt.Sprintf("适合 %s 处", kit.Count(n)) }

func fmtOthersWait(n int) string {
	return fmt.Sprintf("本区还有 %s 户在等候：同时安置请开批次，以免名次在前者落空", kit.Count(n))
}

func fmtSingleLines(o store.SingleOffer, c choice, today civil.Date) []string {
	lines := []string{
		o.Applicant.Name + " 得到 " + shortUnits(c.units()) + "，" + c.Area.String() + " ㎡；须在 " + o.Parameters.SignBy.String() + "内签约（从 " + today.String() + " 起）。",
		"锁定、计算、分配一步完成，留下与批次相同的记录和证书。",
	}
	if c.place == 1 {
		lines = append(lines, "这是全部闲置房源中由计算得出的最合适的一处。")
	} else {
		lines = append(lines, fmt.Sprintf("这是第 %d 合适的一处：记录里房源范围只含选中的这一处。", c.place))
	}
	if o.Waiting > 0 {
		lines = append(lines, fmtOthersWait(o.Waiting)+"。")
	}
	return lines
}

func fmtAwarded(name, units string) string { return "已分配 " + units + " 给 " + name }

func fmtWritten(path string) string { return "已写入 " + path }

func fmtNoticeTitle(title string) string { return title + " 房源分配公示" }

func fmtNoticeHead(r *record, run store.RunRow) []string {
	lines := []string{
		fmt.Sprintf("依据 双政办规〔2017〕13号 四(三) 与 %s 计算。申请 %d 户，安置 %d 户，%d 套，%s ㎡，余 %d 套。", r.Scope.Parameters.Title(),
			run.Applicants, run.Served, run.Units, run.Area, run.UnitsLeft),
	}
	if r.Draw.Text != "" {
		lines = append(lines, fmt.Sprintf("抽签文字：%s（%s，见证人 %s）", r.Draw.Text, r.Draw.Day, strings.Join(r.Draw.Witnesses, "、")))
	}
	return lines
}

func fmtNoticeFoot(r *record, run store.RunRow) []string {
	lines := []string{"摘要 " + run.Digest}
	if !run.Proved {
		lines = append(lines, fmtUnproved(r.Result.Unproved))
	}
	if !r.NoticeFrom.IsZero() {
		lines = append(lines, fmt.Sprintf("公示 %s 至 %s；有异议的请于 %s 前（含当日）向%s政府提出。", r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.District))
	}
	return lines
}

func fmtParts(a *allocation.InstanceApplicant, tax, weight int64) string {
	text := fmt.Sprintf("%s+%s=%s", allocation.Millijobs(a.JobsMillis), allocation.Millijobs(tax), allocation.Millijobs(weight))
	if a.Policy {
		text += " " + textPolicy
	}
	if a.Group {
		text += " " + textGroup
	}
	return text
}

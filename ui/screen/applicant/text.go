package applicant

import (
	"fmt"

	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of applicants.
const (
	textApplicants    = "主体"
	textName          = "姓名或名称"
	textKind          = "类别"
	textHead          = "负责人"
	textIdentity      = "证件号"
	textCreditCode    = "信用代码"
	textPhone         = "电话"
	textAddress       = "地址"
	textResidence     = "居民类别"
	textDwelling      = "固定住所"
	textAssets        = "固定资产"
	textAgent         = "经办人"
	textMember        = "成员"
	textApplications  = "申请"
	textLast          = "最近编号"
	textState         = "状态"
	textNumber        = "编号"
	textProject       = "项目"
	textJobs          = "岗位"
	textSince         = "日期"
	textAll           = "最近登记"
	textReading       = "正在读取"
	textMore          = "还有内容，窗口加高后可见"
	textNoneYet       = "还没有登记过主体。按 F2 登记第一个。"
	textNoneFound     = "没有找到。"
	textNoneHow       = "可打名称、拼音首字母、证件号或电话的前几位，或证件号、电话的末四位；按 F2 登记新的。"
	textNobody        = "没有选中的主体"
	textNoApplication = "还没有申请。按 F2 登记。"
	textOpen          = "打开"
	textRegister      = "登记主体"
	textApply         = "登记申请"
	textCorrect       = "更正"
	textCorrected     = "更正"
	textUnmask        = "完整证件号"
	textUnmaskLine    = "查看完整证件号会记入日志，包括查看人和理由。"
	textUnmaskNow     = "查看"
	textUnmaskHint    = "如：核对证件原件"
	textDistrict      = "受理区"
	textWhy           = "更正依据"
	textReason        = "更正理由"
	textDocument      = "依据文件"
	textFormSummary   = "带 * 的必填；Ctrl+S 保存，Esc 离开并保留草稿"
	textDone          = "已更正，旧的内容留在更正记录里"
)

// textListHelp and textDetailHelp explain the screens.
var (
	textListHelp = []string{
		"这里查找登记过的主体，先列最近登记的。F3 后打名称、拼音首字母、证件号或电话。",
		"证件号只显示首尾；要看完整的，打开主体按 F4，日志会记下。",
		"F2 登记新的主体；在登记申请的表单里也可以一并登记。",
	}
	textDetailHelp = []string{
		"这里是一个主体和它的全部申请。Enter 打开申请，F2 为它登记新的申请。",
		"F9 更正：每一处改动都留下旧内容、新内容和理由。F4 查看完整证件号。",
	}
)

func fmtFilter(filter string) string { return "查找: " + filter }

func fmtCount(n, most int) string {
	if n >= most {
		return fmt.Sprintf("前 %d 个", most)
	}
	return kit.Count(n) + " 个"
}

func fmtApplications(n int) string     { return kit.Count(n) + " 份申请" }
func fmtRegistered(name string) string { return "已登记主体 " + name }
func fmtCorrection(c store.CorrectionRow) string {
	return fmt.Sprintf("%s %s：%s 改为 %s，%s", c.Day, c.Field, c.Old, c.New, c.Reason)
}

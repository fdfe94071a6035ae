package screen

import (
	"fmt"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read from the contract itself.
const textInternal = "系统内部错误"

// Files (export.go).
const textExportStopped = "导出已停止，没有留下文件"

// Refusals of writing files.
var (
	ErrFileThere  = allocation.Refuse("export_there", "这个文件已经有了，没有覆盖它。请换一个文件名")
	ErrNoFolder   = allocation.Refuse("export_folder", "没有这个文件夹，没有写入。请核对路径")
	ErrNotWritten = allocation.Refuse("export_failed", "文件写不进去，没有留下半截文件。请检查磁盘空间和权限，或换一个位置")
)

func fmtExporting(name string) string { return "导出 " + name }

func fmtExported(rows int, path string) string {
	return fmt.Sprintf("已导出 %s 行到 %s", kit.Count(rows), path)
}

func fmtInternal(number string) string {
	return fmt.Sprintf("%s，编号 %s，请告诉系统管理员", textInternal, number)
}

func fmtInternalUnlogged(number string, err error) string {
	return fmt.Sprintf("%s，编号 %s，请告诉系统管理员（日志也写不进去：%v）", textInternal, number, err)
}

func fmtNotYours(act allocation.Action, role allocation.Role) string {
	text := ""
	for i, r := range act.Roles {
		if i > 0 {
			text += "、"
		}
		text += r.Title()
	}
	return fmt.Sprintf("%s由%s办理，您现在是%s", act.Title, text, role.Title())
}

// Labels and rules of the fields of an applicant (party.go).
const (
	textCorrectionLine = "%s  %s  %s：%s -> %s  %s"
	textApplicant      = "主体"
	textCreditCode     = "信用代码"
	textHead           = "负责人"
	textByAgent        = "他人代办"
	textAgentID        = "经办人证件号"
	textKindHint       = "左右键切换"
	textNameHint       = "与证件一致"
	textCreditHint     = "18 位统一社会信用代码"
	textHeadHint       = "团队负责人或法定代表人"
	textIDHint         = "18 位，必填；企业填法人的，可空"
	textMembersHint    = "每行一人：姓名 身份证号 电话 分工，不含负责人"
	textPhoneHint      = "手机号或带区号的座机号"
	textResidenceHint  = "本市居民和外来投资者都可申请（二）"
	textDwellingHint   = "在哪里、什么证明（二）"
	textAssetsHint     = "有什么、什么证明（二）"
	textAgentHint      = "空格切换"
)

// Forms, scrolling and the fields of a hand-over record (form.go, scroll.go, condition.go).
const (
	textReading         = "正在读取"
	textReadingAgain    = "正在读取最新内容，请稍候再按"
	textBelow           = "下面还有 %d 行"
	textOutWas          = "交出时："
	textKeys            = "钥匙"
	textKeysUnit        = "把"
	textKeysHint        = "交出的把数"
	textWaterMeter      = "水表"
	textCubic           = "立方米"
	textPowerMeter      = "电表"
	textKWh             = "度"
	textMeterHint       = "当面抄表的读数"
	textDefects         = "缺陷"
	textDefectsHint     = "没有就空着"
	textConditionRemark = "备注"
	textRemarkHint      = "与交接记录不符的须写明"
	textNothingThere    = "无"
)

// Lists by state (statelist.go).
const (
	textAll         = "全部"
	textStateIs     = "状态:"
	textNoneHow     = "按 Esc 去掉筛选，或按 Tab 换一种状态。"
	textNothingHere = "没有选中的一行"
	textOpenRow     = "打开"
	textNextState   = "换状态"
)

func fmtNoneFound(title string) string { return "没有符合筛选的" + title + "。" }
func fmtFilter(filter string) string   { return "筛选: " + filter }

func fmtTab(title string, n int) string {
	if n == 0 {
		return title
	}
	return fmt.Sprintf("%s %s", title, kit.Count(n))
}

// Taking the last move of a record back (undo.go).
const (
	textUndoStep = "撤销上一步"
	textUndoNow  = "确认撤销"
	textUndoHint = "写明为什么撤销；原记录保留在日志里"
)

func fmtUndoStep(s store.UndoStep) string {
	who := s.By
	if who == "" {
		who = "命令行"
	}
	return fmt.Sprintf("撤销“%s”（%s，%s 办理）", s.Title, s.Day, who)
}

func fmtUndone(s store.UndoStep) string { return "已撤销“" + s.Title + "”" }

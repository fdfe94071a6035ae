package kit

import "fmt"

// What people read in the pieces of the kit.
const (
	textSpaceKey  = "空格"
	textUp        = "上"
	textDown      = "下"
	textLeft      = "左"
	textRight     = "右"
	textBackspace = "退格"

	textFilter          = "筛选"
	textFilterPrompt    = " 筛选: "
	textFilterDone      = "完成"
	textFilterMove      = "看结果"
	textCopied          = "已复制这一行"
	textCopy            = "复制"
	textSame            = "筛选同类"
	textSameTitle       = "只看与这一行相同的"
	textSort            = "排序"
	textSortTitle       = "按哪一列排序（再选一次改为倒序，第三次取消）"
	textAscending       = "正在按此升序"
	textDescending      = "正在按此降序"
	textSelect          = "选择"
	textSelectAll       = "全选"
	textExport          = "导出"
	textNothingToExport = "没有可以导出的记录"
	textNothing         = "没有记录。"
	textNothingFiltered = "没有符合筛选条件的记录。按 Esc 取消筛选，按 F3 修改条件。"
	textReading         = "正在读取.."

	textSave           = "保存"
	textNext           = "下一项"
	textPrevious       = "上一项"
	textClose          = "关闭"
	textCancel         = "取消"
	textPick           = "选定"
	textToggle         = "勾选"
	textToggleAll      = "全选"
	textNoneTicked     = "还没有勾选：按空格勾选，再按 Enter；不选请按 Esc"
	textYes            = "是"
	textNo             = "否"
	textOpenList       = "选项"
	textChooseIt       = "按 Enter 选择"
	textNoMatch        = "没有匹配的选项，按退格修改"
	textRequired       = "此项必填"
	textBadDate        = "日期看不懂，请填 20171115、2017-11-15、今天 或 +3月"
	textBadNumber      = "请填整数，如 12"
	textBadChoice      = "请从列表中选择"
	textReason         = "理由"
	textPassword       = "密码"
	textNeedYes        = "请选 是 或 否"
	textToday          = "今天"
	textTomorrow       = "明天"
	textYesterday      = "昨天"
	textPageUp         = "上页"
	textPageDown       = "下页"
	textStop           = "停止"
	textStopping       = "正在停止.."
	textDraftBack      = "已恢复上次未保存的内容，按 Ctrl+R 清空重填"
	textKeptDraft      = "未保存，草稿已保留，下次打开时接着填"
	textClear          = "清空重填"
	textSaving         = "正在保存"
	textClearAsk       = "这张表上已填的内容全部清空，草稿也删除。"
	textDiscard        = "放弃修改"
	textDiscardAsk     = "这张表上已填的内容还没有保存，离开后就没有了。"
	textSecond         = "第二人"
	textSecondHint     = "复核人的登录名"
	textSecondPassword = "复核人密码"
	textDecide         = "确定"
	textSwitch         = "切换"
)

const textScrollHint = "，PgDn 往下看"

func fmtSelected(n int) string { return fmt.Sprintf("已选 %s", Count(n)) }

func fmtLines(from, to, total int) string {
	return fmt.Sprintf("第 %s-%s 行，共 %s 行", Count(from), Count(to), Count(total))
}

func fmtMore(n int) string { return fmt.Sprintf("下面还有 %s 行", Count(n)) }

func fmtFillIn(label string) string { return label + "必填" }

func fmtWrongField(label, why string) string { return label + "：" + why }

func fmtSelectTooMany(n int) string {
	return fmt.Sprintf("共 %s 行，太多不能全选，请先筛选", Count(n))
}

// Count prints a whole number with thousands separators: 1,641.
func Count[N ~int | ~int64](n N) string {
	s := fmt.Sprint(int64(n))
	neg := s[0] == '-'
	if neg {
		s = s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		return "-" + s
	}
	return s
}

// The comparison with what someone else saved.
const (
	textCompare       = "这条记录刚被别人改过"
	textCompareSay    = "下面是对方已保存、与您所填不同的项目。逐项选用对方的或保留您的，然后保存。"
	textCompareDraft  = "您的草稿写好以后，别人改了下面的项目。逐项选用对方的或保留您的，选好再继续填写。"
	textCompareTake   = "按所选填入"
	textCompareTheirs = "对方"
	textCompareMine   = "我的"
	textCompareEmpty  = "（空）"
	textCompareSwitch = "改选"
	textCompareSave   = "按所选保存"
	textCompareNone   = "对方改的不是这张表里的内容，您填的都在；再按 Ctrl+S 保存"
)

func fmtMoreFields(n int) string { return fmt.Sprintf("下面还有 %d 项", n) }

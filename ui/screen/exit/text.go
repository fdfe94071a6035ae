package exit

import (
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// What people read on the screens of exits.
const (
	textCorrect  = "更正"
	textExits    = "退出"
	textTenant   = "承租人"
	textUnit     = "房源"
	textGround   = "情形"
	textOpened   = "提出"
	textReason   = "理由"
	textEvidence = "材料"
)

// The form that opens an exit.
const (
	textBasis       = "依据"
	textKeepsWaiver = "减免照常到收房之日"
)

// The steps.
const (
	textCancel     = "撤回"
	textServe      = "送达通知"
	textReturn     = "验房收钥匙"
	textSettle     = "结清费用"
	textSettleDay  = "结清日期"
	textSettled    = "已登记费用结清"
	textSettleOpen = "按决定结清"
	textFile       = "报市备案"
	textClose      = "办结"
)

func fmtGroundName(g leave.ExitGround) string { return fmt.Sprintf("%d %s", g.Number, g.Name) }

func fmtEvidence(e leave.Evidence) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s %s", e.Day, e.Body, e.Document))
}

func fmtStopsFrom(day civil.Date) string {
	return fmt.Sprintf("自 %s 起停止减免，按全价。", day)
}

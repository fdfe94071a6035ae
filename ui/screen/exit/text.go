package exit

import (
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// What people read on the screens of exits.
const (
	textCorrect  = say.Correction
	textExits    = say.Exit
	textTenant   = say.Tenant
	textUnit     = say.Unit
	textGround   = say.Case
	textOpened   = say.Propose
	textReason   = say.Reason
	textEvidence = say.Material
)

// The form that opens an exit.
const (
	textBasis       = say.Basis
	textKeepsWaiver = "腾退期限以前照常，次日起按全价"
	textStopsServed = "自决定送达之日起停止，按全价"
)

// The steps.
const (
	textCancel     = say.Withdraw
	textVacate     = "腾退期限"
	textWeighed    = "采纳与否"
	textWhy        = say.Reason
	textUndone     = "未办"
	textServe      = "送达通知"
	textReturn     = "验房收钥匙"
	textSettle     = "结清费用"
	textSettleDay  = say.SettledOn
	textSettled    = "已登记费用结清"
	textSettleOpen = "按决定结清"
	textFile       = say.CityFiling
	textClose      = say.Close
)

func fmtGroundName(g leave.ExitGround) string { return fmt.Sprintf("%d %s", g.Number, g.Name) }

func fmtEvidence(e leave.Evidence) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s %s", e.Day, e.Body, e.Document))
}

func fmtTakenBack(from civil.Date, owed string) string {
	if owed == "" {
		return fmt.Sprintf("送达后自 %s 起收回", from)
	}
	return fmt.Sprintf("送达后自 %s 起收回，%s", from, owed)
}

// fmtOwed is what taking the waiver back makes payable up to today, "" where nothing is taken back.
func fmtOwed(d record) string {
	if d.Evidence.FalseFrom.IsZero() {
		return ""
	}
	return "至今应补缴 " + d.TakenBack.Words()
}

func fmtVacate(day civil.Date) string {
	return fmt.Sprintf("腾退期限 %s，次日起按全价。", day)
}

// fmtContractOver says that full price is due by the end of the contract (一), which comes before the exit.
func fmtContractOver(c allocation.Contract) string {
	return fmt.Sprintf("合同到 %s 期满，次日起没有合同，按全价（一）。", c.LastDay())
}

// fmtTillEnd says of an exit by the expiry that the right of use, and with it the waiver, ends with the contract (一), whatever the day for clearing.
func fmtTillEnd(c allocation.Contract) string {
	return fmt.Sprintf("到合同期满 %s 照常，次日起按全价（一）", c.LastDay())
}

func fmtVacateStops(day civil.Date, stop string) string {
	return fmt.Sprintf("腾退期限 %s；减免%s。", day, stop)
}

func fmtOverVacate(day civil.Date, days int) string {
	return fmt.Sprintf("%s  已过 %d 天，按全价计费", day, days)
}

func fmtFileBy(day civil.Date, sure bool) string {
	return fmt.Sprintf("%s，限 %s%s", textUndone, day, unsure(sure))
}

// unsure says of a last day beyond the calendar that it may move.
func unsure(sure bool) string {
	if sure {
		return ""
	}
	return "（该年调休未公布，只计周末和法定节假日）"
}

func fmtAnswerBy(day civil.Date, sure bool, today civil.Date) string {
	if today.After(day) {
		return fmt.Sprintf("没有收到，期限 %s 已过%s", day, unsure(sure))
	}
	return fmt.Sprintf("可到 %s 为止%s", day, unsure(sure))
}

func fmtThen(day civil.Date) string {
	return fmt.Sprintf("批准后送达通知、验房收钥匙，不晚于 %s 报市备案。", day)
}

// fmtTakenBackFrom says that the waiver is taken back for fraud, from a served decision on (四(五)3).
func fmtTakenBackFrom(day civil.Date) string {
	return fmt.Sprintf("自 %s 起收回减免，按全价。", day)
}

func fmtStopsFrom(day civil.Date) string {
	return fmt.Sprintf("自 %s 起停止减免，按全价。", day)
}

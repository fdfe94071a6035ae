package payment

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of payments.
const (
	textPayments    = "缴费"
	textNumber      = "收据号"
	textDay         = "日期"
	textTenant      = "承租人"
	textTenancyNo   = "入驻编号"
	textKind        = "类别"
	textMethod      = "方式"
	textAmount      = "金额"
	textAmountYuan  = "金额 元"
	textYuan        = "元"
	textPayer       = "缴款人"
	textPayee       = "收款人"
	textBy          = "经办"
	textCounter     = "对应收据"
	textRemark      = "备注"
	textReason      = "理由"
	textAll         = "全部"
	textReading     = "正在读取"
	textNoneYet     = "还没有收款。"
	textNoneStart   = "按 F2 到账单里选一户，再按 F2 登记缴费。"
	textNoneFound   = "没有符合筛选的收据。按 Esc 去掉筛选。"
	textNothingHere = "没有选中的一行"

	textOpenRow     = "打开"
	textToday       = "今天"
	textAccount     = "账户"
	textPickBill    = "选账单缴费"
	textReverse     = "红冲"
	textPrint       = "打印"
	textSeeReversal = "看红冲"
	textSeeReversed = "看原收据"
	textOtherPerson = "这笔款由您本人登记，本区规定由另一人红冲，请换一位管理员或分管领导登录办理"

	textPays         = "缴了哪些账单"
	textReversedNote = "这笔款已经红冲，不再计入账户。"
	textReversalNote = "这是一张红冲收据，与原收据相抵。"
	textRefundNote   = "这是退还的预存，已从账户扣减。"
)

// The forms.
const (
	textTakeTitle  = "缴费"
	textTakeHow    = "填收到的金额，先抵最早到期的账单；Ctrl+S 收款，Esc 离开并保留草稿"
	textTakeVerb   = "收款"
	textTakeNow    = "确认收款"
	textAmountHint = "可以部分缴，多缴的记作预存"
	textRemarkHint = "如 银行流水号"
	textTypeAmount = "填写金额后，这里显示缴哪些账单"

	textRefund     = "退还预存"
	textRefundHow  = "退款另开收据；Ctrl+S 登记，Esc 离开并保留草稿"
	textRefundNow  = "确认退款"
	textRefundHint = "不超过预存余额"

	textReverseHow  = "红冲不删除原收据，另开一张负数收据；Ctrl+S 红冲，Esc 保留草稿"
	textReverseHint = "如 金额录错、记错户"
	textReverseNow  = "确认红冲"
	textSameHands   = "注意：登记和红冲是同一人，本区规定仅作提醒，日志会记下。"
)

// What F1 says.
var (
	helpList = []string{
		"这里是全部收据，最新的在前。F5 只看今天，F3 筛选（日期:2021-03、方式:现金、汉字、拼音首字母、收据号），F6 排序。",
		"上面是筛选出来的合计，按方式分开，供每天结账核对；退款和红冲是负数，已经扣减。F7 导出。",
		"Enter 打开一张，F4 看这一户的账户。",
	}
	helpPage = []string{
		"一张收据：谁缴的、怎么缴的，以及缴了哪些账单。先抵最早到期的账单，多缴的是预存。",
		"F7 打印。登记错的按 F6 红冲：原收据保留，另开一张负数收据，再重新登记正确的。",
	}
	helpTake = []string{
		"登记收到的钱。金额已填好未缴的合计，可以改小（部分缴）或改大（多缴记作预存，自动抵下一张账单）。",
		"上面随金额显示缴哪些账单。收款后不能删除，登记错了用红冲。",
	}
	helpRefund  = []string{"把多缴的钱退给承租人。不能超过预存余额；退款另开收据，登记错了可以红冲。"}
	helpReverse = []string{
		"红冲一笔登记错的收款或退款：另开一张金额相反的收据，两张相抵，都保留。",
		"职责分离严格的区，登记的人不能自己红冲，由另一位管理员或分管领导办理。",
	}
)

func fmtFilter(filter string) string { return "筛选: " + filter }

func fmtDayFilter(day civil.Date) string { return textDay + ":" + day.String() }

func fmtTotal(p store.PaymentPage) string {
	return fmt.Sprintf("%s 张  合计 %s 元", kit.Count(p.Total), p.Amount)
}

func fmtWays(ways []store.MethodSum) string {
	words := make([]string, len(ways))
	for i, m := range ways {
		words[i] = fmt.Sprintf("%s %s 笔 %s 元", m.Method.Title(), kit.Count(m.N), m.Amount)
	}
	return strings.Join(words, "   ")
}

// fmtHeading is the kind of a payment with its number.
func fmtHeading(r store.PaymentRow) string { return r.Kind.Title() + " " + r.Number }

func fmtAmount(m allocation.Money) string { return m.String() + " 元  " + m.Words() }

func fmtKind(r store.PaymentRow) string {
	if r.Reversed != 0 {
		return r.Kind.Title() + "  已红冲"
	}
	return r.Kind.Title()
}

func fmtEntered(r store.PaymentRow) string {
	return strings.TrimSpace(fmt.Sprintf("%s  %s 登记", r.ByName, r.Entered))
}

func fmtReversedBy(number string) string { return "已由 " + number + " 红冲" }

func fmtUndone(remark string) string { return strings.TrimSpace("已红冲 " + remark) }

func fmtReversesOnly(number string) string { return "红冲 " + number }

func fmtPaysBill(b allocation.BillStanding, m allocation.Money) string {
	return fmt.Sprintf("%s  %s 至 %s  %s 元", b.Number, b.From, b.LastDay(), m)
}

func fmtAsCredit(m allocation.Money) string {
	return fmt.Sprintf("缴后预存 %s 元，抵以后的账单", m)
}

func fmtNotUsed(m allocation.Money) string {
	return fmt.Sprintf("余 %s 元在预存，或已退还", m)
}

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtWho(a store.TenancyAccount) string {
	return a.Tenancy.Number + "  " + a.Tenancy.Name + "  " + a.Tenancy.Units
}

func fmtStanding(a allocation.Account) string {
	switch {
	case a.Overdue > 0:
		return fmt.Sprintf("未缴 %s 元，其中逾期 %s 元", a.Open, a.Overdue)
	case a.Open > 0:
		return fmt.Sprintf("未缴 %s 元", a.Open)
	}
	return fmtCredit(a.Credit)
}

func fmtCredit(m allocation.Money) string {
	if m <= 0 {
		return "没有未缴，没有预存"
	}
	return fmt.Sprintf("预存 %s 元", m)
}

func fmtPays(b allocation.BillStanding, m allocation.Money) string {
	if m == b.Open {
		return fmt.Sprintf("缴 %s  %s 元，缴清", b.Number, m)
	}
	return fmt.Sprintf("缴 %s  %s 元，还欠 %s 元", b.Number, m, b.Open-m)
}

func fmtMore(n int) string { return fmt.Sprintf("另外还缴 %d 张", n) }

func fmtRest(m allocation.Money) string { return fmt.Sprintf("缴后仍未缴 %s 元", m) }

func fmtTakeLine(a store.TenancyAccount, p allocation.Payment) string {
	return fmt.Sprintf("%s 收 %s（%s）%s %s 元，缴款人 %s。", p.Day, a.Tenancy.Name, a.Tenancy.Number, p.Method.Title(), p.Amount, p.Payer)
}

func fmtTaken(p allocation.Payment, a allocation.Account) string {
	said := fmt.Sprintf("已收款 %s 元，收据 %s", p.Amount, p.Number)
	switch {
	case a.Open > 0:
		return said + fmt.Sprintf("，仍未缴 %s 元", a.Open)
	case a.Credit > 0:
		return said + fmt.Sprintf("，预存 %s 元", a.Credit)
	}
	return said + "，已缴清"
}

func fmtRefundLine(a store.TenancyAccount, p allocation.Payment) string {
	return fmt.Sprintf("%s 退给 %s（%s）%s %s 元，收款人 %s。", p.Day, a.Tenancy.Name, a.Tenancy.Number, p.Method.Title(), p.Amount, p.Payer)
}

func fmtCreditLeft(m allocation.Money) string { return fmt.Sprintf("退后预存 %s 元。", m) }

func fmtRefunded(p allocation.Payment) string {
	return fmt.Sprintf("已退款 %s 元，收据 %s", -p.Amount, p.Number)
}

func fmtReceipt(r store.PaymentRow) string {
	return fmt.Sprintf("%s  %s  %s %s 元  %s", fmtHeading(r), r.Day, r.Method.Title(), r.Amount, r.Payer)
}

func fmtReverseLine(r store.PaymentRow) string {
	return fmt.Sprintf("红冲 %s（%s %s %s 元，%s）。", r.Number, r.Day, r.Method.Title(), r.Amount, r.Payer)
}

func fmtReopens(b allocation.BillStanding, m allocation.Money) string {
	return fmt.Sprintf("%s 重新欠缴 %s 元", b.Number, m)
}

func fmtMoreReopen(n int) string { return fmt.Sprintf("另有 %d 张重新欠缴", n) }

func fmtCreditAfter(before, after allocation.Money) string {
	return fmt.Sprintf("预存由 %s 元变为 %s 元", max(0, before), max(0, after))
}

func fmtOpenAfter(m allocation.Money) string { return fmt.Sprintf("红冲后未缴合计 %s 元", m) }

func fmtReversed(p allocation.Payment) string {
	return fmt.Sprintf("已红冲，收据 %s，%s 元", p.Number, p.Amount)
}

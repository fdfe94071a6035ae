package bill

import (
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/money"
	"penggai/ui/kit"
)

func fmtWaiting(n int) string {
	return fmt.Sprintf("%s 户还有价格待公布，缺的部分价格登记后再出账（F2 登记价格）", kit.Count(n))
}

func fmtUnread(n int) string {
	return fmt.Sprintf("%s 户还有水表没有抄，账单上写明水费未抄表，读数登记后补出（F4 抄表）", kit.Count(n))
}

// waitsWord counts the missing readings and prices; the side and the page of the stay name them.
func waitsWord(b money.TenancyBills) string {
	var words []string
	if len(b.Unread) > 0 {
		words = append(words, fmt.Sprintf("未抄%d", len(b.Unread)))
	}
	if len(b.Waits) > 0 {
		words = append(words, fmt.Sprintf("缺价%d", len(b.Waits)))
	}
	return strings.Join(words, " ")
}

func fmtCutoff(day, today civil.Date) string {
	if day == today {
		return fmt.Sprintf("今天 %s：已结束的周期都出", day)
	}
	return fmt.Sprintf("%s 及以前结束的周期", day.AddDays(-1))
}

func fmtIssueLine(run money.BillRun, some bool) string {
	which := say.All
	if some {
		which = "选中的"
	}
	return fmt.Sprintf("给%s %s 出账单，应缴合计 %s 元，减免合计 %s 元。", which, fmtRunCount(run), run.Total.Payable, run.Total.Waived)
}

// fmtIssueKinds sums a run by kind.
func fmtIssueKinds(run money.BillRun) []string {
	var out []string
	for _, s := range run.ByKind() {
		out = append(out, fmt.Sprintf("%s账单 %s 张，%s 元。", s.Kind.Title(), kit.Count(s.Bills), s.Total.Payable))
	}
	return out
}

func fmtIssuedNow(n int, sum quantity.Money) string {
	return fmt.Sprintf("已出账单 %s 张，应缴 %s 元", kit.Count(n), sum)
}

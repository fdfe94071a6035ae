package bill

import (
	"fmt"
	"strings"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/ui/kit"
)

func fmtWaiting(n int) string {
	return fmt.Sprintf("%s 户还有价格待公布，缺的部分价格登记后再出账（F9 登记价格）", kit.Count(n))
}

func fmtUnread(n int) string {
	return fmt.Sprintf("%s 户还有水表没有抄，这一期没有水费，读数登记后再出账（F11 抄表）", kit.Count(n))
}

// waitsWord names the missing readings and prices shortly.
func waitsWord(b money.TenancyBills) string {
	var words []string
	if len(b.Unread) > 0 {
		words = append(words, fmt.Sprintf("%s%d套", stay.TextUnread, len(b.Unread)))
	}
	for _, m := range b.Waits {
		words = append(words, fmt.Sprintf("%d%s", m.Year, m.Fee.Title()))
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
	return fmt.Sprintf("给%s %s 出账单，应缴合计 %s 元，减免合计 %s 元。", which, strings.TrimSuffix(fmtRun(run), " 应缴 "+run.Payable.String()+" 元"), run.Payable, runWaived(run))
}

// fmtIssueKinds sums a run by kind, where there is more than one.
func fmtIssueKinds(run money.BillRun) []string {
	var out []string
	for _, k := range charge.BillKinds {
		n, sum := 0, quantity.Money(0)
		for _, item := range run.Items {
			for _, b := range item.Bills {
				if b.Kind == k {
					n, sum = n+1, sum+b.Total.Payable
				}
			}
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("%s账单 %s 张，%s 元。", k.Title(), kit.Count(n), sum))
		}
	}
	return out
}

func fmtIssuedNow(n int, sum quantity.Money) string {
	return fmt.Sprintf("已出账单 %s 张，应缴 %s 元", kit.Count(n), sum)
}

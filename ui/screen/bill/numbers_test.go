package bill

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/money"
	"penggai/ui/kit"
	"penggai/ui/kit/kittest"
	"penggai/ui/screen"
)

// huge is 1,234,567,890.12 元: a year of a whole district.
const huge quantity.Money = 123_456_789_012

// TestHugeAmountsAreWhole: no list, page or preview of bills cuts an amount of ten figures before the point.
func TestHugeAmountsAreWhole(t *testing.T) {
	day := civil.On(2021, 1, 1)
	sum := charge.FeeTotal{Market: huge, Payable: huge, Waived: huge}
	l := charge.BillLine{FeeLine: charge.FeeLine{
		Fee: charge.FeeHeating, From: day, To: day.AddDays(31), Phase: charge.PhaseHalf, Price: huge, Priced: true, Market: huge, Payable: huge, Waived: huge,
	}}
	b := charge.Bill{Number: "ZD-JS-2021-0003", Kind: charge.BillPeriod, From: day, To: day.AddDays(90), Issued: day, Due: day, Total: sum, Lines: []charge.BillLine{l}}
	s := charge.BillStanding{Bill: b, Paid: huge, Open: huge, Late: 3}
	row := money.BillRow{BillStanding: s, Name: "双鸭山市尖山区某某商行"}
	item := money.TenancyBills{Bills: []charge.Bill{b}}
	item.Tenancy.Number, item.Tenancy.Name = "RZ-JS-2017-0001", row.Name
	kittest.WholeNumbers(t, "list", screen.Cols(money.BillNoun, day, columns), row)
	kittest.WholeNumbers(t, "account, bills", accountBills, s)
	kittest.WholeNumbers(t, "account, receipts", accountReceipts, money.PaymentRow{Payment: charge.Payment{Number: "SJ-JS-2021-0001", Amount: huge, Day: day}})
	kittest.WholeNumbers(t, "page", lineColumns, line{l, 0})
	kittest.WholeNumbers(t, "preview", issueColumns, item)
	th := kit.NewTheme(true, colorprofile.ASCII, false)
	texts := append(feeRows(th, b, 80), lineRow(th, b, line{l, 0}, 80))
	a := charge.Account{Billed: huge, Payments: huge, Open: huge, Overdue: huge, Credit: huge}
	for i := range a.Ages {
		a.Ages[i] = huge
	}
	texts = append(append(texts, ageLines(th, a, 80)[1:]...), kit.Wrap(fmtSums(a), 78)...)
	for _, text := range texts {
		if n := strings.Count(" "+text, " "+huge.String()); n == 0 || strings.Count(text, "1,234") != n {
			t.Errorf("%q", text)
		}
	}
}

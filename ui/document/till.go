package document

import (
	"fmt"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/till"
)

// tillForm is a day's end: the receipts of a clerk by number, what they come to, what lay in the drawer, and who signed.
func tillForm(r Record) *Data {
	d, x := &Data{}, r.Till
	r.office(d)
	money := func(name string, m quantity.Money) {
		d.Put(name, m.String())
	}
	d.Put("日结编号", x.Number)
	d.Put("日结日期", dateOr(x.Day, ""))
	d.Put("起算日期", dateOr(x.From, ""))
	d.Put(say.Payee, x.KeeperName)
	d.Put("收据张数", count(x.Book.Receipts))
	money("收款合计", x.Book.Total())
	d.Put("收款合计大写", x.Book.Total().Words())
	for _, m := range charge.PaymentMethods {
		money(m.Title()+"合计", x.Book.Of(m))
	}
	money("备用金", x.Float)
	money("应有现金", x.Expected())
	money("实点现金", x.Found)
	d.Put("实点现金大写", x.Found.Words())
	d.Put("面额", or(x.Pieces.Words(), textNone))
	d.Put("差额", choose(x.Difference() == 0, till.TextEven, x.Over()))
	d.Put("差额原因", or(x.Reason, textNone))
	d.Put("点款人", x.CountedName)
	d.Put("点款签字", signed(x.CountedName, x.Day))
	d.Put("复核签字", signed(x.SecondName, x.Decided))
	d.Put("复核意见", or(x.Decision, textNone))
	list := d.AddList("收据", "收据编号", "收款日期", "收据类别", "缴款方式", say.Payer, say.Amount)
	for _, p := range x.Receipts {
		list.Add(p.Number, date(p.Day), p.Kind.Title(), p.Method.Title(), p.Payer, p.Amount.String())
	}
	return d
}

// signed is who signed in the program, and when.
func signed(name string, day civil.Date) string {
	if name == "" || day.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %s", name, date(day))
}

// notConfirmed refuses the paper of a day's end that a second person has not signed: its figures may still become others.
func notConfirmed(r Record) string {
	if r.Till.State != till.Confirmed {
		return "日结还没有复核"
	}
	return ""
}

func dayCounted(r *Record) civil.Date { return r.Till.Day }

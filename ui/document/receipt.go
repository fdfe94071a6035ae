package document

import (
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation/charge"
)

// receiptForm is the receipt of a payment, of money given back, or of a reversal (红冲): the money, the bills that it pays as of
// its own day, and what of it is left as credit.
func receiptForm(r Record) *Data {
	d, p := &Data{}, r.Payment
	r.party(d)
	d.Put("收据名称", "收据")
	d.Put("缴款人称谓", say.Payer)
	d.Put("收据编号", p.Number)
	d.Put(say.TenancyNumber, r.Tenancy.Number)
	d.Put(say.ContractNumber, r.Contract.Number)
	d.Put("收据类别", p.Kind.Title())
	d.Put("收款日期", date(p.Day))
	d.Put(say.Payer, p.Payer)
	d.Put(say.Amount, p.Amount.String())
	d.Put("金额大写", p.Amount.Words())
	d.Put("缴款方式", p.Method.Title())
	d.Put(say.Remark, or(p.Remark, textNone))
	d.Put(say.Payee, p.ByName)
	d.Put("红冲说明", "")
	d.Put("抵缴说明", fmt.Sprintf("抵缴情况截至%s。缴款先抵缴费期限最早的账单，余额抵缴以后的账单。", date(r.onDay())))
	if p.BillNo != "" {
		d.Put("抵缴说明", fmt.Sprintf("抵缴情况截至%s。缴款人指定先缴账单 %s（民法典第五百六十条），余额先抵缴费期限最早的账单。", date(r.onDay()), p.BillNo))
	}
	switch {
	case p.Kind == charge.PaymentReversal:
		d.Put("收据名称", "收据（红冲）")
		d.Put("红冲说明", fmt.Sprintf("红冲，冲回收据 %s。", p.ReversesNo))
		d.Put("抵缴说明", fmt.Sprintf("原收据 %s 从此作废，它抵缴的账单按其余缴款重新计算。", p.ReversesNo))
	case p.Reversed != 0:
		d.Put("红冲说明", fmt.Sprintf("本收据已由 %s 红冲，不再有效。", p.ReversedNo))
		d.Put("抵缴说明", "本收据已红冲，不抵缴账单。")
	case p.Kind == charge.PaymentRefund:
		d.Put("抵缴说明", "本收据退还预存，不抵缴账单。")
	case p.Kind == charge.PaymentTaken:
	}
	if p.Kind == charge.PaymentRefund {
		d.Put("收据名称", "退款收据")
		d.Put("缴款人称谓", "领款人")
	}
	r.shares(d)
	r.premises(d)
	return d
}

// shares puts the bills that the payment pays and what of it is left.
func (r *Record) shares(d *Data) {
	list := d.AddList("抵缴账单", "账单编号", "账期", "抵缴金额", "尚欠金额")
	left := r.Payment.Amount
	for _, s := range r.Shares {
		b, found := r.Account.Standing(s.Bill)
		if s.Payment.ID != r.Payment.ID || !found {
			continue
		}
		span := date(b.From)
		if !b.To.IsZero() {
			span = period(b.From, b.LastDay())
		}
		list.Add(b.Number, span, s.Amount.String(), b.Open.String())
		left -= s.Amount
	}
	if r.Payment.Kind != charge.PaymentTaken || r.Payment.Reversed != 0 {
		left = 0
	}
	if len(list.Rows) == 0 && r.Payment.ID != 0 {
		list.Add(textNone)
	}
	d.Put("预存金额", left.String())
}

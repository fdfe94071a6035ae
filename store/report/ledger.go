package report

import (
	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/figure"
)

// contracts lists every contract signed by the day, one a line, those that are over too (四(四)).
func contracts(a ask) (Report, error) {
	list, err := a.st.ContractsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"房源和面积是签订那天的；公证、备案是该合同签订以后、下一份合同签订以前最早的一次"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "contract", Title: say.ContractNumber},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "unit", Title: say.Unit},
		{Key: "signed", Title: say.SignedOn},
		{Key: "from", Title: "起"},
		{Key: "last_day", Title: textLast},
		{Key: "state", Title: say.State},
		{Key: "notarised", Title: "公证"},
		{Key: "filed", Title: "备案"},
		{Key: "contracts", Title: "份数", Kind: Count},
		{Key: "units", Title: textUnits, Kind: Count},
		{Key: "area_dm2", Title: textArea, Unit: textM2, Kind: Area},
	}}
	for _, c := range list {
		key := keyOf(c.District, c.Contract)
		row := r.head(key, c.District, c.Contract, c.Number, c.Name, c.Unit)
		row.Noun, row.ID = allocation.NounTenancy, c.ID
		copy(row.Cells[5:], []Value{Day(c.Signed), Day(c.From), Day(c.To.AddDays(-1)), Str(c.State(a.day).Title()), Day(c.Notarised), Day(c.Filed)})
		copy(r.count(tenancy(c.Record, key))[11:], []int64{1, int64(c.Units), int64(c.Area)})
	}
	r.byDistrict(a)
	r.settle()
	return r, nil
}

// receipts lists the receipts of the calendar year of the day, up to it.
func receipts(a ask) (Report, error) {
	list, err := a.st.ReceiptsOn(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{"退款和红冲是负数，合计为实收净额；红冲写明所冲的收据号"}, Columns: []Column{
		{Key: "district", Title: textDistrict},
		{Key: "receipt", Title: "收据号"},
		{Key: "day", Title: say.Date},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "payer", Title: "缴款人"},
		{Key: "kind", Title: say.Kind},
		{Key: "method", Title: "方式"},
		{Key: "bill", Title: say.Bill},
		{Key: "clerk", Title: "经手人"},
		{Key: "remark", Title: say.Remark},
		{Key: "amount_fen", Title: "金额", Unit: textYuan, Kind: Money},
	}}
	for _, f := range list {
		key := keyOf(f.District, f.Number)
		row := r.head(key, f.District, f.Number, f.Day.String(), f.Tenancy, f.Name, f.Payer, f.Kind.Title(), f.Method.Title(), f.Bill, f.Entered, remark(f))
		row.Noun, row.ID = allocation.NounPayment, f.ID
		r.count(of(allocation.NounPayment, f.Record, key))[11] = int64(f.Amount)
	}
	r.byDistrict(a)
	r.settle()
	return r, nil
}

// remark is what a receipt says beside its amount: first which one it reverses.
func remark(f figure.Receipt) string {
	if f.Reverses == "" {
		return f.Remark
	}
	return f.Reverses + "：" + f.Remark
}

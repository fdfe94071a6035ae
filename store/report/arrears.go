package report

import (
	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// ageKeys are the keys of the columns of the ages of arrears.
var ageKeys = [charge.Ages]string{"not_due_fen", "days_30_fen", "days_90_fen", "days_180_fen", "days_365_fen", "over_365_fen"}

// ageColumns are what is open by how long it has been overdue.
func ageColumns() []Column {
	out := []Column{{Key: "open_fen", Title: "欠费", Unit: textYuan, Kind: Money}}
	for i, key := range ageKeys {
		out = append(out, Column{Key: key, Title: charge.AgeTitle(i), Unit: textYuan, Kind: Money})
	}
	return out
}

// ages are the cells of ageColumns.
func ages(open quantity.Money, ages [charge.Ages]quantity.Money) []Value {
	out := []Value{Num(open)}
	for _, m := range ages {
		out = append(out, Num(m))
	}
	return out
}

// arrears is what tenants owed at the end of the day, by district and age: of the bills issued and the payments made up to it.
func arrears(a ask) (Report, error) {
	figures, err := a.st.Arrears(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{textArrearsNote}, Columns: append([]Column{
		{Key: "district", Title: textDistrict}, {Key: "tenants", Title: "欠费户数", Kind: Count}, {Key: "bills", Title: textBills, Kind: Count},
	}, ageColumns()...)}
	for _, d := range a.districts() {
		var tenants, bills int
		var open quantity.Money
		var sums [charge.Ages]quantity.Money
		for _, f := range figures {
			if f.District != d {
				continue
			}
			tenants, bills, open = tenants+1, bills+f.Bills, open+f.Open
			for i, m := range f.Ages {
				sums[i] += m
			}
		}
		r.Rows = append(r.Rows, Row{Cells: append([]Value{Str(d), Num(tenants), Num(bills)}, ages(open, sums)...)})
	}
	r.total()
	return r, nil
}

// debtors is the same tenant by tenant.
func debtors(a ask) (Report, error) {
	figures, err := a.st.Arrears(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{textArrearsNote}, Columns: append([]Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "bills", Title: textBills, Kind: Count},
		{Key: "oldest_due", Title: "最早截止日"},
	}, ageColumns()...)}
	for _, f := range figures {
		r.Rows = append(r.Rows, Row{Noun: allocation.NounTenancy, ID: f.ID, Cells: append([]Value{
			Str(f.District), Str(f.Number), Str(f.Applicant), Num(f.Bills), Day(f.Oldest),
		}, ages(f.Open, f.Ages)...)})
	}
	r.total()
	return r, nil
}

// Headings of columns.
const textBills = say.Bill

// Notes below a report.
const textArrearsNote = "截至当日已出账单减已缴款项，缴款先抵最早的账单；逾期天数从缴费截止日的次日起算，含已退出的"

package report

import (
	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/say"
	"penggai/store/desk"
)

// ageKeys are the keys of the columns of the ages of arrears.
var ageKeys = [charge.Ages]string{"not_due_fen", "days_30_fen", "days_90_fen", "days_180_fen", "days_365_fen", "over_365_fen"}

// ageColumns are what is overdue by how long it has been so, and what is not due yet, which is no arrears.
func ageColumns() []Column {
	out := []Column{{Key: "overdue_fen", Title: "欠费", Unit: textYuan, Kind: Money}}
	for i, key := range ageKeys[1:] {
		out = append(out, Column{Key: key, Title: charge.AgeTitle(i + 1), Unit: textYuan, Kind: Money})
	}
	return append(out, Column{Key: ageKeys[0], Title: "另有未到期", Unit: textYuan, Kind: Money})
}

// ages are what a stay adds to ageColumns.
func ages(f desk.ArrearsFigure) []int64 {
	out := []int64{int64(f.Overdue)}
	for _, m := range f.Ages[1:] {
		out = append(out, int64(m))
	}
	return append(out, int64(f.Ages[0]))
}

// arrears is what tenants had not paid at the end of the day though it was due, by district and age: of the bills issued and the payments made
// up to it.
func arrears(a ask) (Report, error) {
	figures, err := a.st.Arrears(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{textArrearsNote}, Columns: append([]Column{
		{Key: "district", Title: textDistrict}, {Key: "tenants", Title: "欠费户数", Kind: Count}, {Key: "bills", Title: "逾期账单", Kind: Count},
	}, ageColumns()...)}
	for _, d := range a.districts() {
		r.head(d, d)
	}
	for _, f := range figures {
		adds := r.count(debtor(f, f.District))
		adds[1], adds[2] = flag(f.Overdue > 0), int64(f.Late)
		copy(adds[3:], ages(f))
	}
	r.settle()
	return r, nil
}

// debtor begins the fact of a stay that owes something.
func debtor(f desk.ArrearsFigure, key string) fact {
	return fact{key: key, noun: allocation.NounTenancy, id: f.ID, n: 1, name: [3]string{f.District, f.Number, f.Applicant}}
}

// debtors is the same tenant by tenant; who owes only what is not due yet is none.
func debtors(a ask) (Report, error) {
	figures, err := a.st.Arrears(a.ctx, a.by, a.district, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Notes: []string{textArrearsNote}, Columns: append([]Column{
		{Key: "district", Title: textDistrict},
		{Key: "tenancy", Title: textTenancy},
		{Key: "applicant", Title: textApplicant},
		{Key: "bills", Title: "逾期账单", Kind: Count},
		{Key: "oldest_due", Title: "最早截止日"},
		Column{Key: "days_late", Title: say.Overdue, Unit: textDays, Kind: Count}.as(own),
	}, ageColumns()...)}
	for _, f := range figures {
		if f.Overdue == 0 {
			continue
		}
		key := keyOf(f.District, f.Number)
		row := r.head(key, f.District, f.Number, f.Applicant)
		row.Cells[4], row.Noun, row.ID = Day(f.Oldest), allocation.NounTenancy, f.ID
		adds := r.count(debtor(f, key))
		adds[3], adds[5] = int64(f.Late), int64(a.day.Sub(f.Oldest))
		copy(adds[6:], ages(f))
	}
	r.settle()
	return r, nil
}

// Notes below a report.
const textArrearsNote = "缴款先抵缴款人指定的账单，再抵最早的；逾期天数从缴费截止日的次日起算"

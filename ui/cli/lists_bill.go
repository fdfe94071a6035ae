package cli

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
)

// contractLine is a contract as `penggai contracts --json` prints it.
type contractLine struct {
	Number    string                   `json:"number"`
	District  string                   `json:"district"`
	Tenancy   string                   `json:"tenancy"`
	Applicant string                   `json:"applicant"`
	Units     []string                 `json:"units"`
	Term      int                      `json:"term"`
	State     allocation.ContractState `json:"state"` // holdover is a running contract whose term is over
	Signed    civil.Date               `json:"signed"`
	From      civil.Date               `json:"from"`
	To        civil.Date               `json:"to"`
	Ended     civil.Date               `json:"ended"`
	DaysLeft  *int                     `json:"days_left"` // to the last day, below nought after it; null when it does not run
	FullTime  int64                    `json:"jobs_full_time"`
	PartTime  int64                    `json:"jobs_part_time"`
}

// contracts is `penggai contracts --json`: the contracts of all terms.
func contracts(ctx context.Context, s Streams, args []string) error {
	return list(ctx, s, "contracts", args, func(ctx context.Context, st *store.Store, by store.Actor, q store.ListQuery) ([]contractLine, error) {
		page, err := st.Contracts(ctx, by, q)
		lines := make([]contractLine, len(page.Rows))
		for i, r := range page.Rows {
			lines[i] = contractLine{
				Number: r.Number, District: r.District, Tenancy: r.TenancyNo, Applicant: r.Name, Units: strings.Fields(r.Units), Term: r.Term,
				State: r.StateOn(st.Today()), Signed: r.Signed, From: r.From, To: r.To, Ended: r.Ended, FullTime: r.FullTime, PartTime: r.PartTime,
			}
			if r.State == allocation.ContractRunning {
				days := r.DaysLeft(st.Today())
				lines[i].DaysLeft = &days
			}
		}
		return lines, err
	})
}

// billLine is a bill as `penggai bills --json` prints it.
type billLine struct {
	Number    string               `json:"number"`
	District  string               `json:"district"`
	Tenancy   string               `json:"tenancy"`
	Applicant string               `json:"applicant"`
	Units     []string             `json:"units"`
	Kind      allocation.BillKind  `json:"kind"`
	From      civil.Date           `json:"from"`
	To        civil.Date           `json:"to"`
	Issued    civil.Date           `json:"issued"`
	Due       civil.Date           `json:"due"`
	Market    allocation.Money     `json:"market_fen"`
	Payable   allocation.Money     `json:"payable_fen"`
	Waived    allocation.Money     `json:"waived_fen"`
	Paid      allocation.Money     `json:"paid_fen"`
	Open      allocation.Money     `json:"open_fen"`
	State     allocation.BillState `json:"state"`
	DaysLate  int                  `json:"days_late"`
}

// bills is `penggai bills --json`.
func bills(ctx context.Context, s Streams, args []string) error {
	return list(ctx, s, "bills", args, func(ctx context.Context, st *store.Store, by store.Actor, q store.ListQuery) ([]billLine, error) {
		page, err := st.Bills(ctx, by, q)
		lines := make([]billLine, len(page.Rows))
		for i, r := range page.Rows {
			lines[i] = billLine{
				Number: r.Number, District: r.District, Tenancy: r.TenancyNo, Applicant: r.Name, Units: strings.Fields(r.Units), Kind: r.Kind,
				From: r.From, To: r.To, Issued: r.Issued, Due: r.Due, Market: r.Total.Market, Payable: r.Total.Payable, Waived: r.Total.Waived,
				Paid: r.Paid, Open: r.Open, State: r.State(), DaysLate: r.Late,
			}
		}
		return lines, err
	})
}

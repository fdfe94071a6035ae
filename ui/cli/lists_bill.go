package cli

import (
	"context"

	"penggai/store"
	"penggai/store/money"
	"penggai/store/stay"
)

// contracts is `penggai contracts --json`: the contracts of all terms. The state holdover is a running contract whose term is
// over; days_left is null when it does not run.
func contracts(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "contracts", args, stay.ContractNoun, (*store.Store).Contracts, "number", "district", "tenancy", "applicant", "unit", "term", "state",
		"signed", "from", "until", "ended", "days_left", "jobs_full_time", "jobs_part_time")
}

// bills is `penggai bills --json`.
func bills(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "bills", args, money.BillNoun, (*store.Store).Bills, "number", "district", "tenancy", "applicant", "unit", "kind", "from", "to",
		"issued", "due", "market", "payable", "waived", "paid", "open", "state", "late")
}

// payments is `penggai payments --json`: receipts, and what reverses them with a negative amount.
func payments(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "payments", args, money.PaymentNoun, (*store.Store).Payments, "number", "district", "tenancy", "applicant", "kind", "day", "amount",
		"method", "payer", "remark", "other", "by", "entered", "till")
}

// tills is `penggai tills --json`: the days' ends; a difference below zero is money that is missing.
func tills(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "tills", args, money.TillNoun, (*store.Store).Tills, "number", "district", "keeper_name", "from", "day", "receipts", "cash", "transfer",
		"scan", "other", "float", "found", "difference", "reason", "state", "second", "decided")
}

package leave

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// Settlement is what stands between an exit and the settlement of its fees, as of today.
type Settlement struct {
	Bills    int                   // bills that are to be issued up to the day of the keys
	Unbilled quantity.Money        // payable on them
	Waits    []charge.MissingPrice // prices without which the last days cannot be billed
	Open     quantity.Money        // billed and not paid
	Credit   quantity.Money        // paid too much and not given back
}

// Clear reports whether nothing stands between.
func (s Settlement) Clear() bool {
	return s.Bills == 0 && len(s.Waits) == 0 && s.Open == 0 && s.Credit == 0
}

// Check refuses with the first thing that is to be done, with its figures; with a decision (uncollectable arrears, a price that
// will not come, credit whose owner cannot be found) only bills that can be issued are in the way.
// Errors: ErrExitUnbilled, ErrExitWaits, ErrExitArrears, ErrExitCredit.
func (s Settlement) Check(decision string) error {
	if s.Bills > 0 {
		return ErrExitUnbilled.Textf("收房之日前还有 %d 张账单没有出，应缴 %s 元；请先在账单里出账，再登记结清", s.Bills, s.Unbilled)
	}
	if strings.TrimSpace(decision) != "" {
		return nil
	}
	if len(s.Waits) > 0 {
		words := make([]string, len(s.Waits))
		for i, m := range s.Waits {
			words[i] = fmt.Sprintf("%d 年%s", m.Year, m.Fee.Title())
		}
		return ErrExitWaits.Textf("还缺 %s的价格，最后一段费用算不出来；请先登记价格（没有这项收费的登记 0）并出账，价格不会再有的由分管领导按决定文件结清", strings.Join(words, "、"))
	}
	if s.Open > 0 {
		return ErrExitArrears.Textf("还欠 %s 元没有缴；请先收清，确实收不回的，由分管领导按决定文件结清", s.Open)
	}
	if s.Credit != 0 {
		return ErrExitCredit.Textf("账上还有预存 %s 元；请先办理退款，再登记结清", s.Credit)
	}
	return nil
}

// Settle records that the fees are settled to the day of the keys, and how: everything is billed, nothing is open and no credit
// is left. decision is the document that settles the exit all the same, "" without one; what is open then stays with the exit
// and in the arrears. Errors: ErrExitMove, ErrExitSettled, ErrTenancyDay, ErrExitHow, those of Settlement.Check.
func (x *Exit) Settle(day civil.Date, how string, today civil.Date, s Settlement, decision string) error {
	if err := x.may("登记费用结清", ExitReturned); err != nil {
		return err
	}
	if !x.Settled.IsZero() {
		return ErrExitSettled.With(x.Settled.String())
	}
	if err := allocation.DayBetween(day, x.Returned, today); err != nil {
		return err
	}
	if strings.TrimSpace(how) == "" {
		return ErrExitHow.On("how")
	}
	if err := s.Check(decision); err != nil {
		return err
	}
	x.Settled, x.SettledHow = day, how
	if !s.Clear() {
		x.SettledDecision, x.SettledOpen = strings.TrimSpace(decision), s.Open
	}
	return nil
}

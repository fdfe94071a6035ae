package payment

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// record is a payment with the account that it belongs to.
type record struct {
	store.PaymentRow
	account store.TenancyAccount
	same    allocation.Separation // what happens when the one who took it reverses it
}

// readRecord reads a payment and its account.
func readRecord(env *screen.Env, id int64) func(ctx context.Context) (record, error) {
	st, by := env.Store, env.Actor()
	return func(ctx context.Context) (r record, err error) {
		if r.PaymentRow, err = st.Payment(ctx, by, id); err != nil {
			return r, err
		}
		if r.account, err = st.TenancyAccount(ctx, by, r.Tenancy); err != nil {
			return r, err
		}
		p, err := st.Parameters(ctx, r.District, st.Today())
		r.same = p.Separation
		return r, err
	}
}

// checkReverse refuses a reversal that the actor cannot make. Errors: those of allocation.Reverse, allocation.ErrSamePerson.
func checkReverse(env *screen.Env, d record) error {
	if _, err := allocation.Reverse(d.Payment, d.account.Paid(), d.account.Account, env.Today(), textReverse); err != nil {
		return err
	}
	if d.By == env.Actor().ID && d.same == allocation.SeparationStrict {
		return allocation.ErrSamePerson.Textf(textOtherPerson)
	}
	return nil
}

// whyNotReverse says why the actor cannot reverse a payment; "" when it can.
func whyNotReverse(env *screen.Env, d record) string {
	if why := env.WhyNot(allocation.ActReversePayment); why != "" {
		return why
	}
	if err := checkReverse(env, d); err != nil {
		return err.Error()
	}
	return ""
}

// page is one receipt: who paid what, and which bills it pays.
type page struct {
	env    *screen.Env
	id     int64
	load   screen.Loader[record]
	scroll screen.Scroll
}

func newPage(env *screen.Env, id int64) *page { return &page{env: env, id: id} }

// Init reads the payment.
func (s *page) Init() tea.Cmd { return s.load.Read(readRecord(s.env, s.id)) }

// Update reads again when rows were written; arrows scroll.
func (s *page) Update(msg tea.Msg) (screen.Screen, tea.Cmd) {
	if cmd, mine := s.load.Take(msg); mine {
		return s, cmd
	}
	if _, changed := msg.(kit.DataChanged); changed {
		return s, s.Init()
	}
	s.scroll.Update(msg)
	return s, nil
}

// Title is the number.
func (s *page) Title() string {
	if !s.load.Ready {
		return textPayments
	}
	return textPayments + " > " + s.load.Value.Number
}

// Summary is whose it is, and whether it stands.
func (s *page) Summary() (left, right string) {
	if !s.load.Ready {
		return textReading, ""
	}
	d := s.load.Value
	return d.TenancyNo + "  " + d.Name, fmtKind(d.PaymentRow)
}

// Body is the receipt and what it pays.
func (s *page) Body(w, h int) []string {
	if !s.load.Ready {
		return nil
	}
	d, th := s.load.Value, s.env.Theme
	return s.scroll.Lines(th, append(append(kit.Detail(th, w, pairs(th, d.PaymentRow)), ""), shareLines(th, d, w)...), h)
}

// pairs are the receipt.
func pairs(th *kit.Theme, r store.PaymentRow) []kit.Pair {
	out := []kit.Pair{
		{Label: textNumber, Value: fmtHeading(r), Style: th.Strong},
		{Label: textDay, Value: r.Day.String()},
		{Label: textAmount, Value: fmtAmount(r.Amount)},
		{Label: textMethod, Value: r.Method.Title()},
		{Label: textPayer, Value: r.Payer},
		{Label: textBy, Value: fmtEntered(r)},
	}
	if r.Remark != "" {
		out = append(out, kit.Pair{Label: textRemark, Value: r.Remark})
	}
	if r.Reversed != 0 {
		out = append(out, kit.Pair{Label: textReverse, Value: fmtReversedBy(r.ReversedNo), Style: th.Bad})
	}
	if r.Reverses != 0 {
		out = append(out, kit.Pair{Label: textReverse, Value: fmtReversesOnly(r.ReversesNo)})
	}
	return out
}

// shareLines say which bills the payment pays.
func shareLines(th *kit.Theme, d record, w int) []string {
	if !d.Live() || d.Kind != allocation.PaymentTaken {
		return []string{" " + th.Muted.Render(kit.Cut(notCounting(d.PaymentRow), w-2))}
	}
	out := []string{" " + th.Head.Render(textPays)}
	left := d.Amount
	for _, s := range d.account.Shares() {
		if s.Payment.ID != d.ID {
			continue
		}
		if b, ok := d.account.Standing(s.Bill); ok {
			out = append(out, kit.Cut(" "+fmtPaysBill(b, s.Amount), w))
			left -= s.Amount
		}
	}
	if left > 0 {
		out = append(out, kit.Cut(" "+fmtNotUsed(left), w))
	}
	return out
}

func notCounting(r store.PaymentRow) string {
	switch {
	case r.Reversed != 0:
		return textReversedNote
	case r.Kind == allocation.PaymentReversal:
		return textReversalNote
	}
	return textRefundNote
}

// Cursor is always nil: nothing is typed.
func (s *page) Cursor() *tea.Cursor { return nil }

// Help explains the page.
func (s *page) Help() []string { return helpPage }

// Actions of the receipt.
func (s *page) Actions() []kit.Action {
	if !s.load.Ready {
		return nil
	}
	d := s.load.Value
	list := []kit.Action{
		kit.Act(textAccount, func() tea.Cmd { return openAccount(d.Tenancy) }, "enter", "f4"),
		kit.Act(textReverse, func() tea.Cmd { return kit.Send(screen.Push{Screen: newReverse(s.env, s.id)}) }, "f6").When(whyNotReverse(s.env, d)),
	}
	list = append(list, kit.Act(textPrint, func() tea.Cmd { return kit.Send(screen.Go{Place: "document", Arg: Place, ID: s.id}) }, "f7", "ctrl+o"))
	if d.Reversed != 0 {
		list = append(list, kit.Act(textSeeReversal, func() tea.Cmd { return kit.Send(screen.Push{Screen: newPage(s.env, d.Reversed)}) }, "f5"))
	}
	if d.Reverses != 0 {
		list = append(list, kit.Act(textSeeReversed, func() tea.Cmd { return kit.Send(screen.Push{Screen: newPage(s.env, d.Reverses)}) }, "f5"))
	}
	return screen.Settled(s.load.Busy(), list, "enter", "f5", "f7")
}

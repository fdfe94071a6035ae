package rule

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// PriceTables are the tables (附表) that the reasons of lines left out by prices refer to, by number: what the shops cost, what each
// of the applicants pays at least for any of its options, and both sums. A person can add them up with the list at hand.
func (l *Lines) PriceTables(ctx context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	if err := l.priceTables(ctx, out, l.in, l.first, ""); err != nil || l.first.Rest == nil {
		return out, err
	}
	return out, l.priceTables(ctx, out, l.in.Second(l.first), l.first.Rest, textSecond)
}

// priceTables adds those of one pass.
func (l *Lines) priceTables(ctx context.Context, out map[string][]string, in *Instance, res *Result, pass string) error {
	var sums *adder
	for i := range res.Ranks {
		r := &res.Ranks[i]
		if b := r.Blocked; b == nil || len(b.Prices) == 0 && b.Like == "" || len(l.ranks[r.Number].Units) > 0 {
			continue
		}
		if sums == nil {
			var err error
			if sums, err = newAdder(ctx, in); err != nil {
				return err
			}
		}
		out[r.Number] = append(out[r.Number], pass+sums.table(l, res, r))
	}
	return nil
}

// table is the proof of one line by prices in a sentence.
func (k *adder) table(l *Lines, res *Result, r *Rank) string {
	b := res.Proof(r)
	price := make(map[string]int64, len(b.Prices))
	var shops, payers amounts
	for _, p := range b.Prices {
		price[p.Unit] = p.Price
		shops.add(p.Price, p.Unit)
	}
	own := k.least(k.rank[r.Number], price)
	if r.Blocked.Like != "" {
		return fmt.Sprintf("用第 %d 名的附表，把第 %d 名换成本户，本户至少须付 %d，共 %d；房源的价合计 %d，不够",
			l.rankOf(r.Blocked.Like), l.rankOf(r.Blocked.Like), own, b.Need, b.Have)
	}
	for _, number := range b.Others {
		payers.add(k.least(k.rank[number], price), fmt.Sprint(l.rankOf(number)))
	}
	return fmt.Sprintf("房源的价：%s，合计 %d；任选一处至少须付：%s，本户 %d，共 %d；合计不够，不能都安置",
		shops.words("%s 各 %d"), b.Have, payers.words("第 %s 名 各 %d"), own, b.Need)
}

// amounts gathers who or what has the same amount, in the order in which the amounts come first.
type amounts struct {
	order []int64
	names map[int64][]string
}

func (a *amounts) add(amount int64, name string) {
	if a.names == nil {
		a.names = map[int64][]string{}
	}
	if !slices.Contains(a.order, amount) {
		a.order = append(a.order, amount)
	}
	a.names[amount] = append(a.names[amount], name)
}

func (a *amounts) words(format string) string {
	parts := make([]string, len(a.order))
	for i, n := range a.order {
		parts[i] = fmt.Sprintf(format, strings.Join(a.names[n], "、"), n)
		if len(a.names[n]) == 1 {
			parts[i] = strings.Replace(parts[i], "各 ", "", 1)
		}
	}
	return strings.Join(parts, textLineComma)
}

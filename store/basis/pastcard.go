package basis

import (
	"context"

	"penggai/allocation/bylaw"
	"penggai/store/engine"
)

const (
	pastCards = `SELECT until, leader, adviser, telephone, address, payees, review, court FROM past_card WHERE district = $1 ORDER BY until`
	// Of two changes in a day the first keeps what was so before that day.
	keepPast = `INSERT INTO past_card (district, until, leader, adviser, telephone, address, payees, review, court)
		SELECT district, $2, leader, adviser, telephone, address, payees, review, court FROM office_card WHERE id = $1
		ON CONFLICT (district, until) DO NOTHING`
)

// PastCards are what a district said of itself before each change of its card, the oldest first.
func (s Room) PastCards(ctx context.Context, district string) ([]bylaw.PastCard, error) {
	return engine.All(ctx, s.Read, func(row engine.Scanner) (bylaw.PastCard, error) {
		c := bylaw.PastCard{Card: bylaw.Card{District: district}}
		err := row.Scan(&c.Until, &c.Leader, &c.Adviser, &c.Telephone, &c.Address, (*cardPayees)(&c.Payees), &c.Review, &c.Court)
		return c, err
	}, pastCards, district)
}

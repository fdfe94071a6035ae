package premises

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation/estate"
	"penggai/allocation/say"
	"penggai/store/engine"
)

func scanCommunity(s engine.Scanner) (c estate.Community, err error) {
	err = s.Scan(&c.District, &c.Name, &c.Letters)
	return c, err
}

const sqlCommunityList = `SELECT district, name, letters FROM community WHERE $1 = '*' OR district = $1 ORDER BY district, name`

// Communities are the communities that units of a district may stand in; "" is the city pool. Errors: ErrOtherDistrict.
func (s Room) Communities(ctx context.Context, by engine.Actor, district string) ([]estate.Community, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	return communities(ctx, s.Read, district)
}

// AllCommunities are those of all districts that the actor sees, the city pool among them.
func (s Room) AllCommunities(ctx context.Context, by engine.Actor) ([]estate.Community, error) {
	if by.District != "" {
		return communities(ctx, s.Read, by.District)
	}
	return communities(ctx, s.Read, "*")
}

func communities(ctx context.Context, q engine.Querier, district string) ([]estate.Community, error) {
	return engine.All(ctx, q, scanCommunity, sqlCommunityList, district)
}

// AddCommunity enters a community that the list lacks, with the letters of its numbers. Errors: estate.ErrCommunity, ErrCommunityHad,
// ErrOtherDistrict.
func (s Room) AddCommunity(ctx context.Context, by engine.Actor, c estate.Community, basis string) error {
	if strings.TrimSpace(basis) == "" {
		return engine.ErrNoReason.With(estate.ActAddCommunity.Title)
	}
	return s.Write(ctx, by, estate.ActAddCommunity, func(t *engine.Tx) error {
		if err := t.Mine(c.District); err != nil {
			return err
		}
		if err := c.Check(); err != nil {
			return err
		}
		list, err := communities(t.Ctx, t, c.District)
		if err != nil {
			return err
		}
		for _, o := range list {
			switch {
			case o.Name == c.Name:
				return ErrCommunityHad.Textf("%s已有小区“%s”，编号字母 %s", DistrictText(c.District), o.Name, o.Letters).On("community")
			case o.Letters == c.Letters:
				return ErrCommunityHad.Textf("字母 %s 已是“%s”的，请换一组", o.Letters, o.Name).On("letters")
			}
		}
		t.Subject(DistrictText(c.District) + " " + c.Name)
		t.Reason(basis)
		return addCommunity(t, c)
	})
}

func addCommunity(t *engine.Tx, c estate.Community) error {
	return t.Exec(`INSERT INTO community (district, name, letters) VALUES ($1, $2, $3)`, c.District, c.Name, c.Letters)
}

// knowCommunities enters the communities of units that are entered together, each with the letters of its first number.
func knowCommunities(t *engine.Tx, found []estate.Community) error {
	list, err := communities(t.Ctx, t, "*")
	if err != nil {
		return err
	}
	names, letters := map[[2]string]bool{}, map[[2]string]bool{}
	for _, c := range list {
		names[[2]string{c.District, c.Name}], letters[[2]string{c.District, c.Letters}] = true, true
	}
	for _, c := range found {
		if names[[2]string{c.District, c.Name}] {
			continue
		}
		if c.Check() != nil {
			c.Letters = "X" // a name that gives none, and a number that has none
		}
		for base, i := c.Letters, 2; letters[[2]string{c.District, c.Letters}]; i++ {
			c.Letters = fmt.Sprintf("%s%d", base, i)
		}
		names[[2]string{c.District, c.Name}], letters[[2]string{c.District, c.Letters}] = true, true
		if err := addCommunity(t, c); err != nil {
			return err
		}
	}
	return nil
}

// communityOf is the community of a unit by its number: JS-NSQ-01-1-03 has the letters NSQ.
func communityOf(district, name, number string) estate.Community {
	c := estate.Community{District: district, Name: name}
	if parts := strings.Split(number, "-"); len(parts) > 2 {
		c.Letters = parts[1]
	}
	if c.Check() != nil {
		c.Letters = ""
	}
	return c
}

// ErrCommunityHad is said of a community that the list has.
var ErrCommunityHad = say.Refuse("community_had", "小区目录里已经有了")

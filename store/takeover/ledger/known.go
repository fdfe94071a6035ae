package ledger

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/sheet"
)

// known is what the office knows of places.
type known struct {
	District    string // of the actor; empty sees all
	communities []estate.Community
	ByName      map[string][]estate.Community // by the name as it is compared
}

// ReadKnown reads it.
func ReadKnown(ctx context.Context, s *engine.Store, by engine.Actor) (known, error) {
	k := known{District: by.District, ByName: map[string][]estate.Community{}}
	list, err := premises.Of(s).AllCommunities(ctx, by)
	for _, c := range list {
		k.communities = append(k.communities, c)
		k.ByName[PlaceWord(c.Name)] = append(k.ByName[PlaceWord(c.Name)], c)
	}
	return k, err
}

// PlaceWord is a name of a place as it is compared: half-width, capitals, without white space.
func PlaceWord(s string) string {
	return strings.ToUpper(strings.Join(strings.Fields(quantity.HalfWidth(s)), ""))
}

// Community finds a community by its name; district chooses among those of one name, empty where the file says none.
func (k known) Community(name, district string) (estate.Community, bool) {
	var found []estate.Community
	for _, c := range k.ByName[PlaceWord(name)] {
		if district == "" || c.District == district {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return estate.Community{}, false
	}
	return found[0], true
}

// Like is the community of the catalogue that a name is most like; empty when none is.
func (k known) Like(name string) string {
	best, most := "", 1
	for _, c := range k.communities {
		n := 0
		for _, r := range PlaceWord(c.Name) {
			if strings.ContainsRune(PlaceWord(name), r) && !strings.ContainsRune("小区其他园居住", r) {
				n++
			}
		}
		if n > most {
			best, most = c.Name, n
		}
	}
	return best
}

// Context reads titles: a community of the catalogue, a district, a building.
func (k known) Context(title string) map[string]string {
	word := PlaceWord(title)
	if word == "" || len(word) > 200 {
		return nil
	}
	out := map[string]string{}
	best := ""
	for name := range k.ByName {
		if strings.Contains(word, name) && len(name) > len(best) {
			best = name
		}
	}
	if best != "" && len(k.ByName[best]) == 1 {
		out["community"] = k.ByName[best][0].Name
	}
	for _, d := range allocation.Districts() {
		if strings.Contains(word, d.Name) {
			out["district"] = d.Name
		}
	}
	if b := sheet.BuildingIn(strings.TrimPrefix(word, best)); b != "" {
		out["building"] = b
	}
	return out
}

// RealSince says from when the data of districts are real: the day of their first ledger.
func RealSince(ctx context.Context, q engine.Querier) (map[string]civil.Date, error) {
	out := map[string]civil.Date{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (district string, err error) {
		var day civil.Date
		err = s.Scan(&district, &day)
		out[district] = day
		return district, err
	}, `SELECT d.district, min(k.day) FROM takeover_district d JOIN takeover k ON k.id = d.takeover_id WHERE k.undone_day IS NULL GROUP BY d.district`)
	return out, err
}

package takeover

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/premises"
	"penggai/store/sheet"
)

// known is what the office knows of places.
type known struct {
	district    string // of the actor; empty sees all
	communities []estate.Community
	byName      map[string][]estate.Community // by the name as it is compared
}

func (s Room) known(ctx context.Context, by engine.Actor) (known, error) {
	k := known{district: by.District, byName: map[string][]estate.Community{}}
	list, err := premises.Of(s.Store).AllCommunities(ctx, by)
	for _, c := range list {
		k.communities = append(k.communities, c)
		k.byName[placeWord(c.Name)] = append(k.byName[placeWord(c.Name)], c)
	}
	return k, err
}

// placeWord is a name of a place as it is compared: half-width, capitals, without white space.
func placeWord(s string) string {
	return strings.ToUpper(strings.Join(strings.Fields(quantity.HalfWidth(s)), ""))
}

// community finds a community by its name; district chooses among those of one name, empty where the file says none.
func (k known) community(name, district string) (estate.Community, bool) {
	var found []estate.Community
	for _, c := range k.byName[placeWord(name)] {
		if district == "" || c.District == district {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return estate.Community{}, false
	}
	return found[0], true
}

// like is the community of the catalogue that a name is most like; empty when none is.
func (k known) like(name string) string {
	best, most := "", 1
	for _, c := range k.communities {
		n := 0
		for _, r := range placeWord(c.Name) {
			if strings.ContainsRune(placeWord(name), r) && !strings.ContainsRune("小区其他园居住", r) {
				n++
			}
		}
		if n > most {
			best, most = c.Name, n
		}
	}
	return best
}

// context reads titles: a community of the catalogue, a district, a building.
func (k known) context(title string) map[string]string {
	word := placeWord(title)
	if word == "" || len(word) > 200 {
		return nil
	}
	out := map[string]string{}
	best := ""
	for name := range k.byName {
		if strings.Contains(word, name) && len(name) > len(best) {
			best = name
		}
	}
	if best != "" && len(k.byName[best]) == 1 {
		out["community"] = k.byName[best][0].Name
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

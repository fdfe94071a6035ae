package estate

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Finished is a completed unit as the hand-over paper has it: what is empty stays as it is, or follows the rule.
type Finished struct {
	Number    string // real number; empty: by the program's rule
	Community string // of the district; empty: that of the hand-over
	Building  string
	Floor     int // 0: as it is
	Bay       int
	Area      quantity.Area // measured; 0: as it is
	Door      string
}

// HandOver is the hand-over of completed units to a district (一: until then they belong to the city).
type HandOver struct {
	Change
	District    string
	Community   string      // of the district, where the list names none
	Communities []Community // of the district
	First       int         // number of the first building where buildings are numbered anew; 0: they keep theirs
}

// Complete hands units over: district, place, number, measured area, each in the order of the units. buildings says which figure a
// building of the pool gets, so that units of one building stay together.
// Errors: those of Change.Check, Since; allocation.ErrUnknownDistrict, allocation.ErrUnitMove, ErrCommunity, ErrBuilding, ErrFloor, ErrArea,
// ErrNumber, ErrNumberHad.
func (h *HandOver) Complete(units []Old, as []Finished, taken func(string) bool, today civil.Date) error {
	if err := h.Check(today); err != nil {
		return err
	}
	m, err := allocation.CompleteTo(h.District)
	if err != nil {
		return say.OnField(err, "district")
	}
	used, buildings := map[string]bool{}, map[string]string{}
	for i := range units {
		u := &units[i]
		if err := Since(h.Change, u.Unit, u.Since); err != nil {
			return err
		}
		if err := u.Move(m); err != nil {
			return fmtOf(u.Number, err)
		}
		if err := h.settle(&u.Unit, as[i], buildings, func(n string) bool { return used[n] || taken(n) }); err != nil {
			return fmtOf(u.Number, err)
		}
		used[u.Number] = true
	}
	return nil
}

// settle gives one unit its place, number and area.
func (h *HandOver) settle(u *allocation.Unit, f Finished, buildings map[string]string, taken func(string) bool) error {
	name := f.Community
	if name == "" {
		name = h.Community
	}
	i := slices.IndexFunc(h.Communities, func(c Community) bool { return c.Name == name })
	if i < 0 {
		return ErrCommunity.With(name).On("community")
	}
	old := u.Number
	u.Community, u.Expected = name, civil.Date{}
	u.Sample = u.Sample && f.Area == 0 // of a sample that is measured, the figures are real
	switch {
	case f.Building != "":
		u.Building = f.Building
	case h.First > 0:
		if buildings[u.Building] == "" {
			buildings[u.Building] = fmt.Sprintf("%d号楼", h.First+len(buildings))
		}
		u.Building = buildings[u.Building]
	}
	if f.Floor != 0 {
		u.Floor = f.Floor
	}
	if f.Bay != 0 {
		u.Bay = f.Bay
	}
	if f.Door != "" {
		u.Door = f.Door
	}
	if f.Area != 0 {
		u.Area = f.Area
	}
	if err := checkPlace(*u); err != nil {
		return err
	}
	if err := CheckArea(u.Area); err != nil {
		return err
	}
	n := NumberOf(h.Communities[i], u.Building, u.Floor, u.Bay, taken)
	if strings.TrimSpace(f.Number) != "" {
		var err error
		if n, err = Number(f.Number); err != nil {
			return err
		}
		if taken(n) {
			return ErrNumberHad.With(n)
		}
	}
	if n != old {
		u.Former, u.Number = Remember(u.Former, old), n
	}
	return nil
}

// fmtOf names the unit that a refusal is about.
func fmtOf(number string, err error) error {
	if r, ok := err.(*say.Refusal); ok {
		return r.Textf("%s：%s", number, r.Text)
	}
	return err
}

package estate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/search"
)

// Community (小区) is where units stand: chosen from a list of the office, so that one place has one name. Its letters stand in the
// numbers of its units.
type Community struct {
	District string // empty for the city pool
	Name     string // 南市区
	Letters  string // NSQ
}

var (
	lettersForm = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,7}$`)
	numberForm  = regexp.MustCompile(`^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$`)
)

// Check brings name and letters into form; letters that are not given come from the name. Errors: ErrCommunity.
func (c *Community) Check() error {
	c.Name = strings.TrimSpace(quantity.Visible(c.Name))
	c.Letters = strings.ToUpper(strings.TrimSpace(quantity.HalfWidth(c.Letters)))
	if c.Letters == "" {
		c.Letters = strings.ToUpper(search.Initials(c.Name))
	}
	switch {
	case c.Name == "" || len([]rune(c.Name)) > 20:
		return ErrCommunity.Textf("请填小区的名称，不超过 20 个字").On("community")
	case !lettersForm.MatchString(c.Letters):
		return ErrCommunity.Textf("编号用的字母不对，请填 1 到 8 个大写字母或数字，以字母开头，如 NSQ").With(c.Letters).On("letters")
	}
	return nil
}

// code begins the numbers of units: that of the district, or of the city.
func code(district string) string {
	if d, err := allocation.FindDistrict(district); err == nil {
		return d.Code
	}
	return allocation.CityCode
}

// Code begins the numbers of what belongs to a district; empty is the city pool.
func Code(district string) string { return code(district) }

// NumberOf is the number of a unit by the program's rule: JS-NSQ-01-1-03 is district, community, building, floor and bay. Of a bay
// that is not known the numbers from 51 on are taken; taken says which numbers there are already.
func NumberOf(c Community, building string, floor, bay int, taken func(number string) bool) string {
	head := fmt.Sprintf("%s-%s-%s-%s", code(c.District), c.Letters, buildingPart(building), floorPart(floor))
	if bay > 0 {
		if n := fmt.Sprintf("%s-%02d", head, bay); !taken(n) {
			return n
		}
	}
	for i := 51; ; i++ {
		if n := fmt.Sprintf("%s-%02d", head, i); !taken(n) {
			return n
		}
	}
}

// buildingPart are the figures of a building in a number; of one without figures its initials.
func buildingPart(building string) string {
	figures := strings.TrimLeftFunc(quantity.HalfWidth(building), func(r rune) bool { return r < '0' || r > '9' })
	end := strings.IndexFunc(figures, func(r rune) bool { return r < '0' || r > '9' })
	if end >= 0 {
		figures = figures[:end]
	}
	if n, err := strconv.Atoi(figures); err == nil {
		return fmt.Sprintf("%02d", n)
	}
	if word := strings.ToUpper(search.Initials(building)); word != "" {
		return word
	}
	return "00"
}

func floorPart(floor int) string {
	if floor < 0 {
		return fmt.Sprintf("B%d", -floor)
	}
	return strconv.Itoa(floor)
}

// Number brings a number that a person typed into form. Errors: ErrNumber.
func Number(text string) (string, error) {
	n := strings.ToUpper(strings.TrimSpace(quantity.HalfWidth(text)))
	if !numberForm.MatchString(n) || len(n) > 32 {
		return "", ErrNumber.With(text).On("number")
	}
	return n, nil
}

// Renumber gives a unit another number; the old one stays among those by which it is found. Errors: ErrTaken, ErrNumber.
func Renumber(u *allocation.Unit, number, holder string) error {
	if u.State == allocation.UnitReserved || u.State == allocation.UnitClosed {
		return Free(*u, Renumbered, holder)
	}
	n, err := Number(number)
	if err != nil {
		return err
	}
	if n == u.Number {
		return ErrNumber.Textf("新编号与现在的编号相同").With(n).On("number")
	}
	u.Former = Remember(u.Former, u.Number)
	u.Number = n
	return nil
}

// Remember adds a number to the former ones, once.
func Remember(former, number string) string {
	for _, f := range strings.Fields(former) {
		if f == number {
			return former
		}
	}
	return strings.TrimSpace(former + " " + number)
}

// Numbers of units and their communities.
var (
	ErrCommunity = say.Refuse("estate_community", "小区目录里没有这个小区，请先登记小区")
	ErrNumber    = say.Refuse("estate_number", "编号的写法不对，请用大写字母、数字和短横，如 JS-NSQ-01-1-03")
	ErrNumberHad = say.Refuse("estate_number_had", "这个编号已经有房源用过，请换一个")
)

package estate

import (
	"regexp"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// MostArea is the largest floor area of one unit: 100,000 ㎡.
const MostArea quantity.Area = 10_000_000

// Particulars are what a unit is described by, beside place and area.
type Particulars struct {
	Source      allocation.UnitSource
	Usage       string
	Certificate string
	Address     string
	Door        string
	Tags        []string
	Photo       string
}

// Of are the particulars of a unit.
func Of(u allocation.Unit) Particulars {
	return Particulars{u.Source, u.Usage, u.Certificate, u.Address, u.Door, slices.Clone(u.Tags), u.Photo}
}

// put writes them into a unit.
func (p *Particulars) put(u *allocation.Unit) {
	u.Source, u.Usage, u.Certificate, u.Address, u.Door, u.Tags, u.Photo = p.Source, p.Usage, p.Certificate, p.Address, p.Door, p.Tags, p.Photo
}

// tidy takes spaces away and refuses what cannot be. Errors: ErrSource, ErrPhoto.
func (p *Particulars) tidy() error {
	for _, text := range []*string{&p.Usage, &p.Certificate, &p.Address, &p.Door, &p.Photo} {
		*text = strings.TrimSpace(*text)
	}
	if p.Source == "" {
		p.Source = allocation.SourceRenewal
	}
	if !slices.Contains(allocation.UnitSources(), p.Source) {
		return ErrSource.With(string(p.Source)).On("source")
	}
	if strings.ContainsAny(p.Photo, `/\:*?"<>|`) {
		return ErrPhoto.With(p.Photo).On("photo")
	}
	return nil
}

// Add checks a unit that no list had, and gives it its state: vacant in a district, under construction in the city pool. number is
// what a person typed, or empty for the program's rule; communities are those of the district.
// Errors: those of Change.Check; ErrCommunity, ErrBuilding, ErrFloor, ErrArea, ErrNumber, ErrSource, ErrPhoto.
func Add(u *allocation.Unit, c Change, communities []Community, taken func(string) bool, today civil.Date) error {
	if err := c.Check(today); err != nil {
		return err
	}
	i := slices.IndexFunc(communities, func(k Community) bool { return k.District == u.District && k.Name == u.Community })
	if i < 0 {
		return ErrCommunity.With(u.Community).On("community")
	}
	u.Building = Building(u.Building)
	if err := checkPlace(*u); err != nil {
		return err
	}
	if err := CheckArea(u.Area); err != nil {
		return err
	}
	p := Of(*u)
	if err := p.tidy(); err != nil {
		return err
	}
	p.put(u)
	u.State, u.Sample = allocation.UnitVacant, false
	if u.District == "" {
		u.State = allocation.UnitBuilding
	}
	if strings.TrimSpace(u.Number) == "" {
		u.Number = NumberOf(communities[i], u.Building, u.Floor, u.Bay, taken)
		return nil
	}
	n, err := Number(u.Number)
	if err == nil && taken(n) {
		err = ErrNumberHad.With(n).On("number")
	}
	u.Number = n
	return err
}

// numbered is a building that is called by its number alone.
var numbered = regexp.MustCompile(`^0*([1-9]\d{0,3})(号楼|#楼|#|号栋|号幢|栋|幢|号|楼|座)?$`)

// Building brings a building into the form in which all are kept: 3, 3#, 03栋 and 3号楼 are 3号楼, so that one place has one name; one
// with a name of its own stays as it is.
func Building(text string) string {
	text = strings.TrimSpace(text)
	if m := numbered.FindStringSubmatch(text); m != nil {
		return m[1] + "号楼"
	}
	return text
}

// checkPlace refuses a place that no unit can have. Errors: ErrBuilding, ErrFloor.
func checkPlace(u allocation.Unit) error {
	switch {
	case strings.TrimSpace(u.Building) == "" || len([]rune(u.Building)) > 20:
		return ErrBuilding.On("building")
	case u.Floor == 0 || u.Floor < -5 || u.Floor > 60 || u.Bay < 0 || u.Bay > 999:
		return ErrFloor.On("floor")
	}
	return nil
}

// CheckArea refuses an area that no unit has. Errors: ErrArea.
func CheckArea(a quantity.Area) error {
	if a <= 0 || a > MostArea {
		return ErrArea.With(a.String()).On("area")
	}
	return nil
}

// Describe changes what a unit is described by. A change of source, certificate or use rests on a paper; tags, address, door and
// photograph may be kept up without one. Errors: ErrTaken, ErrNothing, ErrDocument, ErrDay, ErrSource, ErrPhoto.
func Describe(u *allocation.Unit, c Change, p Particulars, today civil.Date) error {
	if err := Alive(*u, Described); err != nil {
		return err
	}
	if err := p.tidy(); err != nil {
		return err
	}
	was := Of(*u)
	title := p.Source != was.Source || p.Certificate != was.Certificate || p.Usage != was.Usage
	same := !title && p.Address == was.Address && p.Door == was.Door && p.Photo == was.Photo && slices.Equal(p.Tags, was.Tags)
	if same {
		return ErrNothing.On("usage")
	}
	if c.Day.IsZero() || c.Day.After(today) {
		return ErrDay.With(c.Day.String()).On("day")
	}
	if title {
		if err := c.Check(today); err != nil {
			return err
		}
	}
	p.put(u)
	return nil
}

// AreaFrom is a floor area with the first day on which it is in force.
type AreaFrom struct {
	From civil.Date
	Area quantity.Area
}

// Measure enters a measured floor area from a day on; last is the latest entry there is. A unit that a round or an award has locked
// is not measured: what was computed rests on its area. Errors: ErrTaken, those of Change.Check; ErrArea, ErrAreaDay.
func Measure(u *allocation.Unit, c Change, area quantity.Area, last AreaFrom, holder string, today civil.Date) error {
	if u.State == allocation.UnitReserved || u.State == allocation.UnitClosed {
		return Free(*u, Measured, holder)
	}
	if err := c.Check(today); err != nil {
		return err
	}
	if err := CheckArea(area); err != nil {
		return err
	}
	if c.Day.Before(last.From) {
		return ErrAreaDay.Textf("%s 上一次的面积自 %s 起用，新的面积不能从更早的日期起用；原来的面积登记错了的，请办理更正", u.Number, last.From).With(c.Day.String()).On("day")
	}
	u.Area = area
	return nil
}

// Units as they are described.
var (
	ErrBuilding = say.Refuse("estate_building", "请填楼栋，不超过 20 个字，如 3号楼")
	ErrFloor    = say.Refuse("estate_floor", "层填 1 到 60，地下填 -1 到 -5；位填 1 到 999，不知道的填 0")
	ErrArea     = say.Refuse("estate_area", "面积须大于 0，不超过 100,000 ㎡")
	ErrAreaDay  = say.Refuse("area_day", "面积的起用日不能晚于今天，也不能早于上一次面积的起用日")
	ErrSource   = say.Refuse("estate_source", "来源须是 棚改 或 沉治")
	ErrPhoto    = say.Refuse("estate_photo", "照片只填文件名，不带文件夹，如 JS-NSQ-01-1-03.jpg")
	ErrNothing  = say.Refuse("estate_nothing", "没有改动任何一项")
)

package seed

import (
	"fmt"
	"slices"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// block is a community with the number of its sample units.
type block struct {
	district  string // empty for the city pool
	community string
	letters   string // of the community, inside unit numbers
	units     int
}

// code begins the numbers: that of the district, or of the city.
func (b block) code() string {
	if d, err := allocation.FindDistrict(b.district); err == nil {
		return d.Code
	}
	return allocation.CityCode
}

// The finished units: the totals by district stand in 一, the split over communities is the rule of this file.
var finished = []block{
	{"尖山区", "南市区", "NSQ", 297},
	{"尖山区", "尖山其他", "QT", 96},
	{"岭东区", "博爱园", "BAY", 116},
	{"岭东区", "长安居住区", "CAJ", 103},
	{"岭东区", "岭东其他", "QT", 56},
	{"四方台区", "北苑A区", "BYA", 28},
	{"四方台区", "北苑B区", "BYB", 24},
	{"四方台区", "四方台其他", "QT", 12},
	{"宝山区", "安吉B区", "AJB", 47},
	{"宝山区", "安悦小区", "AYX", 38},
	{"宝山区", "宝山其他", "QT", 22},
}

// The units under construction: 802 in the city pool; 一 names neither district nor community.
var underConstruction = []block{{"", "在建商服", "ZJ", 802}}

// The published areas (一), in dm².
const (
	finishedArea quantity.Area = 11_910_000
	buildingArea quantity.Area = 12_550_000
)

// UnitCount is the number of units that 一 publishes: 839 finished and 802 under construction.
const UnitCount = 1641

// completion is the last day of the month in which 一 expects the units under construction.
var completion = civil.On(2017, 10, 31)

// Units makes the premises of 一, times over: 1 gives the 1,641 units that meet every published total, 100 gives
// 164,100 for measuring. Each further time repeats the streets with higher building numbers. The order is district,
// community, building, floor, bay; unit numbers are unique.
func Units(times int) []allocation.Unit {
	var units []allocation.Unit
	for _, part := range []struct {
		blocks []block
		area   quantity.Area
	}{{finished, finishedArea}, {underConstruction, buildingArea}} {
		units = append(units, measured(part.blocks, part.area, times)...)
	}
	return units
}

// measured lays the blocks out and scales the shops' rough areas to the published total, to the dm².
func measured(blocks []block, total quantity.Area, times int) []allocation.Unit {
	var units []allocation.Unit
	for _, b := range blocks {
		street := b.street()
		last := buildings(street)
		for i := range times {
			for _, s := range street {
				units = append(units, s.unit(b, i*last))
			}
		}
	}
	var rough quantity.Area
	for _, u := range units {
		rough += u.Area
	}
	total *= quantity.Area(times)
	left := total
	for i := range units {
		units[i].Area = units[i].Area * total / rough
		left -= units[i].Area
	}
	// The rounding leaves less than one dm² a unit; the first units of the list take it.
	for i := range units[:left] {
		units[i].Area++
	}
	return units
}

// shop is a place in a street before it belongs to a block.
type shop struct {
	building, floor, bay int
	area                 quantity.Area // rough, before scaling
	tags                 []string
}

// street lays the units of a block out in buildings of one to three floors, 5 to 14 shops to the floor.
func (b block) street() []shop {
	g := newGenerator(b.code() + b.letters)
	var shops []shop
	for building, left := 1, b.units; left > 0; building++ {
		bays, floors := 6+g.below(9), 1
		switch n := g.below(20); {
		case n >= 18:
			floors = 3
		case n >= 10:
			floors = 2
		}
		size := bays * floors
		if left-size < 6 { // the last building takes the rest, as evenly as it goes
			size, floors = left, (left+13)/14
		}
		left -= size
		for floor := 1; floor <= floors; floor++ {
			n := size / (floors - floor + 1)
			if size%(floors-floor+1) != 0 {
				n++
			}
			size -= n
			shops = append(shops, row(&g, building, floor, n)...)
		}
	}
	return shops
}

// Rough areas of shops, in dm²: what a street has most of, and the large ones.
var (
	usual = []quantity.Area{3650, 4820, 6240, 7480, 8860, 9620, 10980, 11840, 12650, 14235, 15360, 16890, 18420, 20570, 23180, 25400}
	large = []quantity.Area{31500, 36800, 42600, 58000}
)

// row makes one floor of a building: shops come in pairs of mirrored plans, upper floors are wider,
// the ends of a ground floor are corners.
func row(g *generator, building, floor, bays int) []shop {
	shops := make([]shop, bays)
	var plan quantity.Area
	for i := range shops {
		if i%2 == 0 {
			plan = usual[g.below(len(usual))]
			if g.below(40) == 0 {
				plan = large[g.below(len(large))]
			}
			if floor > 1 && plan < 8000 {
				plan *= 2
			}
		}
		s := shop{building: building, floor: floor, bay: i + 1, area: plan}
		has := map[string]bool{
			"临街":  floor == 1 || g.below(10) < 3,
			"转角":  floor == 1 && (i == 0 || i == bays-1),
			"上下水": g.below(10) < 7,
			"燃气":  g.below(10) < 4,
			"三相电": g.below(10) < 3,
		}
		for _, tag := range allocation.UnitTags() {
			if has[tag] {
				s.tags = append(s.tags, tag)
			}
		}
		shops[i] = s
	}
	return shops
}

func buildings(street []shop) int { return street[len(street)-1].building }

// unit gives a place its block; the building number is moved on by shift.
func (s shop) unit(b block, shift int) allocation.Unit {
	building := s.building + shift
	u := allocation.Unit{
		Number:    fmt.Sprintf("%s-%s-%02d-%d-%02d", b.code(), b.letters, building, s.floor, s.bay),
		District:  b.district,
		Community: b.community,
		Building:  fmt.Sprintf("%d号楼", building),
		Floor:     s.floor,
		Bay:       s.bay,
		Area:      s.area,
		Tags:      slices.Clone(s.tags),
		State:     allocation.UnitVacant,
		Sample:    true,
		Source:    allocation.SourceRenewal,
	}
	if b.district == "" {
		u.State, u.Expected = allocation.UnitBuilding, completion
	}
	return u
}

// generator is a small integer generator (splitmix64): the same numbers on every platform and in every version.
type generator uint64

// newGenerator starts from a name (FNV-1a).
func newGenerator(name string) generator {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return generator(h)
}

// below gives a number from 0 to n-1; the slight unevenness of the remainder does not matter here.
func (g *generator) below(n int) int {
	*g += 0x9e3779b97f4a7c15
	z := uint64(*g)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

package civil

import (
	"cmp"
	"slices"
	"time"
)

// Almanac are the days of a year on which its feasts by the moon and the sun fall. To compute them takes an almanac, so they
// are handed in.
type Almanac struct {
	Spring     Date // 农历正月初一
	Qingming   Date // 清明
	DragonBoat Date // 农历五月初五
	MidAutumn  Date // 农历八月十五
}

// The feasts that the law sets free.
const (
	feastNewYear    = "元旦"
	feastSpring     = "春节"
	feastQingming   = "清明节"
	feastLabour     = "劳动节"
	feastDragonBoat = "端午节"
	feastMidAutumn  = "中秋节"
	feastNational   = "国庆节"
)

// holidayLaw is how the regulation on holidays (全国年节及纪念日放假办法) stands from a year on.
type holidayLaw struct {
	from          int
	spring        int // first day of the Spring Festival's leave, counted from its first day: -1 is its eve
	springDays    int
	labourDays    int
	threeOfSeason bool // Qingming, Dragon Boat and Mid-Autumn are free
}

// holidayLaws are the versions of the regulation, the latest first.
var holidayLaws = []holidayLaw{
	{from: 2025, spring: -1, springDays: 4, labourDays: 2, threeOfSeason: true},
	{from: 2014, spring: 0, springDays: 3, labourDays: 1, threeOfSeason: true},
	{from: 2008, spring: -1, springDays: 3, labourDays: 1, threeOfSeason: true},
	{from: 2000, spring: 0, springDays: 3, labourDays: 3},
}

// Statutory lists the days of a year that are free by law for everybody, by date. The days exchanged for weekends, and the
// day that makes up for a feast on a weekend, are set by the State Council's yearly notice and are not among them.
func Statutory(year int, a Almanac) []SpecialDay {
	at := slices.IndexFunc(holidayLaws, func(l holidayLaw) bool { return l.from <= year })
	if at < 0 {
		return nil
	}
	law := holidayLaws[at]
	var out []SpecialDay
	add := func(name string, from Date, days int) {
		for i := range days {
			out = append(out, SpecialDay{Day: from.AddDays(i), Name: name})
		}
	}
	add(feastNewYear, On(year, time.January, 1), 1)
	add(feastSpring, a.Spring.AddDays(law.spring), law.springDays)
	add(feastLabour, On(year, time.May, 1), law.labourDays)
	if law.threeOfSeason {
		add(feastQingming, a.Qingming, 1)
		add(feastDragonBoat, a.DragonBoat, 1)
		add(feastMidAutumn, a.MidAutumn, 1)
	}
	add(feastNational, On(year, time.October, 1), 3)
	slices.SortStableFunc(out, func(a, b SpecialDay) int { return cmp.Compare(a.Day.n, b.Day.n) })
	return slices.CompactFunc(out, func(a, b SpecialDay) bool { return a.Day == b.Day })
}

// Changed compares what is known of a year with what comes in its place: the days that go and the days that come, by date. A
// day that turns from free to worked is in both.
func Changed(before, after []SpecialDay) (gone, come []SpecialDay) {
	lacks := func(days []SpecialDay, d SpecialDay) bool {
		return !slices.ContainsFunc(days, func(o SpecialDay) bool { return o.Day == d.Day && o.Work == d.Work })
	}
	for _, d := range before {
		if lacks(after, d) {
			gone = append(gone, d)
		}
	}
	for _, d := range after {
		if lacks(before, d) {
			come = append(come, d)
		}
	}
	return gone, come
}

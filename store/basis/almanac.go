package basis

import (
	"sync"
	"time"

	lunar "github.com/6tail/lunar-go/calendar"

	"penggai/allocation/civil"
)

// statutoryYears keeps what statutory has computed: the days of a year never change.
var statutoryYears sync.Map

// Statutory lists the days of a year that are free by law, those by the moon computed (全国年节及纪念日放假办法).
func Statutory(year int) []civil.SpecialDay {
	kept, _ := statutoryYears.Load(year)
	if days, ok := kept.([]civil.SpecialDay); ok {
		return days
	}
	days := civil.Statutory(year, civil.Almanac{
		Spring: ofLunar(year, 1, 1), Qingming: qingming(year), DragonBoat: ofLunar(year, 5, 5), MidAutumn: ofLunar(year, 8, 15),
	})
	statutoryYears.Store(year, days)
	return days
}

// ofLunar is the day of the month of a lunar year, which begins within the civil year of the same number.
func ofLunar(year, month, day int) civil.Date {
	return ofSolar(lunar.NewLunarFromYmd(year, month, day).GetSolar())
}

// qingming is the day in April on which the sun reaches 15°.
func qingming(year int) civil.Date {
	return ofSolar(lunar.NewSolarFromYmd(year, int(time.April), 4).GetLunar().GetJieQiTable()["清明"])
}

func ofSolar(s *lunar.Solar) civil.Date {
	return civil.On(s.GetYear(), time.Month(s.GetMonth()), s.GetDay())
}

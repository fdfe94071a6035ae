package seed

import (
	"strings"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"

	"penggai/allocation/civil"
)

// The years whose holidays the calendar library carries; later ones are imported as data.
const (
	calendarFirst = 2001
	calendarLast  = 2026
)

// Holidays lists the special days of the State Council's yearly calendars from the end of 2001 to 2026, by date:
// the holidays and the make-up days on which people work although it is a weekend.
func Holidays() []civil.SpecialDay {
	days := make([]civil.SpecialDay, 0, 900)
	for year := calendarFirst; year <= calendarLast; year++ {
		for e := HolidayUtil.GetHolidaysByYear(year).Front(); e != nil; e = e.Next() {
			h, ok := e.Value.(*HolidayUtil.Holiday)
			if !ok {
				continue
			}
			day, err := civil.Parse(h.GetDay())
			if err != nil {
				continue
			}
			weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
			if h.IsWork() && !weekend {
				continue // the library lists a few ordinary working days, which say nothing
			}
			name := strings.Replace(h.GetName(), "元旦节", "元旦", 1)
			days = append(days, civil.SpecialDay{Day: day, Name: name, Work: h.IsWork()})
		}
	}
	return days
}

// Calendar is the working-day calendar of Holidays.
func Calendar() *civil.Calendar { return civil.NewCalendar(Holidays()) }

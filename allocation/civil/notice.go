package civil

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// NoticeFault is why a notice of holidays cannot be read: the line, and what is wrong with it.
type NoticeFault struct {
	Line int // from 1
	Text string
	Why  NoticeWhy
}

// NoticeWhy is one of the reasons.
type NoticeWhy int

// The reasons.
const (
	NoticeNoDay   NoticeWhy = iota // the notice names no day at all
	NoticeNoWord                   // a day without 放假 or 上班 behind it
	NoticeBadDay                   // no such day, or a range that ends before it begins or is longer than a month
	NoticeFarYear                  // a day that is not of the year or next to it
	NoticeWeekday                  // a make-up day that is an ordinary working day anyway
	NoticeTwice                    // one day both free and worked
	NoticeNoFeast                  // a feast is prolonged that the calendar does not know
)

// Error is for logs; screens say it in their own words.
func (f *NoticeFault) Error() string {
	return fmt.Sprintf("holiday notice line %d: %q", f.Line, f.Text)
}

var (
	noticeAside = regexp.MustCompile(`\([^)]*\)`)
	noticeTitle = regexp.MustCompile(`^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*([^:\d]{1,20}):`)
	// 延长2020年春节假期至2月2日: what the calendar has of the feast goes on to the day.
	noticeLonger = regexp.MustCompile(`延长(?:(\d{4})年)?([^\d,.;]{1,8}?)(?:假期|放假)?(?:至|到)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日`)
	// 2月3日起正常上班 says what holds anyway.
	noticeAgain = regexp.MustCompile(`(?:\d{4}年)?\d{1,2}月\d{1,2}日起[^,.;]*上班`)
	// The date below the notice, alone or behind the name of who signed it.
	noticeFoot = regexp.MustCompile(`(^|\n|\.|国务院办公厅)\d{4}年\d{1,2}月\d{1,2}日\s*(?:\([^)]*\))?\s*$`)
	// A heading copied with the notice: when and where it was published, its number, its title; or a date alone.
	noticeHead = regexp.MustCompile(`日期|时间|来源|标题|题名|文号|索引|字号|发布|印发|通知|^\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?(\d{1,2}:\d{2}(:\d{2})?)?$`)
	// 2月20日、21日: the month of before holds for the day behind it.
	noticeBare = regexp.MustCompile(`((?:\d{4}年)?\d{1,2}月)(\d{1,2}日(?:(?:至|到|—+|–|~)\d{1,2}日)?)([、,和及])(\d{1,2}日)`)
	noticeMore = regexp.MustCompile(`延长|补充|关于调整|纪念日调休`)
	noticeYear = regexp.MustCompile(`(\d{4})年[^\d,.;:\n]{0,8}(?:节假日|放假|假期|休假|元旦|春节|安排)`)
	noticePart = regexp.MustCompile(`(?:(\d{4})[年\-/.])?(\d{1,2})[月\-/.](\d{1,2})日?(?:(?:至|到|—+|–|~)(?:(?:(\d{4})[年\-/.])?(\d{1,2})[月\-/.])?(\d{1,2})日?)?|调休上班|放假|休息|补休|连休|调休|上班`)
)

// noticeDays is a range of days that waits for the word that says what they are.
type noticeDays struct {
	from, to Date
	text     string
}

// ParseNotice reads the State Council's notice of the holidays of a year as it is published, a feast a line:
// 二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。 Dates may also be written 2027-02-04; what stands
// in brackets is passed over, and so are a heading with the day of its publication and the date of the signature at its foot. A notice that prolongs a feast goes on from what
// known has of it; known may be nil. Days come by date. The error is a *NoticeFault.
func ParseNotice(text string, year int, known *Calendar) ([]SpecialDay, error) {
	var out []SpecialDay
	name := ""
	text = noticeFoot.ReplaceAllString(narrowLines(text), "$1")
	for n, line := range strings.Split(text, "\n") {
		line = noticeAside.ReplaceAllString(strings.ReplaceAll(line, " ", ""), "")
		for noticeBare.MatchString(line) {
			line = noticeBare.ReplaceAllString(line, "$1$2$3$1$4")
		}
		whole := line
		longer, rest, fault := noticeProlong(line, year, known)
		if fault != nil {
			fault.Line = n + 1
			return nil, fault
		}
		out = append(out, longer...)
		line = noticeAgain.ReplaceAllString(rest, "")
		if m := noticeTitle.FindStringSubmatch(line); m != nil {
			name = m[1]
			line = line[len(m[0]):]
		}
		days, fault := noticeLine(line, name, year)
		if fault != nil && len(out) == 0 && noticeHead.MatchString(whole) {
			name = ""
			continue
		}
		if fault != nil {
			fault.Line = n + 1
			return nil, fault
		}
		out = append(out, days...)
	}
	if len(out) == 0 {
		return nil, &NoticeFault{Line: 1, Why: NoticeNoDay}
	}
	slices.SortFunc(out, func(a, b SpecialDay) int { return cmp.Or(a.Day.Compare(b.Day), strings.Compare(a.Name, b.Name)) })
	for i := 1; i < len(out); i++ {
		if out[i].Day == out[i-1].Day && out[i].Work != out[i-1].Work {
			return nil, &NoticeFault{Line: 1, Text: out[i].Day.String(), Why: NoticeTwice}
		}
	}
	return slices.CompactFunc(out, func(a, b SpecialDay) bool { return a.Day == b.Day }), nil
}

// NoticeYear is the year whose holidays a notice says it arranges, in its title or its first sentence.
func NoticeYear(text string) (year int, said bool) {
	m := noticeYear.FindStringSubmatch(strings.ReplaceAll(narrowLines(text), " ", ""))
	if m == nil {
		return 0, false
	}
	year, _ = strconv.Atoi(m[1])
	return year, true
}

// NoticeAmends reports whether a notice says that it prolongs a holiday or adds to what was arranged, and so leaves the rest of its year.
func NoticeAmends(text string) bool { return noticeMore.MatchString(narrowLines(text)) }

// narrowLines is narrow line by line.
func narrowLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = narrow(l)
	}
	return strings.Join(lines, "\n")
}

// noticeProlong takes the feasts that a line prolongs out of it. Where the calendar has the feast up to its new end already, that
// end alone is named: a notice entered twice brings nothing, and is not one without a day.
func noticeProlong(line string, year int, known *Calendar) (out []SpecialDay, rest string, fault *NoticeFault) {
	for _, m := range noticeLonger.FindAllStringSubmatch(line, -1) {
		of := year
		if m[1] != "" {
			of, _ = strconv.Atoi(m[1])
		}
		to, ok := checked(cmp.Or(m[3], strconv.Itoa(of)), m[4], m[5])
		had := known.Feast(of, m[2])
		switch {
		case len(had) == 0:
			return nil, line, &NoticeFault{Text: m[2], Why: NoticeNoFeast}
		case !ok || to.Before(had[0]) || to.Sub(had[0]) > 31:
			return nil, line, &NoticeFault{Text: m[0], Why: NoticeBadDay}
		case of < year-1 || of > year+1:
			return nil, line, &NoticeFault{Text: m[0], Why: NoticeFarYear}
		}
		if !to.After(had[len(had)-1]) && slices.Contains(had, to) {
			out = append(out, SpecialDay{Day: to, Name: known.Name(to)})
		}
		for d := had[len(had)-1].AddDays(1); !d.After(to); d = d.AddDays(1) {
			out = append(out, SpecialDay{Day: d, Name: m[2]})
		}
	}
	return out, noticeLonger.ReplaceAllString(line, ""), nil
}

// noticeLine reads one line: days wait for the 放假 or 上班 that follows them.
func noticeLine(line, name string, year int) (out []SpecialDay, fault *NoticeFault) {
	var waiting []noticeDays
	for _, m := range noticePart.FindAllStringSubmatch(line, -1) {
		if m[2] != "" {
			days, why := noticeRange(m, year)
			if why != nil {
				return nil, &NoticeFault{Text: m[0], Why: *why}
			}
			waiting = append(waiting, days)
			continue
		}
		work := strings.HasSuffix(m[0], "上班")
		for _, w := range waiting {
			for d := w.from; !d.After(w.to); d = d.AddDays(1) {
				weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
				if work && !weekend {
					return nil, &NoticeFault{Text: w.text, Why: NoticeWeekday}
				}
				out = append(out, SpecialDay{Day: d, Name: name, Work: work})
			}
		}
		waiting = nil
	}
	if len(waiting) > 0 {
		return nil, &NoticeFault{Text: waiting[0].text, Why: NoticeNoWord}
	}
	return out, nil
}

// noticeRange makes the days of a match: year, month, day, and the same of the end where there is one.
func noticeRange(m []string, year int) (noticeDays, *NoticeWhy) {
	bad, far := NoticeBadDay, NoticeFarYear
	if m[1] == "" {
		m[1] = strconv.Itoa(year)
	}
	from, ok := checked(m[1], m[2], m[3])
	if !ok {
		return noticeDays{}, &bad
	}
	to := from
	if m[6] != "" {
		if m[5] == "" {
			m[5] = m[2]
		}
		if m[4] == "" {
			m[4] = m[1]
		}
		if to, ok = checked(m[4], m[5], m[6]); !ok {
			return noticeDays{}, &bad
		}
	}
	if to.Before(from) || to.Sub(from) > 31 {
		return noticeDays{}, &bad
	}
	if from.Year() < year-1 || to.Year() > year+1 {
		return noticeDays{}, &far
	}
	return noticeDays{from, to, m[0]}, nil
}

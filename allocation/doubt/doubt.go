// Package doubt says of a value that may be entered what makes it unlikely. It refuses nothing: a person is asked once and the
// answer is kept with the record (store/doubt), so that the same value is not asked about again.
//
//	value, what it stands beside ─> []Doubt ── asked: Asking ──> answered: kept under Doubt.Key
package doubt

import (
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Doubt is one unlikely value. Its key has the value and what it was compared with: another value is another doubt.
type Doubt struct {
	Key  string
	Text string
}

// Asking is the refusal of a saving until a person has said that the values are right.
type Asking struct{ List []Doubt }

// Error is the refusal in words.
func (a *Asking) Error() string { return a.Unwrap().Error() }

// Unwrap is the refusal: ErrDoubt with what is doubted.
func (a *Asking) Unwrap() error {
	return ErrDoubt.Textf("没有保存：%s。请核对后再保存", strings.Join(a.Lines(), "；"))
}

// Lines are the doubts in words.
func (a *Asking) Lines() []string {
	out := make([]string, len(a.List))
	for i, d := range a.List {
		out[i] = d.Text
	}
	return out
}

// Keys are the doubts as an answer names them.
func (a *Asking) Keys() string {
	var b strings.Builder
	for _, d := range a.List {
		b.WriteString("\n" + d.Key)
	}
	return b.String()
}

// Answered reports whether an answer, keys on lines of their own, has a doubt.
func Answered(answers string, d Doubt) bool { return strings.Contains(answers+"\n", "\n"+d.Key+"\n") }

// Bounds of what is usual.
const (
	leastPerJob = 200     // dm²: a place of work has two ㎡ at least
	mostPerJob  = 1000000 // yuan of tax a year for one job
	times       = 10      // so many times the usual is unlikely
	smallUnit   = 300     // dm²
	largeUnit   = 200000  // dm²
)

// Jobs doubts more jobs than an area holds. No area is no bound.
func Jobs(jobs int, area quantity.Area) []Doubt {
	if area <= 0 || jobs <= 0 || int64(jobs)*leastPerJob <= int64(area) {
		return nil
	}
	return []Doubt{{
		fmt.Sprintf("jobs %d %s", jobs, area),
		fmt.Sprintf("%d 个岗位、%s ㎡，每个岗位只有 %s ㎡", jobs, area, quantity.Area(int64(area)/int64(jobs))),
	}}
}

// Tax doubts a yearly tax that so few jobs hardly earn.
func Tax(year quantity.Money, jobs int) []Doubt {
	if int64(year) <= int64(max(jobs, 1))*mostPerJob*100 {
		return nil
	}
	return []Doubt{{fmt.Sprintf("tax %s %d", year, jobs), fmt.Sprintf("%d 个岗位每年纳税 %s 元，平均每个岗位超过 %d 万元", jobs, year, mostPerJob/10000)}}
}

// Phone doubts a telephone that somebody else has; whose says who.
func Phone(title, number, whose string) Doubt {
	masked := identity.MaskPhone(number)
	return Doubt{fmt.Sprintf("phone %s %s", masked, whose), fmt.Sprintf("%s %s 与%s相同", title, masked, whose)}
}

// Reading is what a meter showed on a day.
type Reading struct {
	Day    civil.Date
	Litres int64
}

// Readings doubts a reading whose use a day is ten times the usual: that between the first and the last one before. list is in the order
// of days.
func Readings(unit string, list []Reading, now Reading) []Doubt {
	if len(list) < 2 {
		return nil
	}
	first, last := list[0], list[len(list)-1]
	before, since := int64(last.Day.Sub(first.Day)), int64(now.Day.Sub(last.Day))
	used, usual := now.Litres-last.Litres, last.Litres-first.Litres
	if before <= 0 || since <= 0 || usual <= 0 || used < 1000 || used*before < times*usual*since {
		return nil
	}
	return []Doubt{{
		fmt.Sprintf("reading %s %s %d", unit, now.Day, now.Litres),
		fmt.Sprintf("%s %d 天用水 %s m³，是以前每天用量的 %d 倍", unit, since, cubic(used), used*before/(usual*since)),
	}}
}

func cubic(litres int64) string { return fmt.Sprintf("%d.%02d", litres/1000, litres%1000/10) }

// Price doubts a price that is ten times that of the year before, or a tenth of it.
func Price(title string, year int, now, last quantity.Money) []Doubt {
	if last <= 0 || now <= 0 || now < times*last && now*times > last {
		return nil
	}
	how := fmt.Sprintf("是上一年的 %d 倍", now/last)
	if now < last {
		how = fmt.Sprintf("只有上一年的 %d 分之一", last/now)
	}
	return []Doubt{{fmt.Sprintf("price %s %d %s %s", title, year, now, last), fmt.Sprintf("%s %d 年 %s 元，上一年 %s 元，%s", title, year, now, last, how)}}
}

// Area doubts an area that no shop has, and one that is far from what was known; known may be 0.
func Area(unit string, now, known quantity.Area) (out []Doubt) {
	if now < smallUnit || now > largeUnit {
		out = append(out, Doubt{fmt.Sprintf("area %s", now), fmt.Sprintf("%s ㎡，一般的商服在 %s 至 %s ㎡之间", strings.TrimSpace(unit+" "+now.String()), quantity.Area(smallUnit), quantity.Area(largeUnit))})
	}
	if known > 0 && (now >= 2*known || 2*now <= known) {
		out = append(out, Doubt{fmt.Sprintf("area %s %s", now, known), fmt.Sprintf("%s 原为 %s ㎡，现为 %s ㎡", unit, known, now)})
	}
	return out
}

// ErrDoubt is the refusal until somebody has looked.
var ErrDoubt = say.Refuse("doubt", "有数值不常见，没有保存。请核对后再保存")

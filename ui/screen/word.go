package screen

import (
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/ui/kit"
)

// TextReading is said until what is shown has been read.
const TextReading = say.Loading

// NothingFound is said of a filter that leaves nothing.
const NothingFound = "没有符合筛选的内容。按 Esc 去掉筛选。"

const textNoRow = "没有选中的一行"

// NoRow is why a key does nothing in a list without rows; "" when ok.
func NoRow(ok bool) string {
	if ok {
		return ""
	}
	return textNoRow
}

// FromTo is a span of days, both in it.
func FromTo(from, last civil.Date) string { return fmt.Sprintf("%s 至 %s", from, last) }

// Clock is hour and minute of an RFC 3339 time; empty when there is none.
func Clock(at string) string {
	if len(at) < 16 {
		return ""
	}
	return at[11:16]
}

// JobWords is a figure of jobs.
func JobWords(f allocation.JobFigure) string {
	if f.Part == 0 {
		return fmt.Sprintf("全职 %d", f.Full)
	}
	return fmt.Sprintf("全职 %d 兼职 %d", f.Full, f.Part)
}

// Choices are the values of a list of words that a form offers.
func Choices[S State](list []S) []kit.Choice {
	return NotedChoices(list, func(S) string { return "" })
}

// NotedChoices are Choices with a note behind each.
func NotedChoices[S State](list []S, note func(S) string) []kit.Choice {
	out := make([]kit.Choice, len(list))
	for i, s := range list {
		out[i] = kit.Choice{Key: string(s), Label: s.Title(), Note: note(s)}
	}
	return out
}

// Yuan is an amount with its unit.
func Yuan(m quantity.Money) string { return m.String() + " 元" }

// DistrictChoices are the districts.
func DistrictChoices() []kit.Choice {
	var out []kit.Choice
	for _, d := range allocation.Districts() {
		out = append(out, kit.Choice{Key: d.Name, Label: d.Name})
	}
	return out
}

// StepKeys are the keys that take the next step of a record, by the kind of step: a text around the words of the step, with %s
// for these. A kind that is not among them has no key.
type StepKeys[K ~string] map[K]string

// Say is the next step with its key.
func (k StepKeys[K]) Say(s allocation.Step[K]) string {
	if around, ok := k[s.Kind]; ok {
		return strings.Replace(around, "%s", s.Text, 1)
	}
	return s.Text
}

// Why is a refusal as the reason why a key does nothing; "" when nothing is refused.
func Why(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

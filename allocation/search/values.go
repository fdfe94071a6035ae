package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/quantity"
)

// Values are the fields of a list by whose values its rows can be counted, and how many rows have each value of one of them.
type Values struct {
	Fields []Choice // keys and titles
	Of     string   // key of the one that is counted by
	Rows   []ValueRow
}

// ValueRow is one value, or a span of them where a field has too many.
type ValueRow struct {
	Title  string // as people read it
	Filter string // the condition that leaves its rows; empty: there is none
	Rows   int

	place int64 // numbers and days stand in their order, the rest by how many there are
}

// KeptRow is a value as the store keeps it, "" for none, and how many rows have it.
type KeptRow struct {
	Kept string
	Rows int
}

// CountValues puts kept values into words: those of a choice by their titles, days by the month, money and areas by spans. A field
// that keeps a list of words counts each of them.
func CountValues(f FilterField, listed bool, kept []KeptRow) []ValueRow {
	at, out := map[string]int{}, []ValueRow(nil)
	add := func(v ValueRow, rows int) {
		i, known := at[v.Title]
		if !known {
			i = len(out)
			at[v.Title], out = i, append(out, v)
		}
		out[i].Rows += rows
	}
	for _, k := range kept {
		words := []string{k.Kept}
		if listed && k.Kept != "" {
			words = strings.Fields(k.Kept)
		}
		for _, w := range words {
			add(valueOf(f, w), k.Rows)
		}
	}
	slices.SortFunc(out, func(a, b ValueRow) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Title, b.Title))
	})
	return out
}

// last is the place of what has no place of its own: behind all numbers.
const last = 1 << 62

// valueOf is a kept value in words, with its condition.
func valueOf(f FilterField, kept string) ValueRow {
	is := func(title, value string, place int64) ValueRow {
		return ValueRow{Title: title, Filter: f.Title + ":" + value, place: place}
	}
	if kept == "" {
		return is("（空）", "="+Empty, last)
	}
	n, _ := strconv.ParseInt(kept, 10, 64) // of the kinds that are numbers
	switch f.Kind {
	case FieldChoice:
		i := slices.IndexFunc(f.Choices, func(c Choice) bool { return c.Value == kept })
		if i < 0 {
			return ValueRow{Title: kept}
		}
		return is(f.Choices[i].Title, Quote(f.Choices[i].Title), 0)
	case FieldCount:
		return is(kept, kept, n)
	case FieldArea:
		from := quantity.Area(n / areaSpan * areaSpan)
		span := from.String() + "-" + (from + areaSpan - 1).String()
		return is(span+" ㎡", span, int64(from))
	case FieldMoney:
		return moneySpan(n, is)
	case FieldDate:
		month := kept[:min(7, len(kept))]
		days, _ := strconv.ParseInt(strings.ReplaceAll(month, "-", ""), 10, 64) // a month that is none stands first
		return is(month, month, days)
	default:
		return is(kept, "="+Quote(kept), 0)
	}
}

const areaSpan = 2000 // 20 ㎡ in hundredths

// moneySpan is the span of an amount: nothing, below nothing, or between two powers of ten 元 from 100 on.
func moneySpan(fen int64, is func(title, value string, place int64) ValueRow) ValueRow {
	switch {
	case fen < 0:
		return is("负数", "<0", -1)
	case fen == 0:
		return is("0", "0", 0)
	}
	from, to := int64(1), int64(100_00)
	for fen >= to {
		from, to = to, to*10
	}
	return is(quantity.Money(from).String()+" 起", ">="+plain(from), from).and("不足 "+quantity.Money(to).String()+" 元", "<"+plain(to))
}

func plain(fen int64) string { return strings.ReplaceAll(quantity.Money(fen).String(), ",", "") }

// and joins a second condition on the same field.
func (v ValueRow) and(title, value string) ValueRow {
	name, _, _ := strings.Cut(v.Filter, ":")
	v.Title, v.Filter = v.Title+"，"+title, v.Filter+" "+name+":"+value
	return v
}

// Empty is the word that, behind =, asks for the rows in which a field is empty: 电话:=空.
const Empty = "空"

// Quote is a text as a filter takes it for one word, as it stands.
func Quote(text string) string {
	if quantity.HalfWidth(text) == text && !strings.ContainsAny(text, " ,、\t\n") && !strings.HasPrefix(text, "=") {
		return text
	}
	return `"` + text + `"`
}

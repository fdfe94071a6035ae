package past

import (
	"context"
	"fmt"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
)

// Readings reads meters.
var Readings = ledger.Listing[pastReading]{
	Columns: append(stayColumns(), readingColumns...), Read: readReading, Open: openMeters,
	Order:  func(a, b pastReading) int { return a.day.Compare(b.day) },
	Enough: func(has func(string) bool) bool { return namesStay(has) && has("day") && has("water") },
}.Noun()

// readingColumns are what a list of meters says of each reading; one of the period before may stand beside it.
var readingColumns = []ledger.Field{
	{Field: sheet.Field{Key: "day", Title: "抄表日期", Names: []string{engine.TextFieldDay, "本期抄表日期", "本次抄表日期", "上次抄表", "查表日期", "抄见日期", "时间"}}, Help: ledger.Help{Need: true, Text: "抄表的日期，在交接之后。", Examples: []string{"2021-03-31", "2021-03-31"}, Plain: true, Width: 14}},
	{Field: sheet.Field{Key: "water", Title: "读数", Names: []string{"水表读数", "本期读数", "本次读数", "本期止码", "止码", "表底数", "抄见数", "本月读数", "示数"}}, Help: ledger.Help{Need: true, Text: "水表上的立方米数；换表那天填旧表的最后读数。", Examples: []string{"128.5", "341"}}},
	{Field: sheet.Field{Key: "before_day", Title: "上期抄表日期", Names: []string{"上次抄表日期"}}, Help: ledger.Help{Text: "有上期读数的才填。", Examples: []string{"", ""}, Plain: true, Width: 14}},
	{Field: sheet.Field{Key: "before", Title: "上期读数", Names: []string{"上次读数", "起码", "上期止码", "上月读数"}}, Help: ledger.Help{Text: "与上期抄表日期一起填。", Examples: []string{"", ""}}},
	{Field: sheet.Field{Key: "changed", Title: "换表", Names: []string{"是否换表", "更换水表", "换表否"}}, Help: ledger.Help{Text: "两次抄表之间换过表的打 √；读数比上次小又没有换表的拒收。", Examples: []string{"", "√"}, Choices: ledger.Fixed("√")}},
	{Field: sheet.Field{Key: "first", Title: "新表起数", Names: []string{"新表底数", "新表起码", "新表读数"}}, Help: ledger.Help{Text: "换表那天新表的读数；空着：新表从 0 起，读数是新表的。", Examples: []string{"", "0"}}},
	{Field: sheet.Field{Key: "reason", Title: "换表原因", Names: []string{"原因"}}, Help: ledger.Help{Text: "如表坏、到期更换。", Examples: []string{"", "表坏"}}},
	{Field: sheet.Field{Key: "remark", Title: say.Remark, Names: []string{"说明"}}, Help: ledger.Help{Text: "留作这次抄表的备注。", Examples: []string{"", ""}}},
}

// pastReading is a reading of before; where the meter was changed on that day, the last of the old one and the first of the new one.
type pastReading struct {
	at    stayName
	key   string // field of the reading
	day   civil.Date
	water int64 // litres
	meter charge.Meter
	both  bool // the meter was changed on the day, first is that of the new one
	first int64
	note  string

	stay *Stay // found
	list []charge.MeterReading
}

// readReading gives the reading of a row, behind that of the period before where the row has one.
func readReading(r *ledger.Reading, l sheet.Line) (out []pastReading) {
	x := pastReading{at: readName(r, l), key: "water", day: r.Day(l, "day", ledger.PolicyDay, true), note: r.Text(l, "remark")}
	if r.Cell(l, "water").Empty() {
		r.Reject(l, "water", "没有写读数", "请填水表上的立方米数；没有抄到的删去这一行")
		return nil
	}
	x.water = r.Litres(l, "water")
	if !r.Cell(l, "before").Empty() && !r.Cell(l, "before_day").Empty() {
		b := x
		b.key, b.day, b.water, b.note = "before", r.Day(l, "before_day", ledger.PolicyDay, true), r.Litres(l, "before"), ""
		out = append(out, b)
	}
	if reason := r.Text(l, "reason"); r.Mark(l, "changed") || !r.Cell(l, "first").Empty() {
		x.meter = charge.MeterChanged
		if x.note == "" {
			x.note = "换表"
		}
		if reason != "" {
			x.note = reason
		}
	}
	if !r.Cell(l, "first").Empty() {
		x.both, x.meter, x.first = true, charge.MeterSame, r.Litres(l, "first")
	}
	return append(out, x)
}

// meters hold readings against those of each unit in its stay.
type meters struct {
	ctx   context.Context
	q     engine.Querier
	stays *stayIndex
	known map[[2]int64][]charge.MeterReading
}

func openMeters(ctx context.Context, q engine.Querier, by engine.Actor, _ *ledger.Reading) (ledger.Judge[pastReading], error) {
	stays, err := readStays(ctx, q, by)
	return &meters{ctx: ctx, q: q, stays: stays, known: map[[2]int64][]charge.MeterReading{}}, err
}

func (s *meters) Look(x *pastReading) (v ledger.Verdict, err error) {
	at, bad := s.stays.find(x.at, x.day, true)
	if at == nil {
		return bad, nil
	}
	key := [2]int64{at.Stay, at.unit}
	counted, met := s.known[key]
	if !met {
		if counted, err = stay.Meters(s.ctx, s.q, at.Stay, at.unit); err != nil {
			return v, err
		}
	}
	dayKey := map[bool]string{true: "before_day", false: "day"}[x.key == "before"]
	switch {
	case at.Handed.IsZero() || x.day.Before(at.Handed):
		return ledger.No(dayKey, stay.ErrReadingTime.Textf("早于交接日期 %s", at.Handed), "请核对抄表日期和交接日期；交接以前的用水不是这一户的"), nil
	case !at.to.IsZero() && x.day.After(at.to):
		return ledger.No(dayKey, stay.ErrReadingTime.Textf("这一套 %s 已交回", at.to), "请核对抄表日期"), nil
	}
	x.stay = at
	list := []charge.MeterReading{{Day: x.day, Litres: x.water, Meter: x.meter}}
	if x.both {
		list = append(list, charge.MeterReading{Day: x.day, Litres: x.first, Meter: charge.MeterNew})
	}
	x.list = nil
	for i, m := range list {
		if slices.Contains(counted, m) {
			continue
		}
		if err := charge.FitReading(counted, m); err != nil {
			return ledger.No(map[bool]string{true: "first", false: x.key}[i == 1], err, ""), nil
		}
		counted, x.list = append(counted, m), append(x.list, m)
	}
	if s.known[key] = counted; len(x.list) == 0 {
		return ledger.Verdict{Is: ledger.Same}, nil
	}
	note := fmt.Sprintf("%s %s 立方米", x.day, quantity.Hundredths(x.water/10))
	if x.both {
		note += fmt.Sprintf("，新表从 %s 起", quantity.Hundredths(x.first/10))
	} else {
		note += x.meter.Title()
	}
	return ledger.Verdict{Name: at.title() + " " + at.units, Notes: []string{note}}, nil
}

func (s *meters) Write(t *engine.Tx, w *ledger.Writing, x pastReading) error {
	for _, m := range x.list {
		note := ledger.BasisOf(w.File)
		if x.note != "" {
			note += "：" + x.note
		}
		if err := stay.TakeReading(t, x.stay.Stay, x.stay.unit, m, note); err != nil {
			return err
		}
	}
	return nil
}

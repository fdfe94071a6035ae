package stay

import (
	"context"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// MilestoneRow is a milestone of a tenancy.
type MilestoneRow struct {
	ID      int64
	Tenancy int64
	allocation.Milestone
	Struck       civil.Date // since when it is struck out as entered by mistake (作废); none while it counts
	StruckBy     int64      // account
	StruckReason string
}

// HandoverRow is what one unit looked like when its keys changed hands.
type HandoverRow struct {
	ID        int64
	Tenancy   int64
	Direction string
	allocation.Condition
	Day  civil.Date
	Void civil.Date // taken back on this day: it does not count
}

// ReadingRow is one reading of the water meter of a unit.
type ReadingRow struct {
	ID             int64
	Tenancy        int64
	UnitID         int64
	Unit           string
	Day            civil.Date
	Water          allocation.Volume
	Meter          charge.Meter
	Reason         string     // why the meter was changed
	Reversed       civil.Date // since when it does not count (红冲); none while it does
	ReversedBy     int64      // account
	ReversedReason string
}

// Counts reports whether the reading is part of the calculation: it is not reversed.
func (r ReadingRow) Counts() bool { return r.Reversed.IsZero() }

// AsMeter is the reading as the use of water is worked out of it.
func (r ReadingRow) AsMeter() charge.MeterReading {
	return charge.MeterReading{Day: r.Day, Litres: int64(r.Water), Meter: r.Meter}
}

// The ways that keys go.
const (
	DirectionOut  = "out"
	DirectionBack = "back"
)

// Words that several papers of a stay share.
const (
	textStay   = say.Tenancy
	textDay    = say.Date
	textReason = say.Reason
	textRemark = say.Remark
)

// MilestoneRecord reads and writes the papers of stays.
var MilestoneRecord = engine.NewNoun(engine.Noun[MilestoneRow]{
	Title: "节点",
	From:  ` FROM milestone m`,
	Fields: []engine.Field[MilestoneRow]{
		{Key: "id", Column: "id", At: func(r *MilestoneRow) any { return &r.ID }},
		{Key: "tenancy", Title: textStay, Column: "tenancy_id", At: func(r *MilestoneRow) any { return &r.Tenancy }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(r *MilestoneRow) any { return &r.Kind }},
		{Key: "body", Title: "机关", Column: "body", Sets: true, At: func(r *MilestoneRow) any { return &r.Body }},
		{Key: "number", Title: engine.TextFieldNumber, Column: "number", Sets: true, At: func(r *MilestoneRow) any { return &r.Number }},
		{Key: "day", Title: textDay, Column: "day", Sets: true, At: func(r *MilestoneRow) any { return &r.Day }},
		{Key: "remark", Title: textRemark, Column: "remark", Sets: true, At: func(r *MilestoneRow) any { return &r.Remark }},
		{Key: "struck", Title: "作废日期", Column: "struck_day", Sets: true, At: func(r *MilestoneRow) any { return &r.Struck }},
		{Key: "struck_by", Title: "作废人", Column: "struck_by", Sets: true, At: func(r *MilestoneRow) any { return &r.StruckBy }},
		{Key: "struck_reason", Title: "作废理由", Column: "struck_reason", Sets: true, At: func(r *MilestoneRow) any { return &r.StruckReason }},
	},
})

// HandoverRecord reads and writes what units looked like when their keys changed hands.
var HandoverRecord = engine.NewNoun(engine.Noun[HandoverRow]{
	Title: say.Handover,
	From:  ` FROM handover h LEFT JOIN unit u ON u.id = h.unit_id`,
	Fields: []engine.Field[HandoverRow]{
		{Key: "id", Column: "id", At: func(r *HandoverRow) any { return &r.ID }},
		{Key: "tenancy", Title: textStay, Column: "tenancy_id", At: func(r *HandoverRow) any { return &r.Tenancy }},
		{Key: "unit_id", Title: engine.TextFieldUnit, Column: "unit_id", At: func(r *HandoverRow) any { return &r.UnitID }},
		{Key: "unit", Expr: "u.number", At: func(r *HandoverRow) any { return &r.Unit }},
		{Key: "direction", Title: "方向", Column: "direction", At: func(r *HandoverRow) any { return &r.Direction }},
		{Key: "day", Title: textDay, Column: "day", Sets: true, At: func(r *HandoverRow) any { return &r.Day }},
		{Key: "keys", Title: say.Keys, Column: "keys", Sets: true, At: func(r *HandoverRow) any { return &r.Keys }},
		{Key: "water", Title: say.WaterMeter, Column: "water", Sets: true, At: func(r *HandoverRow) any { return &r.Water }},
		{Key: "power", Title: say.PowerMeter, Column: "power", Sets: true, At: func(r *HandoverRow) any { return &r.Power }},
		{Key: "defects", Title: say.Defects, Column: "defects", Sets: true, At: func(r *HandoverRow) any { return &r.Defects }},
		{Key: "remark", Title: textRemark, Column: "remark", Sets: true, At: func(r *HandoverRow) any { return &r.Remark }},
		{Key: "void", Title: "作废日期", Column: "void_day", Sets: true, At: func(r *HandoverRow) any { return &r.Void }},
	},
})

// ReadingRecord reads and writes the readings of water meters.
var ReadingRecord = engine.NewNoun(engine.Noun[ReadingRow]{
	Title: say.Reading,
	From:  ` FROM reading r LEFT JOIN unit u ON u.id = r.unit_id`,
	Fields: []engine.Field[ReadingRow]{
		{Key: "id", Column: "id", At: func(r *ReadingRow) any { return &r.ID }},
		{Key: "tenancy", Title: textStay, Column: "tenancy_id", At: func(r *ReadingRow) any { return &r.Tenancy }},
		{Key: "unit_id", Title: engine.TextFieldUnit, Column: "unit_id", At: func(r *ReadingRow) any { return &r.UnitID }},
		{Key: "unit", Expr: "u.number", At: func(r *ReadingRow) any { return &r.Unit }},
		{Key: "day", Title: textDay, Column: "day", Sets: true, At: func(r *ReadingRow) any { return &r.Day }},
		{Key: "water", Title: "用水 升", Column: "litres", At: func(r *ReadingRow) any { return &r.Water }},
		{Key: "meter", Title: "换表", Column: "meter", At: func(r *ReadingRow) any { return &r.Meter }},
		{Key: "reason", Title: textReason, Column: "reason", At: func(r *ReadingRow) any { return &r.Reason }},
		{Key: "reversed", Title: "红冲日期", Column: "reversed_day", Sets: true, At: func(r *ReadingRow) any { return &r.Reversed }},
		{Key: "reversed_by", Title: "红冲人", Column: "reversed_by", Sets: true, At: func(r *ReadingRow) any { return &r.ReversedBy }},
		{Key: "reversed_reason", Title: "红冲理由", Column: "reversed_reason", Sets: true, At: func(r *ReadingRow) any { return &r.ReversedReason }},
	},
})

// Papers are those that are not struck out.
func Papers(rows []MilestoneRow) []allocation.Milestone {
	var out []allocation.Milestone
	for _, r := range rows {
		if r.Struck.IsZero() {
			out = append(out, r.Milestone)
		}
	}
	return out
}

// ReadMilestones reads the papers of a tenancy.
func ReadMilestones(ctx context.Context, q engine.Querier, tenancy int64) ([]MilestoneRow, error) {
	return MilestoneRecord.All(ctx, q, `WHERE m.tenancy_id = $1 ORDER BY m.day, m.id`, tenancy)
}

// ReadHandover reads what was handed over in one direction.
func ReadHandover(ctx context.Context, q engine.Querier, tenancy int64, direction string) ([]HandoverRow, error) {
	return HandoverRecord.All(ctx, q, `WHERE h.tenancy_id = $1 AND h.direction = $2 AND h.void_day IS NULL ORDER BY u.number, h.day`, tenancy, direction)
}

// ReadReadings reads the readings of a tenancy.
func ReadReadings(ctx context.Context, q engine.Querier, tenancy int64) ([]ReadingRow, error) {
	return ReadingRecord.All(ctx, q, `WHERE r.tenancy_id = $1 ORDER BY u.number, r.day, r.meter = 'new', r.id`, tenancy)
}

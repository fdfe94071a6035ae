package stay

import (
	"context"

	"penggai/allocation/identity"
	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
)

// StayChangeRow is a change of a stay with the units that went and came.
type StayChangeRow struct {
	allocation.HoldingChange
	ID               int64
	Tenancy          int64
	Old, New         int64  // applicants; the same unless another one takes the stay over
	OldName, NewName string // of the tenant; the same unless the change is one of the tenant
	Back, Out        string // numbers of the units given back and given instead
	OldHead, NewHead string // legal representatives, of a change of them
	OldPhone         string // telephone of the former one; masked where it is read
	OldNumber        string // his identity number; masked where it is read
	Entered          civil.Date
	EnteredBy        int64  // account
	By               string // display name
	Screened         string // findings of the screening of a change of premises, each with what was said of it
}

// sqlChangeUnits are the numbers of the units of a change c in one direction.
func sqlChangeUnits(direction string) string {
	return `coalesce((SELECT group_concat(number, ' ') FROM (SELECT u.number FROM holding_change_unit x JOIN unit u ON u.id = x.unit_id
		WHERE x.change_id = c.id AND x.direction = '` + direction + `' ORDER BY u.number)), '')`
}

// StayChangeRecord reads and writes the changes of stays.
var StayChangeRecord = engine.NewNoun(engine.Noun[StayChangeRow]{
	Title: "入驻变更",
	From:  ` FROM holding_change c LEFT JOIN account a ON a.id = c.entered_by`,
	Fields: []engine.Field[StayChangeRow]{
		{Key: "id", Column: "id", At: func(r *StayChangeRow) any { return &r.ID }},
		{Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *StayChangeRow) any { return &r.Number }},
		{Key: "tenancy", Title: textStay, Column: "tenancy_id", At: func(r *StayChangeRow) any { return &r.Tenancy }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(r *StayChangeRow) any { return &r.Kind }},
		{Key: "day", Title: textDay, Column: "day", At: func(r *StayChangeRow) any { return &r.Day }},
		{Key: "document", Title: say.File, Column: "document", At: func(r *StayChangeRow) any { return &r.Document }},
		{Key: "reason", Title: textReason, Column: "reason", At: func(r *StayChangeRow) any { return &r.Reason }},
		{Key: "old", Title: "原主体", Column: "old_id", At: func(r *StayChangeRow) any { return &r.Old }},
		{Key: "new", Title: "新主体", Column: "new_id", At: func(r *StayChangeRow) any { return &r.New }},
		{Key: "old_name", Title: "原名称", Column: "old_name", At: func(r *StayChangeRow) any { return &r.OldName }},
		{Key: "new_name", Title: "新名称", Column: "new_name", At: func(r *StayChangeRow) any { return &r.NewName }},
		{Key: "old_head", Title: "原负责人", Column: "old_head", At: func(r *StayChangeRow) any { return &r.OldHead }},
		{Key: "new_head", Title: "新负责人", Column: "new_head", At: func(r *StayChangeRow) any { return &r.NewHead }},
		{Key: "old_phone", Title: "原电话", Column: "phone", At: func(r *StayChangeRow) any { return &r.OldPhone }},
		{Key: "old_number", Title: "原证件号", Column: "identity", At: func(r *StayChangeRow) any { return &r.OldNumber }},
		{Key: "back", Expr: sqlChangeUnits(DirectionBack), At: func(r *StayChangeRow) any { return &r.Back }},
		{Key: "out", Expr: sqlChangeUnits(DirectionOut), At: func(r *StayChangeRow) any { return &r.Out }},
		{Key: "entered", Title: "登记日期", Column: "entered_day", At: func(r *StayChangeRow) any { return &r.Entered }},
		{Key: "entered_by", Title: say.RecordedBy, Column: "entered_by", At: func(r *StayChangeRow) any { return &r.EnteredBy }},
		{
			Key: "screened", Expr: "coalesce((SELECT group_concat(g.finding || '，说明：' || g.remark, '；') FROM move_screening g WHERE g.change_id = c.id), '')",
			At: func(r *StayChangeRow) any { return &r.Screened },
		},
		{Key: "entered_name", Expr: "coalesce(a.display, '')", At: func(r *StayChangeRow) any { return &r.By }},
	},
})

func readChanges(ctx context.Context, q engine.Querier, tenancy int64) ([]StayChangeRow, error) {
	list, err := StayChangeRecord.All(ctx, q, `WHERE c.tenancy_id = $1 ORDER BY c.id`, tenancy)
	for i := range list {
		list[i].OldPhone, list[i].OldNumber = identity.MaskPhone(list[i].OldPhone), identity.MaskID(list[i].OldNumber)
	}
	return list, err
}

// TenantOn is the applicant that held a stay on a day; what it was called then says FormerFields.
func (d *TenancyDetail) TenantOn(day civil.Date) (applicant int64) {
	applicant = d.Applicant
	for i := len(d.Changes) - 1; i >= 0; i-- {
		if c := d.Changes[i]; c.Day.After(day) {
			applicant = c.Old
		}
	}
	return applicant
}

// StayChange reads one change of a stay, numbers masked. Errors: ErrNotFound.
func (s Room) StayChange(ctx context.Context, _ engine.Actor, id int64) (StayChangeRow, error) {
	c, err := StayChangeRecord.One(ctx, s.Read, `WHERE c.id = $1`, id)
	c.OldPhone, c.OldNumber = identity.MaskPhone(c.OldPhone), identity.MaskID(c.OldNumber)
	return c, err
}

package takeover

import (
	"context"
	"slices"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/takeover/applicant"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/past"
	"penggai/store/takeover/tenancy"
	"penggai/store/takeover/unit"
)

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }

// What may be taken over, and by whom.
var (
	ActImport = allocation.Action{Code: "takeover.import", Title: "导入", Roles: []allocation.Role{allocation.Manager, allocation.Admin}}
	ActUndo   = allocation.Action{Code: "takeover.undo", Title: "撤销导入", Roles: []allocation.Role{allocation.Manager, allocation.Admin}}
)

// nouns are the kinds that can be imported.
var nouns = map[ledger.Kind]ledger.Noun{
	ledger.Units: unit.Noun, ledger.Prices: past.Prices, ledger.Tenancies: tenancy.Noun, ledger.Applicants: applicant.Noun, ledger.Readings: past.Readings, ledger.Payments: past.Payments, ledger.Roster: past.Roster,
}

// FieldsOf are the fields that a file of a kind may have.
func FieldsOf(kind ledger.Kind) []sheet.Field {
	n, ok := nouns[kind]
	if !ok {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(n.Spec(&ledger.Reading{}).Fields), func(f sheet.Field) bool { return f.Skipped })
}

// Columns shows the columns of a file with what they are taken for: those of the first heading, or of the first row that could be one.
// Errors: those of sheet.
func (s Room) Columns(ctx context.Context, by engine.Actor, req ledger.Request) ([]ledger.Column, error) {
	r, err := s.begin(ctx, by, req)
	if err != nil {
		return nil, err
	}
	return r.Shown(ctx)
}

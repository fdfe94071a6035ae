package money

import (
	"context"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/till"
	"penggai/store/basis"
	"penggai/store/engine"
)

// TillNoun is what closings are.
var TillNoun = engine.NewNoun(engine.Noun[TillRow]{
	Title:    till.Word,
	From:     ` FROM till l LEFT JOIN account k ON k.id = l.keeper LEFT JOIN account i ON i.id = l.counted_by LEFT JOIN account j ON j.id = l.confirmed_by`,
	Key:      "l.number",
	District: "l.district",
	Fields: []engine.Field[TillRow]{
		{Key: "id", Column: "id", At: func(r *TillRow) any { return &r.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *TillRow) any { return &r.Number },
			Sorts: true, Filters: 4, Match: engine.NumbersMatch("l.number"), Plain: 3,
		},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *TillRow) any { return &r.State },
			Sort: engine.PlaceAmong("l.state", till.States), Filters: 1, Choices: engine.TitledChoices(till.States), Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *TillRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{Key: "keeper", Column: "keeper", At: func(r *TillRow) any { return &r.Keeper }},
		{
			Key: "keeper_name", Title: textKeeper, Expr: "coalesce(k.display, '')", At: func(r *TillRow) any { return &r.KeeperName },
			Sorts: true, Filters: 3, Match: engine.Sounding("k.display", `SELECT DISTINCT display FROM account`), Plain: 4,
		},
		{Key: "day", Title: engine.TextFieldDay, Column: "day", Sets: true, At: func(r *TillRow) any { return &r.Day }, Sorts: true, Filters: 5},
		{Key: "from", Title: "起", Column: "from_day", At: func(r *TillRow) any { return &r.From }},
		{Key: "receipts", Title: "收据数", Column: "receipts", At: func(r *TillRow) any { return &r.Book.Receipts }, Sums: true},
		{Key: "cash", Title: "现金收入", Unit: say.Yuan, Column: "cash_fen", At: func(r *TillRow) any { return &r.Book.Cash }, Sorts: true, Sums: true},
		{Key: "transfer", Title: "转账", Unit: say.Yuan, Column: "transfer_fen", At: func(r *TillRow) any { return &r.Book.Transfer }, Sums: true},
		{Key: "scan", Title: "扫码", Unit: say.Yuan, Column: "scan_fen", At: func(r *TillRow) any { return &r.Book.Scan }, Sums: true},
		{Key: "other", Title: say.Other, Unit: say.Yuan, Column: "other_fen", At: func(r *TillRow) any { return &r.Book.Other }, Sums: true},
		{Key: "float", Title: "备用金", Unit: say.Yuan, Column: "float_fen", Sets: true, At: func(r *TillRow) any { return &r.Float }},
		{Key: "found", Title: "实点现金", Unit: say.Yuan, Column: "found_fen", Sets: true, At: func(r *TillRow) any { return &r.Found }, Sorts: true},
		{
			Key: "difference", Title: "差额", Unit: say.Yuan, Expr: "l.found_fen - l.float_fen - l.cash_fen", Sorts: true, Sums: true, Filters: 6,
			At: func(r *TillRow) any { return &r.difference },
		},
		{Key: "pieces", Title: "按面额", Column: "pieces", Sets: true, At: func(r *TillRow) any { return &r.kept }, Text: piecesText},
		{Key: "reason", Title: "差额原因", Column: "reason", Sets: true, At: func(r *TillRow) any { return &r.Reason }},
		{Key: "counted_by", Column: "counted_by", Sets: true, At: func(r *TillRow) any { return &r.CountedBy }},
		{Key: "counted_name", Title: "点款人", Expr: "coalesce(i.display, '')", At: func(r *TillRow) any { return &r.CountedName }},
		{Key: "decided", Title: "复核日期", Column: "decided_day", Sets: true, At: func(r *TillRow) any { return &r.Decided }, Sorts: true},
		{Key: "confirmed_by", Column: "confirmed_by", Null: true, Sets: true, At: func(r *TillRow) any { return &r.ConfirmedBy }},
		{Key: "second", Title: "复核人", Expr: "coalesce(j.display, '')", At: func(r *TillRow) any { return &r.SecondName }},
		{Key: "decision", Title: "复核意见", Column: "decision", Sets: true, At: func(r *TillRow) any { return &r.Decision }},
		{Key: "version", Column: "version", At: func(r *TillRow) any { return &r.Version }},
	},
})

func piecesText(r TillRow, _ civil.Date) string { return till.ReadPieces(r.kept).Words() }

// textKeeper is who took the money in.
const textKeeper = "收款人"

// Tills reads a window of the list of closings that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Tills(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[TillRow], error) {
	return TillNoun.List(ctx, s.Store, by, q)
}

// TillStates counts the closings that the actor may see by state.
func (s Room) TillStates(ctx context.Context, by engine.Actor) (map[till.State]int, error) {
	return engine.CountBy[till.State](ctx, s.Store, TillNoun, by, "state")
}

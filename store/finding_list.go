package store

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// FindingPage is one window of the list of findings.
type FindingPage struct {
	Rows   []FindingRow
	Offset int
	Total  int
}

var findingOrders = map[string]string{
	"number": "t.number", "district": "t.district", "noun": "t.noun", "body": "t.body", "raised": "t.raised_day", "answer_by": "t.answer_by",
	"state": `CASE t.state WHEN 'returned' THEN 1 WHEN 'raised' THEN 2 WHEN 'answered' THEN 3 WHEN 'closed' THEN 4 ELSE 5 END`,
}

// sqlAnswerLate is whether an answer is overdue on a day, as text.
func sqlAnswerLate(today civil.Date) string {
	return `CASE WHEN t.state IN ('raised', 'returned') AND t.answer_by < '` + today.String() + `' THEN '1' ELSE '0' END`
}

// FindingFilterFields are the fields of a filter over findings.
func FindingFilterFields() []allocation.FilterField {
	return []allocation.FilterField{
		{Key: "state", Title: textFieldState, Kind: allocation.FieldChoice, Choices: titledChoices(allocation.FindingStates)},
		{Key: "noun", Title: textFieldNoun, Kind: allocation.FieldChoice, Choices: titledChoices(allocation.FindingNouns)},
		{Key: "district", Title: textFieldDistrict, Kind: allocation.FieldChoice, Choices: districtChoices()},
		{Key: "body", Title: "部门", Kind: allocation.FieldText},
		{Key: "subject", Title: textFieldSubject, Kind: allocation.FieldText},
		{Key: "number", Title: textFieldNumber, Kind: allocation.FieldText},
		{Key: "text", Title: "问题", Kind: allocation.FieldText},
		{Key: "raised", Title: textFieldOpened, Kind: allocation.FieldDate},
		{Key: "answer_by", Title: "答复期限", Kind: allocation.FieldDate},
		{Key: "late", Title: textFieldLate, Kind: allocation.FieldChoice, Choices: yesNoChoices()},
	}
}

func findingFilter(today civil.Date) filterColumns {
	return filterColumns{
		fields: FindingFilterFields(),
		column: map[string]filterColumn{
			"state":     {expr: "t.state"},
			"noun":      {expr: "t.noun"},
			"district":  {expr: "t.district"},
			"body":      {text: sounding("t.body", `SELECT DISTINCT body FROM finding`)},
			"subject":   {text: sounding("t.subject", `SELECT DISTINCT subject FROM finding`)},
			"number":    {text: numbersMatch("t.number")},
			"text":      {text: containing("t.text")},
			"raised":    {expr: "t.raised_day"},
			"answer_by": {expr: "t.answer_by"},
			"late":      {expr: sqlAnswerLate(today)},
		},
		plain: []string{"state", "noun", "district", "number", "body", "subject", "text"},
	}
}

// findingListFrom is the list's source: the finding is t, as in every list whose rows belong to a district.
const findingListFrom = ` FROM finding t`

// Findings reads a window of the list of findings that the actor may see, the latest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s *Store) Findings(ctx context.Context, by Actor, q ListQuery) (page FindingPage, err error) {
	order, err := orderBy(q.Sort, findingOrders, "t.id")
	if err != nil {
		return page, err
	}
	err = s.snapshot(ctx, func(r querier) error {
		var b binder
		cond, err := ownRows(ctx, r, &b, findingFilter(s.Today()), by, q.Filter)
		if err != nil {
			return err
		}
		if page.Total, err = s.countRows(ctx, r, findingListFrom, cond, b.args); err != nil {
			return err
		}
		page.Offset = clampOffset(q, page.Total)
		page.Rows, err = all(ctx, r, scanFinding, findingColumns+` JOIN finding t ON t.id = f.id WHERE `+cond+order+window(q, page.Offset), b.args...)
		return err
	})
	return page, err
}

// FindingStates counts the findings that the actor may see by state.
func (s *Store) FindingStates(ctx context.Context, by Actor) (map[allocation.FindingState]int, error) {
	return countStates[allocation.FindingState](ctx, s.read, `SELECT state, count(*) FROM finding WHERE $1 = '' OR district = $1 GROUP BY state`, by)
}

package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// binder collects the arguments of a statement while its text is put together.
type binder struct{ args []any }

// add takes a value and returns its place: $3.
func (b *binder) add(v any) string {
	b.args = append(b.args, v)
	return "$" + strconv.Itoa(len(b.args))
}

// in is "expr IN (…)", and false when there is nothing to be in.
func (b *binder) in(expr string, values []string) string {
	if len(values) == 0 {
		return sqlFalse
	}
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = b.add(v)
	}
	return expr + " IN (" + strings.Join(places, ", ") + ")"
}

// like is "expr contains word", whatever the case of its letters.
func (b *binder) like(expr, word string) string {
	return expr + ` LIKE ` + b.add("%"+strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word)+"%") + ` ESCAPE '\'`
}

const sqlFalse = "FALSE"

// textMatch turns a word into a condition on a text column; exact asks for the whole text.
type textMatch func(ctx context.Context, q querier, b *binder, word string, exact bool) (string, error)

// filterColumn is what a filter field is in the database.
type filterColumn struct {
	expr string    // numbers in the unit of the field's kind, dates as text, the value of a choice
	text textMatch // of a FieldText

	// implies is a condition that holds for every row with one of the values of a choice, for the sake of an index; "" for none.
	implies func(values []string) string
	within  string // where the condition on expr stands, as %s; empty: by itself
}

// filterColumns are the fields that a list can be filtered by.
type filterColumns struct {
	fields []allocation.FilterField
	column map[string]filterColumn // by FilterField.Key
	// district is the column with the district of a row; empty: that of the tenancy t.
	district string
	plain    []string // keys of the text and choice fields that a plain word searches, the cheapest first
}

// where turns a filter into a condition, "" when it asks nothing, and the keys of the fields that it reads.
// Errors: those of allocation.ParseFilter.
func (f filterColumns) where(ctx context.Context, q querier, b *binder, text string) (cond string, uses map[string]bool, err error) {
	terms, err := allocation.ParseFilter(text, f.fields)
	if err != nil {
		return "", nil, err
	}
	uses = map[string]bool{}
	parts := make([]string, 0, len(terms))
	for _, t := range terms {
		var part string
		if t.Field == "" {
			part, err = f.plainWords(ctx, q, b, t.Words, uses)
		} else {
			uses[t.Field] = true
			part, err = f.term(ctx, q, b, t)
		}
		if err != nil {
			return "", nil, err
		}
		if t.Not {
			part = "NOT (" + part + ")"
		}
		parts = append(parts, "("+part+")")
	}
	return strings.Join(parts, " AND "), uses, nil
}

// term is the condition of a term with a field.
func (f filterColumns) term(ctx context.Context, q querier, b *binder, t allocation.FilterTerm) (string, error) {
	c := f.column[t.Field]
	switch t.Kind {
	case allocation.FieldText:
		return anyWord(ctx, q, b, c.text, t.Words, t.Exact)
	case allocation.FieldChoice:
		cond := b.in(c.expr, t.Value)
		if c.implies != nil {
			if more := c.implies(t.Value); more != "" {
				cond += " AND " + more
			}
		}
		return cond, nil
	case allocation.FieldDate:
		return c.inside(between(b, c.expr, dayOrNil(t.FromDay), dayOrNil(t.ToDay))), nil
	default:
		var from, to any
		if t.HasFrom {
			from = t.From
		}
		if t.HasTo {
			to = t.To
		}
		return c.inside(between(b, c.expr, from, to)), nil
	}
}

func (c filterColumn) inside(cond string) string {
	if c.within == "" {
		return cond
	}
	return fmt.Sprintf(c.within, cond)
}

// plainWords is the condition of a term without a field: any of the words in any of the plain columns.
func (f filterColumns) plainWords(ctx context.Context, q querier, b *binder, words []string, uses map[string]bool) (string, error) {
	var parts []string
	for _, key := range f.plain {
		part, err := f.plainColumn(ctx, q, b, key, words)
		if err != nil {
			return "", err
		}
		if part != sqlFalse {
			uses[key] = true
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return sqlFalse, nil
	}
	return strings.Join(parts, " OR "), nil
}

func (f filterColumns) plainColumn(ctx context.Context, q querier, b *binder, key string, words []string) (string, error) {
	c := f.column[key]
	if c.text != nil {
		return anyWord(ctx, q, b, c.text, words, false)
	}
	var values []string
	for _, field := range f.fields {
		for _, choice := range field.Choices {
			if field.Key == key && soundsLikeAny(choice.Title, words) {
				values = append(values, choice.Value)
			}
		}
	}
	return b.in(c.expr, values), nil
}

func soundsLikeAny(text string, words []string) bool {
	for _, w := range words {
		if allocation.Sounds(text, w) {
			return true
		}
	}
	return false
}

// anyWord joins the conditions of several words with OR.
func anyWord(ctx context.Context, q querier, b *binder, match textMatch, words []string, exact bool) (string, error) {
	var parts []string
	for _, w := range words {
		part, err := match(ctx, q, b, w, exact)
		if err != nil {
			return "", err
		}
		if part != sqlFalse {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return sqlFalse, nil
	}
	return strings.Join(parts, " OR "), nil
}

func between(b *binder, expr string, from, to any) string {
	switch {
	case from == nil:
		return expr + " <= " + b.add(to)
	case to == nil:
		return expr + " >= " + b.add(from)
	}
	return expr + " BETWEEN " + b.add(from) + " AND " + b.add(to)
}

func dayOrNil(d civil.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// containing finds a word anywhere in the text of a column.
func containing(expr string) textMatch {
	return func(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
		if exact {
			return expr + " = " + b.add(word), nil
		}
		return b.like(expr, word), nil
	}
}

// sounding finds a word by 汉字, pinyin or initials in a column that has few different texts; distinct reads them.
// A text that equals the word stands for itself alone: 小区:南市区 does not find 新南市区.
func sounding(expr, distinct string) textMatch {
	return func(ctx context.Context, q querier, b *binder, word string, exact bool) (string, error) {
		if exact {
			return expr + " = " + b.add(word), nil
		}
		texts, err := all(ctx, q, scanOne[string], distinct)
		if err != nil {
			return "", err
		}
		var found []string
		for _, text := range texts {
			if text == word {
				return expr + " = " + b.add(word), nil
			}
			if allocation.Sounds(text, word) {
				found = append(found, text)
			}
		}
		return b.in(expr, found), nil
	}
}

// listing is sounding for a column that holds a list of words separated by spaces: one of the words is meant,
// and exact asks for a whole word of the list.
func listing(expr, distinct string) textMatch {
	return func(ctx context.Context, q querier, b *binder, word string, exact bool) (string, error) {
		texts, err := all(ctx, q, scanOne[string], distinct)
		if err != nil {
			return "", err
		}
		found := slices.DeleteFunc(texts, func(text string) bool {
			return !slices.ContainsFunc(strings.Fields(text), func(w string) bool {
				return w == word || !exact && allocation.Sounds(w, word)
			})
		})
		return b.in(expr, found), nil
	}
}

// numbersMatch finds a record by one of its numbers.
func numbersMatch(exprs ...string) textMatch {
	return func(_ context.Context, _ querier, b *binder, word string, exact bool) (string, error) {
		parts := make([]string, len(exprs))
		for i, e := range exprs {
			if exact {
				parts[i] = e + " = " + b.add(word)
			} else {
				parts[i] = b.like(e, word)
			}
		}
		return strings.Join(parts, " OR "), nil
	}
}

func yesNoChoices() []allocation.Choice {
	return []allocation.Choice{{Value: "1", Title: textYes}, {Value: "0", Title: textNo}}
}

// titledChoices are the values of a type with their words.
func titledChoices[S interface {
	~string
	Title() string
}](values []S) []allocation.Choice {
	var out []allocation.Choice
	for _, v := range values {
		out = append(out, allocation.Choice{Value: string(v), Title: v.Title()})
	}
	return out
}

// placeAmong orders a column by the place of its values in a list, the others last.
func placeAmong[S ~string](expr string, values []S) string {
	var b strings.Builder
	b.WriteString("CASE " + expr)
	for i, v := range values {
		fmt.Fprintf(&b, " WHEN '%s' THEN %d", v, i)
	}
	fmt.Fprintf(&b, " ELSE %d END", len(values))
	return b.String()
}

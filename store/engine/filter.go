package engine

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/search"
)

// Binder collects the arguments of a statement while its text is put together.
type Binder struct{ Args []any }

// Add takes a value and returns its place: $3.
func (b *Binder) Add(v any) string {
	b.Args = append(b.Args, v)
	return "$" + strconv.Itoa(len(b.Args))
}

// In is "expr IN (…)", and false when there is nothing to be in.
func (b *Binder) In(expr string, values []string) string {
	if len(values) == 0 {
		return SqlFalse
	}
	places := make([]string, len(values))
	for i, v := range values {
		places[i] = b.Add(v)
	}
	return expr + " IN (" + strings.Join(places, ", ") + ")"
}

// Like is "expr contains word", whatever the case of its letters.
func (b *Binder) Like(expr, word string) string {
	word = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(quantity.Visible(word))
	return expr + ` LIKE ` + b.Add("%"+strings.ReplaceAll(quantity.Dotted(word), string(quantity.Dot), "_")+"%") + ` ESCAPE '\'`
}

// SqlFalse is the condition that no row meets.
const SqlFalse = "FALSE"

// TextMatch turns a word into a condition on a text column; exact asks for the whole text.
type TextMatch func(ctx context.Context, q Querier, b *Binder, word string, exact bool) (string, error)

// FilterColumn is what a filter field is in the database.
type filterColumn struct {
	Expr string    // numbers in the unit of the field's kind, dates as text, the value of a choice
	Text TextMatch // of a FieldText

	// Implies is a condition that holds for every row with one of the values of a choice, for the sake of an index; "" for none.
	Implies func(values []string) string
	within  string // where the condition on expr stands, as %s; empty: by itself
	ask     Ask    // reads the expression instead
}

// Ask reads what a field is in SQL on a day, where that hangs on other rows.
type Ask func(ctx context.Context, q Querier, today civil.Date) (expr string, err error)

// FilterColumns are the fields that a list can be filtered by.
type filterColumns struct {
	Fields []search.FilterField
	Column map[string]filterColumn // by FilterField.Key
	// District is the column with the district of a row; empty: that of the tenancy t.
	District string
	Plain    []string // keys of the text and choice fields that a plain word searches, the cheapest first
	today    civil.Date
}

// Where turns a filter into a condition, "" when it asks nothing, and the keys of the fields that it reads.
// Errors: those of allocation.ParseFilter.
func (f filterColumns) Where(ctx context.Context, q Querier, b *Binder, text string) (cond string, uses map[string]bool, err error) {
	terms, err := search.ParseFilter(text, f.Fields)
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
func (f filterColumns) term(ctx context.Context, q Querier, b *Binder, t search.FilterTerm) (string, error) {
	c := f.Column[t.Field]
	if c.ask != nil {
		expr, err := c.ask(ctx, q, f.today)
		if err != nil {
			return "", err
		}
		c.Expr = expr
	}
	if t.Empty {
		return c.inside("coalesce(CAST(" + cmp.Or(c.Expr, "''") + " AS TEXT), '') = ''"), nil
	}
	switch t.Kind {
	case search.FieldText:
		return anyWord(ctx, q, b, c.Text, t.Words, t.Exact)
	case search.FieldChoice:
		cond := b.In(c.Expr, t.Value)
		if c.Implies != nil {
			if more := c.Implies(t.Value); more != "" {
				cond += " AND " + more
			}
		}
		return cond, nil
	case search.FieldDate:
		return c.inside(between(b, c.Expr, dayOrNil(t.FromDay), dayOrNil(t.ToDay))), nil
	default:
		var from, to any
		if t.HasFrom {
			from = t.From
		}
		if t.HasTo {
			to = t.To
		}
		return c.inside(between(b, c.Expr, from, to)), nil
	}
}

func (c filterColumn) inside(cond string) string {
	if c.within == "" {
		return cond
	}
	return fmt.Sprintf(c.within, cond)
}

// plainWords is the condition of a term without a field: any of the words in any of the plain columns.
func (f filterColumns) plainWords(ctx context.Context, q Querier, b *Binder, words []string, uses map[string]bool) (string, error) {
	var parts []string
	for _, key := range f.Plain {
		part, err := f.plainColumn(ctx, q, b, key, words)
		if err != nil {
			return "", err
		}
		if part != SqlFalse {
			uses[key] = true
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return SqlFalse, nil
	}
	return strings.Join(parts, " OR "), nil
}

func (f filterColumns) plainColumn(ctx context.Context, q Querier, b *Binder, key string, words []string) (string, error) {
	c := f.Column[key]
	if c.Text != nil {
		return anyWord(ctx, q, b, c.Text, words, false)
	}
	var values []string
	for _, field := range f.Fields {
		for _, choice := range field.Choices {
			if field.Key == key && soundsLikeAny(choice.Title, words) {
				values = append(values, choice.Value)
			}
		}
	}
	return b.In(c.Expr, values), nil
}

func soundsLikeAny(text string, words []string) bool {
	for _, w := range words {
		if search.Sounds(text, w) {
			return true
		}
	}
	return false
}

// anyWord joins the conditions of several words with OR.
func anyWord(ctx context.Context, q Querier, b *Binder, match TextMatch, words []string, exact bool) (string, error) {
	var parts []string
	for _, w := range words {
		part, err := match(ctx, q, b, w, exact)
		if err != nil {
			return "", err
		}
		if part != SqlFalse {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return SqlFalse, nil
	}
	return strings.Join(parts, " OR "), nil
}

func between(b *Binder, expr string, from, to any) string {
	switch {
	case from == nil:
		return expr + " <= " + b.Add(to)
	case to == nil:
		return expr + " >= " + b.Add(from)
	}
	return expr + " BETWEEN " + b.Add(from) + " AND " + b.Add(to)
}

func dayOrNil(d civil.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// Containing finds a word anywhere in the text of a column.
func Containing(expr string) TextMatch {
	return func(_ context.Context, _ Querier, b *Binder, word string, exact bool) (string, error) {
		if exact {
			return expr + " = " + b.Add(word), nil
		}
		return b.Like(expr, word), nil
	}
}

// Sounding finds a word by 汉字, pinyin or initials in a column that has few different texts; distinct reads them.
// A text that equals the word stands for itself alone: 小区:南市区 does not find 新南市区.
func Sounding(expr, distinct string) TextMatch {
	return func(ctx context.Context, q Querier, b *Binder, word string, exact bool) (string, error) {
		if exact {
			return expr + " = " + b.Add(word), nil
		}
		texts, err := All(ctx, q, ScanOne[string], distinct)
		if err != nil {
			return "", err
		}
		var found []string
		for _, text := range texts {
			if text == word {
				return expr + " = " + b.Add(word), nil
			}
			if search.Sounds(text, word) {
				found = append(found, text)
			}
		}
		return b.In(expr, found), nil
	}
}

// Listing is sounding for a column that holds a list of words separated by spaces: one of the words is meant,
// and exact asks for a whole word of the list.
func Listing(expr, distinct string) TextMatch {
	return func(ctx context.Context, q Querier, b *Binder, word string, exact bool) (string, error) {
		texts, err := All(ctx, q, ScanOne[string], distinct)
		if err != nil {
			return "", err
		}
		found := slices.DeleteFunc(texts, func(text string) bool {
			return !slices.ContainsFunc(strings.Fields(text), func(w string) bool {
				return w == word || !exact && search.Sounds(w, word)
			})
		})
		return b.In(expr, found), nil
	}
}

// NumbersMatch finds a record by one of its numbers.
func NumbersMatch(exprs ...string) TextMatch {
	return func(_ context.Context, _ Querier, b *Binder, word string, exact bool) (string, error) {
		parts := make([]string, len(exprs))
		for i, e := range exprs {
			if exact {
				parts[i] = e + " = " + b.Add(word)
			} else {
				parts[i] = b.Like(e, word)
			}
		}
		return strings.Join(parts, " OR "), nil
	}
}

// YesNoChoices are the choices of a field that holds or does not.
func YesNoChoices() []search.Choice {
	return []search.Choice{{Value: "1", Title: TextYes}, {Value: "0", Title: TextNo}}
}

// TitledChoices are the values of a type with their words.
func TitledChoices[S interface {
	~string
	Title() string
}](values []S) []search.Choice {
	var out []search.Choice
	for _, v := range values {
		out = append(out, search.Choice{Value: string(v), Title: v.Title()})
	}
	return out
}

// PlaceAmong orders a column by the place of its values in a list, the others last.
func PlaceAmong[S ~string](expr string, values []S) string {
	var b strings.Builder
	b.WriteString("CASE " + expr)
	for i, v := range values {
		fmt.Fprintf(&b, " WHEN '%s' THEN %d", v, i)
	}
	fmt.Fprintf(&b, " ELSE %d END", len(values))
	return b.String()
}

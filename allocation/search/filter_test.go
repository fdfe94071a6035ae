package search

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

func filterTestFields() []FilterField {
	states := make([]Choice, 0, 6)
	for _, s := range allocation.UnitStates() {
		states = append(states, Choice{string(s), s.Title()})
	}
	return []FilterField{
		{Key: "state", Title: "状态", Kind: FieldChoice, Choices: states},
		{Key: "community", Title: "小区", Kind: FieldText},
		{Key: "floor", Title: "层", Kind: FieldCount},
		{Key: "area_dm2", Title: "面积", Kind: FieldArea},
		{Key: "due", Title: "到期", Kind: FieldDate},
		{Key: "owed", Title: "欠费", Kind: FieldMoney},
	}
}

func numbers(field string, kind FieldKind, from, to int64) FilterTerm {
	t := FilterTerm{Field: field, Kind: kind}
	if from != open {
		t.From, t.HasFrom = from, true
	}
	if to != open {
		t.To, t.HasTo = to, true
	}
	return t
}

const open = -1 << 40

func TestParseFilter(t *testing.T) {
	plain := func(words ...string) FilterTerm { return FilterTerm{Words: words} }
	state := func(v ...string) FilterTerm { return FilterTerm{Field: "state", Kind: FieldChoice, Value: v} }
	days := func(from, to string) FilterTerm {
		d := func(s string) civil.Date {
			if s == "" {
				return civil.Date{}
			}
			return civil.MustParse(s)
		}
		return FilterTerm{Field: "due", Kind: FieldDate, FromDay: d(from), ToDay: d(to)}
	}
	not := func(f FilterTerm) FilterTerm { f.Not = true; return f }
	for text, want := range map[string]Filter{
		"":                      nil,
		"  ":                    nil,
		"jsq":                   {plain("jsq")},
		"南市　NSQ-03":             {plain("南市"), plain("NSQ-03")},
		"南市,博爱":                 {plain("南市", "博爱")},
		"“上 下”":                 {plain("上 下")},
		"-5":                    {plain("-5")},
		"状态:闲置 面积:>100":         {state("vacant"), numbers("area_dm2", FieldArea, 10001, open)},
		"状态：闲置，停用":              {state("vacant", "withdrawn")},
		"zt:xz":                 {state("vacant")},
		"state=VACANT":          {state("vacant")},
		"-状态:停用":                {not(state("withdrawn"))},
		"状态:":                   nil,
		"面积:>":                  nil,
		"面积>100.5":              {numbers("area_dm2", FieldArea, 10051, open)},
		"面积＞＝８０":                {numbers("area_dm2", FieldArea, 8000, open)},
		"面积≤80㎡":                {numbers("area_dm2", FieldArea, open, 8000)},
		"mj:<80":                {numbers("area_dm2", FieldArea, open, 7999)},
		"面积:80-120":             {numbers("area_dm2", FieldArea, 8000, 12000)},
		"面积:120~80":             {numbers("area_dm2", FieldArea, 8000, 12000)},
		"面积:80-":                {numbers("area_dm2", FieldArea, 8000, 8000)},
		"面积:142.35":             {numbers("area_dm2", FieldArea, 14235, 14235)},
		"层:1":                   {numbers("floor", FieldCount, 1, 1)},
		"层:-1":                  {numbers("floor", FieldCount, -1, -1)},
		"层:-1-2层":               {numbers("floor", FieldCount, -1, 2)},
		"欠费:>1,000":             {numbers("owed", FieldMoney, 100001, open)},
		"小区:南市区":                {{Field: "community", Words: []string{"南市区"}}},
		"小区=南市区、博爱园":            {{Field: "community", Words: []string{"南市区", "博爱园"}, Exact: true}},
		"到期:2021":               {days("2021-01-01", "2021-12-31")},
		"到期:2021-02":            {days("2021-02-01", "2021-02-28")},
		"到期:20210215":           {days("2021-02-15", "2021-02-15")},
		"到期:<2021-03-15":        {days("", "2021-03-14")},
		"到期:>2021-02":           {days("2021-03-01", "")},
		"到期:<=2021":             {days("", "2021-12-31")},
		"到期:2021-01~2021-06":    {days("2021-01-01", "2021-06-30")},
		"到期:2021-01至2021-06-15": {days("2021-01-01", "2021-06-15")},
	} {
		got, err := ParseFilter(text, filterTestFields())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q:\n got %+v %v\nwant %+v", text, got, err, want)
		}
	}
}

func TestParseFilterRefuses(t *testing.T) {
	for text, want := range map[string]struct {
		err  error
		says string
	}{
		"朝向:南":                    {ErrFilterField, "状态、小区、层、面积、到期、欠费"},
		"状态:空着":                   {ErrFilterValue, "状态:在建、闲置"},
		"状态:>闲置":                  {ErrFilterValue, "状态:在建"},
		"面积:>一百":                  {ErrFilterValue, "面积:>100"},
		"面积:1.234":                {ErrFilterValue, "面积:>100"},
		strings.Repeat("甲 ", 41):  {ErrFilterLong, "41 个词，太多，最多 40 个"},
		strings.Repeat("甲", 1001): {ErrFilterLong, "1001 个字，太长，最多 1000 个"},
		"层:1.5":                   {ErrFilterValue, "层:1-3"},
		"到期:2021-13":              {ErrFilterValue, "到期:2021-06"},
	} {
		_, err := ParseFilter(text, filterTestFields())
		if !errors.Is(err, want.err) || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// FuzzParseFilter: whatever is typed gives a filter or a refusal, and a filter that has been read asks something.
func FuzzParseFilter(f *testing.F) {
	for _, s := range []string{"状态:闲置 面积:>100", "-状态:停用", "\"a b\"", "层:1-2", "到期:2021~", ":::", "面积:-", "=>"} {
		f.Add(s)
	}
	fields := filterTestFields()
	f.Fuzz(func(t *testing.T, text string) {
		terms, err := ParseFilter(text, fields)
		if err != nil {
			if !errors.Is(err, ErrFilterField) && !errors.Is(err, ErrFilterValue) {
				t.Fatal(err)
			}
			return
		}
		for _, term := range terms {
			if len(term.Words) == 0 && len(term.Value) == 0 && !term.HasFrom && !term.HasTo && term.FromDay.IsZero() && term.ToDay.IsZero() {
				t.Fatalf("%q: %+v asks nothing", text, term)
			}
		}
	})
}

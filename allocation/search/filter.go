package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// FieldKind says how the text of a filter term is read.
type FieldKind int

// The kinds of field.
const (
	FieldText   FieldKind = iota // words: found in the text as 汉字, pinyin, initials or number text
	FieldChoice                  // one of a fixed list of words
	FieldCount                   // whole numbers: 层:1
	FieldArea                    // ㎡, in dm²: 面积:>100
	FieldMoney                   // 元, in fen
	FieldDate                    // days; a year or a month is all its days: 到期:2021-06
)

// Choice is a word of a FieldChoice with the value that stands for it in the store.
type Choice struct{ Value, Title string }

// FilterField is something that a list can be filtered by.
type FilterField struct {
	Key     string // English, as in exchange files: area_dm2, state
	Title   string // 面积
	Kind    FieldKind
	Choices []Choice // of a FieldChoice
}

// FilterTerm is one condition. A term without a field (Field "") is plain text that any text of the row may hold.
type FilterTerm struct {
	Field string
	Kind  FieldKind
	Not   bool     // the rows that do not meet it
	Words []string // FieldText and plain: at least one is found
	Exact bool     // FieldText with =: a word is the whole text
	Empty bool     // =空: the rows in which the field is empty
	Value []string // FieldChoice: at least one is meant

	From, To       int64 // numbers in the unit of the kind; both ends belong to it
	HasFrom, HasTo bool

	FromDay, ToDay civil.Date // FieldDate; both ends belong to it, no date is open
}

// Filter is what all terms ask together: every one of them must be met.
type Filter []FilterTerm

// ParseFilter reads what people type above a list, and what --filter takes:
//
//	jsq 南市区 NSQ-03                plain words: 汉字, pinyin, initials, numbers
//	状态:闲置 zt：闲置,停用           a field, by 汉字, initials or key; a comma means "or"
//	面积:>100 面积<=80 层:1 面积:80-120
//	到期:2021-06 到期:<2021-03-15 到期:2021-01~2021-06
//	-状态:停用                       everything but that
//	电话:=空                        the rows in which it is empty
//	"上 下"                          a word with a space
//
// A term that is still being typed (面积:>) asks nothing. Errors: ErrFilterField naming the fields that there are,
// ErrFilterValue naming the field and what it takes, ErrFilterLong.
func ParseFilter(text string, fields []FilterField) (Filter, error) {
	if n := utf8.RuneCountInString(text); n > maxFilterText {
		return nil, ErrFilterLong.Textf("筛选条件有 %d 个字，太长，最多 %d 个。请只留要找的几个词", n, maxFilterText)
	}
	words := FilterWords(text)
	if n := len(words); n > maxFilterWords {
		return nil, ErrFilterLong.Textf("筛选条件有 %d 个词，太多，最多 %d 个。请只留要找的几个词", n, maxFilterWords)
	}
	var out Filter
	for _, word := range words {
		term, ok, err := parseTerm(word, fields)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, term)
		}
	}
	return out, nil
}

// What a filter may ask at once: every word is looked for in every row.
const (
	maxFilterText  = 1000
	maxFilterWords = 40
)

// FilterWords cuts a text at spaces outside quotation marks. What is quoted behind = or : keeps its signs: "家政（服务）" is not 家政(服务).
func FilterWords(text string) []string {
	var words []string
	var b strings.Builder
	quoted, as := false, false
	for _, r := range text {
		if !quoted || !as {
			r, _ = utf8.DecodeRuneInString(cmp.Or(quantity.HalfWidth(string(r)), "\u200b"))
		}
		switch {
		case r == '\u200b': // nobody sees it
		case r == '"' || r == '“' || r == '”':
			quoted = !quoted
			as = quoted && (strings.HasSuffix(b.String(), "=") || strings.HasSuffix(b.String(), ":"))
		case quoted && as && unmarked[r] != 0:
			b.WriteRune(unmarked[r])
		case unicode.IsSpace(r) && !quoted:
			if b.Len() > 0 {
				words = append(words, b.String())
			}
			b.Reset()
		default:
			b.WriteRune(r)
		}
	}
	if b.Len() > 0 {
		words = append(words, b.String())
	}
	return words
}

// parseTerm reads one word; ok is false when it asks nothing yet.
func parseTerm(word string, fields []FilterField) (term FilterTerm, ok bool, err error) {
	if rest, found := strings.CutPrefix(word, "-"); found && rest != "" && strings.ContainsAny(rest, ":<>=") {
		term.Not, word = true, rest
	}
	word = strings.NewReplacer("≥", ">=", "≤", "<=").Replace(word)
	cut := strings.IndexAny(word, ":<>=")
	if cut <= 0 {
		word = strings.TrimLeft(word, ":")
		term.Words = splitWords(word)
		return term, len(term.Words) > 0, nil
	}
	field, err := findField(word[:cut], fields)
	if err != nil {
		return term, false, err
	}
	term.Field, term.Kind = field.Key, field.Kind
	value := strings.TrimPrefix(word[cut:], ":")
	ok, err = term.read(field, value)
	if err != nil {
		return term, false, ErrFilterValue.Textf("“%s”看不懂，可以写成 %s", field.Title, filterExamples[field.Kind](field)).With(value)
	}
	return term, ok, nil
}

// findField reads the name of a field: its 汉字, its key, or its pinyin initials.
func findField(name string, fields []FilterField) (FilterField, error) {
	name = strings.ToLower(name)
	for _, match := range []func(FilterField) bool{
		func(f FilterField) bool { return f.Title == name || f.Key == name },
		func(f FilterField) bool { return Initials(f.Title) == name },
	} {
		if i := slices.IndexFunc(fields, match); i >= 0 {
			return fields[i], nil
		}
	}
	titles := make([]string, len(fields))
	for i, f := range fields {
		titles[i] = f.Title
	}
	return FilterField{}, ErrFilterField.Textf("没有“%s”这一项可以筛选，可用的有：%s", name, strings.Join(titles, "、"))
}

// read reads the value of a term by the kind of its field; ok is false when there is none yet.
func (t *FilterTerm) read(f FilterField, value string) (ok bool, err error) {
	op, rest := cutOperator(value)
	if rest == "" {
		return false, nil
	}
	if op == "=" && rest == Empty {
		t.Empty = true
		return true, nil
	}
	switch f.Kind {
	case FieldText:
		if op != "" && op != "=" {
			return false, ErrFilterValue
		}
		t.Words, t.Exact = splitWords(rest), op == "="
		return len(t.Words) > 0, nil
	case FieldChoice:
		if op != "" && op != "=" {
			return false, ErrFilterValue
		}
		t.Value, err = choices(f.Choices, splitWords(rest))
		return len(t.Value) > 0, err
	case FieldDate:
		return true, t.readDays(op, rest)
	default:
		return true, t.readNumbers(f.Kind, op, rest)
	}
}

func cutOperator(s string) (op, rest string) {
	for _, op := range []string{">=", "<=", ">", "<", "="} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			return op, rest
		}
	}
	return "", s
}

// unmarked stand for the signs that part words where a quoted word holds them.
var unmarked = map[rune]rune{',': '\ue000', '、': '\ue001'}

func splitWords(s string) []string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '、' })
	for i, w := range words {
		words[i] = strings.NewReplacer("\ue000", ",", "\ue001", "、").Replace(w)
	}
	return words
}

// choices resolves words to values: the exact word or value first, else every choice that sounds like it.
func choices(list []Choice, words []string) ([]string, error) {
	var out []string
	for _, w := range words {
		found := false
		for _, match := range []func(Choice) bool{
			func(c Choice) bool { return strings.EqualFold(c.Value, w) || c.Title == w },
			func(c Choice) bool { return Sounds(c.Title, w) },
		} {
			for _, c := range list {
				if match(c) {
					found = true
					if !slices.Contains(out, c.Value) {
						out = append(out, c.Value)
					}
				}
			}
			if found {
				break
			}
		}
		if !found {
			return nil, ErrFilterValue
		}
	}
	return out, nil
}

// readNumbers reads >100, 80-120, 80~120 or 100.
func (t *FilterTerm) readNumbers(kind FieldKind, op, s string) error {
	number := func(s string) (int64, error) { return filterNumber(kind, s) }
	if op == "" {
		// A range is cut at its first hyphen behind a digit, so that floors below ground read as well.
		for i := 1; i < len(s); i++ {
			if s[i] == '-' || s[i] == '~' {
				from, errFrom := number(s[:i])
				to, errTo := number(s[i+1:])
				if i+1 == len(s) {
					to, errTo = from, nil // the second number is still being typed
				}
				if errFrom != nil || errTo != nil {
					return ErrFilterValue
				}
				t.From, t.To, t.HasFrom, t.HasTo = min(from, to), max(from, to), true, true
				return nil
			}
		}
	}
	n, err := number(s)
	if err != nil {
		return err
	}
	switch op {
	case ">":
		t.From, t.HasFrom = n+1, true
	case ">=":
		t.From, t.HasFrom = n, true
	case "<":
		t.To, t.HasTo = n-1, true
	case "<=":
		t.To, t.HasTo = n, true
	default:
		t.From, t.To, t.HasFrom, t.HasTo = n, n, true, true
	}
	return nil
}

func filterNumber(kind FieldKind, s string) (int64, error) {
	switch kind {
	case FieldArea:
		a, err := quantity.ParseArea(s)
		return int64(a), err
	case FieldMoney:
		m, err := quantity.ParseMoney(s)
		return int64(m), err
	default:
		digits, minus := strings.CutPrefix(strings.TrimRight(s, "层号套月天"), "-")
		n, err := quantity.ParseHundredths(digits)
		if err != nil || n%100 != 0 {
			return 0, ErrFilterValue
		}
		if minus {
			n = -n
		}
		return n / 100, nil
	}
}

// readDays reads 2021, 2021-06, 2021-06-15, each also compared or as a range with ~ or 至.
func (t *FilterTerm) readDays(op, s string) error {
	s = strings.ReplaceAll(s, "至", "~")
	from, to, isRange := strings.Cut(s, "~")
	first, last, err := filterDays(from)
	if err != nil {
		return err
	}
	if isRange && to != "" {
		if _, last, err = filterDays(to); err != nil {
			return err
		}
	}
	switch op {
	case ">":
		t.FromDay = last.AddDays(1)
	case ">=":
		t.FromDay = first
	case "<":
		t.ToDay = first.AddDays(-1)
	case "<=":
		t.ToDay = last
	default:
		t.FromDay, t.ToDay = first, last
	}
	return nil
}

// filterDays gives the first and last day of a year, a month or a day.
func filterDays(s string) (first, last civil.Date, err error) {
	switch len(s) {
	case 4:
		if first, err = civil.Parse(s + "-01-01"); err == nil {
			last = first.AddMonths(12).AddDays(-1)
		}
	case 7:
		if first, err = civil.Parse(s + "-01"); err == nil {
			last = first.AddMonths(1).AddDays(-1)
		}
	case 8:
		first, err = civil.Parse(s[:4] + "-" + s[4:6] + "-" + s[6:])
		last = first
	default:
		first, err = civil.Parse(s)
		last = first
	}
	return first, last, err
}

// Filters.
var (
	ErrFilterField = say.Refuse("filter_field", "筛选条件里的项目不认识")
	ErrFilterValue = say.Refuse("filter_value", "筛选条件看不懂")
	ErrFilterLong  = say.Refuse("filter_long", "筛选条件太长，请只留要找的几个词")
)

// filterExamples say what a field takes.
var filterExamples = map[FieldKind]func(FilterField) string{
	FieldText:  func(f FilterField) string { return f.Title + ":文字" },
	FieldCount: func(f FilterField) string { return f.Title + ":1、" + f.Title + ":>1 或 " + f.Title + ":1-3" },
	FieldArea:  func(f FilterField) string { return f.Title + ":>100 或 " + f.Title + ":80-120" },
	FieldMoney: func(f FilterField) string { return f.Title + ":>100 或 " + f.Title + ":80-120.5" },
	FieldDate: func(f FilterField) string {
		return f.Title + ":2021-06、" + f.Title + ":<2021-06-15 或 " + f.Title + ":2021-01~2021-06"
	},
	FieldChoice: func(f FilterField) string {
		words := make([]string, len(f.Choices))
		for i, c := range f.Choices {
			words[i] = c.Title
		}
		return f.Title + ":" + strings.Join(words, "、")
	},
}

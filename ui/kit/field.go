package kit

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// Kind is what a field takes.
type Kind int

// The kinds of fields, and the text that Form.Text gives for each.
const (
	KindText    Kind = iota // one line, trimmed
	KindNumber              // a whole number, 0 or more
	KindMoney               // yuan: 1518.4 becomes 1,518.40
	KindArea                // ㎡: 142.35
	KindDate                // 20171115, 今天, +3月 become 2017-11-15
	KindChoice              // the Key of one Choice
	KindChoices             // Keys of several Choices, one a line
	KindYesNo               // "yes", "no" or "" while unanswered
	KindLong                // several lines
	KindSecret              // one line shown as asterisks, never in a draft
	KindShown               // read-only
)

// Field is one line of a form.
type Field struct {
	Name     string // key of the value, and Refusal.Field of errors that belong here
	Label    string
	Kind     Kind
	Hint     string               // the rule of the field, shown muted beside it
	Say      func(f *Form) string // a hint computed from what is entered; wins over Hint when not empty
	Value    string               // at the start, in the form of Form.Text
	Required bool
	ReadOnly bool
	Choices  []Choice                // for KindChoice and KindChoices
	List     func(f *Form) []Choice  // choices that depend on other fields; wins over Choices
	All      bool                    // of KindChoices: Ctrl+A takes every choice that is not Seldom, as where papers are all there
	Check    func(text string) error // called with a text that the kind accepts, when the field is left and before saving
	Show     func(f *Form) bool      // nil: always
	Proposed bool                    // Value is a proposal of the form, not what a record says: two people never compare it
	Width    int                     // cells of the input; 0: by kind
	Limit    int                     // most characters, more are refused; 0: no limit
	Lines    int                     // height of a KindLong; 0: 3
	Unit     string                  // 元, ㎡, 人: after the input
	Whole    func(text string) bool  // a text of fixed length is complete: who wants it goes on by itself; nil: by kind
}

// YesNo is the value of a KindYesNo.
func YesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// OrEmpty is the value of a field that is empty for nothing: money, an area.
func OrEmpty[T interface {
	comparable
	String() string
}](v T) string {
	var none T
	if v == none {
		return ""
	}
	return v.String()
}

// Section is a titled group of fields.
type Section struct {
	Title  string
	Fields []Field
}

// width is the cells of a field's input.
func (f *Field) width() int {
	if f.Width > 0 {
		return f.Width
	}
	switch f.Kind {
	case KindNumber:
		return 10
	case KindMoney, KindArea, KindDate:
		return 16
	case KindYesNo:
		return 10
	case KindLong:
		return 48
	}
	return 30
}

// whole reports whether what is typed is complete: of a day its ten signs or its eight digits.
func (f *Field) whole(text string) bool {
	if f.Whole != nil {
		return f.Whole(text)
	}
	_, err := civil.Parse(text)
	return f.Kind == KindDate && (err == nil || len(text) == 8 && strings.Trim(text, "0123456789") == "")
}

// typed reports whether text is typed into the field.
func (f *Field) typed() bool {
	switch f.Kind {
	case KindChoice, KindChoices, KindYesNo, KindShown:
		return false
	}
	return !f.ReadOnly
}

// Errors of fields that every form knows.
var (
	errRequired = errors.New("此项必填")
	errNumber   = errors.New("请填整数，如 12，不带小数和负号")
	errChoice   = errors.New("请从列表中选择")
	errYesNo    = errors.New("请选 是 或 否")
)

// clean brings a typed text into its stored form, or says why it cannot be.
func (f *Form) clean(fd *Field, text string) (string, error) {
	if fd.Kind != KindSecret {
		text = strings.TrimSpace(quantity.Visible(text))
	}
	if text == "" {
		if fd.Required && !fd.ReadOnly && fd.Kind != KindShown {
			return "", errRequired
		}
		return "", nil
	}
	if n := utf8.RuneCountInString(text) - fd.Limit; fd.Limit > 0 && n > 0 {
		return text, errors.New(fmtTooLong(fd.Limit, n))
	}
	text, err := f.parse(fd, text)
	if err == nil && fd.Check != nil {
		err = fd.Check(text)
	}
	return text, err
}

// parse reads a text that is not empty.
func (f *Form) parse(fd *Field, text string) (string, error) {
	switch fd.Kind {
	case KindNumber:
		n, err := strconv.ParseUint(strings.ReplaceAll(quantity.HalfWidth(text), ",", ""), 10, 31)
		if err != nil {
			return text, errNumber
		}
		return strconv.FormatUint(n, 10), nil
	case KindMoney:
		m, err := quantity.ParseMoney(text)
		if err != nil {
			return text, err
		}
		return m.String(), nil
	case KindArea:
		a, err := quantity.ParseArea(text)
		if err != nil {
			return text, err
		}
		return a.String(), nil
	case KindDate:
		d, ok := ReadDate(text, f.spec.Today)
		if !ok {
			return text, errors.New(civil.Wrong(text, f.spec.Today))
		}
		return d.String(), nil
	case KindChoice, KindChoices:
		for _, key := range strings.Split(text, "\n") {
			if !slices.ContainsFunc(f.choices(fd), func(c Choice) bool { return c.Key == key }) {
				return text, errChoice
			}
		}
	case KindYesNo:
		if text != "yes" && text != "no" {
			return text, errYesNo
		}
	}
	return text, nil
}

// choices of a field as things stand.
func (f *Form) choices(fd *Field) []Choice {
	if fd.List != nil {
		return fd.List(f)
	}
	return fd.Choices
}

// dayInitials are the words for days near today by their pinyin initials.
var dayInitials = map[string]string{"jt": textToday, "mt": "明天", "zt": "昨天"}

// ReadDate reads a date as people type it, as civil.ParseTyped does: 2017-11-15, 20171115, 2017年11月15日, 今天, +3月; pinyin
// initials of the words (jt, mt, zt) as well.
func ReadDate(text string, today civil.Date) (civil.Date, bool) {
	if word, ok := dayInitials[strings.ToLower(strings.TrimSpace(quantity.HalfWidth(text)))]; ok {
		text = word
	}
	d, err := civil.ParseTyped(text, today)
	return d, err == nil
}

func fmtTooLong(limit, over int) string {
	return fmt.Sprintf("最多 %d 个字，多了 %d 个，请删短", limit, over)
}

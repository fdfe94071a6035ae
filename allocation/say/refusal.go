// Package say is what the program says to people when it says no: a Refusal, with its code, its Chinese text, its field.
package say

import (
	"errors"
	"fmt"
)

// Refusal is an error that a person reads: a stable code, a Chinese message that says what is wrong and what to do,
// and, where there is one, the field and the text that caused it. Two refusals are the same (errors.Is) when their codes are.
type Refusal struct {
	Code  string // stable, English, snake_case
	Text  string // Chinese, one or two plain sentences: what is wrong, what to do
	Field string // the field it belongs to, as the form names it; empty when none
	Got   string // the text that was refused; empty when none
}

// Refuse makes a named refusal.
func Refuse(code, text string) *Refusal { return &Refusal{Code: code, Text: text} }

// Error is the Chinese message with what was refused.
func (r *Refusal) Error() string {
	if r.Got == "" {
		return r.Text
	}
	return fmt.Sprintf("%s（%s）", r.Text, r.Got)
}

// Is compares codes.
func (r *Refusal) Is(target error) bool {
	t, ok := target.(*Refusal)
	return ok && t.Code == r.Code
}

// With names the text that was refused.
func (r *Refusal) With(got string) *Refusal { c := *r; c.Got = got; return &c }

// On names the field.
func (r *Refusal) On(field string) *Refusal { c := *r; c.Field = field; return &c }

// OnField names the field of an error that is a refusal; any other stays as it is.
func OnField(err error, field string) error {
	var r *Refusal
	if errors.As(err, &r) {
		return r.On(field)
	}
	return err
}

// Textf replaces the message, keeping the code: for messages that carry figures or names.
func (r *Refusal) Textf(format string, args ...any) *Refusal {
	c := *r
	c.Text = fmt.Sprintf(format, args...)
	return &c
}

// TitleOf looks a code up among the Chinese words; the code itself when it has none.
func TitleOf[K ~string](titles map[K]string, code K) string {
	if t, ok := titles[code]; ok {
		return t
	}
	return string(code)
}

// ErrFieldEmpty refuses a field that must be filled.
var ErrFieldEmpty = Refuse("field_empty", "这一项必填")

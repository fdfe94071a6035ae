package screen

import (
	"strings"

	"penggai/allocation"
)

// StepKeys are the keys that take the next step of a record, by the kind of step: a text around the words of the step, with %s
// for these. A kind that is not among them has no key.
type StepKeys[K ~string] map[K]string

// Say is the next step with its key.
func (k StepKeys[K]) Say(s allocation.Step[K]) string {
	if around, ok := k[s.Kind]; ok {
		return strings.Replace(around, "%s", s.Text, 1)
	}
	return s.Text
}

// Why is a refusal as the reason why a key does nothing; "" when nothing is refused.
func Why(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

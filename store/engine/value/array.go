package value

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Array is a list that stands in one column as a JSON array; nothing of it is [].
type Array[T any] []T

// Scan reads the column.
func (a *Array[T]) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("a list in a %T", src)
	}
	return json.Unmarshal([]byte(text), (*[]T)(a))
}

// Kept is what the column keeps.
func (a *Array[T]) Kept() any {
	if len(*a) == 0 {
		return "[]"
	}
	text, _ := json.Marshal([]T(*a)) // of the strings and numbers of a row it cannot fail
	return string(text)
}

// IDs are ids that stand in one column, with spaces between them; such a column is read only.
type IDs []int64

// Scan reads the column.
func (l *IDs) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("ids in a %T", src)
	}
	for _, word := range strings.Fields(text) {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return err
		}
		*l = append(*l, id)
	}
	return nil
}

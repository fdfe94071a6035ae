package ledger

import (
	"errors"
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/sheet"
)

func (r *Reading) Today() civil.Date { return r.Store.Today() }

// Day reads a date that may be empty, from a day on until today.
func (r *Reading) Day(l sheet.Line, key string, from civil.Date, must bool) civil.Date {
	c := r.Cell(l, key)
	if c.Empty() || strings.Trim(c.Text, "-—/无") == "" && c.Kind == sheet.Text {
		if must {
			r.Reject(l, key, "没有写日期", "请写成 2017-08-05")
		}
		return civil.Date{}
	}
	d, err := c.Date(l.Epoch)
	switch {
	case err != nil:
		r.Refuse(l, key, err, "")
	case d.Before(from):
		r.Reject(l, key, fmt.Sprintf("早于 %s", from), "请核对日期，政策自 2017-08-05 起")
	case d.After(r.Today()):
		r.Reject(l, key, "晚于今天", "请核对日期")
	}
	return d
}

// Money reads an amount that must be there; do says what would be right.
func (r *Reading) Money(l sheet.Line, key, do string) quantity.Money {
	m := r.Signed(l, key, do)
	if m < 0 {
		r.Reject(l, key, ErrNegative.Text, do)
	}
	return m
}

// Signed reads an amount that must be there and may be less than nothing.
func (r *Reading) Signed(l sheet.Line, key, do string) quantity.Money {
	c := r.Cell(l, key)
	if c.Empty() {
		r.Reject(l, key, "没有写金额", do)
		return 0
	}
	switch sheet.Compact(c.Text) {
	case "无", "没有", "不欠", "不欠费", "无欠费", "未欠费":
		return 0
	}
	m, err := c.Money()
	if err != nil {
		r.Refuse(l, key, err, do)
	}
	return m
}

var ErrNegative = say.Refuse("takeover_negative", "金额不能小于 0")

// Litres reads cubic metres.
func (r *Reading) Litres(l sheet.Line, key string) int64 {
	n, err := r.Cell(l, key).Thousandths()
	switch {
	case err != nil:
		r.Refuse(l, key, err, "请填水表上的立方米数，如 128.5")
	case n < 0 || n > 100_000_000:
		r.Reject(l, key, "不像水表的读数", "请填水表上的立方米数，如 128.5")
	}
	return n
}

// Mark reads √ and 有.
func (r *Reading) Mark(l sheet.Line, key string) bool {
	yes, err := r.Cell(l, key).Mark()
	if err != nil {
		r.Refuse(l, key, err, "")
	}
	return yes
}

// Long reads a number of many figures.
func (r *Reading) Long(l sheet.Line, key string) string {
	text, err := r.Cell(l, key).Long()
	if err != nil {
		r.Refuse(l, key, err, "")
	}
	return text
}

// FieldOf is the field that a refusal names, else another.
func FieldOf(err error, other string) string {
	var r *say.Refusal
	if errors.As(err, &r) && r.Field != "" {
		return r.Field
	}
	return other
}

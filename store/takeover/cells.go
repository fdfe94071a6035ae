package takeover

import (
	"errors"
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/sheet"
)

func (r *reading) today() civil.Date { return r.store.Today() }

// day reads a date that may be empty, from a day on until today.
func (r *reading) day(l sheet.Line, key string, from civil.Date, must bool) civil.Date {
	c := r.cell(l, key)
	if c.Empty() || strings.Trim(c.Text, "-—/无") == "" && c.Kind == sheet.Text {
		if must {
			r.reject(l, key, "没有写日期", "请写成 2017-08-05")
		}
		return civil.Date{}
	}
	d, err := c.Date(l.Epoch)
	switch {
	case err != nil:
		r.refuse(l, key, err, "")
	case d.Before(from):
		r.reject(l, key, fmt.Sprintf("早于 %s", from), "请核对日期，政策自 2017-08-05 起")
	case d.After(r.today()):
		r.reject(l, key, "晚于今天", "请核对日期")
	}
	return d
}

// money reads an amount that must be there; do says what would be right.
func (r *reading) money(l sheet.Line, key, do string) quantity.Money {
	m := r.signed(l, key, do)
	if m < 0 {
		r.reject(l, key, errNegative.Text, do)
	}
	return m
}

// signed reads an amount that must be there and may be less than nothing.
func (r *reading) signed(l sheet.Line, key, do string) quantity.Money {
	c := r.cell(l, key)
	if c.Empty() {
		r.reject(l, key, "没有写金额", do)
		return 0
	}
	m, err := c.Money()
	if err != nil {
		r.refuse(l, key, err, do)
	}
	return m
}

var errNegative = say.Refuse("takeover_negative", "金额不能小于 0")

// litres reads cubic metres.
func (r *reading) litres(l sheet.Line, key string) int64 {
	n, err := r.cell(l, key).Thousandths()
	switch {
	case err != nil:
		r.refuse(l, key, err, "请填水表上的立方米数，如 128.5")
	case n < 0 || n > 100_000_000:
		r.reject(l, key, "不像水表的读数", "请填水表上的立方米数，如 128.5")
	}
	return n
}

// mark reads √ and 有.
func (r *reading) mark(l sheet.Line, key string) bool {
	yes, err := r.cell(l, key).Mark()
	if err != nil {
		r.refuse(l, key, err, "")
	}
	return yes
}

// long reads a number of many figures.
func (r *reading) long(l sheet.Line, key string) string {
	text, err := r.cell(l, key).Long()
	if err != nil {
		r.refuse(l, key, err, "")
	}
	return text
}

// fieldOf is the field that a refusal names, else another.
func fieldOf(err error, other string) string {
	var r *say.Refusal
	if errors.As(err, &r) && r.Field != "" {
		return r.Field
	}
	return other
}

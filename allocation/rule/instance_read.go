package rule

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"

	"penggai/allocation/quantity"
)

// ReadInstance reads an instance file strictly: every key present (but fixed and rest), none unknown, none twice, integers
// only, nothing behind the end, every bound of the rule kept. The refusal (ErrBadInstance) names the place.
func ReadInstance(data []byte) (*Instance, error) {
	r := &instanceReader{data: data}
	if bad := firstInvalid(data); bad >= 0 {
		r.pos = bad
		r.fail(textInstanceNotUTF8)
		return nil, r.err
	}
	in := &Instance{}
	object(r, in, instanceKeys)
	if r.space(); r.err == nil && r.pos < len(r.data) {
		r.fail("结尾之后还有内容")
	}
	if r.err != nil {
		return nil, r.err
	}
	if err := in.Check(); err != nil {
		return nil, err
	}
	return in, nil
}

func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; ; {
		c, n := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && n < 2 {
			return i
		}
		i += n
	}
}

// property is one key of an object of type T and how its value is read.
type property[T any] struct {
	name     string
	optional bool
	read     func(r *instanceReader, into *T)
}

var instanceKeys = []property[Instance]{
	{name: "format", read: func(r *instanceReader, in *Instance) {
		if r.space(); r.text() != InstanceFormat {
			r.fail("应为 %s", InstanceFormat)
		}
	}},
	{name: "seed", read: func(r *instanceReader, in *Instance) { in.Seed = r.text() }},
	{name: "params", read: func(r *instanceReader, in *Instance) { object(r, &in.Params, paramsKeys) }},
	{name: "units", read: func(r *instanceReader, in *Instance) { in.Units = objects(r, unitKeys) }},
	{name: "applicants", read: func(r *instanceReader, in *Instance) { in.Applicants = objects(r, applicantKeys) }},
	{name: "fixed", optional: true, read: func(r *instanceReader, in *Instance) { in.Fixed = objects(r, fixedKeys) }},
}

var paramsKeys = []property[Params]{
	{name: "dm2_per_job", read: func(r *instanceReader, p *Params) { p.PerJob = quantity.Area(r.integer()) }},
	{name: "scale_to_supply", read: func(r *instanceReader, p *Params) { p.ScaleToSupply = r.bool() }},
	{name: "tax_fen_per_job", read: func(r *instanceReader, p *Params) { p.TaxPerJob = quantity.Money(r.integer()) }},
	{name: "tax_cap_permille", read: func(r *instanceReader, p *Params) { p.TaxCapPermille = r.integer() }},
	{name: "tie_band_millijobs", read: func(r *instanceReader, p *Params) { p.TieBandMillijobs = r.integer() }},
	{name: "min_dm2", read: func(r *instanceReader, p *Params) { p.Min = quantity.Area(r.integer()) }},
	{name: "max_dm2", read: func(r *instanceReader, p *Params) { p.Max = quantity.Area(r.integer()) }},
	{name: "under_permille", read: func(r *instanceReader, p *Params) { p.UnderPermille = r.integer() }},
	{name: "over_permille", read: func(r *instanceReader, p *Params) { p.OverPermille = r.integer() }},
	{name: "max_units", read: func(r *instanceReader, p *Params) { p.MaxUnits = r.integer() }},
	{name: "rest", optional: true, read: func(r *instanceReader, p *Params) {
		if p.Rest = (Rest{}); !r.word("null") {
			p.Rest.Given = true
			object(r, &p.Rest, restKeys)
		}
	}},
}

var restKeys = []property[Rest]{
	{name: "under_permille", read: func(r *instanceReader, p *Rest) { p.UnderPermille = r.integer() }},
	{name: "over_permille", read: func(r *instanceReader, p *Rest) { p.OverPermille = r.integer() }},
}

var unitKeys = []property[InstanceUnit]{
	{name: "number", read: func(r *instanceReader, u *InstanceUnit) { u.Number = r.text() }},
	{name: "community", read: func(r *instanceReader, u *InstanceUnit) { u.Community = r.text() }},
	{name: "building", read: func(r *instanceReader, u *InstanceUnit) { u.Building = r.text() }},
	{name: "floor", read: func(r *instanceReader, u *InstanceUnit) { u.Floor = r.integer() }},
	{name: "bay", read: func(r *instanceReader, u *InstanceUnit) { u.Bay = r.maybe() }},
	{name: "area_dm2", read: func(r *instanceReader, u *InstanceUnit) { u.Area = quantity.Area(r.integer()) }},
	{name: "tags", read: func(r *instanceReader, u *InstanceUnit) { u.Tags = r.texts() }},
}

var applicantKeys = []property[InstanceApplicant]{
	{name: "number", read: func(r *instanceReader, a *InstanceApplicant) { a.Number = r.text() }},
	{name: "jobs_millis", read: func(r *instanceReader, a *InstanceApplicant) { a.JobsMillis = r.integer() }},
	{name: "tax_fen", read: func(r *instanceReader, a *InstanceApplicant) { a.Tax = quantity.Money(r.integer()) }},
	{name: "policy", read: func(r *instanceReader, a *InstanceApplicant) { a.Policy = r.bool() }},
	{name: "group", read: func(r *instanceReader, a *InstanceApplicant) { a.Group = r.bool() }},
	{name: "min_dm2", read: func(r *instanceReader, a *InstanceApplicant) { a.Min = (*quantity.Area)(r.maybe()) }},
	{name: "max_dm2", read: func(r *instanceReader, a *InstanceApplicant) { a.Max = (*quantity.Area)(r.maybe()) }},
	{name: "communities", read: func(r *instanceReader, a *InstanceApplicant) { a.Communities = r.texts() }},
	{name: "only_listed", read: func(r *instanceReader, a *InstanceApplicant) { a.OnlyListed = r.bool() }},
	{name: "requires", read: func(r *instanceReader, a *InstanceApplicant) { a.Requires = r.texts() }},
	{name: "max_units", read: func(r *instanceReader, a *InstanceApplicant) { a.MaxUnits = r.integer() }},
}

var fixedKeys = []property[Fixed]{
	{name: "applicant", read: func(r *instanceReader, f *Fixed) { f.Applicant = r.text() }},
	{name: "units", read: func(r *instanceReader, f *Fixed) { f.Units = r.texts() }},
}

// instanceReader walks the bytes once and keeps the first refusal: after it, every method does nothing.
// It never recurses deeper than the format does, whatever the nesting of the file.
type instanceReader struct {
	data []byte
	pos  int
	path []step
	err  error
}

// step is a key, or an index where key is empty.
type step struct {
	key   string
	index int
}

// fail refuses at the current place and at the line of the file.
func (r *instanceReader) fail(format string, args ...any) {
	if r.err != nil {
		return
	}
	place := ""
	for _, s := range r.path {
		switch {
		case s.key == "":
			place += fmt.Sprintf("[%d]", s.index)
		case place == "":
			place = s.key
		default:
			place += "." + s.key
		}
	}
	line := 1 + bytes.Count(r.data[:min(r.pos, len(r.data))], []byte{'\n'})
	if place == "" {
		place = fmt.Sprintf("第 %d 行", line)
	} else {
		place += fmt.Sprintf("（第 %d 行）", line)
	}
	r.err = badInstance(place, format, args...)
}

func (r *instanceReader) space() {
	for r.pos < len(r.data) {
		switch r.data[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return
		}
	}
}

// next takes the byte c if it comes next after spaces.
func (r *instanceReader) next(c byte) bool {
	r.space()
	if r.err != nil || r.pos >= len(r.data) || r.data[r.pos] != c {
		return false
	}
	r.pos++
	return true
}

// word takes a bare word if it comes next after spaces.
func (r *instanceReader) word(w string) bool {
	r.space()
	if r.err != nil || !bytes.HasPrefix(r.data[r.pos:], []byte(w)) {
		return false
	}
	r.pos += len(w)
	return true
}

// object reads {…} with exactly these keys, in any order.
func object[T any](r *instanceReader, into *T, keys []property[T]) {
	if !r.next('{') {
		r.fail("应为对象 {…}")
		return
	}
	seen := uint32(0)
	for first := true; r.err == nil && !r.next('}'); first = false {
		if !first && !r.next(',') {
			r.fail("此处应为逗号或 }")
			return
		}
		name := r.text()
		k := keyIndex(keys, name)
		if r.err != nil {
			return
		}
		if k < 0 {
			r.fail("不认识的键 %q", clip(name))
			return
		}
		r.path = append(r.path, step{key: name})
		if seen&(1<<k) != 0 {
			r.fail("键重复")
		} else if !r.next(':') {
			r.fail("此处应为冒号")
		} else {
			keys[k].read(r, into)
		}
		seen |= 1 << k
		r.path = r.path[:len(r.path)-1]
	}
	for k, p := range keys {
		if seen&(1<<k) == 0 && !p.optional {
			r.fail("缺少 %s", p.name)
		}
	}
}

func keyIndex[T any](keys []property[T], name string) int {
	for k := range keys {
		if keys[k].name == name {
			return k
		}
	}
	return -1
}

// clip shortens a foreign text for a message.
func clip(s string) string {
	if c := []rune(s); len(c) > 40 {
		return string(c[:40]) + "…"
	}
	return s
}

// items reads […] and calls item for each element.
func (r *instanceReader) items(item func()) {
	if !r.next('[') {
		r.fail("应为列表 […]")
		return
	}
	for i := 0; r.err == nil && !r.next(']'); i++ {
		if i > 0 && !r.next(',') {
			r.fail("此处应为逗号或 ]")
			return
		}
		r.path = append(r.path, step{index: i})
		item()
		r.path = r.path[:len(r.path)-1]
	}
}

func objects[T any](r *instanceReader, keys []property[T]) []T {
	list := []T{}
	r.items(func() {
		var one T
		object(r, &one, keys)
		list = append(list, one)
	})
	return list
}

func (r *instanceReader) texts() []string {
	list := []string{}
	r.items(func() { list = append(list, r.text()) })
	return list
}

func (r *instanceReader) bool() bool {
	if r.word("true") {
		return true
	}
	if !r.word("false") {
		r.fail("应为 true 或 false")
	}
	return false
}

// maybe reads an integer or null.
func (r *instanceReader) maybe() *int64 {
	if r.word("null") {
		return nil
	}
	v := r.integer()
	return &v
}

func (r *instanceReader) integer() int64 {
	r.space()
	start, end := r.pos, r.pos
	for end < len(r.data) && bytes.IndexByte([]byte("+-0123456789.eE"), r.data[end]) >= 0 {
		end++
	}
	s := string(r.data[start:end])
	digits := s
	if digits != "" && digits[0] == '-' {
		digits = digits[1:]
	}
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			r.fail("%s 不是整数", clip(s))
			return 0
		}
	}
	if digits == "" || len(digits) > 1 && digits[0] == '0' {
		r.fail("应为整数")
		return 0
	}
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		r.fail("%s 太大", clip(s))
	}
	r.pos = end
	return v
}

package ledger

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"

	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/sheet"
)

// Reject is a row that is not taken, and why.
type Reject struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`    // of the spreadsheet, from 1
	Column string `json:"column"` // the heading as it stands there
	Value  string `json:"value"`
	Why    string `json:"why"`
	Do     string `json:"do"`
}

// Item is a record of the file beside what the office has.
type Item struct {
	Sheet string
	Row   int
	Name  string   // JS-NSQ-01-1-03 南市区 1号楼 101
	Notes []string // of a new one: what is said about it; of a changed one: 面积 142.35 -> 143.00
}

// Place are the totals of a community or of the whole beside those that others say.
type Place struct {
	Name   string
	Units  int
	Area   quantity.Area
	Amount quantity.Money // of money that was paid
	Said   []string       // what the file's own totals and the policy say
	Off    bool           // they differ
	At     At             // of a total of the file: its row
	Table  int            // of a total of the file: of tables side by side which one
}

// Preview is what an import would do.
type Preview struct {
	Kind     Kind
	File     string
	Heads    []sheet.Head
	Read     int
	New      []Item
	Changed  []Item
	Same     int
	Absent   []Item
	Rejected []Reject
	Places   []Place
	Warnings []string // what the whole import means: samples that go, rows that are read with an assumption
	Units    int      // of the rows that are taken
	Area     quantity.Area

	Mapping Mapping
	passed  []string // sheets without headings
	Noun    Records
	early   []Reject // that came from reading alone; those of comparing are found again
	Seal    string
	sum     hash.Hash // of what was found
	Blind   bool      // only the seal is asked for: what is found is not kept
}

// At names a row of a file.
type At struct {
	Sheet string
	Row   int
}

// unread says which columns and which sheets of the file are not taken, so that nobody believes they were.
func (p *Preview) unread() (out []string) {
	var columns []string
	for _, h := range p.Heads {
		for _, c := range h.Columns {
			if c.Key == "" && !slices.Contains(columns, c.Heading) {
				columns = append(columns, c.Heading)
			}
		}
	}
	if len(columns) > 0 {
		out = append(out, "没有读取的列："+strings.Join(columns, "、"))
	}
	if len(p.passed) > 0 {
		out = append(out, "没有表头、没有读取的工作表："+strings.Join(p.passed, "、"))
	}
	return out
}

// Refused are the rows that are not taken.
func (p *Preview) Refused() map[At]bool {
	out := map[At]bool{}
	for _, r := range p.Rejected {
		out[At{r.Sheet, r.Row}] = true
	}
	return out
}

// Found keeps an item in one of the lists and counts it.
func (p *Preview) Found(list *[]Item, i Item) {
	fmt.Fprintln(p.sum, i.Row, i.Name, i.Notes)
	if !p.Blind {
		*list = append(*list, i)
	}
}

// Forget makes the preview one that has been read and not compared.
func (p *Preview) Forget() {
	p.New, p.Changed, p.Absent, p.Same, p.Units, p.Area, p.Warnings, p.Places = nil, nil, nil, 0, 0, 0, nil, OwnPlaces(p.Places)
	p.Rejected = slices.Clone(p.early)
}

// Compare fills the preview from one state of the data and seals it.
func (p *Preview) Compare(ctx context.Context, q engine.Querier, by engine.Actor) error {
	p.sum = sha256.New()
	p.Warnings = append(p.Warnings, p.unread()...)
	if err := p.Noun.Compare(ctx, q, by, p); err != nil {
		return err
	}
	place := func(sheetName string) int {
		return slices.IndexFunc(p.Heads, func(h sheet.Head) bool { return h.Sheet == sheetName })
	}
	slices.SortStableFunc(p.Rejected, func(a, b Reject) int { return cmp.Or(place(a.Sheet)-place(b.Sheet), a.Row-b.Row) })
	fmt.Fprintln(p.sum, p.Read, p.Same, len(p.Rejected), p.Warnings)
	p.Seal = hex.EncodeToString(p.sum.Sum(nil))
	return nil
}

// Writes reports whether there is anything to write.
func (p *Preview) Writes() bool { return len(p.New)+len(p.Changed) > 0 }

// Ready refuses a preview of which nothing can be written. Errors: ErrNothing.
func (p *Preview) Ready() error {
	switch n := len(p.Rejected); {
	case p.Writes():
		return nil
	case n > 0:
		return ErrNothing.Textf("没有可以写入的内容：拒收 %d 行，其余与现有数据相同；请先改正文件，或改对应关系", n)
	}
	return ErrNothing
}

func OwnPlaces(list []Place) (out []Place) {
	for _, p := range list {
		if len(p.Said) > 0 && p.Said[0] == saidFile {
			p.Off = false
			out = append(out, p)
		}
	}
	return out
}

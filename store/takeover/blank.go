package takeover

import (
	"context"
	"io"
	"slices"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/sheet"
)

// help says of a field in a blank spreadsheet what it takes.
type help struct {
	need     bool
	text     string
	examples []string
	choices  func(*reading) []string
	plain    bool // long numbers and doors, which a spreadsheet must leave as they are
	width    int
}

func fixed(words ...string) func(*reading) []string {
	return func(*reading) []string { return words }
}

func communityNames(r *reading) []string {
	var out []string
	for _, c := range r.known.communities {
		if !slices.Contains(out, c.Name) {
			out = append(out, c.Name)
		}
	}
	return out
}

// BlankSheet writes a spreadsheet of a kind to fill in. Errors: ErrKind, those of w.
func (s Room) BlankSheet(ctx context.Context, by engine.Actor, kind Kind, w io.Writer) error {
	n, ok := nouns[kind]
	if !ok {
		return ErrKind.With(string(kind))
	}
	r := &reading{store: s}
	var err error
	if r.known, err = s.known(ctx, by); err != nil {
		return err
	}
	b := sheet.Blank{Name: kind.Title(), Title: kind.Title() + "（空白表，填好后导入）"}
	for _, f := range n.spec(r).Fields {
		h, shown := n.help[f.Key]
		if !shown || f.Key == "district" && by.District != "" {
			continue
		}
		c := sheet.BlankColumn{Heading: f.Title, Need: h.need, Help: h.text, Examples: h.examples, Text: h.plain, Width: h.width}
		if h.choices != nil {
			c.Choices = h.choices(r)
		}
		b.Columns = append(b.Columns, c)
	}
	return b.Write(w)
}

var unitHelp = map[string]help{
	"district":    {need: true, text: "所在的区。", examples: []string{"尖山区", "尖山区"}, choices: fixed(allocation.DistrictNames()...)},
	"community":   {need: true, text: "小区目录里的名称；目录没有的先登记。", examples: []string{"南市区", "南市区"}, choices: communityNames, width: 14},
	"building":    {need: true, text: "楼号，如 1号楼。", examples: []string{"1号楼", "1号楼"}},
	"door":        {need: true, text: "门牌，如 101；同一栋楼里不能重复。没有编号的，按小区、楼栋、门牌认定是哪一套。", examples: []string{"101", "201"}, plain: true},
	"number":      {text: "已有编号才填；空着的由程序编号，台账的叫法留作原编号。", examples: []string{"", ""}, plain: true, width: 18},
	"floor":       {text: "1、2、-1；地下一层填 -1，跨层的填 1-2层。", examples: []string{"1", "2"}},
	"area":        {need: true, text: "平方米，最多两位小数，如 142.35。", examples: []string{"142.35", "96.20"}},
	"state":       {text: "闲置、使用中、停用。使用中的再导入在租合同。", examples: []string{"闲置", "使用中"}, choices: fixed("闲置", "使用中", "停用")},
	"usage":       {text: "规划或登记的用途。", examples: []string{"商业服务", "商业服务"}},
	"source":      {text: "棚改 或 沉治。", examples: []string{"棚改", "棚改"}, choices: fixed("棚改", "沉治")},
	"certificate": {text: "不动产权证号，没有的空着。", examples: []string{"", ""}, plain: true, width: 20},
	"address":     {text: "权证或路牌上的地址。", examples: []string{"", ""}, width: 24},
	"tags":        {text: "临街、转角、燃气等，用顿号隔开。", examples: []string{"临街", ""}},
	"note":        {text: "留作这一套的附注；不写完整证件号。", examples: []string{"", ""}, width: 20},
	"tag:上下水":     {text: "有 或 无，也可打 √。", examples: []string{"有", "无"}, choices: fixed("有", "无")},
}

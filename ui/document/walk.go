package document

import (
	"fmt"
	"strconv"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	domain "penggai/allocation/walk"
)

// walkList is what people take along: each unit with what the ledger says, and room for what they see (四(五)).
func walkList(r Record) *Data {
	d, w := &Data{}, r.Walk
	r.office(d)
	d.Put("核查编号", w.Number)
	d.Put("核查方式", choose(w.Kind == "", "", w.Kind.Title()))
	d.Put("核查范围", w.Place)
	d.Put("核查检查人", w.Inspectors)
	d.Put("列出日期", dateOr(w.Made, ""))
	d.Put("核查套数", strconv.Itoa(w.Units))
	d.Put("抽取文字", w.Seed)
	d.Put("名单校验值", w.Digest)
	list := d.AddList("核查房源", "序号", "房源编号", say.Community, "台账情况", "检查人", "看到情况", "核查说明")
	for i, l := range w.Lines {
		seen := "□营业　□关门　□他人使用　□空置"
		if l.Seen != "" {
			seen = fmt.Sprintf("%s　%s　%s", l.Seen.Title(), l.SeenDay, l.SeenBy)
		}
		note := l.Note
		if text := l.Difference(); text != "" {
			note = text + choose(note == "", "", "；"+note)
		}
		list.Add(strconv.Itoa(i+1), l.Number, l.Community+" "+l.Building, l.LedgerWords(), choose(l.Inspectors == "", w.Inspectors, l.Inspectors), seen, note)
	}
	return d
}

// notDrawn refuses to print a list whose units are not drawn yet.
func notDrawn(r Record) string {
	switch r.Walk.State {
	case domain.Frozen:
		return "这份名单还没有抽取"
	case domain.Cancelled:
		return "这份名单已经作废"
	case domain.Open, domain.Done:
	}
	return ""
}

func dayListed(r *Record) civil.Date { return r.Walk.Made }

package system

import (
	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	"penggai/ui/kit"
)

const (
	textPapers = "签订后的期限"
	textBodies = say.FilingBody
	textShort  = "核实可少于合同"
)

// paperPeriods are the periods of the parts after the signing, as they are shown.
func paperPeriods(p *allocation.PaperPeriods) []struct {
	name, label string
	at          *civil.Period
} {
	return []struct {
		name, label string
		at          *civil.Period
	}{
		{"papers.keys", "交接钥匙", &p.Keys},
		{"papers.notarised", "公证", &p.Notarised},
		{"papers.filed", "备案", &p.Filed},
		{"papers.licensed", say.Licence, &p.Licensed},
		{"papers.taxed", "税务登记", &p.Taxed},
	}
}

// paperSection is the part of the form about what is due after the signing (四(四), 三.4).
func paperSection(p allocation.PaperPeriods, lead int) kit.Section {
	var fields []kit.Field
	for _, x := range paperPeriods(&p) {
		fields = append(fields, period(x.name, x.label, *x.at)...)
	}
	return kit.Section{Title: textPapers, Fields: append(fields,
		kit.Field{Name: "papers.bodies", Label: textBodies, Value: oversight.JoinBodies(p.Bodies), Limit: 200, Hint: "逐个备案的部门，用顿号分开；不填：任一部门"},
		number("leads.papers", "提前提醒", int64(lead), "日", ""),
	)}
}

// readPapers takes the periods out of the form.
func readPapers(f *kit.Form) (p allocation.PaperPeriods) {
	for _, x := range paperPeriods(&p) {
		*x.at = civil.Period{N: f.Number(x.name), Unit: civil.Unit(f.Text(x.name + ".unit"))}
	}
	p.Bodies = append([]string{}, oversight.SplitBodies(f.Text("papers.bodies"))...)
	return p
}

// paperPairs show them.
func paperPairs(p allocation.PaperPeriods, lead int) []kit.Pair {
	out := []kit.Pair{{Label: textPapers}}
	for _, x := range paperPeriods(&p) {
		out = append(out, kit.Pair{Label: x.label, Value: x.at.String()})
	}
	return append(out, kit.Pair{Label: textBodies, Value: allocation.OrNone(oversight.JoinBodies(p.Bodies))}, kit.Pair{Label: "提前提醒", Value: days(lead)})
}

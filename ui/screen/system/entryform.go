package system

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/oversight"
	"penggai/allocation/refusal"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// addEntry asks to which list a new entry belongs and opens its form.
func addEntry(env *screen.Env) tea.Cmd {
	var kinds []kit.Choice
	for _, k := range bylaw.EntryKinds() {
		kinds = append(kinds, kit.Choice{Key: string(k), Label: k.Title()})
	}
	return kit.Pick(kit.PickerSpec{Title: textNewEntry, Choices: kinds}, func(got []kit.Choice) tea.Cmd {
		return screen.Show(entryForm(env, 0, bylaw.Entry{Kind: bylaw.ProposalKind(got[0].Key)}))
	})
}

// editEntry opens the form of what takes the place of an entry.
func editEntry(env *screen.Env, e basis.CatalogueEntry) screen.Screen {
	old, err := bylaw.ReadEntry(bylaw.ProposalKind(e.Kind), e.Body)
	if err != nil {
		old = bylaw.Entry{Kind: bylaw.ProposalKind(e.Kind)}
	}
	return entryForm(env, e.ID, old)
}

// whyNotEdit is the reason why an entry cannot be changed.
func whyNotEdit(e basis.CatalogueEntry) string {
	switch {
	case e.Kind == basis.KindGround:
		return bylaw.ErrEntryFixed.Error()
	case !e.To.IsZero():
		return basis.ErrEntryGone.Error()
	}
	return ""
}

// endEntry asks from which day an entry ends, and on what that rests.
func endEntry(env *screen.Env, e basis.CatalogueEntry) screen.Screen {
	read := func(f *kit.Form) basis.EntryChange {
		return basis.EntryChange{
			Base: e.ID, Ends: true, Effective: f.Date("effective"), Note: f.Text("note"), Entry: bylaw.Entry{Kind: bylaw.ProposalKind(e.Kind)},
		}
	}
	return screen.NewForm(env, screen.FormScreen{Path: textEndEntry, Left: e.Title, About: helpEntry}, kit.FormSpec{
		Draft: "entry/end/" + strconv.FormatInt(e.ID, 10), Sections: []kit.Section{{Fields: changeFields(env)}},
		Check: func(f *kit.Form) error { c := read(f); return c.Check(env.Today()) },
		Save:  saveEntry(env, read),
	})
}

// changeFields ask when a change begins and on what it rests.
func changeFields(env *screen.Env) []kit.Field {
	return []kit.Field{
		{Name: "effective", Label: basis.ProposalNoun.Word("effective"), Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: "不早于今天"},
		{Name: "note", Label: basis.ProposalNoun.Word("note"), Required: true, Limit: 200, Hint: "本区的文号或会议"},
	}
}

// saveEntry draws the change up and opens its page.
func saveEntry(env *screen.Env, read func(*kit.Form) basis.EntryChange) func(*kit.Form) tea.Cmd {
	return env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
		id, err := env.Store.ProposeEntry(ctx, by, read(f))
		return screen.Made{Page: newProposal(env, id), Done: kit.Done{Text: "已拟定，由分管领导批准后生效"}}, err
	})
}

// entryForm is the form of what comes into a list; base is the entry that it takes the place of, 0 for none.
func entryForm(env *screen.Env, base int64, e bylaw.Entry) *screen.FormScreen {
	read := func(f *kit.Form) basis.EntryChange {
		return basis.EntryChange{Base: base, Effective: f.Date("effective"), Note: f.Text("note"), Entry: readEntry(f, e)}
	}
	_, name, source := e.Head()
	fields := append([]kit.Field{{Name: "name", Label: say.Name, Value: *name, Required: true, Limit: 60}}, kindFields(e)...)
	fields = append(fields,
		kit.Field{Name: "document", Label: "依据文件", Value: source.Document, Required: true, Limit: 60, Hint: "如 " + allocation.Policy2017},
		kit.Field{Name: "clause", Label: "条款", Value: source.Clause, Required: true, Limit: 20, Hint: "如 二、五(一)2"},
		kit.Field{Name: "own", Label: "本区自定", Kind: kit.KindYesNo, Value: kit.YesNo(source.District || base == 0), Required: true, Hint: "四(三) 的具体细则"})
	title := textNewEntry
	if base != 0 {
		title = textEditEntry
	}
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: e.Kind.Title(), About: helpEntry}, kit.FormSpec{
		Draft:    fmt.Sprintf("entry/%s/%d", e.Kind, base),
		Sections: []kit.Section{{Title: e.Kind.Title(), Fields: fields}, {Title: textProposals, Fields: changeFields(env)}},
		Check:    func(f *kit.Form) error { c := read(f); return c.Check(env.Today()) },
		Save:     saveEntry(env, read),
	})
}

// kindFields are what a kind of entry has of its own.
func kindFields(e bylaw.Entry) []kit.Field {
	switch e.Kind {
	case bylaw.SectorKind:
		var headings []kit.Choice
		for n := 1; n <= annexHeadings; n++ {
			headings = append(headings, kit.Choice{Key: strconv.Itoa(n), Label: fmt.Sprintf("附件第 %d 类", n)})
		}
		return []kit.Field{{Name: "heading", Label: "大类", Kind: kit.KindChoice, Choices: headings, Value: e.Sector.Heading, Required: true, Width: 14}}
	case bylaw.GroupKind:
		var priorities []kit.Choice
		for _, p := range []allocation.Priority{allocation.PriorityNone, allocation.PriorityEqual, allocation.PriorityBase} {
			priorities = append(priorities, kit.Choice{Key: "p" + string(p), Label: bylaw.PriorityTitle(p)})
		}
		return []kit.Field{
			{Name: "eligible", Label: "可以入驻", Kind: kit.KindYesNo, Value: kit.YesNo(e.Group.Eligible), Required: true},
			{Name: "priority", Label: say.Priority, Kind: kit.KindChoice, Choices: priorities, Value: "p" + string(e.Group.Priority), Required: true, Width: 26},
			{Name: "proof", Label: "证明", Value: e.Group.Proof, Required: true, Limit: 100},
		}
	case bylaw.MaterialKind:
		who := make([]string, len(e.Material.For))
		for i, k := range e.Material.For {
			who[i] = string(k)
		}
		return []kit.Field{
			{Name: "for", Label: "谁交", Kind: kit.KindChoices, Choices: screen.Choices(allocation.ApplicantKinds), Value: strings.Join(who, "\n"), Required: true},
			{Name: "required", Label: "必备", Kind: kit.KindYesNo, Value: kit.YesNo(e.Material.Required), Required: true},
			{Name: "remark", Label: say.Note, Value: e.Material.Note, Limit: 100},
		}
	case bylaw.ReasonKind:
		at := make([]string, len(e.Reason.At))
		for i, s := range e.Reason.At {
			at[i] = string(s)
		}
		return []kit.Field{
			{Name: "stages", Label: "用在", Kind: kit.KindChoices, Choices: screen.Choices(refusal.Stages), Value: strings.Join(at, "\n"), Required: true},
			{Name: "remedy", Label: "申请人可以", Value: e.Reason.Remedy, Required: true, Limit: 100, Hint: "如补齐证明后重新申请"},
		}
	case bylaw.BenefitKind:
		days := ""
		if e.Benefit.Limit.Set {
			days = strconv.Itoa(e.Benefit.Limit.Days)
		}
		return []kit.Field{
			{Name: "bodies", Label: "决定机关", Value: oversight.JoinBodies(e.Benefit.Bodies), Required: true, Limit: 100, Hint: "几个用顿号隔开"},
			{Name: "days", Label: "办理时限", Kind: kit.KindNumber, Value: days, Unit: "日", Hint: "空着是没有"},
			{Name: "terms", Label: "条件", Value: e.Benefit.Terms, Limit: 100},
			{Name: "repeats", Label: "可重复", Kind: kit.KindYesNo, Value: kit.YesNo(e.Benefit.Repeats), Required: true},
		}
	}
	return nil
}

// annexHeadings is how many headings the annex has.
const annexHeadings = 8

// readEntry takes the entry out of the form; what the form does not ask stays.
func readEntry(f *kit.Form, e bylaw.Entry) bylaw.Entry {
	_, name, source := e.Head()
	*name = f.Text("name")
	source.Document, source.Clause, source.District = f.Text("document"), f.Text("clause"), f.Yes("own")
	switch e.Kind {
	case bylaw.SectorKind:
		e.Sector.Heading = f.Text("heading")
	case bylaw.GroupKind:
		e.Group.Eligible, e.Group.Priority, e.Group.Proof = f.Yes("eligible"), allocation.Priority(strings.TrimPrefix(f.Text("priority"), "p")), f.Text("proof")
	case bylaw.MaterialKind:
		e.Material.For = nil
		for _, k := range f.Many("for") {
			e.Material.For = append(e.Material.For, allocation.ApplicantKind(k))
		}
		e.Material.Required, e.Material.Note = f.Yes("required"), f.Text("remark")
	case bylaw.ReasonKind:
		e.Reason.Remedy, e.Reason.At = f.Text("remedy"), nil
		for _, s := range f.Many("stages") {
			e.Reason.At = append(e.Reason.At, refusal.Stage(s))
		}
	case bylaw.BenefitKind:
		b := &e.Benefit
		b.Bodies, b.Terms, b.Repeats = oversight.SplitBodies(f.Text("bodies")), f.Text("terms"), f.Yes("repeats")
		b.Limit.Set, b.Limit.Days = f.Text("days") != "", f.Number("days")
	}
	return e
}

// Entries of lists.
const (
	textNewEntry  = "新增"
	textEditEntry = say.Edit
	textEndEntry  = "终止"
)

var helpEntry = []string{
	"目录的改动由一人拟定，由分管领导在 拟定 里批准生效；生效以前办的不受影响。",
	"新增的材料还要在 参数 的材料清单里选上，申请时才收。",
}

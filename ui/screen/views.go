package screen

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// viewed is a list whose filters can be kept under a name: where it opens, and how what a filter leaves is counted.
type viewed struct {
	place Place
	title string
	count func(st *store.Store, ctx context.Context, by engine.Actor, q engine.ListQuery) (int, error)
}

func counting[R any](read func(*store.Store, context.Context, engine.Actor, engine.ListQuery) (engine.Page[R], error)) func(*store.Store, context.Context, engine.Actor, engine.ListQuery) (int, error) {
	return func(st *store.Store, ctx context.Context, by engine.Actor, q engine.ListQuery) (int, error) {
		q.Limit = 1
		page, err := read(st, ctx, by, q)
		return page.Total, err
	}
}

// viewedLists are these lists by the keys under which their filters are kept (ListSpec.Views). A key never changes.
var viewedLists = map[string]viewed{
	"unit":        {UnitList, "房源", counting((*store.Store).Units)},
	"application": {Application, "申请", counting((*store.Store).Applications)},
	"round":       {Round, "批次", counting((*store.Store).RoundList)},
	"award":       {Award, "分配结果", counting((*store.Store).AwardList)},
	"tenancy":     {Tenancy, "入驻", counting((*store.Store).Tenancies)},
	"bill":        {Bill, "账单", counting((*store.Store).Bills)},
	"payment":     {Payment, "收据", counting((*store.Store).Payments)},
	"till":        {Till, "日结", counting((*store.Store).Tills)},
	"erasure":     {Keeping, "到期清理", counting((*store.Store).Erasures)},
	"meter":       {Reading, "抄表", counting((*store.Store).Meters)},
	"price":       {Fee, "价格", counting((*store.Store).Prices)},
	"benefit":     {Benefit, "优惠", counting((*store.Store).BenefitList)},
	"assessment":  {Assessment, "考核", counting((*store.Store).Assessments)},
	"due":         {AssessmentDue, "应考核", counting((*store.Store).DueAssessments)},
	"support":     {Support, "帮扶", counting((*store.Store).Supports)},
	"finding":     {Finding, "督办", counting((*store.Store).Findings)},
	"exit":        {Exit, "退出", counting((*store.Store).Exits)},
	"correction":  {Correction, "更正", counting((*store.Store).Corrections)},
	"note":        {Notes, "附注", counting((*store.Store).Notes)},
	"expert":      {Expert, "评审人", counting((*store.Store).Experts)},
}

// ViewCount is a named filter with how many rows it leaves now.
type ViewCount struct {
	basis.View
	Title string // of its list
	Rows  int
	Bad   error // why it is not understood any more; nil: it is
	To    Go
}

// ViewCounts are the named filters of an account, of one list where its key is given.
func ViewCounts(ctx context.Context, st *store.Store, by engine.Actor, list string) ([]ViewCount, error) {
	views, err := st.Views(ctx, by)
	var out []ViewCount
	for _, v := range views {
		of, known := viewedLists[v.List]
		if !known || list != "" && v.List != list {
			continue
		}
		c := ViewCount{View: v, Title: of.title, To: Go{Place: of.place, Filter: v.Filter, Sort: v.Order}}
		c.Rows, c.Bad = of.count(st, ctx, by, engine.ListQuery{Filter: v.Filter})
		out = append(out, c)
	}
	return out, err
}

// Choices of the window that are no view.
const (
	viewSave = "/save"
	viewDrop = "/drop"
)

// viewAction is the key that lists the named filters of the list.
func (s *listing) viewAction() kit.Action {
	return kit.Act("常用筛选", s.openViews, "ctrl+b").Silent()
}

// openViews counts the named filters of the list and offers them; what is filtered now can be kept, one that is there be dropped.
func (s *listing) openViews() tea.Cmd {
	env, by, key, filter := s.env, s.env.Actor(), s.spec.Views, s.table.Filter()
	return kit.Guard(func() tea.Msg {
		views, err := ViewCounts(context.Background(), env.Store, by, key)
		if err != nil {
			return Failed{Err: err}
		}
		var choices []kit.Choice
		for i, v := range views {
			choices = append(choices, kit.Choice{Key: strconv.Itoa(i), Label: v.Name, Note: v.said() + "  " + v.Filter})
		}
		if filter != "" {
			choices = append(choices, kit.Choice{Key: viewSave, Label: "存下现在的筛选", Note: filter})
		}
		if len(views) > 0 {
			choices = append(choices, kit.Choice{Key: viewDrop, Label: "删去一个"})
		}
		spec := kit.PickerSpec{Title: "常用筛选", Choices: choices, Empty: "还没有常用筛选。先按 F3 筛选，再按 Ctrl+B 存下来，首页上就有"}
		return kit.Pick(spec, func(got []kit.Choice) tea.Cmd {
			switch got[0].Key {
			case viewSave:
				return s.nameView(views)
			case viewDrop:
				return s.dropView(views)
			}
			i, _ := strconv.Atoi(got[0].Key) // written above
			return kit.Both(s.table.SetFilter(views[i].Filter), s.table.SetSort(kitSort(views[i].Order)...))
		})()
	})
}

// said is how many rows it has, or that it is not understood.
func (v ViewCount) said() string {
	if v.Bad != nil {
		return "看不懂了"
	}
	return kit.Count(v.Rows)
}

// nameView asks for the name of what is filtered now; Enter takes the filter itself for a name.
func (s *listing) nameView(views []ViewCount) tea.Cmd {
	v := basis.View{List: s.spec.Views, Filter: s.table.Filter(), Order: storeOrder(s.table.Sorted())}
	name := []rune(strings.ReplaceAll(v.Filter, "/", " "))
	own := string(name[:min(len(name), 30)])
	choices := []kit.Choice{{Key: own, Label: own, Note: "用条件作名字"}}
	for _, had := range views {
		choices = append(choices, kit.Choice{Key: had.Name, Label: had.Name, Note: "替换它"})
	}
	spec := kit.PickerSpec{Title: "起个名字，打好按 Enter", Choices: choices, Typed: func(text string) (kit.Choice, bool) {
		return kit.Choice{Key: text, Label: text, Note: "存为这个名字"}, true
	}}
	return kit.Pick(spec, func(got []kit.Choice) tea.Cmd {
		v.Name = got[0].Key
		return s.env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
			return "已存为常用筛选“" + v.Name + "”，首页上也有", s.env.Store.SaveView(ctx, by, v)
		})
	})
}

func (s *listing) dropView(views []ViewCount) tea.Cmd {
	var choices []kit.Choice
	for _, v := range views {
		choices = append(choices, kit.Choice{Key: v.Name, Label: v.Name, Note: v.Filter})
	}
	return kit.Pick(kit.PickerSpec{Title: "删去哪一个常用筛选", Choices: choices}, func(got []kit.Choice) tea.Cmd {
		i := slices.IndexFunc(views, func(v ViewCount) bool { return v.Name == got[0].Key })
		return s.env.Do(func(ctx context.Context, by engine.Actor) (string, error) {
			return "已删去“" + got[0].Key + "”，清单里的记录都在", s.env.Store.DropView(ctx, by, views[i].View)
		})
	})
}

// storeOrder is the order of a table in the words of the store; kitSort is the way back.
func storeOrder(by []kit.Sort) (out []engine.Order) {
	for _, o := range by {
		out = append(out, engine.Order{Column: o.Col, Desc: o.Desc})
	}
	return out
}

func kitSort(by []engine.Order) (out []kit.Sort) {
	for _, o := range by {
		out = append(out, kit.Sort{Col: o.Column, Desc: o.Desc})
	}
	return out
}

// FmtView is a named filter on the first page: its list, and what it asks.
func FmtView(v ViewCount) string { return fmt.Sprintf("%s  %s", v.Title, cmp.Or(v.Filter, textAll)) }

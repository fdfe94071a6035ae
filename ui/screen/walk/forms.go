package walk

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
	domain "penggai/allocation/walk"
	"penggai/store/engine"
	"penggai/store/walk"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form makes a form screen of one list.
func form(env *screen.Env, d walk.Detail, title, left, draft string, spec kit.FormSpec, pairs ...kit.Pair) *screen.FormScreen {
	spec.Draft = "walk/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	over := screen.Facts(env, append([]kit.Pair{{Label: walk.Title, Value: d.Number + "  " + d.Place}}, pairs...)...)
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: left, About: helpPage, Over: over}, spec)
}

// newLook enters what was seen of the selected lines, or of the one under the cursor, in full.
func (s *page) newLook(d walk.Detail) *screen.FormScreen {
	rows, ids := s.table.Picked(), s.ids()
	first := rows[0]
	x := domain.Look{Seen: first.Seen, Day: first.SeenDay, By: first.SeenBy, Note: first.Note}
	if x.Day.IsZero() {
		x.Day = s.lookDay(d)
	}
	if x.By == "" {
		if x.By = first.Inspectors; x.By == "" {
			x.By = d.Inspectors
		}
	}
	names := first.Number
	if len(rows) > 1 {
		names, x.Note = fmt.Sprintf("%s 等 %d 套", names, len(rows)), ""
	}
	read := func(f *kit.Form) domain.Look {
		return domain.Look{Seen: domain.Seen(f.Text("seen")), Day: f.Date("day"), By: f.Text("by"), Note: f.Text("note")}
	}
	return form(s.env, d, "填写", "选看到的情况；Ctrl+S 保存，Esc 离开并保留草稿", "look/"+strconv.FormatInt(first.ID, 10), kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "seen", Label: "看到", Kind: kit.KindChoice, Choices: screen.Choices(domain.AllSeen), Value: string(x.Seen), Required: true},
			{Name: "day", Label: "核查日期", Kind: kit.KindDate, Value: x.Day.String(), Required: true, Hint: screen.FromTo(d.Made, s.env.Today())},
			{Name: "by", Label: "核查人", Value: x.By, Required: true, Limit: 80},
			{Name: "note", Label: say.Note, Kind: kit.KindLong, Value: x.Note, Limit: 300, Hint: "如招牌、门锁、在场的人"},
		}}},
		Check: func(f *kit.Form) error {
			l := first.Line
			return l.See(read(f), d.Made, s.env.Today())
		},
		Save: s.env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			look := read(f)
			return fmtSeen(len(ids), look.Seen, look.Day), s.env.Store.SeeWalk(ctx, by, d.ID, ids, look)
		}),
	}, kit.Pair{Label: say.Unit, Value: names}, kit.Pair{Label: "台账", Value: first.LedgerWords()})
}

// newDay sets the day of what is entered with one key from now on.
func (s *page) newDay(d walk.Detail) *screen.FormScreen {
	return form(s.env, d, "核查日期", "以后用数字键录入的都是这一天看到的；Ctrl+S 确定", "day", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "day", Label: "核查日期", Kind: kit.KindDate, Value: s.lookDay(d).String(), Required: true, Hint: screen.FromTo(d.Made, s.env.Today())},
		}}},
		Check: func(f *kit.Form) error {
			l := domain.Line{}
			return l.See(domain.Look{Seen: domain.SeenShut, Day: f.Date("day"), By: d.Inspectors}, d.Made, s.env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			s.day = f.Date("day")
			return tea.Sequence(f.Saved(), kit.Send(kit.Back{}), kit.Send(kit.Done{Text: "以后录入的核查日期是 " + s.day.String()}))
		},
	})
}

// newDraw draws lots on a frozen list.
func newDraw(env *screen.Env, d walk.Detail) *screen.FormScreen {
	return form(env, d, "抽取", "填写名单固定以后才公布的文字；抽取只有一次，不能重来", "draw", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "seed", Label: "抽取文字", Required: true, Limit: 200, Hint: "如：福彩双色球 2021030 期 03 11 17"},
		}}},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			return kit.ConfirmSpec{Title: "抽取", Lines: []string{
				fmt.Sprintf("按“%s”从 %d 套里抽 %d 套，每套两名检查人。", domain.Seed(f.Text("seed")), d.Units, d.Wanted),
				"抽取以后名单、文字和结果都不能再改。",
			}, Yes: "抽取"}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已抽取，按 Ctrl+P 打印抽查名单", env.Store.DrawWalk(ctx, by, d.ID, d.Version, f.Text("seed"))
		}),
	}, kit.Pair{Label: "名单校验值", Value: d.Digest}, kit.Pair{Label: textInspectors, Value: d.Inspectors})
}

// newDeclare keeps an inspector away from the tenant of a line.
func newDeclare(env *screen.Env, d walk.Detail, l walk.LineRow) *screen.FormScreen {
	var people []kit.Choice
	for _, p := range d.People {
		people = append(people, kit.Choice{Key: strconv.FormatInt(p.Account, 10), Label: p.Name})
	}
	return form(env, d, textDeclare, "亲属、合伙等关系；以后的名单也回避。Ctrl+S 保存", "declare/"+strconv.FormatInt(l.ID, 10), kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "who", Label: textInspectors, Kind: kit.KindChoice, Choices: people, Required: true},
			{Name: "reason", Label: "与业户的关系", Required: true, Limit: 100, Hint: "如：配偶、合伙人"},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			who, err := strconv.ParseInt(f.Text("who"), 10, 64)
			if err != nil {
				return "", domain.ErrFewPeople.On("who")
			}
			return "已记下回避", env.Store.Declare(ctx, by, d.ID, d.Version, who, l.Applicant, f.Text("reason"))
		}),
	}, kit.Pair{Label: say.Tenant, Value: l.Tenant + "  " + l.Number})
}

// complete asks before a list ends; a supervisor says by when the district answers to what differs.
func (s *page) complete(d walk.Detail) tea.Cmd {
	env := s.env
	if d.Differs > 0 && env.WhyNot(allocation.ActRaiseFinding) == "" {
		return screen.Show(newComplete(env, d))
	}
	lines := []string{fmt.Sprintf("%s 共 %d 套，已看 %d 套，与台账不符 %d 套。", d.Number, d.Units, d.SeenAll, d.Differs)}
	if d.Differs > 0 {
		lines = append(lines, "不符的由督办部门在这一页逐件提出督办（Ctrl+D）。")
	}
	return env.Ask(kit.ConfirmSpec{Title: say.Close + walk.Title, Lines: lines, Yes: say.Close}, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		_, err := env.Store.CompleteWalk(ctx, by, d.ID, d.Version, walk.Completion{})
		return "实地核查已办结", err
	})
}

// newComplete ends a list and makes findings of what differs.
func newComplete(env *screen.Env, d walk.Detail) *screen.FormScreen {
	var bodies []kit.Choice
	for _, b := range oversight.SupervisingBodies() {
		bodies = append(bodies, kit.Choice{Key: b, Label: b})
	}
	yes := func(f *kit.Form) bool { return f.Text("raise") == kit.YesNo(true) }
	return form(env, d, say.Close, "不符的成为督办，写明答复期限；Ctrl+S 办结", "complete", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "raise", Label: "提出督办", Kind: kit.KindYesNo, Value: "yes", Required: true, Hint: "不符的每套一件"},
			{Name: "body", Label: "督办部门", Kind: kit.KindChoice, Choices: bodies, Value: d.Body, Required: true, ReadOnly: d.Body != "", Show: yes},
			{Name: "answer_by", Label: say.AnswerBy, Kind: kit.KindDate, Value: env.Today().AddDays(15).String(), Required: true, Show: yes},
		}}},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			numbers, err := env.Store.CompleteWalk(ctx, by, d.ID, d.Version, walk.Completion{Raise: yes(f), Body: f.Text("body"), AnswerBy: f.Date("answer_by")})
			return fmtCompleted(numbers), err
		}),
	}, differencePairs(env.Theme, d)...)
}

func fmtCompleted(numbers []string) string {
	if len(numbers) == 0 {
		return "实地核查已办结"
	}
	return fmt.Sprintf("实地核查已办结，提出督办 %d 件：%s", len(numbers), strings.Join(numbers, "、"))
}

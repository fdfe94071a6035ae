package finding

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newDetail is the page of one finding: what was found, what was said about it.
func newDetail(env *screen.Env, id int64) screen.Screen {
	return screen.NewRecordPage(env, screen.RecordSpec[store.FindingDetail]{
		Noun: textFindings, Free: []string{"f4"}, About: helpDetail,
		Read: func(ctx context.Context, by store.Actor) (store.FindingDetail, error) {
			return env.Store.Finding(ctx, by, id)
		},
		Name:    func(d store.FindingDetail) string { return d.Number },
		Summary: func(d store.FindingDetail) (string, string) { return d.Noun.Title() + " " + d.Subject, d.State.Title() },
		Head: func(th *kit.Theme, w int, d store.FindingDetail) []string {
			return []string{" " + th.Accent.Render("下一步") + " " + kit.Cut(cmp.Or(d.Next(), "没有待办"), w-10), ""}
		},
		Lines: func(th *kit.Theme, w int, d store.FindingDetail) []string {
			lines := append(kit.Detail(th, w, aboutPairs(th, d.FindingRow, env.Today())), "")
			return append(lines, kit.Detail(th, w, append([]kit.Pair{{Label: "答复和退回"}}, stepPairs(th, d)...))...)
		},
		Actions: func(d store.FindingDetail) []kit.Action { return (&detail{env, d}).actions() },
	})
}

// detail is a finding as it was read, with what can be done about it.
type detail struct {
	env *screen.Env
	d   store.FindingDetail
}

// actions are the step of the state first; the others say why they are impossible now.
func (s *detail) actions() []kit.Action {
	d := s.d
	step := func(label string, run func() tea.Cmd, key string, act allocation.Action, states ...allocation.FindingState) kit.Action {
		a := kit.Act(label, run, key)
		if slices.Contains(states, d.State) {
			return a.When(s.env.WhyNot(act))
		}
		return a.When(fmtOnlyWhen(d.State, label, states))
	}
	push := func(make func(*screen.Env, store.FindingDetail) *screen.FormScreen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(screen.Push{Screen: make(s.env, s.d)}) }
	}
	first := step(textAnswer, push(newAnswer), "f5", allocation.ActAnswerFinding, allocation.FindingRaised, allocation.FindingReturned)
	if !d.State.Waits() {
		first = step(textClose, s.close, "f5", allocation.ActCloseFinding, allocation.FindingAnswered)
	}
	list := []kit.Action{first, step(textReturn, push(newReturn), "f6", allocation.ActReturnFinding, allocation.FindingAnswered)}
	if d.Noun != allocation.FindingDistrict {
		list = append(list, kit.Act(fmtShow(d.Noun), func() tea.Cmd { return screen.Open(screen.PlaceOf(allocation.Noun(d.Noun)), d.NounID) }, "f4"))
	}
	if d.Noun == allocation.FindingTenancy && d.State != allocation.FindingWithdrawn {
		exit := kit.Act("按四(五)3 退出", func() tea.Cmd {
			return kit.Send(screen.Go{Place: screen.ExitNew, ID: d.NounID, Basis: allocation.Evidence{Finding: d.ID}})
		}, "f9").When(s.env.WhyNot(allocation.ActOpenExit))
		if len(d.Exits) > 0 {
			last := d.Exits[len(d.Exits)-1]
			exit = kit.Act("看退出", func() tea.Cmd { return screen.Open(screen.Exit, last) }, "f9")
		}
		list = append(list, exit)
	}
	list = append(list, step(textWithdraw, s.withdraw, "f8", allocation.ActWithdrawFinding, allocation.FindingRaised, allocation.FindingReturned, allocation.FindingAnswered))
	return list
}

// close asks before the finding ends.
func (s *detail) close() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textClose, Lines: []string{fmtCloseLine(d.FindingRow)}, Yes: textClose, Reason: kit.ReasonOptional}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return "督办已销号", env.Store.CloseFinding(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}

func (s *detail) withdraw() tea.Cmd {
	d, env := s.d, s.env
	spec := kit.ConfirmSpec{Title: textWithdraw, Lines: []string{fmtWithdrawLine(d.FindingRow)}, Yes: textWithdraw, Warn: true, Reason: kit.ReasonRequired}
	return kit.Ask(spec, func(a kit.Answer) tea.Cmd {
		return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
			return "督办已撤销", env.Store.WithdrawFinding(ctx, by, d.ID, d.Version, a.Reason)
		})
	})
}

// form makes a form screen of one finding.
func form(env *screen.Env, d store.FindingDetail, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "finding/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	spec.Drafts, spec.Today = env.Drafts(), env.Today()
	return &screen.FormScreen{Env: env, Path: title, Left: left, Form: kit.NewForm(spec), About: helpDetail, Over: func(w int) []string {
		return append(kit.Detail(env.Theme, w, aboutPairs(env.Theme, d.FindingRow, env.Today())[:4]), "")
	}}
}

// newAnswer is what the district says.
func newAnswer(env *screen.Env, d store.FindingDetail) *screen.FormScreen {
	read := func(f *kit.Form) allocation.FindingAnswer {
		return allocation.FindingAnswer{Day: f.Date("day"), Text: f.Text("text"), Document: f.Text("document")}
	}
	return form(env, d, textAnswer, "写明核查和改正情况及文号；Ctrl+S 答复，Esc 离开并保留草稿", "answer", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "day", Label: "答复日期", Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: fmtFromTo(d.Asked, env.Today())},
			{Name: "text", Label: "答复内容", Kind: kit.KindLong, Required: true, Limit: 1000},
			{Name: "document", Label: "答复文件", Required: true, Limit: 100, Hint: "名称或文号"},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Finding
			return x.Answer(read(f), d.Asked, env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			a := read(f)
			return env.Do(func(ctx context.Context, by store.Actor) (string, error) {
				late, err := env.Store.AnswerFinding(ctx, by, d.ID, d.Version, a)
				return fmtAnswered(late), err
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// newReturn sends an answer back.
func newReturn(env *screen.Env, d store.FindingDetail) *screen.FormScreen {
	return form(env, d, textReturn, "写明答复还缺什么和新的期限；Ctrl+S 退回", "return", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "reason", Label: "还缺什么", Kind: kit.KindLong, Required: true, Limit: 500},
			{Name: "answer_by", Label: textAnswerBy, Kind: kit.KindDate, Value: env.Today().AddDays(defaultDays).String(), Required: true},
		}}},
		Check: func(f *kit.Form) error {
			x := d.Finding
			return x.Return(f.Text("reason"), f.Date("answer_by"), env.Today())
		},
		Save: func(f *kit.Form) tea.Cmd {
			reason, by := f.Text("reason"), f.Date("answer_by")
			return env.Do(func(ctx context.Context, a store.Actor) (string, error) {
				return "已退回，等区里再答复", env.Store.ReturnFinding(ctx, a, d.ID, d.Version, reason, by)
			}, f.Saved(), kit.Send(kit.Back{}))
		},
	})
}

// defaultDays is the time for an answer that the forms begin with.
const defaultDays = 15

// onField puts a refusal beside the field that caused it.
func onField(err error, field string) error {
	var r *allocation.Refusal
	if errors.As(err, &r) && r.Field == "" {
		return r.On(field)
	}
	return err
}

const textClose = "销号"

var helpDetail = []string{
	"这里是一件督办：问题、答复和退回。区里按 F5 答复；督办部门按 F5 销号，F6 再次督办，F8 撤销提错的。",
	"F4 打开督办的对象。没有销号的督办在入驻页上看得到。",
}

func fmtFromTo(from, to civil.Date) string { return fmt.Sprintf("%s 至 %s", from, to) }

func fmtShow(n allocation.FindingNoun) string { return "看" + n.Title() }

func fmtAnswered(late int) string {
	if late > 0 {
		return fmt.Sprintf("已答复，比期限晚 %d 天；等督办部门销号", late)
	}
	return "已答复，等督办部门销号"
}

func fmtCloseLine(r store.FindingRow) string {
	return fmt.Sprintf("%s（%s）的答复属实、问题已改正，予以销号。", r.Number, r.Subject)
}

func fmtWithdrawLine(r store.FindingRow) string {
	return fmt.Sprintf("撤销 %s（%s）：%s", r.Number, r.Subject, r.Text)
}

func fmtOnlyWhen(state allocation.FindingState, step string, states []allocation.FindingState) string {
	words := make([]string, len(states))
	for i, s := range states {
		words[i] = s.Title()
	}
	return fmt.Sprintf("现在是%s，只有%s时可以%s", state.Title(), strings.Join(words, "、"), step)
}

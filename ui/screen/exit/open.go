package exit

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/store/engine"
	"penggai/store/exit"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// opening is what the form that opens an exit by one of the grounds of 四(五) begins with.
type opening struct {
	env *screen.Env
	exit.ExitOpening
	basis string // what it is to rest on, as basisKey writes it; empty: the form asks
}

// newOpening is the form that opens an exit.
func newOpening(env *screen.Env, tenancy int64, basis leave.Evidence) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (exit.ExitOpening, error) {
		return env.Store.ExitOpening(ctx, by, tenancy)
	}
	left := "选四(五)所列情形，写明理由和材料；Ctrl+S 提出，Esc 离开并保留草稿"
	return screen.NewReadForm(env, textExits+" > "+textOpen, left, read, func(d *exit.ExitOpening) *screen.FormScreen {
		s := &opening{env: env, ExitOpening: *d}
		if basis != (leave.Evidence{}) {
			s.basis = basisKey(basis)
		}
		return s.form()
	})
}

// draft is the name of the draft: what is to rest on an assessment or a finding has its own, so that a draft by another
// ground does not take its place.
func (s *opening) draft() string {
	name := "exit/open/" + strconv.FormatInt(s.ID, 10)
	if s.basis != "" {
		name += "/" + s.basis
	}
	return name
}

// ground is the chosen one.
func (s *opening) ground(f *kit.Form) (leave.ExitGround, bool) {
	i := slices.IndexFunc(s.Grounds, func(g leave.ExitGround) bool { return strconv.Itoa(g.Number) == f.Text("ground") })
	if i < 0 {
		return leave.ExitGround{}, false
	}
	return s.Grounds[i], true
}

// basisPaper is the choice of an outside document instead.
const basisPaper = "paper"

// basisKey names what an exit may rest on: assessment/17, finding/4.
func basisKey(e leave.Evidence) string {
	if e.Finding != 0 {
		return "finding/" + strconv.FormatInt(e.Finding, 10)
	}
	return "assessment/" + strconv.FormatInt(e.Assessment, 10)
}

// mayRest reports whether the chosen ground may rest on an assessment or a finding.
func (s *opening) mayRest(f *kit.Form) bool { g, ok := s.ground(f); return ok && g.OnFailure }

// rests is what the form chose for it to rest on.
func (s *opening) rests(f *kit.Form) (leave.Evidence, bool) {
	if !s.mayRest(f) {
		return leave.Evidence{}, false
	}
	i := slices.IndexFunc(s.List, func(e leave.Evidence) bool { return basisKey(e) == f.Text("basis") })
	if i < 0 {
		return leave.Evidence{}, false
	}
	return s.List[i], true
}

// basisField asks for it where there is something to choose.
func (s *opening) basisField() kit.Field {
	var choices []kit.Choice
	for _, e := range s.List {
		choices = append(choices, kit.Choice{Key: basisKey(e), Label: e.Document, Note: e.Day.String() + " " + e.Body})
	}
	return kit.Field{
		Name: "basis", Label: textBasis, Kind: kit.KindChoice, Choices: append(choices, kit.Choice{Key: basisPaper, Label: "其他材料"}),
		Value: s.basis, Required: true, Width: 34, Show: func(f *kit.Form) bool { return len(choices) > 0 && s.mayRest(f) },
	}
}

// kind is the kind of the evidence: what the form chose where the ground takes several.
func (s *opening) kind(f *kit.Form, g leave.ExitGround) leave.EvidenceKind {
	switch {
	case len(g.Kinds) > 1:
		return leave.EvidenceKind(f.Text("kind"))
	case len(g.Kinds) == 1:
		return g.Kinds[0]
	}
	return ""
}

// falseFrom is the day from which the waiver is taken back, by a ground that may.
func (s *opening) falseFrom(f *kit.Form, g leave.ExitGround) civil.Date {
	if !g.StopsWaiver {
		return civil.Date{}
	}
	return f.Date("false_from")
}

// kindField asks for the kind of the evidence where the ground takes several (四(五)4).
func (s *opening) kindField() kit.Field {
	several := func(g leave.ExitGround) bool { return len(g.Kinds) > 1 }
	var choices []kit.Choice
	if i := slices.IndexFunc(s.Grounds, several); i >= 0 {
		choices = screen.Choices(s.Grounds[i].Kinds)
	}
	return kit.Field{
		Name: "kind", Label: "材料种类", Kind: kit.KindChoice, Choices: choices, Required: true, Width: 30,
		Show: func(f *kit.Form) bool { g, ok := s.ground(f); return ok && several(g) },
	}
}

func (s *opening) evidence(f *kit.Form) leave.Evidence {
	if e, ok := s.rests(f); ok {
		g, _ := s.ground(f)
		e.FalseFrom = s.falseFrom(f, g)
		return e
	}
	g, _ := s.ground(f)
	return leave.Evidence{Kind: s.kind(f, g), Document: f.Text("document"), Body: f.Text("body"), Day: f.Date("day"), FalseFrom: s.falseFrom(f, g)}
}

func (s *opening) form() *screen.FormScreen {
	env, d := s.env, s.ExitOpening
	over := screen.Facts(env, stayPairs(env.Theme, d.TenancyRow, env.Today())...)
	return screen.NewForm(env, screen.FormScreen{About: helpOpen, Over: over}, kit.FormSpec{
		Draft:    s.draft(),
		Sections: []kit.Section{{Title: textGround, Fields: s.groundFields()}, {Title: textEvidence, Fields: s.evidenceFields()}},
		Check: func(f *kit.Form) error {
			g, _ := s.ground(f)
			_, err := leave.OpenExit(g, d.Tenancy, d.Contract, s.evidence(f), f.Text("reason"), env.Today(), d.Lead)
			return err
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			g, _ := s.ground(f)
			e := s.evidence(f)
			return kit.ConfirmSpec{Title: textOpen, Yes: "确认提出", Lines: []string{
				fmtOpenLine(d.TenancyRow, g), fmtEvidence(e), s.fmtWaiver(g, e.FalseFrom), openThen(g), "批准以前承租人照常使用。",
			}}
		},
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			g, _ := s.ground(f)
			id, err := env.Store.OpenExit(ctx, by, d.ID, d.Version, g.Number, s.evidence(f), f.Text("reason"))
			return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: openDone(g)}}, err
		}),
	})
}

// groundFields ask for the ground and what is held against the tenant.
func (s *opening) groundFields() []kit.Field {
	var choices []kit.Choice
	for _, g := range s.Grounds {
		choices = append(choices, kit.Choice{Key: strconv.Itoa(g.Number), Label: fmtGroundName(g), Note: g.Source.Clause})
	}
	ground := ""
	if s.basis != "" {
		ground = strconv.Itoa(leave.FailureGround().Number)
	}
	return []kit.Field{
		{Name: "ground", Label: "四(五)情形", Kind: kit.KindChoice, Choices: choices, Value: ground, Required: true, Width: 30, Say: func(f *kit.Form) string {
			g, ok := s.ground(f)
			if !ok {
				return "按 Enter 选择" + leave.GroundKinds() + "情形之一"
			}
			return stopsWord(g, s.Contract, s.env.Today())
		}},
		{Name: "reason", Label: textReason, Required: true, Limit: 300, Hint: "具体情况"},
		{
			Name: "false_from", Label: "弄虚作假自", Kind: kit.KindDate, Hint: "从此日收回减免，没有的留空",
			Show: func(f *kit.Form) bool { g, ok := s.ground(f); return ok && g.StopsWaiver },
		},
	}
}

// evidenceFields ask for the papers that the ground rests on.
func (s *opening) evidenceFields() []kit.Field {
	paper := func(f *kit.Form) bool { _, rests := s.rests(f); return !rests }
	needs := func(f *kit.Form) bool {
		g, ok := s.ground(f)
		return ok && paper(f) && s.kind(f, g) != leave.EvidenceApplication
	}
	return []kit.Field{
		s.basisField(),
		s.kindField(),
		{Name: "document", Label: "材料和编号", Required: true, Limit: 100, Show: paper, Say: func(f *kit.Form) string {
			g, ok := s.ground(f)
			if !ok {
				return ""
			}
			return g.Evidence
		}},
		{Name: "body", Label: say.IssuedBy, Required: true, Limit: 100, Show: needs, Hint: "作出追究、考核或认定的机关"},
		{Name: "day", Label: "材料日期", Kind: kit.KindDate, Value: s.env.Today().String(), Required: true, Show: paper},
	}
}

// The form that opens an exit.
const textOpen = "提出退出"

var helpOpen = func() []string {
	var names, heard, papers, stop []string
	for _, g := range leave.ExitGrounds() {
		n := strconv.Itoa(g.Number)
		names = append(names, fmtGroundName(g))
		if g.Heard {
			heard = append(heard, n)
		}
		if g.StopsWaiver {
			stop = append(stop, n)
		}
		papers = append(papers, n+" "+g.Evidence)
	}
	return []string{
		"四(五)所列" + leave.GroundKinds() + "情形：" + strings.Join(names, "；") + "。",
		"要有的材料：" + strings.Join(papers, "；") + "。没有材料不能提出。",
		strings.Join(heard, "、") + " 先告知承租人、听取陈述申辩，并有法律顾问意见，再由分管领导决定。",
		fmt.Sprintf("%s 自决定送达之日起停止减免；决定都写明腾退期限，过期按全价。", strings.Join(stop, "、")),
		fmt.Sprintf("期满前提前退租、逾期不开业、超期占用不办手续的按 %d。", leave.DistrictGround().Number),
	}
}()

// fmtWaiver says what becomes of the waiver.
func (s *opening) fmtWaiver(g leave.ExitGround, from civil.Date) string {
	if from.IsZero() {
		return "减免：" + stopsWord(g, s.Contract, s.env.Today()) + "。"
	}
	return fmt.Sprintf("减免：决定送达后自 %s 起收回，补收的费用另出账单。", from)
}

// openThen says what follows the opening.
func openThen(g leave.ExitGround) string {
	if g.Heard {
		return "提出后先告知承租人、听取陈述申辩，再由分管领导决定。"
	}
	return "提出后由分管领导审批。"
}

func openDone(g leave.ExitGround) string {
	if g.Heard {
		return "已提出退出，先告知承租人"
	}
	return "已提出退出，等分管领导审批"
}

func fmtOpenLine(r stay.TenancyRow, g leave.ExitGround) string {
	return fmt.Sprintf("对 %s（%s，%s）按%s“%s”提出退出。", r.Name, r.Number, r.Units, g.Clause(), g.Name)
}

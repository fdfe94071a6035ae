package round_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/draw"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/round"
	"penggai/ui/kit/kittest"
	"penggai/ui/notice/noticetest"
	"penggai/ui/screen"
	"penggai/ui/screen/document"
	roundscreen "penggai/ui/screen/round"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, roundscreen.Routes, document.Routes) }

// hall is the office of the tests: six shops on two floors, five approved applications.
var hall = screentest.Setting{
	Day: "2021-03-15", Wall: time.Date(2021, 3, 15, 9, 41, 0, 0, time.FixedZone("CST", 8*3600)), Units: shops,
	Live: func(o *screentest.Office) {
		for i := range 5 {
			apply(o, i)
		}
	},
}

// pairs is an office of two floors with three shops each, for four who need two neighbours: those of one floor are as large as
// they should be, those of the other only by the second pass.
var pairs = screentest.Setting{
	Day: "2021-03-15", Wall: hall.Wall, Area: twoPasses(),
	Units: func() []allocation.Unit {
		var out []allocation.Unit
		for i := range 6 {
			area := quantity.Area(5000)
			if i > 2 {
				area = 3000
			}
			out = append(out, allocation.Unit{
				Number: fmt.Sprintf("JS-NSQ-01-1-%02d", i+1), District: "尖山区", Community: "南市区", Building: "1号楼", Floor: 1 + i/3,
				Bay: i%3 + 1, Area: area, Tags: []string{"临街"}, State: allocation.UnitVacant,
			})
		}
		return out
	},
	Live: func(o *screentest.Office) {
		for i := range 4 {
			apply(o, 5+i)
		}
	},
}

func twoPasses() *allocation.AllocationParams {
	p := allocation.DefaultParameters().Allocation
	return &p
}

// office is the office with its rounds.
type office struct {
	*screentest.Office
	t *testing.T
}

func newOffice(t *testing.T) *office { return &office{hall.New(t), t} }

// cases are the applicants: name, full-time jobs, yearly tax in fen, group, adjacent units.
var cases = []struct {
	name  string
	jobs  int64
	tax   quantity.Money
	group bool
	units int64
	kind  allocation.ApplicantKind
}{
	{"北方家政服务有限公司", 12, 5_000_000, false, 1, allocation.Company},
	{"王宝山", 12, 0, false, 1, allocation.Person},
	{"鹤岗路快递站", 11, 200_000, true, 2, allocation.Team},
	{"速印广告", 11, 0, false, 1, allocation.Team},
	{"赵小雪", 4, 0, false, 1, allocation.Person},
	{"甲某", 4, 300_000, false, 2, allocation.Person},
	{"乙某", 4, 200_000, false, 2, allocation.Person},
	{"丙某", 4, 100_000, false, 2, allocation.Person},
	{"丁某", 4, 0, false, 2, allocation.Person},
	{"戊某", 12, 0, false, 1, allocation.Person},
}

func shops() []allocation.Unit {
	areas := []quantity.Area{14235, 6900, 7000, 14235, 4200, 3600}
	out := make([]allocation.Unit, len(areas))
	for i, a := range areas {
		tags := []string{"临街", "上下水"}
		if i > 3 {
			tags = []string{"临街"}
		}
		out[i] = allocation.Unit{
			Number: fmt.Sprintf("JS-NSQ-01-1-%02d", i+1), District: "尖山区", Community: "南市区", Building: "1号楼", Floor: 1 + i/4,
			Bay: i%4 + 1, Area: a, Tags: tags, State: allocation.UnitVacant,
		}
	}
	return out
}

// apply takes one case from the counter to its approval.
func apply(o *screentest.Office, i int) {
	ctx, c := context.Background(), cases[i]
	in := intake.Intake{Applicant: person(i), Application: allocation.Application{
		Project: c.name + "项目", Description: "面向社区", Sector: "6-01", MaxUnits: c.units, Communities: []string{"南市区"},
		Jobs: allocation.Jobs{Claimed: allocation.JobFigure{Full: c.jobs}}, Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: c.tax}},
	}}
	review := intake.ReviewInput{
		Jobs: allocation.JobFigure{Full: c.jobs, Source: "用工合同", Day: o.Today()}, Tax: allocation.TaxFigure{Amount: c.tax, Source: "纳税证明", Day: o.Today()},
	}
	if c.group {
		in.Application.Groups = []allocation.GroupClaim{{Code: "graduate", Proof: "毕业证书"}}
		review.Groups = []allocation.GroupVerdict{{Code: "graduate", Verdict: allocation.VerdictMet}}
	}
	_, id, err := o.Store.DraftApplication(ctx, o.Who[allocation.Intake], in)
	o.Must(err)
	for _, clause := range allocation.ReviewClauses {
		v := allocation.VerdictMet
		if clause == allocation.PriorityClause {
			v = allocation.VerdictNone
		}
		check := allocation.ClauseCheck{Clause: clause, Verdict: v}
		if allocation.Seen(clause) {
			check.Remark = "看到原件"
		}
		review.Clauses = append(review.Clauses, check)
	}
	for _, m := range seed.Materials() {
		review.Materials = append(review.Materials, m.Code)
	}
	var panel allocation.Evaluation
	for _, name := range []string{"专家甲", "专家乙", "专家丙"} {
		e := allocation.ExpertScore{Expert: name, Body: "评审组", Points: map[string]int64{}}
		for _, item := range allocation.DefaultParameters().Rubric.Items {
			e.Points[item.Code] = item.Max - 2
		}
		panel.Scores = append(panel.Scores, e)
	}
	o.ListExperts("专家甲", "专家乙", "专家丙")
	o.Accept(id)
	o.Must(o.Store.ReviewApplication(ctx, o.Who[allocation.Reviewer], id, o.Application(id).Version, review, true))
	o.Must(o.Store.EvaluateApplication(ctx, o.Who[allocation.Reviewer], id, o.Application(id).Version, panel))
	o.Approve(id)
}

func person(i int) allocation.Applicant {
	c := cases[i]
	a := allocation.Applicant{
		District: "尖山区", Kind: c.kind, Name: c.name, IDNumber: screentest.PersonID(i), Phone: fmt.Sprintf("138469000%02d", i),
		Address: fmt.Sprintf("尖山区西平行路 %d 号", i), Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
	}
	if c.kind != allocation.Person {
		a.Head = "周明"
	}
	if c.kind == allocation.Company {
		a.CreditCode = "91230500MA18XXXX0A"
		for _, last := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
			if code := "91230500MA18A1B2C" + string(last); identity.CheckCreditCode(code) == nil {
				a.CreditCode = code
			}
		}
	}
	if c.kind == allocation.Team {
		a.Members = []allocation.Member{{Name: "李强", IDNumber: screentest.PersonID(50 + i)}}
	}
	return a
}

// draft makes a round; computed, noticed and confirmed take it further.
func (o *office) draft() int64 {
	o.t.Helper()
	id, err := o.Store.NewRound(o.t.Context(), o.Who[allocation.Reviewer], "尖山区") // who draws up does not confirm
	o.Must(err)
	return id
}

func (o *office) at(id int64) round.RoundRow {
	o.t.Helper()
	r, err := o.Store.Round(o.t.Context(), o.Who[allocation.Approver], id)
	o.Must(err)
	return r
}

// witnessed is a draw before two witnesses, drawing what they saw.
var (
	witnessed = draw.Source{Kind: draw.ByWitnesses, Name: "孙某、吴某"}
	drawing   = draw.Entry{Number: "2021-03-15 见证抽签 38-07-21", Witnesses: []string{"孙某", "吴某"}, Accept: "户数不多"}
)

// stands goes to the first day on which lots may be drawn.
func (o *office) stands(id int64) {
	o.t.Helper()
	o.Day(o.at(id).Posted.Until.AddDays(1).String())
}

func (o *office) computed() int64 {
	o.t.Helper()
	ctx, by, id := o.t.Context(), o.Who[allocation.Reviewer], o.draft() // who computes does not answer
	sc, err := o.Store.RoundScope(ctx, by, id)
	o.Must(err)
	past, err := o.Store.LockPasses(ctx, by, id)
	o.Must(err)
	l := round.Locking{Seal: sc.Seal, Source: witnessed}
	if len(past.List) > 0 {
		l.Past = round.OutOfOrder{Reason: "刚刚腾出", Second: o.Who[allocation.Approver].Name, Password: screentest.Password}
	}
	o.Must(o.Store.LockRound(ctx, by, id, o.at(id).Version, l))
	o.stands(id)
	o.Must(o.Store.EnterDraw(ctx, by, id, o.at(id).Version, drawing))
	o.agreed(id, allocation.Approver)
	_, err = o.Store.ComputeRound(ctx, by, id, o.at(id).Version, nil)
	o.Must(err)
	return id
}

// agreed is the second person's yes to the weak draw.
func (o *office) agreed(id int64, role allocation.Role) {
	o.t.Helper()
	_, err := o.Store.AgreeDraw(o.t.Context(), o.Who[role], id, o.at(id).Version)
	o.Must(err)
}

// cancelled cancels a round whose lots are drawn, with two people.
func (o *office) cancelled(id int64, reason string) {
	o.t.Helper()
	o.Must(o.Store.AskCancelRound(o.t.Context(), o.Who[allocation.Reviewer], id, o.at(id).Version, reason))
	o.Must(o.Store.CancelRound(o.t.Context(), o.Who[allocation.Approver], id, o.at(id).Version, ""))
}

func (o *office) noticed() int64 {
	o.t.Helper()
	id := o.computed()
	o.Must(o.Store.NoticeRound(o.t.Context(), o.Who[allocation.Approver], id, o.at(id).Version, ""))
	return id
}

func TestGoldensBeforeTheRun(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round}, size[0], size[1])
		term.WaitFor("还没有分配批次")
		term.Golden("list-empty")
		term.Press("f2")
		term.WaitFor("列入草稿")
		term.Press("right", "enter")
		term.WaitFor("申请 5 件")
		term.Golden("draft")
		term.Press("tab")
		term.WaitFor("王宝山")
		term.Golden("draft-applicants")
		term.Press("tab")
		term.WaitFor("JS-NSQ-01-1-01")
		term.Golden("draft-units")
		term.Press("f5")
		term.WaitFor("哪种号码")
		term.Golden("lock")
	}
}

func TestGoldensOfTheResult(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		id := o.computed()
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		term.WaitFor("速印广告")
		term.WaitFor("应得")
		term.Golden("result")
		term.Press("down", "down", "down")
		term.WaitFor("第 4 名")
		term.Golden("result-fourth")
		term.Press("enter")
		term.WaitFor("抽签序")
		term.WaitFor("最小的改变")
		term.Golden("line")
		term.Press("f4")
		term.WaitFor("适合，归第 1 名")
		term.Golden("line-shop-by-shop")
		term.Press("esc", "esc", "tab")
		term.WaitFor("见证人")
		term.Golden("overview")
		term.Press("f5")
		term.Golden("notice")
	}
}

func TestGoldensOfWhatIf(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		id := o.computed()
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		term.WaitFor("速印广告")
		term.Press("f11")
		term.WaitFor("每岗位面积")
		term.Golden("whatif")
		term.Press("ctrl+u")
		term.Type("6")
		term.Press("ctrl+s")
		term.WaitFor("试算不改动批次")
		term.Golden("whatif-compared")
		if r := o.at(id); r.Runs != 1 || r.State != allocation.RoundComputed {
			t.Errorf("the what-if touched the round: %+v", r)
		}
	}
}

// TestUndoneRunIsMarked takes a computation back: its run stays in the list, marked.
func TestUndoneRunIsMarked(t *testing.T) {
	o := newOffice(t)
	id := o.computed()
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		if o.at(id).State == allocation.RoundComputed {
			term.WaitFor("速印广告")
			term.Press("f12")
			term.WaitFor("─ 撤销上一步")
			term.Type("参数有误")
			term.Press("enter", "tab", "enter")
			term.WaitFor("已撤销")
		}
		term.WaitFor("按 F5 计算")
		term.Press("shift+tab")
		term.WaitFor("已撤销 首次计算")
		term.Golden("runs-undone")
	}
}

func TestGoldensOfConfirmationAndAwards(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		id := o.noticed()
		before := o.at(id)
		o.Day(before.WindowEnd().AddDays(1).String())
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, size[0], size[1])
		term.WaitFor("届满：分管领导按 F5 确认")
		term.Press("f5")
		term.Golden("confirm")
		term.Press("right", "enter")
		term.WaitFor("已确认，分配结果已生成")
		term.WaitFor("逐户签约")
		term.Press("tab")
		term.WaitFor("签约期限")
		term.Golden("awards-of-round")
		term.Press("ctrl+x")
		term.WaitFor("逾期未签")
		term.Golden("award-end")
		term.Press("esc", "esc")
		term2 := o.Open(allocation.Approver, screen.Go{Place: screen.Award, Filter: "状态:待签约"}, size[0], size[1])
		term2.WaitFor("北方家政")
		term2.Golden("awards")
	}
}

func TestGoldensOfTheDailyCase(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		id, err := o.Store.ApplicationByNumber(t.Context(), o.Who[allocation.Approver], "JS20210005")
		o.Must(err)
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Single, ID: id, Filter: "JS-NSQ-01-1-05"}, size[0], size[1])
		term.WaitFor("赵小雪")
		term.WaitFor("2层")
		term.Golden("single")
		term.Press("enter")
		term.WaitFor("一步完成")
		term.Golden("single-confirm")
		term.Press("right", "enter")
		term.WaitFor("已分配")
		term.WaitFor("单户安置第 1 号")
		w, found, err := o.Store.AwardOf(t.Context(), o.Who[allocation.Approver], id)
		if err != nil || !found || len(w.Units) != 1 {
			t.Errorf("%+v %v", w, err)
		}
	}
}

// TestSinglePlacementNamesWhomItPassesOver: who waits with the better right is named before the deed, which then asks for a
// reason and a second person.
func TestSinglePlacementNamesWhomItPassesOver(t *testing.T) {
	for _, size := range screentest.Sizes {
		o := newOffice(t)
		by := o.Who[allocation.Approver]
		id, unit := passingOption(t, o, by)
		term := o.Open(allocation.Approver, screen.Go{Place: screen.Single, ID: id, Filter: unit}, size[0], size[1])
		term.WaitFor("层")
		term.Press("enter")
		term.WaitFor("越过：")
		term.Golden("single-passes")
		term.Press("tab", "tab", "tab", "right", "enter")
		term.WaitFor("理由")
		if _, found, err := o.Store.AwardOf(t.Context(), by, id); err != nil || found {
			t.Errorf("awarded without a reason: %v", err)
		}
	}
}

// TestTablesOfBothPassesAreInTheNotice: whoever is left out by prices in the first pass and in the second finds both tables in the
// notice and on its page, each with what it is of; whoever the second pass served finds none.
func TestTablesOfBothPassesAreInTheNotice(t *testing.T) {
	o := &office{pairs.New(t), t}
	id := o.noticed()
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 120, 36)
	term.WaitFor("名次")
	term.Press("end", "enter")
	term.WaitFor("第一轮：附表，可加总核对")
	term.WaitFor("第二轮：附表，可加总核对")
	term.Golden("line-both-passes")
	term.Press("f1")
	term.WaitFor("Ctrl+上 左")
	term.Press("esc", "esc")
	term.WaitFor("[结果]")
	term.Press("ctrl+p", "down", "enter")
	term.WaitFor("公示.txt")
	text, err := os.ReadFile(screen.ExportPath(o.Store, "JS-2021-01-公示.txt"))
	o.Must(err)
	var page bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, o.Who[allocation.Approver], id, &page))
	for name, text := range map[string]string{"list": string(text), "page": page.String()} {
		_, tables, found := strings.Cut(text, "附表（按价的证明")
		if !found {
			t.Fatalf("the %s has no tables:\n%s", name, text)
		}
		if n := strings.Count(tables, "第 4 名 JS20210004：房源的价"); n != 1 {
			t.Errorf("%s: %d tables of the first pass", name, n)
		}
		if n := strings.Count(tables, "第 4 名 JS20210004：第二轮"); n != 1 {
			t.Errorf("%s: %d tables of the second pass", name, n)
		}
		for _, served := range []string{"第 2 名 JS20210002：", "第 3 名 JS20210003："} {
			if strings.Contains(tables, served) {
				t.Errorf("%s: a table of %s who is served", name, served)
			}
		}
	}
}

// TestAShopLeftOutOfARoundGoesPastNobodyUnseen四三: who waits in a locked round that the shop was left out of is named before it is
// placed singly and to the second person, and the notice of the placement says it by number with the reason.
func TestAShopLeftOutOfARoundGoesPastNobodyUnseen四三(t *testing.T) {
	o := newOffice(t)
	by, drafter := o.Who[allocation.Approver], o.Who[allocation.Reviewer]
	id := o.draft()
	const best = "JS-NSQ-01-1-01"
	_, err := o.Store.LeaveOutOfRound(t.Context(), drafter, id, o.at(id).Version, round.LeaveOut{Units: []string{best}, Reason: "另有用途"})
	o.Must(err)
	sc, err := o.Store.RoundScope(t.Context(), drafter, id)
	o.Must(err)
	o.Must(o.Store.LockRound(t.Context(), drafter, id, o.at(id).Version, round.Locking{Seal: sc.Seal, Source: witnessed}))
	apply(o.Office, 9)
	favourite, err := o.Store.ApplicationByNumber(t.Context(), by, "JS20210006")
	o.Must(err)
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Single, ID: favourite, Filter: best}, 80, 24)
	term.WaitFor("2层")
	term.Press("enter")
	term.WaitFor("在办理中的批次 JS-2021-01 里等候")
	term.Golden("single-in-round")
	_, err = o.Store.AwardSingle(t.Context(), by, favourite, []string{best}, round.OutOfOrder{})
	if !errors.Is(err, rule.ErrOutOfOrder) {
		t.Fatalf("without a reason: %v", err)
	}
	signed := round.OutOfOrder{Reason: "旁边是其仓库", Second: drafter.Name, Password: screentest.Password}
	single, err := o.Store.AwardSingle(t.Context(), by, favourite, []string{best}, signed)
	o.Must(err)
	var page bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, by, single, &page))
	for _, want := range []string{"理由：旁边是其仓库", "越过：在办理中的批次 JS-2021-01 里等候的 ", "JS20210002（" + best + "）"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the notice of the placement does not say %s", want)
		}
	}
	if strings.Contains(page.String(), "王宝山") {
		t.Error("the notice names whom it passes over in full")
	}
}

// TestAnOverrideGoesPastNobodyOfAnotherRoundUnseen四三: who waits in another round under way and would fit the shop that is given by hand is
// named before it is proposed, to the second signer with the name, and in the notice by number.
func TestAnOverrideGoesPastNobodyOfAnotherRoundUnseen四三(t *testing.T) {
	o := newOffice(t)
	by, drafter := o.Who[allocation.Approver], o.Who[allocation.Reviewer]
	first := o.draft()
	const computed, decided = "JS-NSQ-01-1-05", "JS-NSQ-01-1-06"
	_, err := o.Store.LeaveOutOfRound(t.Context(), drafter, first, o.at(first).Version, round.LeaveOut{Units: []string{computed, decided}, Reason: "另有用途"})
	o.Must(err)
	sc, err := o.Store.RoundScope(t.Context(), drafter, first)
	o.Must(err)
	o.Must(o.Store.LockRound(t.Context(), drafter, first, o.at(first).Version, round.Locking{Seal: sc.Seal, Source: witnessed}))
	apply(o.Office, 5)
	id := o.computed()
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("名次")
	term.Press("f9")
	term.WaitFor("> 人工调整")
	term.Press("down", "enter")
	term.WaitFor(decided)
	term.Press("down", "space", "enter", "down")
	term.Type("挨着仓库")
	term.Press("ctrl+s")
	term.WaitFor("在办理中的批次 JS-2021-01 里等候")
	term.Golden("override-beside")
	term.Press("right", "enter")
	term.WaitFor("待另一人复签")
	signer := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	signer.WaitFor("名次")
	signer.Press("tab", "tab", "tab", "tab")
	signer.WaitFor("挨着仓库")
	signer.Press("enter")
	signer.WaitFor("复签生效")
	signer.Press("enter")
	signer.WaitFor("赵小雪 在办理中的批次 JS-2021-01 里等候")
	signer.Golden("override-beside-sign")
	signer.Press("right", "enter")
	signer.WaitFor("已复签，请重新计算")
	_, err = o.Store.ComputeRound(t.Context(), drafter, id, o.at(id).Version, nil)
	o.Must(err)
	var page bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, by, id, &page))
	if want := "越过 JS20210005 在办理中的批次 JS-2021-01 里等候，" + decided + " 也适合"; !strings.Contains(page.String(), want) {
		t.Errorf("the notice does not say %s", want)
	}
	if strings.Contains(page.String(), "赵小雪") {
		t.Error("the notice names whom it passes over in full")
	}
}

// TestASecondRoundIsNotLockedPastTheFirst四三: who waits in a round under way and would fit a shop that it was locked without is named before
// another round takes the shop, which asks why and for a second person; the notice says it by number.
func TestASecondRoundIsNotLockedPastTheFirst四三(t *testing.T) {
	o := newOffice(t)
	drafter := o.Who[allocation.Reviewer]
	first := o.draft()
	_, err := o.Store.LeaveOutOfRound(t.Context(), drafter, first, o.at(first).Version, round.LeaveOut{Units: []string{"JS-NSQ-01-1-05", "JS-NSQ-01-1-06"}, Reason: "另有用途"})
	o.Must(err)
	sc, err := o.Store.RoundScope(t.Context(), drafter, first)
	o.Must(err)
	o.Must(o.Store.LockRound(t.Context(), drafter, first, o.at(first).Version, round.Locking{Seal: sc.Seal, Source: witnessed}))
	apply(o.Office, 5)
	id := o.draft()
	term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("按 F5 锁定")
	term.Press("f5")
	term.WaitFor("哪种号码")
	for _, text := range []string{"福彩双色球", "2021030", "2021-03-21"} {
		term.Press("enter")
		term.Type(text)
	}
	term.Press("ctrl+s")
	term.WaitFor("越过：")
	term.Golden("lock-passes")
	term.Type("刚刚腾出，先给新申请")
	term.Press("tab")
	term.Type(o.Who[allocation.Approver].Name)
	term.Press("tab")
	term.Type(screentest.Password)
	term.Press("tab", "right", "enter")
	term.WaitFor("已锁定，房源已预留")
	term.WaitFor("第二人 " + o.Who[allocation.Approver].Display)
	if got := o.at(id).Overtaken; len(got.List) != 1 || got.List[0].Number != "JS20210005" || got.Reason != "刚刚腾出，先给新申请" {
		t.Errorf("%+v", got)
	}
}

// passingOption is a waiting application and a unit that fits it and would pass somebody over.
func passingOption(t *testing.T, o *office, by engine.Actor) (application int64, unit string) {
	t.Helper()
	page, err := o.Store.Applications(t.Context(), by, engine.ListQuery{Filter: "状态:评审通过"})
	o.Must(err)
	for _, a := range page.Rows {
		offer, err := o.Store.SingleOffer(t.Context(), by, a.ID)
		o.Must(err)
		for _, option := range offer.Options[:min(5, len(offer.Options))] {
			passed, err := o.Store.PassedOver(t.Context(), by, a.ID, []string{option.Units[0].Number}, nil)
			o.Must(err)
			if len(passed.List) > 0 && len(option.Units) == 1 {
				return a.ID, option.Units[0].Number
			}
		}
	}
	t.Fatal("no placement passes anybody over")
	return 0, ""
}

// disputed records what somebody has against the posted list, and has it dismissed by somebody else than who drew it up.
func (o *office) disputed(term *kittest.Term, id int64) {
	o.t.Helper()
	term.Press("f2")
	term.WaitFor("提出异议的人")
	term.Type("李某")
	term.Press("enter", "down")
	term.Type("漏了我家")
	term.Press("ctrl+s")
	term.WaitFor("已登记对名单的异议")
	term.WaitFor("有 1 件对名单的异议待答复")
	term.Press("shift+tab")
	term.WaitFor("漏了我家")
	term.Golden("disputes")
	term.Press("enter")
	term.WaitFor("异议成立")
	term.Press("right", "right", "enter")
	term.Type("没有申请过")
	term.Golden("dispute-answer")
	term.Press("ctrl+s")
	term.WaitFor("名单维持不变")
	term.Press("right", "enter")
	term.WaitFor("已答复异议")
	if r := o.at(id); r.Posted.Open != 0 || r.Posted.Upheld != 0 {
		o.t.Errorf("%+v", r.Posted)
	}
}

func TestDrawOverrideAndObjectionFromTheKeyboard(t *testing.T) {
	o := newOffice(t)
	id := o.draft()
	term := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("按 F5 锁定")
	term.Press("f5")
	term.WaitFor("哪种号码")
	term.Press("enter")
	term.Type("福彩双色球")
	term.Press("enter")
	term.Type("第2021030期")
	term.Press("enter")
	term.Type("2021-03-17")
	term.Press("ctrl+s")
	term.WaitFor("须在这以后公布") // the list could still be changed to suit the number
	term.Press("ctrl+u")
	term.Type("2021-03-21")
	term.Press("ctrl+s")
	term.WaitFor("资料冻结")
	term.Golden("lock-confirm")
	term.Press("right", "enter")
	term.WaitFor("已锁定，房源已预留")
	term.WaitFor("2021-03-18 名单异议期满，之后按 F5")
	term.Press("f5")
	term.WaitFor("名单已张贴，任何人可以在")
	term.Press("ctrl+p")
	term.WaitFor("可以打印")
	term.Press("enter")
	term.WaitFor("已打印《名单公告》")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("名单异议期满")
	o.disputed(term, id)
	o.Day("2021-03-23")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("当众抽签")
	term.Press("f5")
	term.WaitFor("见证人")
	term.Type("2021031")
	term.Press("enter")
	term.Type("03 07 12 18 25 31 + 09")
	term.Press("enter")
	term.Type("王某 48219 张某")
	term.Press("tab")
	term.Type("孙某 吴某")
	term.Press("ctrl+s")
	term.WaitFor("每位代表写姓名")
	term.Type(" 77412")
	term.Press("tab", "tab")
	term.Type("只有五户")
	term.Press("ctrl+s")
	term.WaitFor("只能录入这一期")
	term.Press("ctrl+u")
	term.Type("2021030")
	term.Golden("draw")
	term.Press("ctrl+s")
	term.WaitFor("名次将按这行文字排定")
	term.Golden("draw-confirm")
	term.Press("right", "enter")
	term.WaitFor("已录入抽签文字")
	term.WaitFor("待另一人同意")
	term.Press("f5")
	term.WaitFor("须由不同的人办理")
	second := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	second.WaitFor("待另一人同意")
	second.Press("f5")
	second.WaitFor("不足 64 比特")
	second.Golden("draw-agree")
	second.Press("right", "enter")
	second.WaitFor("已同意这次抽签")
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("按 F5 计算")
	term.Press("f5")
	term.WaitFor("名次")
	term.Press("f9")
	term.WaitFor("人工调整")
	term.Press("down")
	term.Press("enter")
	term.WaitFor("JS-NSQ-01-1-04")
	term.Golden("override-units")
	term.Press("down", "down", "down", "space", "enter")
	term.Press("down")
	term.Type("残疾人通道")
	term.Golden("override")
	term.Press("ctrl+s")
	term.WaitFor("提出调整")
	term.Golden("override-asked")
	term.Press("right", "enter")
	term.WaitFor("待另一人复签")
	term.WaitFor("1 项人工调整待另一位审核员或分管领导复签")
	term.Press("f5")
	term.Press("right", "enter")
	term.WaitFor("先由另一人复签或撤回")

	reviewer := o.Open(allocation.Reviewer, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	reviewer.WaitFor("名次")
	reviewer.Press("tab", "tab", "tab", "tab")
	reviewer.WaitFor("残疾人通道")
	reviewer.Press("enter")
	reviewer.WaitFor("复签生效")
	reviewer.Press("enter")
	reviewer.WaitFor("提出")
	reviewer.Golden("override-sign")
	reviewer.Press("right", "enter")
	reviewer.WaitFor("已复签，请重新计算")
	reviewer.WaitFor("已生效")
	reviewer.WaitFor("按 F5 重新计算")
	reviewer.Press("f5")
	reviewer.WaitFor("第 2 次计算")
	reviewer.WaitFor("人工决定")
	reviewer.Golden("overridden")
	r := o.at(id)
	o.Must(o.Store.NoticeRound(t.Context(), o.Who[allocation.Approver], id, r.Version, ""))

	intake := o.Open(allocation.Intake, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	intake.WaitFor("公示中")
	intake.Press("f2")
	intake.WaitFor("异议人")
	intake.Type("速印广告")
	intake.Press("enter", "down")
	intake.Type("岗位少算 1 个")
	intake.Press("ctrl+s")
	intake.WaitFor("已登记异议")
	if r := o.at(id); r.Open != 1 {
		t.Errorf("%d objections", r.Open)
	}
	intake.Press("f5")
	intake.WaitFor("确认：")
}

func TestCertificateAndNoticeAreFiles(t *testing.T) {
	o := newOffice(t)
	id := o.noticed()
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 120, 36)
	term.WaitFor("名次")
	term.Press("ctrl+p", "down", "down", "enter")
	term.WaitFor("房源分配公示")
	term.Golden("notice-read")
	term.Press("esc", "ctrl+p")
	term.WaitFor("penggai solve")
	term.Golden("papers")
	term.Press("enter")
	term.WaitFor("已写入")
	data, err := os.ReadFile(screen.ExportPath(o.Store, "JS-2021-01-证书.json"))
	o.Must(err)
	if !json.Valid(data) {
		t.Error("the certificate is no JSON")
	}
	certificate, _, err := rule.ReadCertificate(data)
	o.Must(err)
	checked, err := certificate.Verify(t.Context(), nil)
	o.Must(err)
	run, err := o.Store.Run(t.Context(), o.Who[allocation.Approver], o.at(id).Run)
	o.Must(err)
	if len(checked.Faults) > 0 || string(checked.Result.JSON()) != string(run.JSON) {
		t.Errorf("the certificate does not give the same bytes: %v", checked.Faults)
	}
	term.Press("ctrl+p", "down", "enter")
	term.WaitFor("公示.txt")
	text, err := os.ReadFile(screen.ExportPath(o.Store, "JS-2021-01-公示.txt"))
	o.Must(err)
	for _, want := range []string{"王某某", "北方家政服务有限公司", "12+2.4=14.4", run.Digest, "2021-03-26", "参数第 1 版", "见证抽签 38-07-21", o.at(id).Draw.Digest} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the notice does not say %s", want)
		}
	}
	term.Press("ctrl+p", "down", "down", "down", "enter")
	term.WaitFor("公示.html")
	page, err := os.ReadFile(screen.ExportPath(o.Store, "JS-2021-01-公示.html"))
	o.Must(err)
	for _, want := range []string{`data-number="JS20210001"`, "王某某", run.Digest, "重新核对"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	log, err := o.Store.LogList(t.Context(), o.Who[allocation.Approver], engine.ListQuery{Filter: "导出清单"})
	o.Must(err)
	ranks := len(checked.Result.Ranks)
	for i, want := range []string{"JS-2021-01 公示网页 html", "JS-2021-01 公示名单 txt", "JS-2021-01 证书 json"} {
		if len(log.Rows) != 3 || log.Rows[i].Subject != want || !strings.HasPrefix(log.Rows[i].Reason, fmt.Sprintf("%d 行  JS-2021-01-", ranks)) {
			t.Errorf("the log does not say %s: %+v", want, log.Rows)
		}
	}
	if strings.Contains(string(text)+string(page), "王宝山") {
		t.Error("the notice names a person in full")
	}
	if faults := noticetest.Faults(t, string(page)); len(faults) > 0 {
		t.Errorf("the page does not print what its certificate gives: %q", faults)
	}
	if strings.Contains(string(page), `class="void"`) {
		t.Error("a round that stands is void")
	}
	o.cancelled(id, "见证人有异议")
	var void bytes.Buffer
	o.Must(roundscreen.WriteNotice(t.Context(), o.Store, o.Who[allocation.Approver], id, &void))
	if want := `<div class="void">本批次已作废（` + o.Today().String() + "），以下结果不算数。原因：见证人有异议</div>"; !strings.Contains(void.String(), want) {
		t.Errorf("the page of a cancelled round does not say %s", want)
	}
	if faults := noticetest.Faults(t, void.String()); len(faults) > 0 {
		t.Errorf("the page of a cancelled round: %q", faults)
	}
}

func TestWhoMayNotIsTold(t *testing.T) {
	o := newOffice(t)
	id := o.draft()
	term := o.Open(allocation.Intake, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("按 F5 锁定")
	term.Press("f5")
	term.WaitFor("锁定：锁定批次由")
	term.Press("f11")
	term.WaitFor("只作对照")
	term.WaitFor("适合 套")
	term.Press("esc")
	term.WaitFor("按 F5 锁定")
	term.Press("f8")
	term.WaitFor("作废：")
}

func TestWithdrawalDuringTheNoticeIsSaid(t *testing.T) {
	o := newOffice(t)
	id := o.noticed()
	application, err := o.Store.ApplicationByNumber(t.Context(), o.Who[allocation.Approver], "JS20210002")
	o.Must(err)
	d, err := o.Store.Application(t.Context(), o.Who[allocation.Intake], application)
	o.Must(err)
	o.Must(o.Store.WithdrawApplication(t.Context(), o.Who[allocation.Intake], application, d.Version, "另有场地"))
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("有 1 件申请退出")
	term.Press("f5")
	term.WaitFor("抽签文字不变")
	term.Type("第 2 名撤回")
	term.Press("enter", "right", "enter")
	term.WaitFor("已重开")
	term.WaitFor("按 F5 计算")
	term.Press("f5")
	term.WaitFor("第 2 次计算")
	term.Press("down")
	term.Golden("withdrawn")
	term.Press("shift+tab")
	term.WaitFor("重开后")
	term.Press("down", "enter")
	term.WaitFor("新安置 1")
	term.Golden("compared")
}

// TestOneHand四三: where the district keeps duties apart the key that confirms says that another person must; where it only warns, the
// question and the notice say so.
func TestOneHand四三(t *testing.T) {
	o := newOffice(t)
	ctx, chief := t.Context(), o.Who[allocation.Approver]
	alone := func() int64 {
		id, err := o.Store.NewRound(ctx, chief, "尖山区")
		o.Must(err)
		sc, err := o.Store.RoundScope(ctx, chief, id)
		o.Must(err)
		o.Must(o.Store.LockRound(ctx, chief, id, o.at(id).Version, round.Locking{Seal: sc.Seal, Source: witnessed}))
		o.stands(id)
		o.Must(o.Store.EnterDraw(ctx, chief, id, o.at(id).Version, drawing))
		o.agreed(id, allocation.Reviewer)
		_, err = o.Store.ComputeRound(ctx, chief, id, o.at(id).Version, nil)
		o.Must(err)
		o.Must(o.Store.NoticeRound(ctx, chief, id, o.at(id).Version, ""))
		r := o.at(id)
		o.Day(r.WindowEnd().AddDays(1).String())
		return id
	}
	id := alone()
	term := o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("名次")
	term.Press("f5")
	term.WaitFor("须由不同的人办理")
	o.cancelled(id, "换人")

	p := allocation.DefaultParameters()
	p.Separation = allocation.SeparationWarn
	proposal, err := o.Store.ProposeParameters(ctx, engine.Console(), basis.NewParameters{District: "尖山区", Effective: o.Today(), Note: "一人一岗", Parameters: p})
	o.Must(err)
	_, err = o.Store.AdoptParameters(ctx, chief, proposal, 1)
	o.Must(err)
	id = alone()
	term = o.Open(allocation.Approver, screen.Go{Place: screen.Round, ID: id}, 80, 24)
	term.WaitFor("名次")
	term.Press("f5")
	term.WaitFor("拟定和确认是同一人")
	term.Golden("confirm-alone")
	term.Press("esc")
	term.WaitGone("拟定和确认是同一人")
	term.Press("ctrl+p", "down", "down", "enter")
	term.WaitFor("第 1-")
	for range 5 {
		if strings.Contains(term.Text(), "岗位分离按提醒执行") {
			return
		}
		page := term.Text()
		term.Press("pgdown")
		term.WaitGone(page)
	}
	t.Errorf("the notice does not say it: %s", term.Text())
}

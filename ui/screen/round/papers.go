package round

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/round"
	"penggai/ui/document"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/kit/reading"
	"penggai/ui/screen"
)

// papers offers what can be taken out of a round: the certificate and the notice list.
func (s *page) papers() tea.Cmd {
	r := s.Value()
	post := kit.Choice{Key: "post", Label: "名单公告", Note: "锁定的名单和摘要，抽签之前打印张贴（docx）"}
	if r.Run == 0 {
		return screen.Open(screen.PrintRound, r.ID)
	}
	choices := []kit.Choice{
		{Key: "certificate", Label: textCertificate, Note: "锁定数据、结果和摘要在一个文件里，penggai solve 可复算"},
		{Key: "notice", Label: textNoticeList, Note: "姓名隐去，可打印张贴"},
		{Key: "read", Label: "在屏幕上看公示名单"},
		{Key: "page", Label: textNoticePage, Note: "任何浏览器都能打开，不用网络，可按编号查找、重新核对、打印"},
	}
	if !r.Posted.Until.IsZero() {
		choices = append(choices, post)
	}
	for _, n := range earlierNotices(&r) {
		choices = append(choices, kit.Choice{Key: fmtNoticeNth(n), Label: fmtNoticeNth(n), Note: fmtNoticeDays(n)})
	}
	if r.Single || r.State != allocation.RoundNoticed && r.State != allocation.RoundConfirmed {
		choices = append(choices, kit.Choice{Key: "letters", Label: textLetters, Why: "公示以后才告知没有得到房源的各户"})
	} else {
		choices = append(choices, kit.Choice{Key: "letters", Label: textLetters, Note: "给没有得到房源的各户，一次打印"})
	}
	return kit.Pick(kit.PickerSpec{Title: "证书与公示", Choices: choices}, func(got []kit.Choice) tea.Cmd {
		r := s.Value()
		switch got[0].Key {
		case "post":
			return screen.Open(screen.PrintRound, r.ID)
		case "certificate":
			return s.exportCertificate(r)
		case "page":
			return s.exportPage(r)
		case "letters":
			return s.letters(r)
		case "read":
			return s.explaining(func(r *record) tea.Msg {
				return reading.Open(textNoticeList, func(w int) []string { return noticeLines(r, w) })()
			})
		}
		for _, n := range earlierNotices(&r) {
			if got[0].Key == fmtNoticeNth(n) {
				return s.earlier(n)
			}
		}
		return s.explaining(func(r *record) tea.Msg {
			text := strings.Join(noticeLines(r, noticeWidth), "\n") + "\n"
			return writeFile(s.Env.Store, s.Env.Actor(), r, textNoticeList, r.Number+"-"+textNotice, "txt", []byte(text))
		})
	})
}

func (s *page) exportCertificate(r record) tea.Cmd {
	st, by := s.Env.Store, s.Env.Actor()
	return func() tea.Msg {
		c, err := st.Certificate(context.Background(), by, r.Run)
		if err != nil {
			return kit.Failed{Err: err}
		}
		return writeFile(st, by, &r, textCertificate, r.Number+"-"+textCertificate, "json", c.File())
	}
}

func (s *page) exportPage(r record) tea.Cmd {
	st, by := s.Env.Store, s.Env.Actor()
	return func() tea.Msg {
		var page bytes.Buffer
		if err := WriteNotice(context.Background(), st, by, r.ID, &page); err != nil {
			return kit.Failed{Err: err}
		}
		return writeFile(st, by, &r, textNoticePage, r.Number+"-"+textNotice, "html", page.Bytes())
	}
}

// letters prints the letter to each applicant whom the round left without premises.
func (s *page) letters(r record) tea.Cmd {
	st, by := s.Env.Store, s.Env.Actor()
	return progress.Run(textLetters, func(ctx context.Context, report progress.Report) tea.Msg {
		form, err := document.FindForm(document.CodeUnserved)
		if err != nil {
			return kit.Failed{Err: err}
		}
		left, err := st.RoundLeft(ctx, by, r.ID)
		if err != nil {
			return kit.Failed{Err: err}
		}
		var last string
		for i, id := range left {
			if last, err = document.Print(ctx, st, by, form, document.Target{Noun: document.NounApplication, ID: id}, ""); err != nil {
				if ctx.Err() != nil {
					return kit.Note{Text: fmt.Sprintf("已停止，打印了 %d 份", i)}
				}
				return kit.Failed{Err: err}
			}
			report(int64(i+1), int64(len(left)), textLetters)
		}
		if len(left) == 0 {
			return kit.Note{Text: "各户都得到了房源，或已不再等候"}
		}
		return kit.Done{Text: fmt.Sprintf("已打印 %d 份告知书：%s", len(left), filepath.Dir(last))}
	})
}

// writeFile writes what was taken out of a round to a new file in the data folder, and keeps in the log who took out what with how many
// rows. A file that is there already stays: the next gets a figure behind its name.
func writeFile(st *store.Store, by engine.Actor, r *record, title, name, format string, data []byte) tea.Msg {
	path := ""
	what := desk.Exported{List: r.Number + " " + title, Format: format}
	err := st.Export(context.Background(), by.As(engine.NewCommand()), func(context.Context, desk.Stand) (desk.Outcome, error) {
		f, err := screen.BeginNew(st, name, format, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		if err != nil {
			return desk.Outcome{}, err
		}
		path = f.Path()
		return desk.Outcome{Exported: what, File: filepath.Base(path), Rows: len(r.Result.Ranks), Out: f}, nil
	})
	if err != nil {
		return kit.Failed{Err: err}
	}
	return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(kit.Done{Text: fmtWritten(path)})}
}

// noticeWidth is the width of the printed list in cells: A4 across at ten characters an inch.
const noticeWidth = 110

// noticeLines is the notice as it is printed, or read on a narrower screen: names masked, ranks, the parts of the weight, units, reasons in
// words, the parameters' version, draw text, digest, and until when objections are taken.
func noticeLines(r *record, w int) []string {
	run, found := r.run()
	if !found {
		return nil
	}
	names := nameColumn(r)
	if w >= noticeWidth {
		w = max(w, noticeWidth+names-22)
	}
	out := []string{strings.TrimRight(kit.Center(fmtNoticeTitle(r.Title), w), " "), ""}
	if r.void != "" {
		out = append(append(out, kit.Wrap("【"+say.Void+"】"+r.void, w)...), "")
	}
	if text := unposted(r); text != "" {
		out = append(append(out, kit.Wrap("【尚未公示】"+text, w)...), "")
	}
	for _, part := range append(fmtNoticeHead(r, run), historyLines(r)...) {
		out = append(out, kit.Wrap(part, w)...)
	}
	out = append(out, "")
	if w >= noticeWidth {
		out = append(out, noticeRow(names, textRank, textApplicant, textNumber, "岗位+税收=折合", textTarget, textGot, textAreaUnit))
	}
	for _, l := range r.Result.Ranks {
		rank, name, parts, got := fmtNumber(l.Rank), maskedName(r, l.Number), weightParts(r, l), cmp.Or(shortUnits(l.Units), textNotServed)
		if w >= noticeWidth {
			out = append(out, noticeRow(names, rank, name, l.Number, parts, l.Target.String(), got, kit.OrEmpty(l.Area)))
		} else {
			out = append(out, kit.FitLeft(rank, 4)+"  "+name+"  "+l.Number, kit.Space(6)+parts+"  "+textTarget+" "+l.Target.String(),
				kit.Space(6)+got+"  "+kit.OrEmpty(l.Area))
		}
		for _, text := range append([]string{noticeReason(r, l)}, r.unservedWords(l.Number)...) {
			for _, part := range kit.Wrap(text, w-6) {
				out = append(out, kit.Space(6)+part)
			}
		}
	}
	out = append(out, "")
	for _, text := range takenLines(r) {
		out = append(out, kit.Wrap(text, w)...)
	}
	out = append(out, "")
	for _, text := range tableLines(r) {
		out = append(out, kit.Wrap(text, w)...)
	}
	for _, part := range fmtNoticeFoot(r, run) {
		out = append(out, kit.Wrap(part, w)...)
	}
	return out
}

// noticeReason is the line's reason; of a line decided by hand what was decided and why.
func noticeReason(r *record, l rule.Rank) string {
	if l.Reason == rule.ReasonFixed {
		for _, o := range r.Overrides {
			if o.Applicant == l.Number && o.State == allocation.OverrideSigned {
				text := r.public([]string{fmtOverrideReason(o)})[0]
				if len(o.Passed) > 0 {
					text += "。" + strings.Join(passedLines(o.Passed, func(p rule.PassedOver) string { return maskedName(r, p.Number) }), "")
				}
				return text
			}
		}
	}
	return strings.Join(append([]string{r.Lines.Reason(l.Number)}, overtakenBy(r, l.Number, maskedName)...), "。")
}

// overtakenBy name the decisions by hand that passed over an applicant: its line else says nothing of them.
func overtakenBy(r *record, number string, name func(r *record, number string) string) (out []string) {
	for _, o := range r.Overrides {
		if text, over := rule.FateOf(o.Passed, number); over && o.State == allocation.OverrideSigned {
			by, _ := r.rank(o.Applicant)
			out = append(out, "人工调整给"+fmtRankName(by.Rank, name(r, o.Applicant))+"，越过本户："+text)
		}
	}
	return out
}

// nameColumn is as wide as the longest name: what is posted on a wall is not cut.
func nameColumn(r *record) int {
	wide := 20
	for _, l := range r.Result.Ranks {
		wide = max(wide, kit.Width(maskedName(r, l.Number)))
	}
	return wide + 2
}

func noticeRow(names int, rank, name, number, weight, target, got, area string) string {
	return kit.FitLeft(rank, 4) + "  " + kit.Fit(name, names) + kit.Fit(number, 12) + kit.Fit(weight, 26) + kit.FitLeft(target, 9) + "  " + kit.Fit(got, 20) +
		kit.FitLeft(area, 9)
}

// maskedName hides persons; teams and companies stand as registered.
func maskedName(r *record, number string) string {
	a := r.byNumber[number]
	if a.Kind == allocation.Person {
		return identity.MaskName(a.Name)
	}
	return a.Name
}

// weightParts is jobs + tax = weight, and what puts the applicant first within its band.
func weightParts(r *record, l rule.Rank) string {
	for i := range r.instance.Applicants {
		if a := &r.instance.Applicants[i]; a.Number == l.Number {
			return fmtParts(a, r.instance.Params.TaxPart(a), l.WeightMillis)
		}
	}
	return ""
}

// ErrNoRun says that a round has not been computed.
var ErrNoRun = say.Refuse("no_run", "这个批次还没有计算，没有证书和公示")

// Words of headings, labels and keys.
const (
	textNoticeList = "公示名单"
	textNoticePage = "公示网页"
	textLetters    = "分配结果告知书"
)

func fmtOverrideReason(o round.OverrideRow) string {
	return "人工调整（计算为 " + cmp.Or(shortUnits(o.Computed), textNotServed) + "）：" + o.Reason
}

func fmtWritten(path string) string { return "已写入 " + path }

func fmtNoticeTitle(title string) string { return title + " 房源分配公示" }

func fmtNoticeHead(r *record, run round.RunRow) []string {
	lines := []string{
		fmt.Sprintf("依据 双政办规〔2017〕13号 四(三) 与 %s 计算。申请 %d 户，安置 %d 户，%d 套，%s ㎡，余 %d 套。", r.Scope.Parameters.Title(),
			run.Applicants, run.Served, run.Units, run.Area, run.UnitsLeft),
	}
	lines = append(append(lines, fmtStandard(r.instance.Params)), r.public(noticePool(r))...)
	lines = append(append(lines, r.public(r.Overtaken.Public())...), fmtDrawLines(r)...)
	lines = append(lines, fmtCancelled(r)...)
	if r.Run != 0 && r.State != allocation.RoundReopened && r.Compared != "" {
		lines = append(lines, correctedLines(r)...)
	}
	if r.Scope.Parameters.Separation == allocation.SeparationWarn {
		lines = append(lines, textWarnMode)
	}
	return lines
}

// textWarnMode is what the notice of a district says that does not refuse one person for two steps.
const textWarnMode = "本区岗位分离按提醒执行：拟定、计算、答复异议、确认可由同一人办理，每次都记入日志。"

// fmtStandard are the parameters in a sentence, so that anybody can work a line out by hand.
func fmtStandard(p rule.Params) string {
	var parts []string
	for _, pair := range paramPairs(p) {
		parts = append(parts, pair.Label+" "+pair.Value)
	}
	return "计算标准：" + strings.Join(parts, "；") + "。同档又同身份的，折合岗位多者在前，再按抽签序。"
}

func fmtNoticeFoot(r *record, run round.RunRow) []string {
	lines := []string{"摘要 " + run.Digest}
	if !run.Proved {
		lines = append(lines, fmtUnproved(r.Result.Unproved))
	}
	if !r.NoticeFrom.IsZero() {
		lines = append(lines, fmt.Sprintf("公示 %s 至 %s；有异议的请于 %s 前（含当日）向%s政府提出。", r.NoticeFrom, r.NoticeUntil, r.ObjectionUntil, r.District))
	}
	return lines
}

func fmtParts(a *rule.InstanceApplicant, tax, weight int64) string {
	text := fmt.Sprintf("%s+%s=%s", rule.Millijobs(a.JobsMillis), rule.Millijobs(tax), rule.Millijobs(weight))
	if a.Policy {
		text += " " + textPolicy
	}
	if a.Group {
		text += " " + textGroup
	}
	return text
}

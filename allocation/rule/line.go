package rule

import (
	"fmt"
	"slices"
	"strings"
)

// Millijobs prints thousandths of a job as jobs: 14400 is 14.4, 12000 is 12.
func Millijobs(n int64) string {
	s := fmt.Sprintf("%d.%03d", n/1000, n%1000)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// Lines explains a result line by line in words: everything that it says is a field of the result or of its instance.
type Lines struct {
	in         *Instance
	res        *Result
	first      *Result // the first pass; res itself where there is one pass
	applicants map[string]*InstanceApplicant
	ranks      map[string]*Rank
}

// NewLines prepares the words of a result, of both passes where it has two (Outcome); the instance is the one that it was
// computed from.
func NewLines(in *Instance, res *Result) *Lines {
	first := res
	res = res.Outcome()
	l := &Lines{in: in, res: res, first: first, applicants: make(map[string]*InstanceApplicant, len(in.Applicants)), ranks: make(map[string]*Rank, len(res.Ranks))}
	for i := range in.Applicants {
		l.applicants[in.Applicants[i].Number] = &in.Applicants[i]
	}
	for i := range res.Ranks {
		l.ranks[res.Ranks[i].Number] = &res.Ranks[i]
	}
	return l
}

// Note is the line's reason in a few words, for the last column of a table; of whom both passes left out, that of the first one.
func (r *Rank) Note() string {
	switch {
	case r.Widened && len(r.Units) > 0:
		return "放宽 " + r.note()
	case r.Widened && r.First != nil:
		return r.First.note()
	}
	return r.note()
}

func (r *Rank) note() string {
	switch r.Reason {
	case ReasonFixed:
		if len(r.Units) == 0 {
			return "人工决定不安置"
		}
		return "人工决定"
	case ReasonBandEmpty:
		return "要求超出岗位"
	case ReasonNoOption:
		return "无合适房源"
	case ReasonOutranked:
		if r.Blocked.Shown() {
			return "无剩余 有证"
		}
		return textNoteOutranked
	case ReasonAwarded:
	}
	switch n := len(r.Units); {
	case n > 1 && r.Choice == 1:
		return fmt.Sprintf("相邻 %d 套", n)
	case n > 1:
		return fmt.Sprintf("第 %d 合适 %d 套", r.Choice, n)
	case r.Choice > 1:
		return fmt.Sprintf("第 %d 合适", r.Choice)
	}
	return "最合适"
}

// Weight says how the weight comes about: 岗位 12，税收折 2.4，合 14.4.
func (l *Lines) Weight(number string) string {
	a, r := l.applicants[number], l.ranks[number]
	if a == nil || r == nil {
		return ""
	}
	return fmt.Sprintf("岗位 %s，税收折 %s，合 %s", Millijobs(a.JobsMillis), Millijobs(l.in.Params.TaxPart(a)), Millijobs(r.WeightMillis))
}

// Entitlement says what the weight carries, and the range that an award may lie in.
func (l *Lines) Entitlement(number string) string {
	r := l.ranks[number]
	if r == nil {
		return ""
	}
	a := l.applicants[number]
	text := fmt.Sprintf("应得 %s ㎡", r.Target)
	e := l.in.Params.Entitlement(r.WeightMillis, l.res.Rate)
	if a.Max != nil && *a.Max < e {
		text = fmt.Sprintf("应得 %s ㎡，本人至多要 %s ㎡", e, r.Target)
	}
	if r.Lo > r.Hi {
		return text
	}
	if r.Widened {
		return text + fmt.Sprintf("，第二轮放宽到 %s 至 %s ㎡", r.Lo, r.Hi)
	}
	return text + fmt.Sprintf("，可用 %s 至 %s ㎡", r.Lo, r.Hi)
}

// Reason says why the line is as it is; of a line of the second pass, that the first one had no place for it.
func (l *Lines) Reason(number string) string {
	r := l.ranks[number]
	switch {
	case r == nil:
		return ""
	case r.Widened && len(r.Units) > 0:
		return "第一轮没有安置，第二轮在余下的房源里放宽面积：" + l.reason(r)
	case r.Widened:
		return "两轮都没有安置。第一轮：" + l.reason(r.First) + textLineStop + "第二轮在余下的房源里放宽面积：" + l.reason(r)
	}
	return l.reason(r)
}

func (l *Lines) reason(r *Rank) string {
	switch r.Reason {
	case ReasonFixed:
		if len(r.Units) == 0 {
			return "已退出或由分管领导决定不予安置"
		}
		return "由分管领导决定并经复签，不由计算得出"
	case ReasonBandEmpty:
		return fmt.Sprintf("至少要 %s ㎡，超过岗位所能得的 %s ㎡", r.Lo, r.Hi)
	case ReasonNoOption:
		return l.noOption(r)
	case ReasonOutranked:
		return l.outranked(r)
	case ReasonAwarded:
	}
	return l.awarded(r)
}

// Words is weight, entitlement and reason in one sentence.
func (l *Lines) Words(number string) string {
	return l.Weight(number) + textLineStop + l.Entitlement(number) + textLineStop + l.Reason(number)
}

func (l *Lines) noOption(r *Rank) string {
	e := r.Excluded
	if e == nil {
		return textLineNoOption
	}
	var parts []string
	fixed := "%d 套已由人工决定"
	if r.Widened {
		fixed = "%d 套已先分出" // what the first pass awarded counts as fixed too
	}
	for _, p := range []struct {
		n    int
		text string
	}{{e.Fixed, fixed}, {e.Community, "%d 套不在所选小区"}, {e.Tags, "%d 套缺少所需设施"}, {e.Area, "%d 套面积不合"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf(p.text, p.n))
		}
	}
	if len(parts) == 0 {
		return textLineNoOption
	}
	return textLineNoOption + "：" + strings.Join(parts, textLineComma)
}

// outranked shows why nothing was left; of a first pass that a second one followed, it leads with who got what fits.
func (l *Lines) outranked(r *Rank) string {
	res := l.first
	if r.Widened {
		res = l.res
	}
	proof := l.blocked(r, res.Proof(r))
	if !r.Widened && l.first != l.res {
		return fmt.Sprintf("排在前面的分得了合适的 %d 处（%s）", r.Options, proof)
	}
	return proof
}

func (l *Lines) blocked(r *Rank, b *Blocked) string {
	switch {
	case b == nil:
		return textNoteOutranked
	case len(b.Prices) > 0:
		return fmt.Sprintf("有 %d 处适合，但按附表的价，本户和名次在前的 %d 户各取最便宜的一处也共要 %d，全部房源合计只有 %d，不能都安置",
			r.Options, len(b.Others), b.Need, b.Have)
	case len(b.Units) == 0:
		return fmt.Sprintf("有 %d 处适合，但无论怎样安置都会使名次在前者落空（逐一查证 %d 步）", r.Options, b.Nodes)
	case len(b.Units) == 1:
		return fmt.Sprintf("只适合 %s，已归第 %d 名", b.Units[0], l.rankOf(b.Others[0]))
	}
	return fmt.Sprintf("适合的 %d 处只能安置名次在前的 %d 户：连同本户共 %d 户都只有这些可选，少一处", len(b.Units), len(b.Others), len(b.Others)+1)
}

// awarded tells the award's place among the options, and where those went that the applicant likes better, gathered by who has them.
func (l *Lines) awarded(r *Rank) string {
	if r.Choice == 1 {
		return "得到最合适的一处"
	}
	type fate struct{ why, by string }
	var order []fate
	count := map[fate]int{}
	for _, p := range r.Passed {
		f := fate{p.Why, p.By}
		if count[f] == 0 {
			order = append(order, f)
		}
		count[f]++
	}
	var parts []string
	for i, f := range order {
		if i == 4 {
			parts = append(parts, "其余从略")
			break
		}
		switch {
		case f.why == PassedTaken:
			parts = append(parts, fmt.Sprintf("%d 处归第 %d 名", count[f], l.rankOf(f.by)))
		case f.by == "":
			parts = append(parts, fmt.Sprintf("%d 处须留给名次在后者", count[f]))
		default:
			parts = append(parts, fmt.Sprintf("%d 处须留给第 %d 名，否则其无处可安置", count[f], l.rankOf(f.by)))
		}
	}
	return fmt.Sprintf("得到所余各处中最合适者；更合适的 %d 处：", r.Choice-1) + strings.Join(parts, textLineComma)
}

func (l *Lines) rankOf(number string) int {
	if r := l.ranks[number]; r != nil {
		return r.Rank
	}
	return 0
}

// Above and Below are the neighbours in rank order; found is false at the ends.
func (l *Lines) Above(number string) (Rank, bool) { return l.neighbour(number, -1) }

// Below is the next one in rank order.
func (l *Lines) Below(number string) (Rank, bool) { return l.neighbour(number, 1) }

func (l *Lines) neighbour(number string, step int) (Rank, bool) {
	i := slices.IndexFunc(l.res.Ranks, func(r Rank) bool { return r.Number == number }) + step
	if l.ranks[number] == nil || i < 0 || i >= len(l.res.Ranks) {
		return Rank{}, false
	}
	return l.res.Ranks[i], true
}

// Between says which step of the rule puts the better of two neighbours first.
func (l *Lines) Between(better, worse string) string {
	a, b := l.applicants[better], l.applicants[worse]
	if a == nil || b == nil {
		return ""
	}
	s, t := l.in.standing(a), l.in.standing(b)
	_, step := s.compare(&t)
	switch step {
	case StepBand:
		return fmt.Sprintf("档次不同 (%d 与 %d)，合计岗位多者在前", s.band, t.band)
	case StepPolicy:
		return fmt.Sprintf("同一档 (%d)，属产业政策支持的项目 (三.7)，故在前", s.band)
	case StepGroup:
		return fmt.Sprintf("同一档 (%d)，有优先群体身份 (二)，故在前", s.band)
	case StepWeight:
		return fmt.Sprintf("同一档 (%d)，身份相同，合计 %s 多于 %s，故在前", s.band, Millijobs(s.weight), Millijobs(t.weight))
	case StepLot:
		return fmt.Sprintf("同一档 (%d)，身份与合计都相同，抽签序 %s 在 %s 之前", s.band, hexOf(s.lot)[:8], hexOf(t.lot)[:8])
	case StepNumber:
	}
	return "其余都相同，编号在前"
}

// Lines of a result in words.
const (
	textNoteOutranked = "无剩余"
	textLineStop      = "；"
	textLineComma     = "，"
	textLineNoOption  = "没有合适的房源"
)

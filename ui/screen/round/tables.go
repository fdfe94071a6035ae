package round

import (
	"cmp"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/rule"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// rowsOf is a part with a table over rows of the round.
func rowsOf[R any](p screen.Part[record], cols []kit.Col[R], key func(R) string, rows func(record) []R, none ...string) (*kit.Table[R], screen.Part[record]) {
	return screen.Rows(p, kit.TableSpec[R]{Cols: cols, Key: key, Empty: func(filter string) []string {
		if filter != "" {
			return []string{textNothingFound}
		}
		return none
	}}, rows)
}

// parts are the tabs that a round may have; a result brings its own.
func (s *page) parts(env *screen.Env) []screen.Part[record] {
	name := func(number string) string {
		if r := s.now.Load(); r != nil {
			return r.name(number)
		}
		return number
	}
	note := func(l rule.Rank) string {
		if r := s.now.Load(); r != nil && r.left(l) {
			return say.Left
		}
		return l.Note()
	}
	computed := func(r record) bool { return r.Run != 0 }
	several := func(r record) bool { return r.Run != 0 && !r.Single }
	parts := make([]screen.Part[record], partRuns+1)
	parts[partOverview] = screen.Part[record]{
		Title: textTabOverview, Lines: func(th *kit.Theme, w, _ int, r record) []string { return overviewLines(th, &r, w) },
	}
	s.result, parts[partResult] = rowsOf(screen.Part[record]{Title: say.Result, When: computed, Draw: s.drawResult}, resultColumns(name, note),
		func(l rule.Rank) string { return l.Number }, func(r record) []rule.Rank { return r.Result.Ranks })
	s.awards, parts[partAwards] = rowsOf(screen.Part[record]{Title: say.Signing, When: func(r record) bool { return r.Run != 0 && len(r.Awards) > 0 }},
		roundAwards(env), awardKey, func(r record) []round.AwardRow { return r.Awards })
	s.applicants, parts[partApplicants] = rowsOf(screen.Part[record]{Title: say.Application, Count: func(r record) int { return len(r.Scope.Applicants) }},
		applicantColumns(s), func(a round.RoundApplicant) string { return a.Number },
		func(r record) []round.RoundApplicant { return r.Scope.Applicants }, "没有评审通过、待分配的申请。", "先在 申请 里完成评审。")
	s.units, parts[partUnits] = rowsOf(screen.Part[record]{Title: say.Unit, Count: func(r record) int { return len(r.Scope.Units) }},
		unitColumns(s), func(u premises.UnitRow) string { return u.Number },
		func(r record) []premises.UnitRow { return r.Scope.Units }, "本区没有闲置房源列入。", "未列入的在 未列入 一页，按 Enter 重新列入。")
	s.left, parts[partLeft] = s.leftPart()
	s.overrides, parts[partOverrides] = rowsOf(screen.Part[record]{Title: "调整", Count: func(r record) int { return len(r.Overrides) }, When: several},
		overrideColumns(name), func(o round.OverrideRow) string { return strconv.FormatInt(o.ID, 10) },
		func(r record) []round.OverrideRow { return r.Overrides }, "没有人工调整。在结果里选一行按 F9 提出，须由另一人复签")
	s.disputes, parts[partDisputes] = rowsOf(screen.Part[record]{
		Title: textListDays, Count: func(r record) int { return len(r.Disputes) },
		When: func(r record) bool {
			return len(r.Disputes) > 0 || r.State == allocation.RoundLocked && !r.Posted.Until.IsZero()
		},
	}, raisedColumns(name, func(o round.DisputeRow) round.Raised { return o.Raised }), func(o round.DisputeRow) string { return strconv.FormatInt(o.ID, 10) },
		func(r record) []round.DisputeRow { return r.Disputes }, "没有对名单的异议。名单张贴期间按 F2 登记")
	s.objections, parts[partObjections] = rowsOf(screen.Part[record]{Title: say.Objection, Count: func(r record) int { return len(r.Objections) }, When: several},
		raisedColumns(name, func(o round.ObjectionRow) round.Raised { return o.Raised }), func(o round.ObjectionRow) string { return strconv.FormatInt(o.ID, 10) },
		func(r record) []round.ObjectionRow { return r.Objections }, "没有异议。公示期内按 F2 登记")
	s.runs, parts[partRuns] = rowsOf(screen.Part[record]{Title: say.Compute, Count: func(r record) int { return len(r.Runs) }, When: func(r record) bool { return len(r.Runs) > 0 }},
		runColumns, func(n round.RunRow) string { return strconv.FormatInt(n.ID, 10) }, func(r record) []round.RunRow { return r.Runs })
	return parts
}

// shortUnits joins the numbers of adjacent units: JS-NSQ-02-1-05+06.
func shortUnits(units []string) string {
	if len(units) == 0 {
		return ""
	}
	text := units[0]
	cut := strings.LastIndexByte(text, '-') + 1
	for _, u := range units[1:] {
		if cut > 0 && len(u) > cut && u[:cut] == units[0][:cut] {
			u = u[cut:]
		}
		text += "+" + u
	}
	return text
}

func resultColumns(name func(string) string, note func(rule.Rank) string) []kit.Col[rule.Rank] {
	return []kit.Col[rule.Rank]{
		{Title: textRank, Width: 4, Right: true, Text: func(l rule.Rank) string { return strconv.Itoa(l.Rank) }},
		{Title: textApplicant, Width: 14, Flex: true, Text: func(l rule.Rank) string { return name(l.Number) }},
		{Title: textWeight, Width: 8, Right: true, Text: func(l rule.Rank) string { return rule.Millijobs(l.WeightMillis) }},
		{Title: textTarget, Width: 8, Right: true, Drop: 2, Text: func(l rule.Rank) string { return l.Target.String() }},
		{Title: textGot, Width: 17, Text: func(l rule.Rank) string { return shortUnits(l.Units) }},
		{Title: textAreaUnit, Width: 8, Right: true, Drop: 1, Text: func(l rule.Rank) string { return kit.OrEmpty(l.Area) }},
		{Title: say.Note, Width: 14, Text: note, Style: noteStyle},
	}
}

func noteStyle(th *kit.Theme, l rule.Rank) kit.Style {
	switch l.Reason {
	case rule.ReasonAwarded:
		return th.Good
	case rule.ReasonFixed:
		return th.Accent
	case rule.ReasonOutranked:
		return th.Bad
	}
	return th.Warn
}

func applicantColumns(s *page) []kit.Col[round.RoundApplicant] {
	weight := func(a round.RoundApplicant) (int64, rule.Band) {
		r := s.now.Load()
		if r == nil || r.Scope.Frozen == nil {
			return 0, rule.Band{}
		}
		p := &r.Scope.Frozen.Params
		w := p.Weight(&a.Line)
		return w, p.Band(&a.Line, p.Entitlement(w, r.Scope.Frozen.Rate()))
	}
	return []kit.Col[round.RoundApplicant]{
		{ID: "number", Title: textNumber, Width: 11, Text: func(a round.RoundApplicant) string { return a.Number }},
		{ID: "name", Title: textApplicant, Width: 14, Flex: true, Text: func(a round.RoundApplicant) string { return a.Name }},
		{ID: "weight", Title: textWeight, Width: 8, Right: true, Text: func(a round.RoundApplicant) string { w, _ := weight(a); return rule.Millijobs(w) }},
		{ID: "target", Title: textTarget, Width: 8, Right: true, Text: func(a round.RoundApplicant) string { _, b := weight(a); return b.Target.String() }},
		{Title: say.Priority, Width: 4, Drop: 2, Text: priority},
		{Title: textWants, Width: 16, Flex: true, Drop: 3, Text: func(a round.RoundApplicant) string { return wants(a.Line) }},
		{
			Title: say.Hints, Width: 4, Right: true, Drop: 1, Text: func(a round.RoundApplicant) string { return kit.CountOrNone(len(a.Flags)) },
			Style: func(th *kit.Theme, _ round.RoundApplicant) kit.Style { return th.Warn },
		},
		{Title: textState, Width: 8, Text: func(a round.RoundApplicant) string { return a.State.Title() }},
	}
}

func priority(a round.RoundApplicant) string {
	switch {
	case a.Line.Policy:
		return textPolicy
	case a.Line.Group:
		return textGroup
	}
	return ""
}

// wants is what kind of premises an applicant asks for.
func wants(a rule.InstanceApplicant) string {
	var parts []string
	if len(a.Communities) > 0 {
		text := strings.Join(a.Communities, ">")
		if a.OnlyListed {
			text = "仅 " + text
		}
		parts = append(parts, text)
	}
	parts = append(parts, a.Requires...)
	if a.MaxUnits > 1 {
		parts = append(parts, fmtUpTo(a.MaxUnits))
	}
	return strings.Join(parts, " ")
}

func unitColumns(s *page) []kit.Col[premises.UnitRow] {
	return []kit.Col[premises.UnitRow]{
		{ID: "number", Title: textNumber, Width: 15, Text: func(u premises.UnitRow) string { return u.Number }},
		{ID: "community", Title: textCommunity, Width: 10, Flex: true, Text: func(u premises.UnitRow) string { return u.Community }},
		{ID: "building", Title: textBuilding, Width: 8, Drop: 2, Text: func(u premises.UnitRow) string { return u.Building }},
		{ID: "floor", Title: textFloor, Width: 3, Right: true, Drop: 3, Text: func(u premises.UnitRow) string { return strconv.Itoa(u.Floor) }},
		{ID: "area", Title: textAreaUnit, Width: 8, Right: true, Text: func(u premises.UnitRow) string { return u.Area.String() }},
		{Title: textTags, Width: 12, Flex: true, Drop: 1, Text: func(u premises.UnitRow) string { return strings.Join(u.Tags, " ") }},
		{Title: "归", Width: 16, Text: func(u premises.UnitRow) string {
			r := s.now.Load()
			if r == nil || r.Run == 0 {
				return ""
			}
			l, found := r.holder(u.Number)
			if !found {
				return textLeft
			}
			return fmtRankName(l.Rank, r.name(l.Number))
		}},
	}
}

func overrideColumns(name func(string) string) []kit.Col[round.OverrideRow] {
	return []kit.Col[round.OverrideRow]{
		{Title: textApplicant, Width: 14, Flex: true, Text: func(o round.OverrideRow) string { return name(o.Applicant) }},
		{Title: textByRule, Width: 17, Drop: 2, Text: func(o round.OverrideRow) string { return cmp.Or(shortUnits(o.Computed), textNotServed) }},
		{Title: textDecided, Width: 17, Text: func(o round.OverrideRow) string { return cmp.Or(shortUnits(o.Decided), textNotServed) }},
		{Title: textReason, Width: 12, Flex: true, Drop: 1, Text: func(o round.OverrideRow) string { return o.Reason }},
		{Title: "签署", Width: 12, Drop: 3, Text: func(o round.OverrideRow) string { return o.Proposer + " " + o.Signer }},
		{
			Title: textState, Width: 8, Text: func(o round.OverrideRow) string { return o.State.Title() },
			Style: func(th *kit.Theme, o round.OverrideRow) kit.Style {
				switch o.State {
				case allocation.OverrideProposed:
					return th.Warn
				case allocation.OverrideSigned:
					return th.Good
				}
				return th.Muted
			},
		},
	}
}

var runColumns = []kit.Col[round.RunRow]{
	{Title: "次", Width: 4, Right: true, Text: func(n round.RunRow) string { return strconv.Itoa(n.Position) }},
	{Title: "因由", Width: 17, Text: fmtRunKind, Style: func(th *kit.Theme, n round.RunRow) kit.Style {
		if n.Undone {
			return th.Muted
		}
		return kit.Style{}
	}},
	{Title: say.Time, Width: 16, Text: func(n round.RunRow) string { return n.Day.String() + " " + screen.Clock(n.At) }},
	{Title: "办理人", Width: 8, Flex: true, Drop: 2, Text: func(n round.RunRow) string { return n.By }},
	{Title: textServed, Width: 4, Right: true, Text: func(n round.RunRow) string { return strconv.Itoa(n.Served) }},
	{Title: textJobs, Width: 8, Right: true, Text: func(n round.RunRow) string { return rule.Millijobs(n.Jobs) }},
	{Title: textLeft, Width: 5, Right: true, Drop: 3, Text: func(n round.RunRow) string { return strconv.Itoa(n.UnitsLeft) }},
	{Title: textProof, Width: 8, Drop: 1, Text: func(n round.RunRow) string {
		if n.Proved {
			return "已证明"
		}
		return "未证完"
	}},
	{Title: textDigest, Width: 16, Text: func(n round.RunRow) string { return n.Digest[:16] }},
}

// fmtRunKind says which run it is, and whether it was taken back.
func fmtRunKind(n round.RunRow) string {
	if n.Undone {
		return "已撤销 " + n.Kind.Title()
	}
	return n.Kind.Title()
}

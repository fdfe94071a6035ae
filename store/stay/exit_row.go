package stay

import (
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// ExitRow is an exit with the tenancy that it ends.
type ExitRow struct {
	leave.Exit
	Tenancy      int64
	Number       string // of the tenancy
	District     string
	Name         string // of the applicant
	Units        string // numbers
	OpenedName   string // display name of the account
	DecidedName  string
	TenancyState allocation.TenancyState
	Version      int64
}

// SqlExitToFile is whether an exit is decided and not filed with the city yet (四(五)).
const SqlExitToFile = `CASE WHEN x.filed_day IS NULL AND x.state IN ('approved', 'noticed', 'returned') THEN '1' ELSE '0' END`

// SqlExitWaits is leave.Exit.Waits.
const SqlExitWaits = `CASE WHEN x.state <> 'opened' THEN '' WHEN x.heard = 1 AND x.told_day IS NULL THEN 'tell'
	WHEN x.heard = 1 AND x.answered_day IS NULL AND x.answer_by >= {today} THEN 'answer'
	WHEN x.heard = 1 AND x.advised_day IS NULL THEN 'advise' ELSE 'decide' END`

// TextToFile is the word of its filter.
const TextToFile = "待备案"

// ExitsOfTenancy chooses the exits of a tenancy, the latest first.
const ExitsOfTenancy = `WHERE x.tenancy_id = $1 ORDER BY x.id DESC`

// ExitNoun is what exits are.
var ExitNoun = engine.NewNoun(engine.Noun[ExitRow]{
	Title: say.Exit,
	From: ` FROM exit x LEFT JOIN tenancy t ON t.id = x.tenancy_id LEFT JOIN applicant p ON p.id = t.applicant_id
	LEFT JOIN account o ON o.id = x.opened_by LEFT JOIN account d ON d.id = x.decided_by`,
	District: "t.district",
	Fields: []engine.Field[ExitRow]{
		{Key: "id", Column: "id", At: func(r *ExitRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *ExitRow) any { return &r.State },
			Text: func(r ExitRow, today civil.Date) string { return r.Stands(today) },
			Sort: engine.PlaceAmong("x.state", leave.ExitStates), Filters: 1, Choices: engine.TitledChoices(leave.ExitStates), Plain: 1,
		},
		{
			Key: "ground", Title: say.Case, Column: "ground", At: func(r *ExitRow) any { return &r.Ground }, Text: groundText,
			Sorts: true, Filters: 2, Choices: groundChoices(),
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Expr: "t.district", At: func(r *ExitRow) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{
			Key: "applicant", Title: engine.TextFieldTenant, Expr: "p.name", At: func(r *ExitRow) any { return &r.Name },
			Sort: "p.initials", Filters: 4, Match: intake.NameMatch, Plain: 4,
		},
		{Key: "unit", Title: engine.TextFieldUnit, Expr: sqlStayUnits, At: func(r *ExitRow) any { return &r.Units }, Filters: 5, Match: HeldUnitMatch, Plain: 5},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "notice_number", Null: true, Sets: true, At: func(r *ExitRow) any { return &r.NoticeNumber },
			Text: func(r ExitRow, _ civil.Date) string { return r.Called() }, Sorts: true, Filters: 6, Match: engine.NumbersMatch("coalesce(x.notice_number, '')", "t.number"), Plain: 3,
		},
		{Key: "stay", Title: say.TenancyNumber, Expr: "t.number", At: func(r *ExitRow) any { return &r.Number }, Sorts: true},
		{Key: "opened", Title: say.Propose, Column: "opened_day", At: func(r *ExitRow) any { return &r.Opened }, Sorts: true, Filters: 7},
		{Key: "next", Title: say.NextStep, Of: func(r ExitRow, today civil.Date) any { return r.Next(today) }},
		{Key: "tofile", Title: TextToFile, Expr: SqlExitToFile, Filters: 8, Choices: engine.YesNoChoices()},
		{Key: "waits", Title: engine.TextFieldWaits, Expr: SqlExitWaits, Filters: 9, Choices: engine.TitledChoices(leave.Waits), Plain: 6},
		{Key: "tenancy", Title: say.Tenancy, Column: "tenancy_id", At: func(r *ExitRow) any { return &r.Tenancy }},
		{Key: "stops", Title: "停止减免", Column: "stops", At: func(r *ExitRow) any { return &r.Stops }},
		{Key: "applied", Title: "本人申请", Column: "applied", At: func(r *ExitRow) any { return &r.Applied }},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(r *ExitRow) any { return &r.Reason }},
		{Key: "heard", Title: "先行告知", Column: "heard", At: func(r *ExitRow) any { return &r.Heard }},
		{Key: "document_kind", Title: "材料种类", Column: "document_kind", At: func(r *ExitRow) any { return &r.Evidence.Kind }},
		{Key: "false_from", Title: "弄虚作假自", Column: "false_from", At: func(r *ExitRow) any { return &r.Evidence.FalseFrom }},
		{Key: "document", Title: say.File, Column: "document", At: func(r *ExitRow) any { return &r.Evidence.Document }},
		{Key: "document_body", Title: say.IssuedBy, Column: "document_body", At: func(r *ExitRow) any { return &r.Evidence.Body }},
		{Key: "document_day", Title: "文件日期", Column: "document_day", At: func(r *ExitRow) any { return &r.Evidence.Day }},
		{Key: "opened_by", Title: "提出人", Column: "opened_by", At: func(r *ExitRow) any { return &r.OpenedBy }},
		{Key: "told", Title: "告知日期", Column: "told_day", Sets: true, At: func(r *ExitRow) any { return &r.Told }},
		{Key: "told_how", Title: "告知方式", Column: "told_how", Sets: true, At: func(r *ExitRow) any { return &r.ToldHow }},
		{Key: "answer_by", Title: "陈述申辩期限", Column: "answer_by", Sets: true, At: func(r *ExitRow) any { return &r.AnswerBy }},
		{Key: "answer_within", Title: "陈述申辩期间", Column: "answer_within", Sets: true, At: func(r *ExitRow) any { return &r.Within }},
		{Key: "told_owed", Title: "告知的应补缴金额", Column: "told_owed", Sets: true, At: func(r *ExitRow) any { return &r.Owed }},
		{Key: "answer_sure", Title: "陈述申辩期限确定", Column: "answer_sure", Sets: true, At: func(r *ExitRow) any { return &r.AnswerSure }},
		{Key: "answered", Title: "陈述申辩日期", Column: "answered_day", Sets: true, At: func(r *ExitRow) any { return &r.Answered }},
		{Key: "answer", Title: "陈述申辩", Column: "answer", Sets: true, At: func(r *ExitRow) any { return &r.Answer }},
		{Key: "adviser", Title: "法律顾问", Column: "adviser", Sets: true, At: func(r *ExitRow) any { return &r.Adviser }},
		{Key: "advised", Title: "法律意见日期", Column: "advised_day", Sets: true, At: func(r *ExitRow) any { return &r.Advised }},
		{Key: "opinion", Title: "法律意见", Column: "opinion", Sets: true, At: func(r *ExitRow) any { return &r.Opinion }},
		{Key: "decided", Title: say.DecidedOn, Column: "decided_day", Sets: true, At: func(r *ExitRow) any { return &r.Decided }, Sorts: true},
		{Key: "decided_by", Title: "决定人", Column: "decided_by", Sets: true, At: func(r *ExitRow) any { return &r.DecidedBy }},
		{Key: "decision", Title: say.Decision, Column: "decision", Sets: true, At: func(r *ExitRow) any { return &r.Decision }},
		{Key: "heed", Title: "对申辩意见", Column: "heed", Sets: true, At: func(r *ExitRow) any { return &r.Heed }},
		{Key: "weighed", Title: "采纳或不采纳的理由", Column: "weighed", Sets: true, At: func(r *ExitRow) any { return &r.Weighed }},
		{Key: "vacate_by", Title: "腾退期限", Column: "vacate_by", Sets: true, At: func(r *ExitRow) any { return &r.VacateBy }, Sorts: true},
		{Key: "vacate_least", Title: "腾退最少", Column: "vacate_least", Sets: true, At: func(r *ExitRow) any { return &r.VacateLeast }},
		{Key: "file_by", Title: "备案期限", Column: "file_by", Sets: true, At: func(r *ExitRow) any { return &r.FileBy }, Sorts: true},
		{Key: "file_sure", Title: "备案期限确定", Column: "file_sure", Sets: true, At: func(r *ExitRow) any { return &r.FileSure }},
		{Key: "noticed", Title: say.ServedOn, Column: "noticed_day", Sets: true, At: func(r *ExitRow) any { return &r.Noticed }},
		{Key: "noticed_how", Title: say.ServedHow, Column: "noticed_how", Sets: true, At: func(r *ExitRow) any { return &r.NoticedHow }},
		{Key: "returned", Title: say.RecoveredOn, Column: "returned_day", Sets: true, At: func(r *ExitRow) any { return &r.Returned }, Sorts: true},
		{Key: "settled", Title: say.SettledOn, Column: "settled_day", Sets: true, At: func(r *ExitRow) any { return &r.Settled }},
		{Key: "settled_how", Title: "结清方式", Column: "settled_how", Sets: true, At: func(r *ExitRow) any { return &r.SettledHow }},
		{Key: "settled_decision", Title: "结清决定", Column: "settled_decision", Sets: true, At: func(r *ExitRow) any { return &r.SettledDecision }},
		{Key: "settled_open", Title: "结清时未缴", Column: "settled_open_fen", Sets: true, At: func(r *ExitRow) any { return &r.SettledOpen }},
		{Key: "filed", Title: say.FiledOn, Column: "filed_day", Sets: true, At: func(r *ExitRow) any { return &r.Filed }},
		{Key: "filed_number", Title: "备案编号", Column: "filed_number", Sets: true, At: func(r *ExitRow) any { return &r.FiledNumber }},
		{Key: "filed_body", Title: "备案机关", Column: "filed_body", Sets: true, At: func(r *ExitRow) any { return &r.FiledBody }},
		{Key: "closed", Title: "办结日期", Column: "closed_day", Sets: true, At: func(r *ExitRow) any { return &r.Closed }},
		{Key: "opened_name", Expr: "coalesce(o.display, '')", At: func(r *ExitRow) any { return &r.OpenedName }},
		{Key: "decided_name", Expr: "coalesce(d.display, '')", At: func(r *ExitRow) any { return &r.DecidedName }},
		{Key: "tenancy_state", Expr: "t.state", At: func(r *ExitRow) any { return &r.TenancyState }},
		{Key: "version", Column: "version", At: func(r *ExitRow) any { return &r.Version }},
	},
})

// Called is the number by which people know the exit; of one from before exits had theirs from the start, that of the stay.
func (r ExitRow) Called() string {
	if r.NoticeNumber == "" {
		return r.Number
	}
	return r.NoticeNumber
}

// groundText is a ground as the policy counts it.
func groundText(r ExitRow, _ civil.Date) string { return leave.GroundClause(r.Ground) }

// groundChoices are the grounds by their numbers.
func groundChoices() (out []search.Choice) {
	for _, g := range leave.ExitGrounds() {
		n := strconv.Itoa(g.Number)
		out = append(out, search.Choice{Value: n, Title: n})
	}
	return out
}

package round

import (
	"context"
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
)

// RoundNoun is what rounds are; the run that stands is the last one that is not a succession, the list the one posted last.
var RoundNoun = engine.NewNoun(engine.Noun[RoundRow]{
	Title: say.AllocationRound,
	From: ` FROM round r LEFT JOIN parameter p ON p.id = r.parameter_id
	LEFT JOIN run n ON n.id = (SELECT x.id FROM run x WHERE x.round_id = r.id AND x.kind <> 'succession' AND x.undone = 0 ORDER BY x.position DESC LIMIT 1)
	LEFT JOIN round_input i ON i.id = (SELECT x.id FROM round_input x WHERE x.round_id = r.id AND x.dispute_until IS NOT NULL ORDER BY x.position DESC LIMIT 1)`,
	District: "r.district",
	Fields: []engine.Field[RoundRow]{
		{Key: "id", Column: "id", At: func(r *RoundRow) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *RoundRow) any { return &r.State },
			Sort: engine.PlaceAmong("r.state", allocation.RoundStates), Filters: 1, Choices: engine.TitledChoices(allocation.RoundStates), Plain: 1,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *RoundRow) any { return &r.District },
			Sorts: true, Filters: 2, Choices: basis.DistrictChoices(), Plain: 2,
		},
		{Key: "single", Title: "单户", Column: "single", At: func(r *RoundRow) any { return &r.Single }, Filters: 3, Choices: engine.YesNoChoices()},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *RoundRow) any { return &r.Number },
			Sort: "r.id", Filters: 4, Match: roundNumberMatch, Plain: 3,
		},
		{Key: "applicant", Title: say.Applicant, Filters: 5, Match: roundApplicantMatch, Plain: 4},
		{Key: "created", Title: "建立", Column: "created_day", At: func(r *RoundRow) any { return &r.CreatedDay }, Sorts: true, Filters: 6},
		{Key: "title", Title: say.Name, Head: say.Round, Column: "title", At: func(r *RoundRow) any { return &r.Title }},
		{Key: "applicants", Title: say.Application, Expr: "(SELECT count(*) FROM round_applicant x WHERE x.round_id = r.id)", At: func(r *RoundRow) any { return &r.Applicants }},
		{Key: "served", Title: "安置", Expr: "coalesce(n.served, 0)", At: func(r *RoundRow) any { return &r.Served }},
		{Key: "units", Title: engine.TextFieldUnit, Expr: "(SELECT count(*) FROM round_unit x WHERE x.round_id = r.id)", At: func(r *RoundRow) any { return &r.Units }},
		{Key: "area_dm2", Title: engine.TextFieldArea, Unit: "㎡", Expr: "coalesce(n.area_dm2, 0)", At: func(r *RoundRow) any { return &r.Area }},
		{Key: "filter", Title: say.Scope, Column: "filter", Sets: true, At: func(r *RoundRow) any { return &r.Filter }},
		{Key: "left_out", Title: "未列入", Unit: "套", Expr: leftOutCount, At: func(r *RoundRow) any { return &r.LeftOut }},
		{Key: "left_out_reasons", Title: "未列入理由", Expr: leftOutWhy, At: func(r *RoundRow) any { return &r.LeftWhy }},
		{Key: "parameter", Title: "参数版本", Column: "parameter_id", Sets: true, At: func(r *RoundRow) any { return &r.Parameter }},
		{Key: "parameter_version", Expr: "p.version", At: func(r *RoundRow) any { return &r.ParameterVersion }},
		{Key: "draw", Title: "抽签文字", Column: "draw_text", Sets: true, At: func(r *RoundRow) any { return &r.Draw.Text }},
		{Key: "draw_day", Title: "抽签日期", Column: "draw_day", Sets: true, At: func(r *RoundRow) any { return &r.Draw.Day }},
		{Key: "draw_bits", Title: "抽签强度", Column: "draw_bits", Sets: true, At: func(r *RoundRow) any { return &r.Draw.Bits }},
		{Key: "draw_accept", Title: "强度不足的理由", Column: "draw_accept", Sets: true, At: func(r *RoundRow) any { return &r.Draw.Accept }},
		{Key: "draw_by", Title: "抽签录入人", Column: "draw_by", Sets: true, At: func(r *RoundRow) any { return &r.drawnBy }},
		{Key: "draw_second", Title: "第二人", Column: "draw_second", Sets: true, At: func(r *RoundRow) any { return &r.Draw.Second }},
		{Key: "draw_digest", Title: "抽签时的名单摘要", Column: "draw_digest", Sets: true, At: func(r *RoundRow) any { return &r.Draw.Digest }},
		{Key: "source_kind", Title: "抽签来源", Column: "source_kind", Sets: true, At: func(r *RoundRow) any { return &r.Source.Kind }},
		{Key: "source_name", Title: "来源名称", Column: "source_name", Sets: true, At: func(r *RoundRow) any { return &r.Source.Name }},
		{Key: "source_issue", Title: "期号", Column: "source_issue", Sets: true, At: func(r *RoundRow) any { return &r.Source.Issue }},
		{Key: "source_day", Title: "公布日期", Column: "source_day", Sets: true, At: func(r *RoundRow) any { return &r.Source.Day }},
		{Key: "posted", Expr: "coalesce(i.sha256, '')", At: func(r *RoundRow) any { return &r.Posted.Digest }},
		{Key: "posted_day", Expr: "i.day", At: func(r *RoundRow) any { return &r.Posted.Day }},
		{Key: "posted_until", Expr: "i.dispute_until", At: func(r *RoundRow) any { return &r.Posted.Until }},
		{
			Key: "disputes", Expr: "(SELECT count(*) FROM dispute d WHERE d.round_id = r.id AND d.state = 'raised')",
			At: func(r *RoundRow) any { return &r.Posted.Open },
		},
		{
			Key: "disputes_upheld", Expr: "(SELECT count(*) FROM dispute d WHERE d.round_id = r.id AND d.state = 'upheld' AND d.input_id = i.id)",
			At: func(r *RoundRow) any { return &r.Posted.Upheld },
		},
		{Key: "notice_from", Title: "公示起", Column: "notice_from", Sets: true, At: func(r *RoundRow) any { return &r.NoticeFrom }},
		{Key: "notice_until", Title: "公示止", Column: "notice_until", Sets: true, At: func(r *RoundRow) any { return &r.NoticeUntil }},
		{Key: "objection_until", Title: "异议截止", Column: "objection_until", Sets: true, At: func(r *RoundRow) any { return &r.ObjectionUntil }},
		{Key: "reason", Title: say.Reason, Column: "reason", Sets: true, At: func(r *RoundRow) any { return &r.Reason }},
		{Key: "overtaken", Title: "越过", Column: "overtaken", Sets: true, At: func(r *RoundRow) any { return (*overtaking)(&r.Overtaken) }},
		{Key: "void_reason", Title: "提出作废的理由", Column: "void_reason", Sets: true, At: func(r *RoundRow) any { return &r.Voiding.Reason }},
		{Key: "void_day", Title: "提出作废的日期", Column: "void_day", Sets: true, At: func(r *RoundRow) any { return &r.Voiding.Day }},
		{Key: "void_by", Title: "提出作废的人", Column: "void_by", Sets: true, At: func(r *RoundRow) any { return &r.voidBy }},
		{Key: "void_name", Expr: "coalesce((SELECT x.display FROM account x WHERE x.id = r.void_by), '')", At: func(r *RoundRow) any { return &r.VoidBy }},
		{Key: "created_by", Title: "建立人", Column: "created_by", At: func(r *RoundRow) any { return &r.CreatedBy }},
		{Key: "confirmed", Title: "确认日期", Column: "confirmed_day", Sets: true, At: func(r *RoundRow) any { return &r.ConfirmedDay }},
		{Key: "confirmed_by", Title: "确认人", Column: "confirmed_by", Sets: true, At: func(r *RoundRow) any { return &r.confirmedBy }},
		{Key: "runs", Expr: "(SELECT count(*) FROM run x WHERE x.round_id = r.id AND x.undone = 0)", At: func(r *RoundRow) any { return &r.Runs }},
		{Key: "run", Expr: "coalesce(n.id, 0)", At: func(r *RoundRow) any { return &r.Run }},
		{Key: "jobs_millis", Expr: "coalesce(n.jobs_millis, 0)", At: func(r *RoundRow) any { return &r.Jobs }},
		{Key: "units_left", Expr: "coalesce(n.units_left, 0)", At: func(r *RoundRow) any { return &r.UnitsLeft }},
		{
			Key: "objections", Expr: "(SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'raised')",
			At: func(r *RoundRow) any { return &r.Open },
		},
		{
			Key: "upheld", Expr: "(SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'upheld' AND o.run_id = n.id)",
			At: func(r *RoundRow) any { return &r.Upheld },
		},
		{
			Key: "overrides", Expr: "(SELECT count(*) FROM override v WHERE v.round_id = r.id AND v.state = 'proposed')",
			At: func(r *RoundRow) any { return &r.Pending },
		},
		{Key: "version", Column: "version", At: func(r *RoundRow) any { return &r.Version }},
	},
})

// roundNumberMatch finds a round by its number or its title.
var roundNumberMatch = engine.NumbersMatch("r.number", "r.title")

// roundApplicantMatch finds the rounds in which an applicant stands.
func roundApplicantMatch(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	cond, err := intake.NameMatch(ctx, q, b, word, exact)
	return `r.id IN (SELECT x.round_id FROM round_applicant x JOIN application a ON a.id = x.application_id
		JOIN applicant p ON p.id = a.applicant_id WHERE ` + cond + `)`, err
}

// RoundList reads a window of the list of rounds that the actor may see, the newest first where nothing else is asked.
// Errors: those of allocation.ParseFilter, ErrUnknownColumn.
func (s Room) RoundList(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[RoundRow], error) {
	return RoundNoun.List(ctx, s.Store, by, q)
}

// hand is the account that took a step; 0 is the console, not known is nobody yet.
type hand struct {
	account int64
	known   bool
}

// Scan reads the column.
func (h *hand) Scan(src any) error {
	*h = hand{}
	if src == nil {
		return nil
	}
	id, ok := src.(int64)
	if !ok {
		return fmt.Errorf("an account in a %T", src)
	}
	*h = hand{id, true}
	return nil
}

// Kept is what the column keeps.
func (h *hand) Kept() any {
	if !h.known {
		return nil
	}
	return h.account
}

// leftOutCount and leftOutWhy are what lists say of the pool of a round. Rounds that were locked before reasons were asked for, over the units of
// a filter, say so.
const (
	leftOutCount = `(SELECT coalesce(sum(json_array_length(x.units)), 0) FROM round_left_out x WHERE x.round_id = r.id)`
	leftOutWhy   = `CASE WHEN r.filter <> '' AND r.single = 0 THEN '` + TextLeftUnknown + `' ELSE coalesce((SELECT group_concat(x.said, '；') FROM
		(SELECT y.reason || '：' || json_array_length(y.units) || ' 套' AS said FROM round_left_out y WHERE y.round_id = r.id ORDER BY y.id) x), '') END`
)

// TextLeftUnknown is said of the pool of a round that is older than the reasons.
const TextLeftUnknown = "旧轮次未记录"

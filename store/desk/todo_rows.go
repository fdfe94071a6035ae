package desk

import (
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/clerk"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/premises"
)

// sqlTodoApplications counts by state: all, since when the oldest stands there, how many have all scores, the
// nearest supplement deadline, how many of those are near and how many have passed.
const sqlTodoApplications = `SELECT a.state, count(*), min(a.state_day),
	count(CASE WHEN a.state = 'reviewed' AND ` + intake.SqlApplicationScored + ` THEN 1 END),
	min(a.supplement_deadline),
	count(CASE WHEN a.state = 'supplement' AND a.supplement_deadline <= d.near THEN 1 END),
	count(CASE WHEN a.state = 'supplement' AND a.supplement_deadline < $2 THEN 1 END)
	FROM ` + todoDistricts + ` CROSS JOIN application a
	WHERE a.district = d.district AND a.state IN ('draft', 'accepted', 'supplement', 'reviewed', 'approved') GROUP BY a.state`

// todoApplication is a line of sqlTodoApplications.
type todoApplication struct {
	state                    allocation.ApplicationState
	n, scored, near, overdue int
	since, deadline          civil.Date
}

func todoApplications(a todoAsk) ([]TodoRow, error) {
	lines, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (l todoApplication, err error) {
		err = s.Scan(&l.state, &l.n, &l.since, &l.scored, &l.deadline, &l.near, &l.overdue)
		return l, err
	}, sqlTodoApplications, a.args(func(l allocation.LeadTimes) int { return l.Supplement })...)
	if err != nil {
		return nil, err
	}
	by := map[allocation.ApplicationState]todoApplication{}
	for _, l := range lines {
		by[l.state] = l
	}
	draft, accepted, supplement := by[allocation.ApplicationDraft], by[allocation.ApplicationAccepted], by[allocation.ApplicationSupplement]
	reviewed, approved := by[allocation.ApplicationReviewed], by[allocation.ApplicationApproved]
	row := func(key, title string, n int, detail string, state allocation.ApplicationState, acts ...allocation.Action) TodoRow {
		return TodoRow{Key: key, Title: title, Count: n, Detail: detail, Mine: a.may(acts...), Noun: allocation.NounApplication, Filter: stateFilter(state)}
	}
	rows := []TodoRow{
		row("application.draft", "新收申请待受理", draft.n, a.sinceText(draft.since), allocation.ApplicationDraft, allocation.ActAcceptApplication),
		row("application.supplement", "待补正", supplement.n, a.deadlineText(supplement.deadline, supplement.overdue),
			allocation.ApplicationSupplement, allocation.ActReceiveSupplement),
		row("application.review", "材料待审查", accepted.n, a.sinceText(accepted.since), allocation.ApplicationAccepted, allocation.ActPassReview),
		row("application.decide", "材料合格 待评审", reviewed.n, scoredText(reviewed), allocation.ApplicationReviewed,
			decidingActs(reviewed)...),
		row("application.wait", "评审已过 待分配", approved.n, a.sinceText(approved.since), allocation.ApplicationApproved, allocation.ActCreateRound),
	}
	rows[1].Due, rows[4].Order = due(supplement.overdue, supplement.near), "since"
	mine, err := todoMine(a)
	return append(rows, mine), err
}

// decidingActs are what the reviewed applications wait for: the panel's scores, the approver's word, or both.
func decidingActs(l todoApplication) (acts []allocation.Action) {
	if l.scored < l.n {
		acts = append(acts, allocation.ActEvaluateApplication)
	}
	if l.scored > 0 {
		acts = append(acts, allocation.ActApproveApplication)
	}
	return acts
}

func scoredText(l todoApplication) string {
	var parts []string
	if l.n > l.scored {
		parts = append(parts, fmt.Sprintf("待评审 %d", l.n-l.scored))
	}
	if l.scored > 0 {
		parts = append(parts, fmt.Sprintf("待审批 %d", l.scored))
	}
	return strings.Join(parts, " ")
}

// sinceText says how long the oldest record has been waiting.
func (a todoAsk) sinceText(since civil.Date) string {
	days := a.today.Sub(since)
	if since.IsZero() || days <= 0 {
		return say.Today
	}
	return fmt.Sprintf(engine.TextTodoLongest, days)
}

// deadlineText says how many records are overdue, or when the first one will be.
func (a todoAsk) deadlineText(first civil.Date, overdue int) string {
	switch {
	case overdue > 0:
		return fmt.Sprintf("%d 件已逾期", overdue)
	case first.IsZero():
		return ""
	}
	return fmt.Sprintf("最早 %s", a.dayText(first))
}

// sqlTodoRounds counts rounds under way by state, their open objections, how many windows have passed, and the last day
// of the notice that ends first among the others.
const sqlTodoRounds = `SELECT r.state, count(*),
	CAST(sum((SELECT count(*) FROM objection o WHERE o.round_id = r.id AND o.state = 'raised')) AS INTEGER),
	count(CASE WHEN r.state = 'noticed' AND r.notice_until < $2 AND r.objection_until < $2 THEN 1 END),
	min(CASE WHEN r.notice_until < $2 AND r.objection_until < $2 THEN NULL
		WHEN r.notice_until > r.objection_until THEN r.notice_until ELSE r.objection_until END)
	FROM ` + todoDistricts + ` CROSS JOIN round r
	WHERE r.district = d.district AND r.state IN ('draft', 'locked', 'drawn', 'computed', 'noticed', 'reopened') GROUP BY r.state`

// todoRoundSteps are the states of a round that waits for a next step, what is due, and who takes it.
var todoRoundSteps = []struct {
	state allocation.RoundState
	text  string
	act   allocation.Action
}{
	{allocation.RoundDraft, "待锁定 %d", allocation.ActLockRound},
	{allocation.RoundLocked, "待抽签 %d", allocation.ActDrawRound},
	{allocation.RoundDrawn, "待计算 %d", allocation.ActComputeRound},
	{allocation.RoundReopened, "待重算 %d", allocation.ActComputeRound},
	{allocation.RoundComputed, "待公示 %d", allocation.ActNoticeRound},
}

type todoRound struct {
	state         allocation.RoundState
	n, open, over int
	until         civil.Date
}

func todoRounds(a todoAsk) ([]TodoRow, error) {
	lines, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (l todoRound, err error) {
		err = s.Scan(&l.state, &l.n, &l.open, &l.over, &l.until)
		return l, err
	}, sqlTodoRounds, a.args(func(allocation.LeadTimes) int { return 0 })...)
	if err != nil {
		return nil, err
	}
	by := map[allocation.RoundState]todoRound{}
	for _, l := range lines {
		by[l.state] = l
	}
	open := TodoRow{Key: "round.open", Title: "批次待推进", Noun: allocation.NounRound}
	var states []allocation.RoundState
	var parts []string
	for _, step := range todoRoundSteps {
		n := by[step.state].n
		if n == 0 {
			continue
		}
		states = append(states, step.state)
		parts = append(parts, fmt.Sprintf(step.text, n))
		open.Count, open.Mine = open.Count+n, open.Mine || a.may(step.act)
	}
	open.Detail, open.Filter = strings.Join(parts, " "), stateFilter(states...)
	noticed, err := a.noticed(by[allocation.RoundNoticed])
	return []TodoRow{open, noticed}, err
}

// noticed is the row of the rounds in their notice: open objections, and the working days that are left.
func (a todoAsk) noticed(l todoRound) (TodoRow, error) {
	row := TodoRow{Key: "round.notice", Title: "批次公示中", Count: l.n, Noun: allocation.NounRound, Filter: stateFilter(allocation.RoundNoticed)}
	row.Mine = a.may(allocation.ActConfirmRound)
	var parts []string
	if l.open > 0 {
		parts, row.Due = append(parts, fmt.Sprintf("异议待答 %d", l.open)), DueSoon
	}
	switch {
	case l.over > 0 && l.open > 0:
		parts, row.Due = append(parts, "公示已满"), DueLate
	case l.over > 0:
		parts = append(parts, "期满可确认")
	case !l.until.IsZero():
		left, err := a.workdaysLeft(l.until)
		if err != nil {
			return row, err
		}
		parts = append(parts, left)
	}
	row.Detail = strings.Join(parts, " ")
	return row, nil
}

// workdaysLeft counts the working days to a last day, which itself counts.
func (a todoAsk) workdaysLeft(last civil.Date) (string, error) {
	c, err := basis.Calendar(a.ctx, a.q)
	if err != nil {
		return "", err
	}
	n := c.Workdays(a.today, last)
	if n == 0 {
		return "今天截止", nil
	}
	return fmt.Sprintf("剩 %d 个工作日", n), nil
}

// sqlTodoAwards counts the offers that wait for a signature: the first sign-by day, how many are near, how many have passed.
const sqlTodoAwards = `SELECT count(*), min(w.sign_by), count(CASE WHEN w.sign_by <= d.near THEN 1 END), count(CASE WHEN w.sign_by < $2 THEN 1 END)
	FROM award w JOIN round r ON r.id = w.round_id JOIN ` + todoDistricts + ` ON d.district = r.district WHERE w.state = 'offered'`

func todoAwards(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{
		Key: "award.sign", Title: "已分配 待签约", Noun: allocation.NounAward, Filter: stateFilter(allocation.AwardOffered),
		Mine: a.may(allocation.ActLapseAward),
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var first civil.Date
		var near, late int
		if err = s.Scan(&row.Count, &first, &near, &late); err == nil {
			row.Detail, row.Due = a.deadlineText(first, late), due(late, near)
		}
		return none, err
	}, sqlTodoAwards, a.args(func(l allocation.LeadTimes) int { return l.Sign })...)
	return []TodoRow{row}, err
}

// sqlTodoRecovering counts the recovered units whose repair is not accepted yet, and since when the first one waits.
const sqlTodoRecovering = `SELECT count(*), min(s.from_day) FROM ` + todoDistricts + ` CROSS JOIN unit u
	JOIN unit_spell s ON s.unit_id = u.id AND s.to_day IS NULL WHERE u.district = d.district AND u.state = 'recovering'`

func todoRecovering(a todoAsk) ([]TodoRow, error) {
	row := TodoRow{
		Key: "unit.recovering", Title: "收回整修 待验收", Noun: allocation.NounUnit, Filter: stateFilter(allocation.UnitRecovering),
		Mine: a.may(allocation.ActReopenUnits),
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var since civil.Date
		if err = s.Scan(&row.Count, &since); err == nil {
			row.Detail = a.sinceText(since)
		}
		return none, err
	}, sqlTodoRecovering, a.args(func(allocation.LeadTimes) int { return 0 })[:1]...)
	return []TodoRow{row}, err
}

// sqlTodoPool counts the units of the city pool that are under construction, and the first day by which one was expected.
const sqlTodoPool = `SELECT count(*), min(expected) FROM unit WHERE state = 'building' AND district = ''`

// todoPool is for accounts that see the whole city: the units under construction that no district has taken over (一).
func todoPool(a todoAsk) ([]TodoRow, error) {
	if a.by.District != "" {
		return nil, nil
	}
	row := TodoRow{
		Key: "unit.pool", Title: "在建 待移交各区", Noun: allocation.NounUnit, Filter: engine.TextFieldDistrict + ":" + premises.CityPool,
		Mine: a.may(allocation.ActCompleteUnits),
	}
	_, err := engine.One(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var expected civil.Date
		if err = s.Scan(&row.Count, &expected); err == nil && !expected.IsZero() {
			row.Detail = fmt.Sprintf("%s 应完工", expected.String()[:7])
		}
		return none, err
	}, sqlTodoPool)
	return []TodoRow{row}, err
}

// mineStates are the states in which a case asks its clerk for something: until the district has decided.
var mineStates = []allocation.ApplicationState{
	allocation.ApplicationDraft, allocation.ApplicationAccepted, allocation.ApplicationSupplement, allocation.ApplicationReviewed,
}

// sqlTodoMine counts the cases that the account $2 handles, by state.
const sqlTodoMine = `SELECT a.state, count(*) FROM application a INDEXED BY application_clerk WHERE a.clerk = $2 AND a.clerk <> 0
	AND a.state IN ('draft', 'accepted', 'supplement', 'reviewed') AND a.district IN (SELECT key FROM json_each($1)) GROUP BY a.state`

// todoMine are the cases that the actor handles.
func todoMine(a todoAsk) (TodoRow, error) {
	row := TodoRow{
		Key: "application.mine", Title: "本人承办的申请", Mine: true, Noun: allocation.NounApplication,
		Filter: fmt.Sprintf("%s:=%s %s", clerk.Word, a.by.Name, stateFilter(mineStates...)),
	}
	by := map[allocation.ApplicationState]int{}
	_, err := engine.All(a.ctx, a.q, func(s engine.Scanner) (none struct{}, err error) {
		var state allocation.ApplicationState
		var n int
		if err = s.Scan(&state, &n); err == nil {
			by[state], row.Count = n, row.Count+n
		}
		return none, err
	}, sqlTodoMine, a.args(func(allocation.LeadTimes) int { return 0 })[0], a.by.ID)
	var words []string
	for _, s := range mineStates {
		if n := by[s]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d", s.Title(), n))
		}
	}
	row.Detail = strings.Join(words, " ")
	return row, err
}

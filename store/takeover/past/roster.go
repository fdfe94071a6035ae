package past

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/oversight"
	"penggai/allocation/roster"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
	"penggai/store/watch"
)

// Roster reads lists of workers.
var Roster = ledger.Listing[listedWorker]{
	Columns: append(carried(stayColumns()), rosterColumns...), Read: readWorker, Open: openRosters,
	Enough: func(has func(string) bool) bool {
		return (has("assessment") || namesStay(has)) && has("worker") && has("identity")
	},
}.Noun()

// rosterColumns are what a list of workers says of each; it belongs to an assessment, else to the latest one of the stay.
var rosterColumns = []ledger.Field{
	{Field: sheet.Field{Key: "assessment", Title: "考核编号", Names: []string{"考核号"}, Carry: true}, Help: ledger.Help{Text: "哪一次考核的名单；空着：这一户最近的一次。", Examples: []string{"KH-JS-2021-0001", ""}, Plain: true, Width: 18}},
	{Field: sheet.Field{Key: "assessed", Title: "考核日期", Names: []string{"核实日期"}, Carry: true}, Help: ledger.Help{Text: "没有考核编号的，按户和考核日期找。", Examples: []string{"", "2021-02-20"}, Plain: true, Width: 14}},
	{Field: sheet.Field{Key: "worker", Title: say.PersonName, Names: []string{"职工姓名", "员工姓名", "从业人员", "劳动者", "用工姓名", "人员姓名", "员工"}, Need: true}, Help: ledger.Help{Need: true, Text: "用工的人。", Examples: []string{"示例丁", "示例戊"}}},
	{Field: sheet.Field{Key: "identity", Title: "证件号码", Names: []string{"证件号", "身份证号", "身份证号码", "身份证", "居民身份证号"}, Need: true}, Help: ledger.Help{Need: true, Text: "身份证等；设为文本。导入后只留遮掩的号码。", Examples: []string{"", ""}, Plain: true, Width: 22}},
	{Field: sheet.Field{Key: "since", Title: "入职日期", Names: []string{"上岗日期", "入职时间", "合同起始日期", "参加工作日期"}}, Help: ledger.Help{Text: "没有的空着。", Examples: []string{"2020-03-01", ""}, Plain: true, Width: 14}},
}

// carried are columns of which what is left empty is as in the row above: the stay is written once for all its workers.
func carried(list []ledger.Field) []ledger.Field {
	for i := range list {
		list[i].Carry = !list[i].Skipped
	}
	return list
}

// listedWorker is a worker of the file.
type listedWorker struct {
	roster.Worker
	at       stayName
	number   string // of the assessment
	assessed civil.Date
	mask     string // the number as an export of the office shows it, its middle hidden

	assessment int64 // found
	place      int
	listed     stay.RosterRow // the worker who stands on the list already; without an ID a new one
}

func readWorker(r *ledger.Reading, l sheet.Line) []listedWorker {
	x := listedWorker{number: strings.ToUpper(sheet.Compact(r.Text(l, "assessment"))), assessed: r.Day(l, "assessed", ledger.PolicyDay, false)}
	if x.number == "" {
		x.at = readName(r, l)
	}
	x.Name, x.IDNumber = identity.Name(r.Text(l, "worker")), identity.PlainID(r.Long(l, "identity"))
	if x.Name == "" {
		r.Reject(l, "worker", roster.ErrName.Text, "请填用工人员的姓名")
	}
	if x.IDNumber == "" {
		r.Reject(l, "identity", roster.ErrNumber.Text, "请按证件填写")
	} else if strings.Contains(x.IDNumber, "*") {
		x.mask = x.IDNumber
	} else if err := identity.CheckIDNumber(x.IDNumber, r.Today()); err != nil {
		if strings.HasSuffix(x.IDNumber, "000") {
			err = sheet.ErrSpoiled
		}
		r.Refuse(l, "identity", err, "")
	}
	x.Since = r.Day(l, "since", civil.On(1950, 1, 1), false)
	return []listedWorker{x}
}

// rosters hold workers against the lists of the assessments.
type rosters struct {
	ctx   context.Context
	q     engine.Querier
	by    engine.Actor
	stays *stayIndex
	lists map[int64]*rosterList
}

// rosterList is the list of one assessment.
type rosterList struct {
	watch.AssessmentRow
	persons map[string]stay.RosterRow // by what they are recognised by
	file    map[string]bool           // persons of the file
	added   int                       // by the file
	last    int
}

func openRosters(ctx context.Context, q engine.Querier, by engine.Actor, _ *ledger.Reading) (ledger.Judge[listedWorker], error) {
	stays, err := readStays(ctx, q, by)
	return &rosters{ctx: ctx, q: q, by: by, stays: stays, lists: map[int64]*rosterList{}}, err
}

// assessment finds the one that a row is about: by its number, else of its stay that of the day, else the latest.
func (s *rosters) assessment(x listedWorker) (row watch.AssessmentRow, bad ledger.Verdict, err error) {
	var list []watch.AssessmentRow
	key := "assessment"
	if x.number != "" {
		list, err = watch.AssessmentNoun.All(s.ctx, s.q, `WHERE k.number = $1 AND ($2 = '' OR k.district = $2)`, x.number, s.by.District)
	} else {
		var at *Stay
		if at, bad = s.stays.find(x.at, x.assessed, false); at == nil {
			return row, bad, nil
		}
		key = "stay"
		list, err = watch.AssessmentNoun.All(s.ctx, s.q, watch.AssessmentsOfTenancy, at.Stay)
		list = slices.DeleteFunc(list, func(a watch.AssessmentRow) bool {
			return a.State == oversight.AssessmentVoid || !x.assessed.IsZero() && a.Day != x.assessed
		})
	}
	if err != nil || len(list) > 0 {
		if err == nil {
			row = list[0]
		}
		return row, ledger.Verdict{}, err
	}
	return row, ledger.No(key, errNoAssessment, "请先在 考核与帮扶 登记这次考核，再导入名单"), nil
}

// list reads the list of an assessment once.
func (s *rosters) list(a watch.AssessmentRow) (*rosterList, error) {
	if l := s.lists[a.ID]; l != nil {
		return l, nil
	}
	l := &rosterList{AssessmentRow: a, persons: map[string]stay.RosterRow{}, file: map[string]bool{}}
	rows, err := stay.RosterRecord.All(s.ctx, s.q, `WHERE w.noun = $1 AND w.noun_id = $2 ORDER BY w.position`, stay.RosterAssessment, a.ID)
	for _, r := range rows {
		l.persons[r.Person], l.last = r, max(l.last, r.Position)
	}
	s.lists[a.ID] = l
	return l, err
}

func (s *rosters) Look(x *listedWorker) (ledger.Verdict, error) {
	a, bad, err := s.assessment(*x)
	if err != nil || bad.Is == ledger.Refused {
		return bad, err
	}
	l, err := s.list(a)
	if err != nil {
		return ledger.Verdict{}, err
	}
	person, err := s.person(l, x)
	switch {
	case err != nil:
		return ledger.Verdict{}, err
	case person == "":
		return ledger.No("identity", errRosterMask, "请写完整的号码，设为文本"), nil
	case l.file[person]:
		return ledger.No("identity", roster.ErrTwice.Textf("%s在 %s 的名单里写了两次", x.Name, a.Number), "请去掉一行"), nil
	}
	if old, listed := l.persons[person]; listed {
		l.file[person] = true
		return x.over(a, old), nil
	}
	if err := l.MayList(len(l.persons) + l.added + 1); err != nil {
		do := "请核对考核编号"
		if errors.Is(err, roster.ErrMore) {
			do = "请核对人数；核实岗位登记少了的先更正考核"
		}
		return ledger.No("worker", err, do), nil
	}
	l.file[person] = true
	l.added++
	l.last++
	x.assessment, x.place = a.ID, l.last
	note := identity.MaskID(x.IDNumber)
	if !x.Since.IsZero() {
		note += "，" + x.Since.String() + " 入职"
	}
	notes := []string{note}
	elsewhere, found, err := engine.Maybe(s.ctx, s.q, engine.ScanOne[string], sqlListedElsewhere, person, a.Tenancy)
	if found {
		notes = append(notes, "也在 "+elsewhere+" 的名单")
	}
	return ledger.Verdict{Name: fmt.Sprintf("%s %s %s", a.Number, a.Name, x.Name), Notes: notes}, err
}

// person is by what the worker of a row is recognised: of a number whose middle is hidden the one on the list who has these ends, among
// several that of the name; empty: nobody, or several.
func (s *rosters) person(l *rosterList, x *listedWorker) (string, error) {
	if x.mask == "" {
		return engine.KeyedHash(s.ctx, s.q, x.IDNumber)
	}
	var like, named []string
	for person, r := range l.persons {
		if r.IDNumber == x.mask {
			like = append(like, person)
			if identity.PlainName(r.Name) == identity.PlainName(x.Name) {
				named = append(named, person)
			}
		}
	}
	if len(like) > 1 {
		like = named
	}
	if len(like) != 1 {
		return "", nil
	}
	return like[0], nil
}

// over is what the row says otherwise of a worker who stands on the list.
func (x *listedWorker) over(a watch.AssessmentRow, old stay.RosterRow) ledger.Verdict {
	v := ledger.Verdict{Is: ledger.Same, Name: fmt.Sprintf("%s %s %s", a.Number, a.Name, old.Name)}
	x.listed = old
	if old.Name != x.Name {
		v.Notes = append(v.Notes, say.PersonName+" "+old.Name+" -> "+x.Name)
	}
	if x.Since.IsZero() {
		x.Since = old.Since
	}
	if old.Since != x.Since {
		v.Notes = append(v.Notes, "入职日期 "+cmp.Or(old.Since.String(), "没有填")+" -> "+x.Since.String())
	}
	if len(v.Notes) > 0 {
		v.Is = ledger.Changed
	}
	return v
}

// sqlListedElsewhere is another stay on whose list a person stands.
const sqlListedElsewhere = `SELECT t.number || ' ' || p.name FROM roster_worker w JOIN assessment k ON k.id = w.noun_id JOIN tenancy t ON t.id = k.tenancy_id
	JOIN applicant p ON p.id = t.applicant_id WHERE w.noun = 'assessment' AND w.person = $1 AND t.id <> $2 AND k.state <> 'void' ORDER BY k.id DESC LIMIT 1`

func (s *rosters) Write(t *engine.Tx, w *ledger.Writing, x listedWorker) error {
	if x.listed.ID != 0 {
		if err := w.Keep(t, "roster_worker", fmt.Sprintf("id = %d", x.listed.ID)); err != nil {
			return err
		}
		x.listed.Name, x.listed.Since = x.Name, x.Since
		return stay.RosterRecord.Put(t, x.listed)
	}
	return stay.AddWorker(t, stay.RosterAssessment, x.assessment, x.place, x.Worker)
}

var (
	errNoAssessment = say.Refuse("takeover_assessment", "没有这次考核")
	errRosterMask   = say.Refuse("takeover_roster_mask", "号码中间是星号，名单里没有这样一个人")
)

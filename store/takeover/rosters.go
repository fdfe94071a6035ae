package takeover

import (
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
	"penggai/store/watch"
)

func init() {
	register(Roster, listing[listedWorker]{
		columns: append(carried(stayColumns()), rosterColumns...), read: readWorker, open: openRosters,
		enough: func(has func(string) bool) bool {
			return (has("assessment") || namesStay(has)) && has("worker") && has("identity")
		},
	})
}

// rosterColumns are what a list of workers says of each; it belongs to an assessment, else to the latest one of the stay.
var rosterColumns = []column{
	{sheet.Field{Key: "assessment", Title: "考核编号", Names: []string{"考核号"}, Carry: true}, help{text: "哪一次考核的名单；空着：这一户最近的一次。", examples: []string{"KH-JS-2021-0001", ""}, plain: true, width: 18}},
	{sheet.Field{Key: "assessed", Title: "考核日期", Names: []string{"核实日期"}, Carry: true}, help{text: "没有考核编号的，按户和考核日期找。", examples: []string{"", "2021-02-20"}, plain: true, width: 14}},
	{sheet.Field{Key: "worker", Title: say.PersonName, Names: []string{"职工姓名", "员工姓名", "从业人员", "劳动者", "用工姓名", "人员姓名", "员工"}, Need: true}, help{need: true, text: "用工的人。", examples: []string{"示例丁", "示例戊"}}},
	{sheet.Field{Key: "identity", Title: "证件号码", Names: []string{"证件号", "身份证号", "身份证号码", "身份证", "居民身份证号"}, Need: true}, help{need: true, text: "身份证等；设为文本。导入后只留遮掩的号码。", examples: []string{"", ""}, plain: true, width: 22}},
	{sheet.Field{Key: "since", Title: "入职日期", Names: []string{"上岗日期", "入职时间", "合同起始日期", "参加工作日期"}}, help{text: "没有的空着。", examples: []string{"2020-03-01", ""}, plain: true, width: 14}},
}

// carried are columns of which what is left empty is as in the row above: the stay is written once for all its workers.
func carried(list []column) []column {
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

	assessment int64 // found
	place      int
}

func readWorker(r *reading, l sheet.Line) []listedWorker {
	x := listedWorker{number: strings.ToUpper(sheet.Compact(r.text(l, "assessment"))), assessed: r.day(l, "assessed", policyDay, false)}
	if x.number == "" {
		x.at = r.stayName(l)
	}
	x.Name, x.IDNumber = identity.Name(r.text(l, "worker")), identity.PlainID(r.long(l, "identity"))
	if x.Name == "" {
		r.reject(l, "worker", roster.ErrName.Text, "请填用工人员的姓名")
	}
	if x.IDNumber == "" {
		r.reject(l, "identity", roster.ErrNumber.Text, "请按证件填写")
	} else if err := identity.CheckIDNumber(x.IDNumber, r.today()); err != nil {
		if strings.HasSuffix(x.IDNumber, "000") {
			err = sheet.ErrSpoiled
		}
		r.refuse(l, "identity", err, "")
	}
	x.Since = r.day(l, "since", civil.On(1950, 1, 1), false)
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
	persons map[string]bool
	file    map[string]bool // persons of the file
	last    int
}

func openRosters(ctx context.Context, q engine.Querier, by engine.Actor, _ *reading) (judge[listedWorker], error) {
	stays, err := readStays(ctx, q, by)
	return &rosters{ctx: ctx, q: q, by: by, stays: stays, lists: map[int64]*rosterList{}}, err
}

// assessment finds the one that a row is about: by its number, else of its stay that of the day, else the latest.
func (s *rosters) assessment(x listedWorker) (row watch.AssessmentRow, bad verdict, err error) {
	var list []watch.AssessmentRow
	key := "assessment"
	if x.number != "" {
		list, err = watch.AssessmentNoun.All(s.ctx, s.q, `WHERE k.number = $1 AND ($2 = '' OR k.district = $2)`, x.number, s.by.District)
	} else {
		var at *stayAt
		if at, bad = s.stays.find(x.at, x.assessed, false); at == nil {
			return row, bad, nil
		}
		key = "stay"
		list, err = watch.AssessmentNoun.All(s.ctx, s.q, watch.AssessmentsOfTenancy, at.stay)
		list = slices.DeleteFunc(list, func(a watch.AssessmentRow) bool {
			return a.State == oversight.AssessmentVoid || !x.assessed.IsZero() && a.Day != x.assessed
		})
	}
	if err != nil || len(list) > 0 {
		if err == nil {
			row = list[0]
		}
		return row, verdict{}, err
	}
	return row, no(key, errNoAssessment, "请先在 考核与帮扶 登记这次考核，再导入名单"), nil
}

// list reads the list of an assessment once.
func (s *rosters) list(a watch.AssessmentRow) (*rosterList, error) {
	if l := s.lists[a.ID]; l != nil {
		return l, nil
	}
	l := &rosterList{AssessmentRow: a, persons: map[string]bool{}, file: map[string]bool{}}
	rows, err := stay.RosterRecord.All(s.ctx, s.q, `WHERE w.noun = $1 AND w.noun_id = $2 ORDER BY w.position`, stay.RosterAssessment, a.ID)
	for _, r := range rows {
		l.persons[r.Person], l.last = true, max(l.last, r.Position)
	}
	s.lists[a.ID] = l
	return l, err
}

func (s *rosters) look(x *listedWorker) (verdict, error) {
	a, bad, err := s.assessment(*x)
	if err != nil || bad.is == refused {
		return bad, err
	}
	l, err := s.list(a)
	if err != nil {
		return verdict{}, err
	}
	person, err := engine.KeyedHash(s.ctx, s.q, x.IDNumber)
	switch {
	case err != nil:
		return verdict{}, err
	case l.file[person]:
		return no("identity", roster.ErrTwice.Textf("%s在 %s 的名单里写了两次", x.Name, a.Number), "请去掉一行"), nil
	case l.persons[person]:
		l.file[person] = true
		return verdict{is: same}, nil
	}
	if err := l.MayList(len(l.persons) + 1); err != nil {
		do := "请核对考核编号"
		if errors.Is(err, roster.ErrMore) {
			do = "请核对人数；核实岗位登记少了的先更正考核"
		}
		return no("worker", err, do), nil
	}
	l.file[person], l.persons[person] = true, true
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
	return verdict{name: fmt.Sprintf("%s %s %s", a.Number, a.Name, x.Name), notes: notes}, err
}

// sqlListedElsewhere is another stay on whose list a person stands.
const sqlListedElsewhere = `SELECT t.number || ' ' || p.name FROM roster_worker w JOIN assessment k ON k.id = w.noun_id JOIN tenancy t ON t.id = k.tenancy_id
	JOIN applicant p ON p.id = t.applicant_id WHERE w.noun = 'assessment' AND w.person = $1 AND t.id <> $2 AND k.state <> 'void' ORDER BY k.id DESC LIMIT 1`

func (s *rosters) write(t *engine.Tx, _ *writing, x listedWorker) error {
	return stay.AddWorker(t, stay.RosterAssessment, x.assessment, x.place, x.Worker)
}

var errNoAssessment = say.Refuse("takeover_assessment", "没有这次考核")

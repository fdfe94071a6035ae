package amend

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/leave"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// CorrectionKind is how the value of a field is typed and kept.
type CorrectionKind string

// The kinds of values. The canonical text is what Read gives.
const (
	CorrectDate   CorrectionKind = "date"   // 2021-03-15
	CorrectAhead  CorrectionKind = "ahead"  // a day that may lie ahead
	CorrectText   CorrectionKind = "text"   // one line
	CorrectCount  CorrectionKind = "count"  // 0 or more
	CorrectFloor  CorrectionKind = "floor"  // not 0, negative below the ground
	CorrectArea   CorrectionKind = "area"   // ㎡, two decimals
	CorrectVolume CorrectionKind = "volume" // m³, two decimals
	CorrectEnergy CorrectionKind = "energy" // kWh, two decimals
	CorrectYesNo  CorrectionKind = "yesno"  // yes, no
	CorrectWords  CorrectionKind = "words"  // words separated by one space
	CorrectMark   CorrectionKind = "mark"   // no; yes once it is struck out or reversed
	CorrectMoney  CorrectionKind = "money"  // yuan, 0 or more, two decimals
	CorrectOne    CorrectionKind = "one"    // one of the options
	CorrectSome   CorrectionKind = "some"   // some of the options, one a line, in their order

	// Private: what people read of them is masked.
	CorrectID      CorrectionKind = "id"      // GB 11643 or GB 32100
	CorrectPhone   CorrectionKind = "phone"   // digits
	CorrectMembers CorrectionKind = "members" // one person a line: name, identity number, telephone, duty
)

// Private reports whether values of the kind name people.
func (k CorrectionKind) Private() bool {
	return k == CorrectID || k == CorrectPhone || k == CorrectMembers
}

// CorrectionField is one field that can be mended.
type CorrectionField struct {
	Noun     string // record that people open: one of CorrectionNouns
	Part     string // table of the row: application, applicant, tenancy, contract, milestone, handover, reading, exit, unit, unit_area
	Name     string
	Title    string
	Kind     CorrectionKind
	Decision bool   // money or a decision hangs on it: the approver confirms it, and it needs a document
	Empty    bool   // may be empty
	Effect   string // what follows from it, in a few words; empty: nothing but itself
}

// correctionTextMost is the longest text of a field, in characters.
const correctionTextMost = 200

// Read brings a typed value into its canonical form. Errors: ErrCorrectionEmpty, ErrCorrectionDate, ErrCorrectionFuture,
// ErrCorrectionLong, ErrCorrectionCount, ErrCorrectionOption and those of the parsers of sums, areas, readings and numbers.
func (e CorrectionEntry) Read(text string, today civil.Date) (string, error) {
	f := e.Field
	text = strings.TrimSpace(quantity.Visible(text))
	switch {
	case text == "" && f.Empty:
		return "", nil
	case text == "":
		return "", ErrCorrectionEmpty.With(f.Title)
	case f.Kind == CorrectOne || f.Kind == CorrectSome:
		return e.options(text)
	case f.Kind == CorrectMembers:
		return memberLines(keepMembers(allocation.ReadMembers(text), allocation.ReadMembers(e.Value))), nil
	}
	return f.read(text, today)
}

// options are those that the text names, in their order.
func (e CorrectionEntry) options(text string) (string, error) {
	named := []string{text}
	if e.Field.Kind == CorrectSome {
		named = strings.Split(text, "\n")
	}
	for _, name := range named {
		if !slices.Contains(e.Options, name) {
			return "", ErrCorrectionOption.With(name)
		}
	}
	return strings.Join(slices.DeleteFunc(slices.Clone(e.Options), func(o string) bool { return !slices.Contains(named, o) }), "\n"), nil
}

func (f CorrectionField) read(text string, today civil.Date) (string, error) {
	switch f.Kind {
	case CorrectDate, CorrectAhead:
		d, err := civil.ParseTyped(text, today)
		if err != nil {
			return "", ErrCorrectionDate.Textf("%s", civil.Wrong(text, today))
		}
		if f.Kind == CorrectDate && d.After(today) {
			return "", ErrCorrectionFuture.Textf(allocation.TextNotAfter, today).With(d.String())
		}
		return d.String(), nil
	case CorrectCount, CorrectFloor:
		n, err := strconv.Atoi(strings.ReplaceAll(quantity.HalfWidth(text), ",", ""))
		if err != nil || n > 99999 || f.Kind == CorrectCount && n < 0 || f.Kind == CorrectFloor && (n == 0 || n < -9 || n > 99) {
			return "", ErrCorrectionCount.With(text)
		}
		return strconv.Itoa(n), nil
	case CorrectArea:
		a, err := quantity.ParseArea(text)
		return a.String(), err
	case CorrectVolume:
		v, err := allocation.ParseVolume(text)
		return v.String(), err
	case CorrectEnergy:
		e, err := allocation.ParseEnergy(text)
		return e.String(), err
	case CorrectYesNo, CorrectMark:
		switch text {
		case "yes", correctionYes:
			return "yes", nil
		case "no", correctionNo:
			return "no", nil
		}
		return "", ErrCorrectionCount.With(text)
	case CorrectWords:
		return strings.Join(strings.Fields(text), " "), nil
	case CorrectMoney:
		m, err := quantity.ParseMoney(text)
		if err == nil && m < 0 {
			err = allocation.ErrTaxRange
		}
		return m.String(), err
	case CorrectID:
		return identity.PlainID(text), nil
	case CorrectPhone:
		return identity.PlainPhone(text), identity.CheckPhone(text)
	case CorrectText, CorrectOne, CorrectSome, CorrectMembers:
	}
	if len([]rune(text)) > correctionTextMost {
		return "", ErrCorrectionLong.With(strconv.Itoa(correctionTextMost))
	}
	return text, nil
}

// Show is a canonical value in words.
func (f CorrectionField) Show(v string) string {
	switch {
	case v == "":
		return allocation.TextNone
	case f.Kind == CorrectYesNo && v == "yes":
		return correctionYes
	case f.Kind == CorrectYesNo:
		return correctionNo
	case f.Kind == CorrectMark && v == "yes":
		return f.Title
	case f.Kind == CorrectMark:
		return "计入"
	case f.Kind == CorrectSome:
		return strings.ReplaceAll(v, "\n", "、")
	case f.Kind == CorrectMembers:
		return strings.ReplaceAll(v, "\n", "；")
	}
	return v + correctionUnits[f.Kind]
}

// mask is a canonical value as people may read it.
func (f CorrectionField) mask(v string) string {
	switch f.Kind {
	case CorrectID:
		return identity.MaskID(v)
	case CorrectPhone:
		return identity.MaskPhone(v)
	case CorrectMembers:
		list := allocation.ReadMembers(v)
		for i, m := range list {
			list[i].IDNumber, list[i].Phone = identity.MaskID(m.IDNumber), identity.MaskPhone(m.Phone)
		}
		return memberLines(list)
	default:
		return v
	}
}

// correctionRule is a field with how it is found in a record and how it is changed. set is given a copy.
type correctionRule struct {
	CorrectionField
	rows func(CorrectionRecord) []CorrectionEntry
	set  func(r CorrectionRecord, row int64, v string, at CorrectionMoment) error
	lots bool // the allocation rule reads it: a round that has frozen its data locks it
}

// newRule makes a rule of a table: its fields are those of CorrectionField in order.
func newRule(noun, part, name string, kind CorrectionKind, decision, empty bool,
	rows func(CorrectionRecord) []CorrectionEntry, set func(CorrectionRecord, int64, string, CorrectionMoment) error,
) correctionRule {
	key := part + "." + name
	title := correctionTitles[key]
	if title == "" {
		title = allocation.FieldTitle(name)
	}
	return correctionRule{CorrectionField: CorrectionField{noun, part, name, title, kind, decision, empty, correctionEffects[key]}, rows: rows, set: set}
}

// correctionFields are all fields that can be mended, in the order in which they are offered.
var correctionFields = slices.Concat(applicantCorrections(), applicationCorrections(), tenancyCorrections(), exitCorrections(), unitCorrections())

func tenancyCorrections() []correctionRule {
	const n = CorrectTenancy
	return []correctionRule{
		newRule(n, "tenancy", "signed_day", CorrectDate, true, false, stayDay(func(t allocation.Tenancy) civil.Date { return t.Signed }), setSigned),
		newRule(n, "tenancy", "clock_how", CorrectOne, true, false, howRows, setHow),
		newRule(n, "tenancy", "clock_decision", CorrectText, true, true, clockRows, setClock),
		newRule(n, "tenancy", "handed_day", CorrectDate, true, false, stayDay(func(t allocation.Tenancy) civil.Date { return t.Handed }), setHanded),
		newRule(n, "tenancy", "opened_day", CorrectDate, true, false, stayDay(func(t allocation.Tenancy) civil.Date { return t.Opened }), setOpened),
		newRule(n, "tenancy", "water_intensive", CorrectYesNo, true, false, waterRows, setWater),
		newRule(n, "tenancy", "jobs_full", CorrectCount, true, false, stayCount(func(j allocation.JobFigure) int64 { return j.Full }), setJobs(func(j *allocation.JobFigure, v int64) { j.Full = v })),
		newRule(n, "tenancy", "jobs_part", CorrectCount, true, false, stayCount(func(j allocation.JobFigure) int64 { return j.Part }), setJobs(func(j *allocation.JobFigure, v int64) { j.Part = v })),
		newRule(n, "contract", "signed_day", CorrectDate, true, false, renewalRows, setRenewal),
		newRule(n, "milestone", "body", CorrectText, false, false, paperRows(func(m allocation.Milestone) string { return m.Body }), setPaper(func(m *allocation.Milestone, v string) { m.Body = v })),
		newRule(n, "milestone", "number", CorrectText, false, false, paperRows(func(m allocation.Milestone) string { return m.Number }), setPaper(func(m *allocation.Milestone, v string) { m.Number = v })),
		newRule(n, "milestone", "day", CorrectDate, false, false, paperRows(func(m allocation.Milestone) string { return m.Day.String() }),
			setPaper(func(m *allocation.Milestone, v string) { m.Day = civil.MustParse(v) })),
		newRule(n, "milestone", "remark", CorrectText, false, true, paperRows(func(m allocation.Milestone) string { return m.Remark }), setPaper(func(m *allocation.Milestone, v string) { m.Remark = v })),
		newRule(n, "milestone", "struck", CorrectMark, false, false, paperRows(func(allocation.Milestone) string { return "no" }), strikePaper),
		newRule(n, "handover", "keys", CorrectCount, false, false, recordRows(func(c allocation.Condition) string { return strconv.Itoa(c.Keys) }), setKeys),
		newRule(n, "handover", "water", CorrectVolume, true, false, recordRows(func(c allocation.Condition) string { return c.Water.String() }), setMeter),
		newRule(n, "handover", "power", CorrectEnergy, false, false, recordRows(func(c allocation.Condition) string { return c.Power.String() }), setPower),
		newRule(n, "handover", "defects", CorrectText, false, true, recordRows(func(c allocation.Condition) string { return c.Defects }),
			setRecord(func(c *allocation.Condition, v string) { c.Defects = v })),
		newRule(n, "handover", "remark", CorrectText, false, true, recordRows(func(c allocation.Condition) string { return c.Remark }),
			setRecord(func(c *allocation.Condition, v string) { c.Remark = v })),
		newRule(n, "reading", "reversed", CorrectMark, true, false, readingRows, reverseReading),
	}
}

func exitCorrections() []correctionRule {
	const n = CorrectExit
	text := func(name string, get func(leave.Exit) string, put func(*leave.Exit, string)) correctionRule {
		return newRule(n, "exit", name, CorrectText, false, false, exitRows(get), setExit(put))
	}
	day := func(name string, decision bool, get func(leave.Exit) civil.Date, set func(CorrectionRecord, int64, string, CorrectionMoment) error) correctionRule {
		return newRule(n, "exit", name, CorrectDate, decision, false, exitRows(func(x leave.Exit) string { return dateText(get(x)) }), set)
	}
	put := func(to func(*leave.Exit) *civil.Date) func(CorrectionRecord, int64, string, CorrectionMoment) error {
		return setExit(func(x *leave.Exit, v string) { *to(x) = civil.MustParse(v) })
	}
	ahead := func(name string, get func(leave.Exit) civil.Date, set func(CorrectionRecord, int64, string, CorrectionMoment) error) correctionRule {
		return newRule(n, "exit", name, CorrectAhead, true, false, exitRows(func(x leave.Exit) string { return dateText(get(x)) }), set)
	}
	return []correctionRule{
		text("document", func(x leave.Exit) string { return x.Evidence.Document }, func(x *leave.Exit, v string) { x.Evidence.Document = v }),
		text("document_body", func(x leave.Exit) string { return x.Evidence.Body }, func(x *leave.Exit, v string) { x.Evidence.Body = v }),
		day("document_day", false, func(x leave.Exit) civil.Date { return x.Evidence.Day }, put(func(x *leave.Exit) *civil.Date { return &x.Evidence.Day })),
		text("reason", func(x leave.Exit) string { return x.Reason }, func(x *leave.Exit, v string) { x.Reason = v }),
		day("false_from", true, func(x leave.Exit) civil.Date { return x.Evidence.FalseFrom }, setStopDay(func(x *leave.Exit) *civil.Date { return &x.Evidence.FalseFrom })),
		day("told_day", true, func(x leave.Exit) civil.Date { return x.Told }, put(func(x *leave.Exit) *civil.Date { return &x.Told })),
		text("told_how", func(x leave.Exit) string { return x.ToldHow }, func(x *leave.Exit, v string) { x.ToldHow = v }),
		ahead("answer_by", func(x leave.Exit) civil.Date { return x.AnswerBy }, put(func(x *leave.Exit) *civil.Date { return &x.AnswerBy })),
		day("answered_day", true, func(x leave.Exit) civil.Date { return x.Answered }, put(func(x *leave.Exit) *civil.Date { return &x.Answered })),
		text("answer", func(x leave.Exit) string { return x.Answer }, func(x *leave.Exit, v string) { x.Answer = v }),
		text("adviser", func(x leave.Exit) string { return x.Adviser }, func(x *leave.Exit, v string) { x.Adviser = v }),
		day("advised_day", true, func(x leave.Exit) civil.Date { return x.Advised }, put(func(x *leave.Exit) *civil.Date { return &x.Advised })),
		text("opinion", func(x leave.Exit) string { return x.Opinion }, func(x *leave.Exit, v string) { x.Opinion = v }),
		day("decided_day", true, func(x leave.Exit) civil.Date { return x.Decided }, setStopDay(func(x *leave.Exit) *civil.Date { return &x.Decided })),
		ahead("vacate_by", func(x leave.Exit) civil.Date { return x.VacateBy }, setStopDay(func(x *leave.Exit) *civil.Date { return &x.VacateBy })),
		day("noticed_day", true, func(x leave.Exit) civil.Date { return x.Noticed }, setStopDay(func(x *leave.Exit) *civil.Date { return &x.Noticed })),
		text("noticed_how", func(x leave.Exit) string { return x.NoticedHow }, func(x *leave.Exit, v string) { x.NoticedHow = v }),
		day("returned_day", true, func(x leave.Exit) civil.Date { return x.Returned }, setReturned),
		day("settled_day", false, func(x leave.Exit) civil.Date { return x.Settled }, put(func(x *leave.Exit) *civil.Date { return &x.Settled })),
		text("settled_how", func(x leave.Exit) string { return x.SettledHow }, func(x *leave.Exit, v string) { x.SettledHow = v }),
		day("filed_day", false, func(x leave.Exit) civil.Date { return x.Filed }, put(func(x *leave.Exit) *civil.Date { return &x.Filed })),
		text("filed_number", func(x leave.Exit) string { return x.FiledNumber }, func(x *leave.Exit, v string) { x.FiledNumber = v }),
		text("filed_body", func(x leave.Exit) string { return x.FiledBody }, func(x *leave.Exit, v string) { x.FiledBody = v }),
	}
}

func unitCorrections() []correctionRule {
	const n = CorrectUnit
	return []correctionRule{
		newRule(n, "unit_area", "area_dm2", CorrectArea, true, false, areaRows(func(a AreaEntry) string { return a.Area.String() }), setArea),
		newRule(n, "unit_area", "from_day", CorrectDate, true, false, areaRows(func(a AreaEntry) string { return a.From.String() }), setAreaDay),
		newRule(n, "unit_area", "basis", CorrectText, false, false, areaRows(func(a AreaEntry) string { return a.Basis }), setBasis),
		newRule(n, "unit", "community", CorrectText, true, false, unitRows(func(u allocation.Unit) string { return u.Community }), setUnit(func(u *allocation.Unit, v string) { u.Community = v })),
		newRule(n, "unit", "building", CorrectText, false, false, unitRows(func(u allocation.Unit) string { return u.Building }), setUnit(func(u *allocation.Unit, v string) { u.Building = v })),
		newRule(n, "unit", "floor", CorrectFloor, false, false, unitRows(func(u allocation.Unit) string { return strconv.Itoa(u.Floor) }),
			setUnit(func(u *allocation.Unit, v string) { u.Floor = int(number(v)) })),
		newRule(n, "unit", "bay", CorrectCount, false, false, unitRows(func(u allocation.Unit) string { return strconv.Itoa(u.Bay) }),
			setUnit(func(u *allocation.Unit, v string) { u.Bay = int(number(v)) })),
		newRule(n, "unit", "tags", CorrectWords, false, true, unitRows(func(u allocation.Unit) string { return strings.Join(u.Tags, " ") }),
			setUnit(func(u *allocation.Unit, v string) { u.Tags = strings.Fields(v) })),
		newRule(n, "unit", "source", CorrectOne, false, false, sourceRows, setUnit(func(u *allocation.Unit, v string) { u.Source = sourceNamed(v) })),
		newRule(n, "unit", "usage", CorrectText, false, true, unitRows(func(u allocation.Unit) string { return u.Usage }), setUnit(func(u *allocation.Unit, v string) { u.Usage = v })),
		newRule(n, "unit", "certificate", CorrectText, false, true, unitRows(func(u allocation.Unit) string { return u.Certificate }),
			setUnit(func(u *allocation.Unit, v string) { u.Certificate = v })),
		newRule(n, "unit", "address", CorrectText, false, true, unitRows(func(u allocation.Unit) string { return u.Address }), setUnit(func(u *allocation.Unit, v string) { u.Address = v })),
	}
}

// FindCorrectionField is the field of a record by its part and name. One that is not offered is a text called by its name.
func FindCorrectionField(noun, part, name string) CorrectionField {
	if f, ok := findRule(noun, part, name); ok {
		return f.CorrectionField
	}
	return CorrectionField{Noun: noun, Part: part, Name: name, Title: name, Kind: CorrectText}
}

func findRule(noun, part, name string) (correctionRule, bool) {
	i := slices.IndexFunc(correctionFields, func(f correctionRule) bool { return f.Noun == noun && f.Part == part && f.Name == name })
	if i < 0 {
		return correctionRule{}, false
	}
	return correctionFields[i], true
}

// number reads a canonical count.
func number(v string) int64 {
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// dateText is a day as the form types it; empty without one.
func dateText(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// Corrections.
var (
	ErrCorrectionEmpty  = say.Refuse("correction_empty", "请填写新值")
	ErrCorrectionDate   = say.Refuse("correction_date", "日期看不懂，请按 2021-03-15 填写")
	ErrCorrectionFuture = say.Refuse("correction_future", "日期不能晚于今天")
	ErrCorrectionLong   = say.Refuse("correction_long", "太长了，请精简")
	ErrCorrectionCount  = say.Refuse("correction_count", "请填写整数")
	ErrCorrectionOption = say.Refuse("correction_option", "没有这一选项，请从列表中选择")
)

const (
	correctionYes = say.Yes
	correctionNo  = say.No
)

const (
	faultHold    = "%s 占用起"
	faultHoldEnd = "%s 占用止"
	faultRecord  = "%s 交接记录"
	faultArea    = "面积 %s 起"
)

var correctionUnits = map[CorrectionKind]string{CorrectArea: " ㎡", CorrectVolume: " m³", CorrectEnergy: " kWh", CorrectMoney: " 元"}

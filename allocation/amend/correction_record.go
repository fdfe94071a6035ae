package amend

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// CorrectionRecord is a record whose fields can be mended, with everything that depends on them: an applicant, an application,
// a stay (opened from its tenancy or from one of its exits) or a unit.
type CorrectionRecord struct {
	Noun        string // one of CorrectionNouns
	Exit        int64  // the exit, when Noun is exit
	Stay        *StayRecord
	Unit        *UnitRecord
	Applicant   *ApplicantRecord
	Application *ApplicationRecord
}

// The records that people open for a correction.
const (
	CorrectApplicant   = "applicant"
	CorrectApplication = "application"
	CorrectTenancy     = "tenancy"
	CorrectExit        = "exit"
	CorrectUnit        = "unit"
)

// CorrectionNouns lists them in the order of a stay's life.
var CorrectionNouns = []string{CorrectApplicant, CorrectApplication, CorrectTenancy, CorrectExit, CorrectUnit}

// CorrectionNounTitle is the record's word on screen.
func CorrectionNounTitle(noun string) string { return say.TitleOf(correctionNounTitles, noun) }

var correctionNounTitles = map[string]string{
	CorrectApplicant: say.Applicant, CorrectApplication: say.Application, CorrectTenancy: say.Tenancy, CorrectExit: say.Exit, CorrectUnit: say.Unit,
}

// ID is the id of the record that people open.
func (r CorrectionRecord) ID() int64 {
	switch {
	case r.Noun == CorrectExit:
		return r.Exit
	case r.Unit != nil:
		return r.Unit.ID
	case r.Applicant != nil:
		return r.Applicant.Applicant.ID
	case r.Application != nil:
		return r.Application.Application.ID
	}
	return r.Stay.Tenancy.ID
}

// StayRecord is a tenancy with all that hangs on it.
type StayRecord struct {
	Tenancy        allocation.Tenancy
	WaterIntensive bool
	Awarded        civil.Date            // first day on which the contract may be signed
	Earlier        civil.Date            // fee clock of an earlier stay; none without one
	Before         civil.Date            // earliest fee clock of the stays before it, of somebody like the tenant too; none without one
	Used           int                   // days of the six years that those had used by the signing
	Jobs           allocation.JobFigure  // promised by the contract
	Weights        allocation.JobWeights // of the district, for its jobs
	Params         rule.Params           // of the district, for the area that they carry
	Contracts      []allocation.Contract // the first term first
	Assessed       []civil.Date          // days on which an assessment was known: a renewal rests on those before it
	Holds          []HoldEntry
	Papers         []PaperEntry
	Handovers      []HandoverEntry
	Readings       []ReadingEntry
	Exits          []leave.Exit
}

// HoldEntry is one unit of a stay from a day to a day.
type HoldEntry struct {
	ID       int64
	UnitID   int64
	Unit     string // number
	From, To civil.Date
	Next     civil.Date // first day on which someone else holds the unit; none when nobody does
}

// PaperEntry is a notarisation, filing, licence or tax registration.
type PaperEntry struct {
	ID int64
	allocation.Milestone
	Struck       civil.Date // struck out as entered by mistake (作废)
	StruckReason string
}

// HandoverEntry is what one unit looked like when its keys changed hands.
type HandoverEntry struct {
	ID   int64
	Back bool // the keys came back
	Day  civil.Date
	allocation.Condition
}

// ReadingEntry is one reading of a water meter. An ID of 0 is a reading that a correction adds.
type ReadingEntry struct {
	ID             int64
	UnitID         int64
	Unit           string
	Day            civil.Date
	Water          allocation.Volume
	Meter          charge.Meter
	Reason         string // why the meter was changed
	Reversed       civil.Date
	ReversedReason string
}

// AsMeter is the reading as the use of water is worked out of it.
func (r ReadingEntry) AsMeter() charge.MeterReading {
	return charge.MeterReading{Day: r.Day, Litres: int64(r.Water), Meter: r.Meter}
}

// UnitRecord is a unit with the history of its area.
type UnitRecord struct {
	ID    int64
	Unit  allocation.Unit
	Areas []AreaEntry
}

// AreaEntry is a floor area that is in force from a day on.
type AreaEntry struct {
	ID    int64
	From  civil.Date
	Area  quantity.Area
	Basis string
}

// clone copies the record, so that a refused correction leaves nothing behind.
func (r CorrectionRecord) clone() CorrectionRecord {
	if r.Stay != nil {
		s := *r.Stay
		s.Contracts, s.Holds, s.Papers = slices.Clone(s.Contracts), slices.Clone(s.Holds), slices.Clone(s.Papers)
		s.Handovers, s.Readings, s.Exits = slices.Clone(s.Handovers), slices.Clone(s.Readings), slices.Clone(s.Exits)
		r.Stay = &s
	}
	if r.Unit != nil {
		u := *r.Unit
		u.Areas, u.Unit.Tags = slices.Clone(u.Areas), slices.Clone(u.Unit.Tags)
		r.Unit = &u
	}
	if r.Applicant != nil {
		a := *r.Applicant
		r.Applicant = &a
	}
	if r.Application != nil {
		r.Application = r.Application.clone()
	}
	return r
}

// CorrectionEntry is one field of one row with what stands there.
type CorrectionEntry struct {
	Field CorrectionField
	Row   int64  // id of the row
	Title string // which row; empty when the record has one only
	Value string // canonical; of a private field as people may read it, where it is only shown

	Options []string // that a value of the kind is chosen from
	Why     string   // why it cannot be mended now; empty when it can
}

// Label is row and field as people choose them: 备案 市棚改办 12 编号.
func (e CorrectionEntry) Label() string { return labelOf(e.Title, e.Field) }

// Key names the field among all of the record.
func (e CorrectionEntry) Key() string { return keyOf(e.Field.Part, e.Field.Name, e.Row) }

// Masked is the entry as people may read it.
func (e CorrectionEntry) Masked() CorrectionEntry {
	e.Value = e.Field.mask(e.Value)
	return e
}

func labelOf(row string, f CorrectionField) string { return strings.TrimSpace(row + " " + f.Title) }

// row names the row of the entry among all rows of the record.
func (e CorrectionEntry) row() string { return fmt.Sprintf("%s/%d", e.Field.Part, e.Row) }

// Entries lists what can be mended in the record, in the order of its page, the fields of a row together.
func (r CorrectionRecord) Entries() []CorrectionEntry {
	var out []CorrectionEntry
	if r.Closed() != nil {
		return nil
	}
	place := map[string]int{} // of a row: where its first field stands
	for _, f := range correctionFields {
		if f.Noun == r.Noun {
			for _, e := range f.rows(r) {
				e.Field = f.CorrectionField
				if f.lots && r.Application != nil {
					e.Why = r.Application.locked()
				}
				if _, ok := place[e.row()]; !ok {
					place[e.row()] = len(place)
				}
				out = append(out, e)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b CorrectionEntry) int { return cmp.Compare(place[a.row()], place[b.row()]) })
	return out
}

// Closed refuses a record of which nothing is corrected: a stay that was taken back says nothing any more, and what has not
// been accepted yet is simply edited. Errors: ErrCorrectionVoid, ErrCorrectionDraft.
func (r CorrectionRecord) Closed() error {
	switch {
	case r.Stay != nil && r.Stay.Tenancy.State == allocation.TenancyVoid:
		return ErrCorrectionVoid
	case r.Applicant != nil && !r.Applicant.Accepted, r.Application != nil && r.Application.Application.State == allocation.ApplicationDraft:
		return ErrCorrectionDraft
	}
	return nil
}

// Entry finds a field of a row. Errors: ErrCorrectionField.
func (r CorrectionRecord) Entry(part, field string, row int64) (CorrectionEntry, error) {
	for _, e := range r.Entries() {
		if e.Field.Part == part && e.Field.Name == field && e.Row == row {
			return e, nil
		}
	}
	return CorrectionEntry{}, ErrCorrectionField.With(part + "." + field)
}

// Correct gives the record with fields mended, in the order in which they are offered, and everything that follows from them
// made anew. It refuses what would make the record impossible: a fault that it did not have before. Errors: ErrCorrectionOrder
// and what the field itself or the check of an applicant or application refuses, on CorrectionChange.Key.
func (r CorrectionRecord) Correct(changes []CorrectionChange, at CorrectionMoment) (CorrectionRecord, error) {
	after := r.clone()
	for _, f := range correctionFields {
		for _, x := range changes {
			if x.Field != f.CorrectionField {
				continue
			}
			if err := f.set(after, x.Row, x.New, at); err != nil {
				return r, say.OnField(err, x.Key())
			}
		}
	}
	if after.Application != nil {
		after.Application.tidy()
	}
	if after.Stay != nil {
		settleGaps(r.Stay, after.Stay)
	}
	had := r.Faults(at.Today)
	for _, fault := range after.Faults(at.Today) {
		if !slices.Contains(had, fault) {
			return r, ErrCorrectionOrder.Textf("这样更正以后记录前后矛盾：%s。请核对，或先更正那一项", fault).On(changes[0].Key())
		}
	}
	if err := r.Applicant.keeps(after.Applicant); err != nil {
		return r, say.OnField(err, changes[0].Key())
	}
	return after, newRefusal(r.refusals(at.Today), after.refusals(at.Today), changes)
}

// refusals are what the check of an applicant or an application says of it; nothing of other records.
func (r CorrectionRecord) refusals(today civil.Date) []*say.Refusal {
	switch {
	case r.Applicant != nil:
		return r.Applicant.Applicant.Check(today)
	case r.Application != nil:
		return r.Application.Application.Check()
	}
	return nil
}

// newRefusal is the first refusal that was not there before, on the change that it is about.
func newRefusal(before, after []*say.Refusal, changes []CorrectionChange) error {
	for _, bad := range after {
		if slices.ContainsFunc(before, func(b *say.Refusal) bool { return *b == *bad }) {
			continue
		}
		key := changes[0].Key()
		for _, x := range changes {
			if x.Field.Name == bad.Field || strings.HasPrefix(x.Field.Name, bad.Field+"_") {
				key = x.Key()
			}
		}
		return bad.Textf("%s：%s", allocation.FieldTitle(bad.Field), bad.Text).On(key)
	}
	return nil
}

// Corrections.
var (
	ErrCorrectionField = say.Refuse("correction_field", "这条记录没有这一项可以更正，请刷新后再选")
	ErrCorrectionVoid  = say.Refuse("correction_void", "这一户已经撤销，不再更正")
	ErrCorrectionDraft = say.Refuse("correction_draft", "申请受理以前可以直接修改，不用更正")
	ErrCorrectionOrder = say.Refuse("correction_order", "这样更正以后记录前后矛盾，没有更正")
)

const (
	textFaultFuture = "%s（%s）晚于今天"
	textFaultTerm   = "第 %d 期合同不是 36 个月"
	textFaultTwice  = "%s 重复"
	faultSigned     = "签订"
	faultRenewal    = "第 %d 期签订"
	faultHanded     = say.Handover
	faultOpened     = say.Opening
	faultEnded      = "收房"
	faultEvidence   = "退出材料"
	faultDecided    = "退出批准"
	faultNoticed    = "通知送达"
	faultSettled    = "费用结清"
	faultFiled      = say.CityFiling
	faultVacate     = "腾退期限"
	faultFalse      = "弄虚作假的起始"
)

// Which rows of a record have a field, and what changing it brings about.
type (
	entriesOf = func(CorrectionRecord) []CorrectionEntry
	setterOf  = func(CorrectionRecord, int64, string, CorrectionMoment) error
)

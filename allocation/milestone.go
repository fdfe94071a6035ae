package allocation

import (
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// MilestoneKind is something that a tenancy passes once, or once a department.
type MilestoneKind string

// The milestones that are entered with body and number; hand-over and opening are steps of the tenancy's life.
const (
	MilestoneNotarised MilestoneKind = "notarised" // 公证 (四(四))
	MilestoneFiled     MilestoneKind = "filed"     // 备案, one for each department (四(四))
	MilestoneLicensed  MilestoneKind = "licensed"  // 营业执照 (三.4, 五(三))
	MilestoneTaxed     MilestoneKind = "taxed"     // 税务登记 (三.4)
)

// MilestoneKinds lists them in the order in which they are shown.
var MilestoneKinds = []MilestoneKind{MilestoneNotarised, MilestoneFiled, MilestoneLicensed, MilestoneTaxed}

// Title is the milestone's word on screen.
func (k MilestoneKind) Title() string { return say.TitleOf(milestoneTitles, k) }

// Many reports whether a tenancy has several of the kind, one for each body.
func (k MilestoneKind) Many() bool { return k == MilestoneFiled }

// Milestone is one of them with the paper that proves it.
type Milestone struct {
	Kind   MilestoneKind
	Body   string // who notarised, registered or took the filing
	Number string // of the paper
	Day    civil.Date
	Remark string
}

// Check refuses what is incomplete, or dated before the signing or after today; the first fault on its field.
// Errors: ErrMilestoneKind, ErrMilestoneBody, ErrMilestoneNumber, ErrTenancyDay.
func (m Milestone) Check(t Tenancy, today civil.Date) error {
	if say.TitleOf(milestoneTitles, m.Kind) == string(m.Kind) {
		return ErrMilestoneKind.On("kind")
	}
	if strings.TrimSpace(m.Body) == "" {
		return ErrMilestoneBody.On("body")
	}
	if strings.TrimSpace(m.Number) == "" {
		return ErrMilestoneNumber.On("number")
	}
	first := t.Signed
	if m.Kind == MilestoneLicensed || m.Kind == MilestoneTaxed {
		first = civil.Date{} // a licence may be older than the contract
	}
	if m.Day.IsZero() || m.Day.Before(first) || m.Day.After(today) {
		return ErrTenancyDay.Textf(TextTenancyDay, first, today).With(m.Day.String()).On("day")
	}
	return nil
}

// Opens refuses a business that opens without a registered licence and without a reason for it (三.4). papers are those that
// are not struck out. Errors: ErrOpenLicence.
func Opens(papers []Milestone, reason string) error {
	licensed := slices.ContainsFunc(papers, func(m Milestone) bool { return m.Kind == MilestoneLicensed })
	if !licensed && strings.TrimSpace(reason) == "" {
		return ErrOpenLicence.On("reason")
	}
	return nil
}

// Volume is an amount of water in litres.
type Volume int64

// String is the amount in m³ with two decimals: 18.50. A part of 10 litres is cut.
func (v Volume) String() string { return quantity.Hundredths(int64(v) / 10) }

// ParseVolume reads m³ as people type them: 12, 12.5, 1,204.30 吨. Errors: ErrBadReading.
func ParseVolume(s string) (Volume, error) {
	n, err := quantity.ParseHundredths(strings.NewReplacer("m³", "", "m3", "", say.CubicMetres, "", "立方", "", "吨", "", "方", "").Replace(s))
	if err != nil {
		return 0, quantity.Wrong(ErrBadReading, "表数", s)
	}
	return Volume(n * 10), nil
}

// Energy is an amount of electricity in 0.01 kWh.
type Energy int64

// String is the amount in kWh with two decimals.
func (e Energy) String() string { return quantity.Hundredths(int64(e)) }

// ParseEnergy reads kWh as people type them: 140, 140.5 度. Errors: ErrBadReading.
func ParseEnergy(s string) (Energy, error) {
	n, err := quantity.ParseHundredths(strings.NewReplacer("kWh", "", "kwh", "", "度", "").Replace(s))
	if err != nil {
		return 0, quantity.Wrong(ErrBadReading, "表数", s)
	}
	return Energy(n), nil
}

// Condition is what a hand-over record says of one unit, in either direction.
type Condition struct {
	UnitID  int64
	Unit    string // number
	Keys    int
	Water   Volume // reading of the water meter
	Power   Energy // reading of the electricity meter
	Defects string // empty: none
	Remark  string
}

// Check refuses a record that no premises can have. Errors: ErrKeys.
func (c Condition) Check() error {
	if c.Keys < 0 || c.Keys > maxKeys {
		return ErrKeys.With(strconv.Itoa(c.Keys)).On("keys")
	}
	return nil
}

// maxKeys is more than any shop has.
const maxKeys = 99

// ParseKeys counts keys as people type them. Errors: ErrKeys.
func ParseKeys(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(quantity.HalfWidth(s)), "把"))
	if err != nil || n < 0 || n > maxKeys {
		return 0, ErrKeys.With(s).On("keys")
	}
	return n, nil
}

// Difference is one thing in which premises come back otherwise than they were handed over.
type Difference struct {
	Field     string // keys, water, power, defects
	Title     string
	Out, Back string
	Worse     bool // to be explained: fewer keys, a lower reading, defects that were not there
}

// Compare lists keys, meters and defects as they were handed over and as they come back.
func (c Condition) Compare(back Condition) []Difference {
	return []Difference{
		{"keys", conditionTitles["keys"], strconv.Itoa(c.Keys), strconv.Itoa(back.Keys), back.Keys < c.Keys},
		{"water", conditionTitles["water"], c.Water.String(), back.Water.String(), back.Water < c.Water},
		{"power", conditionTitles["power"], c.Power.String(), back.Power.String(), back.Power < c.Power},
		{"defects", conditionTitles["defects"], OrNone(c.Defects), OrNone(back.Defects), back.Defects != "" && back.Defects != c.Defects},
	}
}

// CheckBack refuses premises that come back worse than they were handed over without a remark on it.
// Errors: ErrKeys, ErrBackRemark.
func (c Condition) CheckBack(back Condition) error {
	if err := back.Check(); err != nil {
		return err
	}
	if strings.TrimSpace(back.Remark) != "" {
		return nil
	}
	for _, d := range c.Compare(back) {
		if d.Worse {
			return ErrBackRemark.Textf("%s 的%s与交接记录不符（交出 %s，交回 %s），请在备注中写明情况", c.Unit, d.Title, d.Out, d.Back).On("remark")
		}
	}
	return nil
}

func OrNone(s string) string {
	if s == "" {
		return TextNone
	}
	return s
}

// Tenancies, contracts, milestones.
var (
	ErrMilestoneKind   = say.Refuse("milestone_kind", "请选择办理事项：公证、备案、营业执照或税务登记")
	ErrMilestoneNumber = say.Refuse("milestone_number", "请写明文书编号")
	ErrBadReading      = say.Refuse("bad_reading", "表数看不懂，请填数字，最多两位小数，如 140.50")
	ErrOpenLicence     = say.Refuse("open_licence", "还没有登记营业执照（三.4）。请先登记证照，或写明没有执照就开业的原因")
	ErrBackRemark      = say.Refuse("back_remark", "交回情况与交接记录不符，请写明情况")
)

var milestoneTitles = map[MilestoneKind]string{
	MilestoneNotarised: "公证", MilestoneFiled: "备案", MilestoneLicensed: say.Licence, MilestoneTaxed: "税务登记",
}

var conditionTitles = map[string]string{"keys": say.Keys, "water": say.WaterMeter, "power": say.PowerMeter, "defects": say.Defects}

var (
	ErrMilestoneBody = say.Refuse("milestone_body", "请写明办理机关")
	ErrKeys          = say.Refuse("keys", "钥匙数应为 0 至 99 的整数")
)

const TextNone = say.None

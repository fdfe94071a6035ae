package takeover

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/takeback"
)

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }

// Kind is what a file brings.
type Kind string

// The kinds of files.
const (
	Units      Kind = "units"
	Applicants Kind = "applicants"
	Tenancies  Kind = "tenancies"
	Payments   Kind = "payments"
	Readings   Kind = "readings"
	Prices     Kind = "prices"
	Roster     Kind = "roster"
)

// Kinds lists those that can be imported, in the order in which an office moves in.
func Kinds() []Kind {
	var out []Kind
	for _, k := range []Kind{Units, Prices, Tenancies, Applicants, Readings, Payments, Roster} {
		if _, ok := nouns[k]; ok {
			out = append(out, k)
		}
	}
	return out
}

// Known reports whether there is such a kind.
func (k Kind) Known() bool { return kindTitles[k] != "" }

// Title is the kind in words.
func (k Kind) Title() string { return say.TitleOf(kindTitles, k) }

var kindTitles = map[Kind]string{
	Units: "房源台账", Applicants: say.Applicant, Tenancies: "在租合同", Payments: "缴费流水", Readings: "水表读数", Prices: "市场价格", Roster: "用工名单",
}

// Premises reports whether files of the kind are counted by premises and area.
func (k Kind) Premises() bool { return k == Units || k == Tenancies }

// Find is the kind of a name. Errors: ErrKind.
func Find(name string) (Kind, error) {
	if k := Kind(name); slices.Contains(Kinds(), k) {
		return k, nil
	}
	return "", ErrKind.With(name)
}

// What may be taken over, and by whom.
var (
	ActImport = allocation.Action{Code: "takeover.import", Title: "导入", Roles: []allocation.Role{allocation.Manager, allocation.Admin}}
	ActUndo   = allocation.Action{Code: "takeover.undo", Title: "撤销导入", Roles: []allocation.Role{allocation.Manager, allocation.Admin}}
)

// Refusals of an import as a whole.
var (
	ErrKind      = say.Refuse("takeover_kind", "没有这一类导入")
	ErrNoHeading = say.Refuse("takeover_heading", "没有找到表头")
	ErrRejected  = say.Refuse("takeover_rejected", "有拒收的行，没有写入")
	ErrMoved     = say.Refuse("takeover_moved", "看过之后数据有变动，没有写入，请再看一遍预览")
	ErrNothing   = say.Refuse("takeover_nothing", "没有要写入的内容，与现有数据相同")
	ErrNoUndo    = say.Refuse("takeover_no_undo", "没有可以撤销的导入")
	ErrRests     = takeback.ErrRests
	ErrMapping   = say.Refuse("takeover_mapping", "对应关系看不懂")
)

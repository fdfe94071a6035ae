package bylaw

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/refusal"
	"penggai/allocation/say"
)

// The lists of an office that may be changed. The grounds of exit are not among them: 四(五) fixes them.
const (
	SectorKind   ProposalKind = "sector"
	GroupKind    ProposalKind = "group"
	MaterialKind ProposalKind = "material"
	BenefitKind  ProposalKind = "benefit"
	BodyKind     ProposalKind = "body"
	ReasonKind   ProposalKind = "reason"
)

// EntryKinds lists them in the order in which screens offer them.
func EntryKinds() []ProposalKind {
	return []ProposalKind{SectorKind, GroupKind, MaterialKind, BenefitKind, BodyKind, ReasonKind}
}

// Title is the kind's word on screen.
func (k ProposalKind) Title() string { return say.TitleOf(proposalKindTitles, k) }

var proposalKindTitles = map[ProposalKind]string{
	ParameterKind: say.Parameter, SectorKind: say.Sector, GroupKind: say.Group, MaterialKind: say.Material, BenefitKind: "优惠",
	BodyKind: "机关", ReasonKind: say.RefusalReason,
}

// Entry is an entry of one of the lists; only that of its kind is filled.
type Entry struct {
	Kind     ProposalKind
	Sector   allocation.Sector
	Group    allocation.Group
	Material allocation.Material
	Benefit  allocation.BenefitKind
	Decider  allocation.Body
	Reason   refusal.Reason
}

// own is the part of its kind; nil for a kind that cannot be changed.
func (e *Entry) own() any {
	switch e.Kind {
	case SectorKind:
		return &e.Sector
	case GroupKind:
		return &e.Group
	case MaterialKind:
		return &e.Material
	case BenefitKind:
		return &e.Benefit
	case BodyKind:
		return &e.Decider
	case ReasonKind:
		return &e.Reason
	case ParameterKind, CrisisKind:
	}
	return nil
}

// ReadEntry reads an entry as its list keeps it. Errors: ErrEntryFixed.
func ReadEntry(kind ProposalKind, body string) (Entry, error) {
	e := Entry{Kind: kind}
	to := e.own()
	if to == nil {
		return e, ErrEntryFixed.With(string(kind))
	}
	return e, json.Unmarshal([]byte(body), to)
}

// Body is the entry as its list keeps it, to be written as JSON.
func (e *Entry) Body() any { return e.own() }

// Head is what entries of all kinds have.
func (e *Entry) Head() (code, name *string, source *allocation.Source) {
	switch e.Kind {
	case GroupKind:
		return &e.Group.Code, &e.Group.Name, &e.Group.Source
	case MaterialKind:
		return &e.Material.Code, &e.Material.Name, &e.Material.Source
	case BenefitKind:
		return &e.Benefit.Code, &e.Benefit.Name, &e.Benefit.Source
	case BodyKind:
		return &e.Decider.Code, &e.Decider.Name, &e.Decider.Source
	case ReasonKind:
		return &e.Reason.Code, &e.Reason.Name, &e.Reason.Source
	case SectorKind, ParameterKind, CrisisKind:
	}
	return &e.Sector.Code, &e.Sector.Name, &e.Sector.Source
}

// Check refuses an entry that is not complete, the first fault on its field.
// Errors: ErrEntryFixed, ErrEntryName, ErrEntryClause, ErrEntryFor, ErrEntryBody, ErrEntryHeading,
// ErrEntryStage, ErrEntryRemedy.
func (e *Entry) Check() error {
	if e.own() == nil {
		return ErrEntryFixed.With(string(e.Kind))
	}
	_, name, source := e.Head()
	switch {
	case strings.TrimSpace(*name) == "":
		return ErrEntryName.On("name")
	case strings.TrimSpace(source.Document) == "" || strings.TrimSpace(source.Clause) == "":
		return ErrEntryClause.On("document")
	case e.Kind == MaterialKind && len(e.Material.For) == 0:
		return ErrEntryFor.On("for")
	case e.Kind == BenefitKind && len(e.Benefit.Bodies) == 0:
		return ErrEntryBody.On("bodies")
	case e.Kind == SectorKind && e.Sector.Heading == "":
		return ErrEntryHeading.On("heading")
	case e.Kind == ReasonKind && len(e.Reason.At) == 0:
		return ErrEntryStage.On("stages")
	case e.Kind == ReasonKind && strings.TrimSpace(e.Reason.Remedy) == "":
		return ErrEntryRemedy.On("remedy")
	}
	return nil
}

// Line is one thing that an entry says, in words.
type Line struct{ Label, Value string }

// Lines are what the entry says, in the order of its form.
func (e *Entry) Lines() []Line {
	_, name, source := e.Head()
	out := []Line{{say.Name, *name}}
	switch e.Kind {
	case SectorKind:
		out = append(out, Line{"大类", e.Sector.Heading})
	case GroupKind:
		out = append(out, Line{"可以入驻", yesNo(e.Group.Eligible)}, Line{say.Priority, PriorityTitle(e.Group.Priority)}, Line{"证明", e.Group.Proof})
	case MaterialKind:
		who := make([]string, len(e.Material.For))
		for i, k := range e.Material.For {
			who[i] = k.Title()
		}
		out = append(out, Line{"谁交", strings.Join(who, "、")}, Line{"必备", yesNo(e.Material.Required)}, Line{say.Note, e.Material.Note})
	case ReasonKind:
		at := make([]string, len(e.Reason.At))
		for i, s := range e.Reason.At {
			at[i] = s.Title()
		}
		out = append(out, Line{"用在", strings.Join(at, "、")}, Line{"申请人可以", e.Reason.Remedy})
	case BodyKind, ParameterKind, CrisisKind:
	case BenefitKind:
		limit := "没有"
		if l := e.Benefit.Limit; l.Set {
			limit = fmt.Sprintf("%d 日", l.Days)
		}
		out = append(out, Line{"决定机关", strings.Join(e.Benefit.Bodies, "、")}, Line{"办理时限", limit}, Line{"条件", e.Benefit.Terms},
			Line{"可重复", yesNo(e.Benefit.Repeats)})
	}
	return append(out, Line{say.Basis, source.Cite()}, Line{"本区自定", yesNo(source.District)})
}

// PriorityTitle is how a group stands before others, in words.
func PriorityTitle(p allocation.Priority) string {
	switch p {
	case allocation.PriorityEqual:
		return "同等条件下优先（二）"
	case allocation.PriorityBase:
		return "孵化基地优先（2018（十二））"
	case allocation.PriorityNone:
	}
	return "不优先"
}

func yesNo(b bool) string {
	if b {
		return say.Yes
	}
	return say.No
}

// EntryWeaknesses says which clause is weakened when an entry that a document of the city names ends or gives less, or when a group
// goes first that none names. old is empty for a new entry, now is nil when it ends.
func EntryWeaknesses(old Entry, now *Entry) []Weakness {
	_, name, source := old.Head()
	if now != nil && now.Group.First() && !old.Group.First() {
		return []Weakness{{Clause: "二", Text: fmt.Sprintf("二列明的六类群体以外，“%s”也要优先，六类的优先因此变小", now.Group.Name)}}
	}
	if *name == "" || source.District {
		return nil
	}
	say := func(format string, args ...any) []Weakness {
		return []Weakness{{Clause: source.Clause, Text: fmt.Sprintf(format, args...)}}
	}
	switch {
	case now == nil:
		return say("“%s”是%s写明的，终止须有同级或上级文件", *name, source.Document)
	case old.Kind == GroupKind && old.Group.Eligible && !now.Group.Eligible:
		return say("“%s”不能再以这个身份入驻", *name)
	case old.Kind == GroupKind && old.Group.First() && !now.Group.First():
		return say("“%s”不再优先", *name)
	case old.Kind == BenefitKind && len(now.Benefit.Waives) < len(old.Benefit.Waives):
		return say("“%s”减免的费用少了", *name)
	case old.Kind == BenefitKind && old.Benefit.Limit.Set && (!now.Benefit.Limit.Set || now.Benefit.Limit.Days > old.Benefit.Limit.Days):
		return say("“%s”的办理时限比文件承诺的长", *name)
	case old.Kind == MaterialKind && old.Material.Required && !now.Material.Required:
		return say("“%s”不再必交", *name)
	}
	return nil
}

// NewCode is a code for a new entry: behind the last one of its heading for a trade, else one of the district's own.
func NewCode(e *Entry, taken []string) string {
	format := "own-%02d"
	if e.Kind == SectorKind {
		format = e.Sector.Heading + "-%02d"
	}
	for n := 1; ; n++ {
		if code := fmt.Sprintf(format, n); !slices.Contains(taken, code) {
			return code
		}
	}
}

// Entries of lists.
var (
	ErrEntryFixed   = say.Refuse("entry_fixed", "退出情形由四(五)写定，不能修改")
	ErrEntryName    = say.Refuse("entry_name", "请填写名称")
	ErrEntryClause  = say.Refuse("entry_clause", "请写明依据的文件和条款")
	ErrEntryFor     = say.Refuse("entry_for", "请选哪些主体要交这份材料（四(一)）")
	ErrEntryBody    = say.Refuse("entry_body", "请写明由哪个机关决定（五）")
	ErrEntryStage   = say.Refuse("entry_stage", "请选这项理由用在哪一步：不予受理、逾期未补正或不予通过（四）")
	ErrEntryRemedy  = say.Refuse("entry_remedy", "请写明申请人可以怎么办，如补齐后重新申请、要求复议")
	ErrEntryHeading = say.Refuse("entry_heading", "请选附件的大类")
)

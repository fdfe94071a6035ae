package allocation

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// FieldKind is how a field of an applicant is typed and checked.
type FieldKind string

// The kinds of fields of an applicant.
const (
	FieldText     FieldKind = "text"     // one line
	FieldOne      FieldKind = "one"      // one of its choices
	FieldIdentity FieldKind = "identity" // of a person
	FieldCredit   FieldKind = "credit"   // GB 32100
	FieldPhone    FieldKind = "phone"
	FieldMembers  FieldKind = "members" // one person a line
)

// FieldChoice is a value that a field can have, with its word.
type FieldChoice struct{ Code, Title string }

// ApplicantField says everything of one field of the applicant. The check of an applicant, forms, pages, printed forms, the record
// in the store, corrections and the words of the log come from it.
type ApplicantField struct {
	Key   string // in forms, refusals and corrections; the name of its column too
	Title string // in refusals and corrections
	Label string // in forms, where Title is too long
	Short string // on pages and in the log
	Paper string // its placeholder in printed forms; empty: they have none
	Hint  string // beside the form's field

	Kind     FieldKind
	Choices  []FieldChoice
	Wrong    *say.Refusal         // of a choice: none of them is taken
	At       func(*Applicant) any // where it stands: a pointer to a text, or to the members
	Of       []ApplicantKind      // who has it; none: everybody
	Foreign  *say.Refusal         // what somebody else is told who has it all the same
	Need     []ApplicantKind      // of those that have it: who must fill it
	Agent    bool                 // it is of who acts for the applicant
	Column   bool                 // it stands in the applicant's own table, not among the people behind it
	Named    bool                 // it is a name
	Decision bool                 // a correction of it needs a document and the approver
	Unasked  bool                 // the form does not ask for it: it is filled by a correction
	Most     int                  // characters that it holds; 0: no bound of its own
}

// ApplicantFields are the fields of the applicant in the order of the form.
var ApplicantFields = []ApplicantField{
	{
		Key: "kind", Title: "主体类别", Short: say.Kind, Paper: "主体类别", Hint: "左右键切换", Kind: FieldOne, Choices: choicesOf(ApplicantKinds),
		Wrong: ErrApplicantKind, At: func(a *Applicant) any { return &a.Kind }, Need: ApplicantKinds, Column: true, Decision: true,
	},
	{
		Key: "name", Title: "姓名或名称", Short: say.Name, Paper: "主体名称", Hint: "与证件一致", Kind: FieldText,
		Named: true, At: func(a *Applicant) any { return &a.Name }, Need: ApplicantKinds, Column: true, Decision: true, Most: maxText,
	},
	{
		Key: "credit_code", Title: "统一社会信用代码", Label: "信用代码", Short: "信用代码", Paper: "信用代码", Hint: "18 位统一社会信用代码", Kind: FieldCredit,
		At: func(a *Applicant) any { return &a.CreditCode }, Of: []ApplicantKind{Company}, Foreign: ErrApplicantNoCompany,
		Need: []ApplicantKind{Company}, Decision: true, Most: maxNumber,
	},
	{
		Key: "head", Title: "负责人或法定代表人", Label: say.Head, Short: say.Head, Hint: "团队负责人或法定代表人", Kind: FieldText,
		Named: true, At: func(a *Applicant) any { return &a.Head }, Of: []ApplicantKind{Team, Company}, Need: []ApplicantKind{Team, Company}, Column: true, Most: maxPerson,
	},
	{
		Key: "id_number", Title: "证件号码", Short: "证件号", Paper: "证件号码", Hint: "身份证等，企业填法定代表人的", Kind: FieldIdentity,
		At: func(a *Applicant) any { return &a.IDNumber }, Need: ApplicantKinds, Decision: true, Most: maxNumber,
	},
	{
		Key: "members", Title: "团队成员", Short: "成员", Hint: "每行一人：姓名 证件号 电话 分工，不含负责人", Kind: FieldMembers,
		At: func(a *Applicant) any { return &a.Members }, Of: []ApplicantKind{Team}, Foreign: ErrApplicantNoTeam, Need: []ApplicantKind{Team},
	},
	{
		Key: "phone", Title: "联系电话", Short: say.Phone, Paper: "联系电话", Hint: "手机号或带区号的座机号", Kind: FieldPhone,
		At: func(a *Applicant) any { return &a.Phone }, Need: ApplicantKinds, Most: maxNumber,
	},
	{
		Key: "address", Title: "联系地址", Short: "地址", Paper: "联系地址", Kind: FieldText,
		At: func(a *Applicant) any { return &a.Address }, Need: ApplicantKinds, Column: true, Most: maxText,
	},
	{
		Key: "residence", Title: "居民类别", Short: "居民类别", Paper: "居住情况", Hint: "本市、外来都可申请（二）", Kind: FieldOne, Choices: choicesOf(Residences),
		Wrong: ErrResidence, At: func(a *Applicant) any { return &a.Residence }, Need: ApplicantKinds, Column: true,
	},
	{
		Key: "fixed_residence", Title: say.FixedHome, Short: say.FixedHome, Paper: say.FixedHome, Hint: "在哪里、什么证明（二）", Kind: FieldText,
		At: func(a *Applicant) any { return &a.FixedResidence }, Need: ApplicantKinds, Column: true, Most: maxText,
	},
	{
		Key: "fixed_assets", Title: say.FixedAssets, Short: say.FixedAssets, Paper: say.FixedAssets, Hint: "有什么、什么证明（二）", Kind: FieldText,
		At: func(a *Applicant) any { return &a.FixedAssets }, Need: ApplicantKinds, Column: true, Most: maxText,
	},
	{
		Key: "agent_name", Title: say.Agent, Short: say.Agent, Paper: say.Agent, Kind: FieldText,
		Named: true, At: func(a *Applicant) any { return &a.Agent.Name }, Need: ApplicantKinds, Agent: true, Most: maxPerson,
	},
	{
		Key: "agent_id", Title: "经办人证件号", Paper: "经办人证件", Kind: FieldIdentity,
		At: func(a *Applicant) any { return &a.Agent.IDNumber }, Need: ApplicantKinds, Agent: true, Most: maxNumber,
	},
	{
		Key: "agent_phone", Title: "经办人电话", Paper: "经办人电话", Kind: FieldPhone,
		At: func(a *Applicant) any { return &a.Agent.Phone }, Need: ApplicantKinds, Agent: true, Most: maxNumber,
	},
	{
		Key: "remark", Title: say.Remark, Short: say.Remark, Kind: FieldText,
		At: func(a *Applicant) any { return &a.Remark }, Column: true, Unasked: true, Most: maxText,
	},
}

// The most characters that a one-line field holds, the name of a person, a number.
const (
	maxText   = 200
	maxPerson = 50
	maxNumber = 30
)

// choicesOf are values with their words.
func choicesOf[T interface {
	~string
	Title() string
}](all []T) []FieldChoice {
	out := make([]FieldChoice, len(all))
	for i, v := range all {
		out[i] = FieldChoice{string(v), v.Title()}
	}
	return out
}

// Private reports whether the field names people.
func (f ApplicantField) Private() bool {
	return f.Kind == FieldIdentity || f.Kind == FieldCredit || f.Kind == FieldPhone || f.Kind == FieldMembers
}

// Has reports whether applicants of a kind have the field.
func (f ApplicantField) Has(k ApplicantKind) bool { return len(f.Of) == 0 || slices.Contains(f.Of, k) }

// Required reports whether whoever has the field must fill it.
func (f ApplicantField) Required() bool {
	return len(f.Need) > 0 && (len(f.Of) > 0 || len(f.Need) == len(ApplicantKinds))
}

// Value is what stands in the field: the code of a choice, members one a line.
func (f ApplicantField) Value(a Applicant) string {
	if members, ok := f.At(&a).(*[]Member); ok {
		return MemberLines(*members)
	}
	return reflect.ValueOf(f.At(&a)).Elem().String()
}

// Text is Value as people read it.
func (f ApplicantField) Text(a Applicant) string {
	v := f.Value(a)
	if i := slices.IndexFunc(f.Choices, func(c FieldChoice) bool { return c.Code == v }); i >= 0 {
		return f.Choices[i].Title
	}
	return v
}

// Words is Text with what a person should know of it: the document that a number is of, where it is not the citizen's card.
func (f ApplicantField) Words(a Applicant) string {
	v := f.Text(a)
	if f.Kind == FieldIdentity && v != "" {
		if d := identity.DocumentOf(v); d != identity.Citizen && d != "" {
			v += "（" + d.Title() + "）"
		}
	}
	return v
}

// Put sets the field to a value as Value gives it.
func (f ApplicantField) Put(a *Applicant, value string) {
	if members, ok := f.At(a).(*[]Member); ok {
		*members = ReadMembers(value)
		return
	}
	reflect.ValueOf(f.At(a)).Elem().SetString(value)
}

// Check checks what is typed into the field on a day, by itself; members are checked with their team.
func (f ApplicantField) Check(text string, today civil.Date) error {
	switch f.Kind {
	case FieldIdentity:
		return identity.CheckIDNumber(text, today)
	case FieldCredit:
		return identity.CheckCreditCode(text)
	case FieldPhone:
		return identity.CheckPhone(text)
	case FieldOne:
		if !slices.ContainsFunc(f.Choices, func(c FieldChoice) bool { return c.Code == text }) {
			return f.Wrong
		}
		return nil
	case FieldText, FieldMembers:
	}
	switch {
	case strings.TrimSpace(text) == "":
		return say.ErrFieldEmpty
	case f.Kind == FieldText && utf8.RuneCountInString(text) > maxText:
		return ErrFieldLong
	}
	return nil
}

// Tidy brings what was typed or pasted into the form in which it is kept: no signs that nobody sees, names with their usual dot.
func (a *Applicant) Tidy() {
	for _, f := range ApplicantFields {
		if text, ok := f.At(a).(*string); ok {
			if *text = strings.TrimSpace(quantity.Visible(*text)); f.Named {
				*text = identity.Name(*text)
			}
		}
	}
	a.Members = slices.Clone(a.Members)
	for i := range a.Members {
		a.Members[i].Name = identity.Name(a.Members[i].Name)
	}
}

// Check returns everything that keeps the applicant from being registered, field by field in the order of the form;
// an empty result means that it is complete on a day (二, 四(一)).
func (a *Applicant) Check(today civil.Date) []*say.Refusal {
	var bad refusals
	for _, f := range ApplicantFields {
		value := strings.TrimSpace(f.Value(*a))
		switch {
		case !f.Has(a.Kind):
			if f.Foreign != nil && value != "" {
				bad.add(f.Key, f.Foreign)
			}
		case f.Agent && a.Agent.IsZero(), value == "" && f.Kind != FieldOne && !slices.Contains(f.Need, a.Kind):
		case f.Kind == FieldMembers:
			a.checkMembers(&bad, today)
		default:
			bad.check(f.Key, f.Check(value, today))
		}
	}
	return bad
}

// FieldTitle is the Chinese name of a field of an applicant or an application; the field itself when it has none.
func FieldTitle(field string) string {
	if i := slices.IndexFunc(ApplicantFields, func(f ApplicantField) bool { return f.Key == field }); i >= 0 {
		return ApplicantFields[i].Title
	}
	return say.TitleOf(applicationFieldTitles, field)
}

package screen

import (
	"cmp"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/ui/kit"
)

// The fields of an applicant stand here because two nouns ask for them: the applicant itself, and an application that
// registers a new one in the same form. Their names are those that allocation.Applicant.Check puts into its refusals.

// ApplicantSections are the fields of an applicant with the values of a; show says when they are asked at all (nil: always).
// A masked number of a is accepted as it stands: it means "unchanged". sayID is the hint of the identity number, or nil.
func ApplicantSections(a allocation.Applicant, show func(f *kit.Form) bool, sayID func(f *kit.Form) string) []kit.Section {
	if show == nil {
		show = func(*kit.Form) bool { return true }
	}
	kind := func(kinds ...allocation.ApplicantKind) func(f *kit.Form) bool {
		return func(f *kit.Form) bool {
			for _, k := range kinds {
				if f.Text("kind") == string(k) {
					return show(f)
				}
			}
			return false
		}
	}
	company, group := kind(allocation.Company), kind(allocation.Team)
	byAgent := func(f *kit.Form) bool { return show(f) && f.Yes("agent") }
	return []kit.Section{
		{Title: "主体", Fields: []kit.Field{
			{
				Name: "kind", Label: allocation.FieldTitle("kind"), Kind: kit.KindChoice, Choices: Choices(allocation.ApplicantKinds), Value: cmp.Or(string(a.Kind), string(allocation.Person)),
				Required: true, Show: show, Hint: "左右键切换", Width: 14,
			},
			{Name: "name", Label: allocation.FieldTitle("name"), Value: a.Name, Required: true, Show: show, Limit: 200, Hint: "与证件一致"},
			{
				Name: "credit_code", Label: "信用代码", Value: a.CreditCode, Required: true, Show: company, Check: keeping(identity.CheckCreditCode, a.CreditCode),
				Limit: 30, Hint: "18 位统一社会信用代码",
			},
			{Name: "head", Label: "负责人", Value: a.Head, Required: true, Show: kind(allocation.Team, allocation.Company), Limit: 50, Hint: "团队负责人或法定代表人"},
			{
				Name: "id_number", Label: allocation.FieldTitle("id_number"), Value: a.IDNumber, Show: show, Check: keeping(identity.CheckIDNumber, a.IDNumber),
				Limit: 30, Hint: "18 位，必填；企业填法人的，可空", Say: sayID,
			},
			{
				Name: "members", Label: allocation.FieldTitle("members"), Kind: kit.KindLong, Value: allocation.MemberLines(a.Members), Required: true, Show: group,
				Check: checkMembers(a.Members), Lines: 4, Hint: "每行一人：姓名 身份证号 电话 分工，不含负责人",
			},
			{Name: "phone", Label: allocation.FieldTitle("phone"), Value: a.Phone, Required: true, Show: show, Check: identity.CheckPhone, Limit: 30, Hint: "手机号或带区号的座机号"},
			{Name: "address", Label: allocation.FieldTitle("address"), Value: a.Address, Required: true, Show: show, Limit: 200},
			{
				Name: "residence", Label: allocation.FieldTitle("residence"), Kind: kit.KindChoice, Choices: Choices(allocation.Residences),
				Value: cmp.Or(string(a.Residence), string(allocation.ResidenceLocal)), Required: true, Show: show, Hint: "本市居民和外来投资者都可申请（二）", Width: 14,
			},
			{Name: "fixed_residence", Label: allocation.FieldTitle("fixed_residence"), Value: a.FixedResidence, Required: true, Show: show, Limit: 200, Hint: "在哪里、什么证明（二）"},
			{Name: "fixed_assets", Label: allocation.FieldTitle("fixed_assets"), Value: a.FixedAssets, Required: true, Show: show, Limit: 200, Hint: "有什么、什么证明（二）"},
			{Name: "agent", Label: "他人代办", Kind: kit.KindYesNo, Value: kit.YesNo(!a.Agent.IsZero()), Show: show, Hint: "空格切换"},
			{Name: "agent_name", Label: allocation.FieldTitle("agent_name"), Value: a.Agent.Name, Required: true, Show: byAgent, Limit: 50},
			{
				Name: "agent_id", Label: "经办人证件号", Value: a.Agent.IDNumber, Required: true, Show: byAgent, Limit: 30,
				Check: keeping(identity.CheckIDNumber, a.Agent.IDNumber),
			},
			{Name: "agent_phone", Label: allocation.FieldTitle("agent_phone"), Value: a.Agent.Phone, Required: true, Show: byAgent, Limit: 30, Check: identity.CheckPhone},
		}},
	}
}

// ReadApplicant takes an applicant out of a form with these fields; what its kind does not have is left out.
func ReadApplicant(f *kit.Form) allocation.Applicant {
	a := allocation.Applicant{
		Kind: allocation.ApplicantKind(f.Text("kind")), Name: f.Text("name"), IDNumber: f.Text("id_number"), Phone: f.Text("phone"),
		Address: f.Text("address"), Residence: allocation.Residence(f.Text("residence")),
		FixedResidence: f.Text("fixed_residence"), FixedAssets: f.Text("fixed_assets"),
	}
	if a.Kind != allocation.Person {
		a.Head = f.Text("head")
	}
	if a.Kind == allocation.Company {
		a.CreditCode = f.Text("credit_code")
	}
	if a.Kind == allocation.Team {
		a.Members = allocation.ReadMembers(f.Text("members"))
	}
	if f.Yes("agent") {
		a.Agent = allocation.Agent{Name: f.Text("agent_name"), IDNumber: f.Text("agent_id"), Phone: f.Text("agent_phone")}
	}
	return a
}

// keeping is a check that accepts the masked number that stood there.
func keeping(check func(string) error, masked string) func(string) error {
	return func(text string) error {
		if masked != "" && text == masked {
			return nil
		}
		return check(text)
	}
}

// checkMembers checks the numbers line by line; masked numbers that stood there stay.
func checkMembers(had []allocation.Member) func(string) error {
	return func(text string) error {
		for _, m := range allocation.ReadMembers(text) {
			known := false
			for _, h := range had {
				known = known || (h.IDNumber != "" && h.IDNumber == m.IDNumber)
			}
			if known {
				continue
			}
			if err := identity.CheckIDNumber(m.IDNumber); err != nil {
				return err
			}
		}
		return nil
	}
}

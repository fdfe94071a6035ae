package applicant

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/unit"
)

// Noun reads applicants.
var Noun = ledger.Listing[pastApplicant]{
	Columns: applicantColumns(), Read: readApplicantLine, Open: openApplicants,
	Enough: func(has func(string) bool) bool { return has("name") && (has("id_number") || has("credit_code")) },
}.Noun()

// applicantNames are the other headings that the fields of an applicant go by.
var applicantNames = map[string][]string{
	"kind":            {"类别", "主体类型", "申请人类别", "性质", "主体性质"},
	"name":            {"名称", "姓名或名称", "姓名", "申请人", "主体", "主体名称", "企业名称", "单位名称", "申请单位", "申请人姓名", "团队名称"},
	"credit_code":     {"信用代码", "社会信用代码", "营业执照号", "注册号"},
	"head":            {"法定代表人", "法人", "法人代表", "团队负责人"},
	"id_number":       {"证件号", "身份证号", "身份证号码", "身份证", "负责人证件号", "法人身份证号", "法定代表人身份证号", "负责人身份证号", "居民身份证号"},
	"members":         {"成员", "成员名单"},
	"phone":           {"电话", "手机", "手机号", "电话号码", "联系方式"},
	"address":         {"地址", "住址", "通讯地址", "住所"},
	"residence":       {"户籍", "本地外地", "居住类别"},
	"fixed_residence": {"住所证明", "固定住所证明"},
	"fixed_assets":    {"资产", "固定资产证明"},
	"agent_name":      {"代办人", "经办人姓名"},
	"agent_id":        {"经办人身份证号"},
	"remark":          {"说明", "备注说明"},
}

// applicantExamples are those of the blank spreadsheet.
var applicantExamples = map[string][]string{
	"kind": {"个人", "企业"}, "name": {"示例甲", "示例乙商贸有限公司"}, "phone": {"13900000000", "0469-4234567"}, "address": {"尖山区示例路 1 号", "尖山区示例路 2 号"}, "head": {"", "示例丙"},
}

// applicantColumns come from the fields of the applicant.
func applicantColumns() []ledger.Field {
	out := []ledger.Field{{Field: unit.Fields[slices.IndexFunc(unit.Fields, func(f sheet.Field) bool { return f.Key == "district" })], Help: ledger.Help{Text: "空着：本单位的区。", Examples: []string{"", ""}, Choices: ledger.Fixed(allocation.DistrictNames()...)}}}
	for _, f := range allocation.ApplicantFields {
		names := slices.DeleteFunc([]string{f.Label, f.Short}, func(s string) bool { return s == "" || s == f.Title })
		h := ledger.Help{Text: strings.TrimSuffix(f.Hint, "左右键切换"), Examples: applicantExamples[f.Key], Plain: f.Private(), Width: 14, Need: f.Key == "name"}
		switch f.Key {
		case "kind":
			h.Text = "个人、团队、企业；空着：有信用代码的是企业，有成员的是团队，其余是个人。"
		case "id_number":
			h.Text = "个人、团队负责人、企业法定代表人的身份证号；设为文本，不要让表格改成数字。"
		case "credit_code":
			h.Text = "企业必填，18 位。"
		case "remark":
			h.Text = "留作主体的备注。"
		}
		if h.Text == "" {
			h.Text = "没有的空着，受理申请前再补。"
		}
		if len(h.Examples) == 0 {
			h.Examples = []string{"", ""}
		}
		for _, c := range f.Choices {
			title := c.Title
			if h.Choices == nil {
				h.Choices = ledger.Fixed()
			}
			before := h.Choices(nil)
			h.Choices = ledger.Fixed(append(slices.Clone(before), title)...)
		}
		out = append(out, ledger.Field{Field: sheet.Field{Key: f.Key, Title: f.Title, Names: append(names, applicantNames[f.Key]...), Need: f.Key == "name"}, Help: h})
	}
	return out
}

// pastApplicant is an applicant of the file.
type pastApplicant struct {
	allocation.Applicant
	given map[string]bool // fields that the file has a column for and the row fills
	mask  string          // the number as an export of the office shows it, its middle hidden
	old   intake.ApplicantRow
}

func (x *pastApplicant) number() string {
	if x.Kind == allocation.Company {
		return x.CreditCode
	}
	return x.IDNumber
}

// readApplicantLine reads each field that the row fills.
func readApplicantLine(r *ledger.Reading, l sheet.Line) []pastApplicant {
	x := pastApplicant{given: map[string]bool{}}
	x.District = r.Known.District
	if text := r.Text(l, "district"); text != "" {
		d, err := allocation.FindDistrict(text)
		switch {
		case err != nil:
			r.Refuse(l, "district", err, "请填 "+strings.Join(allocation.DistrictNames(), "、"))
		case r.Known.District != "" && d.Name != r.Known.District:
			r.Reject(l, "district", "本账号只能导入"+r.Known.District+"的主体", "请由该区导入，或删去这一行")
		}
		x.District = d.Name
	}
	for _, key := range []string{"id_number", "credit_code"} {
		if text := identity.PlainID(r.Text(l, key)); strings.Contains(text, "*") {
			x.mask = text
		}
	}
	if x.District == "" && x.mask == "" {
		r.Reject(l, "district", "没有写是哪个区登记的", "请加“区”一列，填 "+strings.Join(allocation.DistrictNames(), "、"))
	}
	texts := map[string]string{}
	for _, f := range allocation.ApplicantFields {
		if x.mask != "" && (f.Kind == allocation.FieldIdentity || f.Kind == allocation.FieldCredit) {
			continue
		}
		if text := applicantText(r, l, f); text != "" {
			texts[f.Key], x.given[f.Key] = text, true
		}
	}
	if number := texts["id_number"]; texts["credit_code"] == "" && identity.CheckCreditCode(number) == nil { // one column of numbers for both
		texts["credit_code"], texts["id_number"] = number, ""
		x.given["credit_code"], x.given["id_number"] = true, false
	}
	x.Kind = kindOfApplicant(texts)
	x.given["kind"] = texts["kind"] != ""
	if texts["name"] == "" {
		r.Reject(l, "name", "没有写姓名或名称", "请填个人姓名、团队或单位名称")
	}
	for _, f := range allocation.ApplicantFields {
		if f.Key != "kind" && texts[f.Key] != "" {
			putApplicant(r, l, &x.Applicant, f, texts[f.Key])
		}
	}
	if x.Residence == "" && x.mask == "" {
		x.Residence = allocation.ResidenceLocal
	}
	x.Tidy()
	switch {
	case x.mask != "":
	case x.Kind == allocation.Company && x.CreditCode == "":
		r.Reject(l, "credit_code", "企业没有统一社会信用代码", "请按营业执照填 18 位代码；个人请把类别写成个人")
	case x.Kind != allocation.Company && x.IDNumber == "":
		r.Reject(l, "id_number", "没有证件号，认不出是谁", "请按证件填写；团队填负责人的")
	}
	return []pastApplicant{x}
}

// applicantText is a field as the row has it.
func applicantText(r *ledger.Reading, l sheet.Line, f allocation.ApplicantField) string {
	switch f.Kind {
	case allocation.FieldIdentity, allocation.FieldCredit:
		return identity.PlainID(r.Long(l, f.Key))
	case allocation.FieldPhone:
		return r.Long(l, f.Key)
	case allocation.FieldMembers:
		return strings.NewReplacer("；", "\n", ";", "\n", "、", "\n").Replace(r.Cell(l, f.Key).String())
	case allocation.FieldOne, allocation.FieldText:
	}
	return r.Text(l, f.Key)
}

// kindOfApplicant is what the row says that it is, else what its numbers say.
func kindOfApplicant(texts map[string]string) allocation.ApplicantKind {
	for _, w := range []struct {
		word string
		kind allocation.ApplicantKind
	}{{"团队", allocation.Team}, {"企业", allocation.Company}, {"公司", allocation.Company}, {"单位", allocation.Company}, {"合作社", allocation.Company}, {"个体工商户", allocation.Company}, {"个人", allocation.Person}} {
		if strings.Contains(texts["kind"], w.word) {
			return w.kind
		}
	}
	switch {
	case texts["credit_code"] != "":
		return allocation.Company
	case texts["members"] != "":
		return allocation.Team
	}
	return allocation.Person
}

// putApplicant checks a field and sets it.
func putApplicant(r *ledger.Reading, l sheet.Line, a *allocation.Applicant, f allocation.ApplicantField, text string) {
	if f.Kind == allocation.FieldOne {
		i := slices.IndexFunc(f.Choices, func(c allocation.FieldChoice) bool {
			return text == c.Title || strings.Contains(text, c.Title) || strings.Contains(c.Title, text)
		})
		if i < 0 {
			r.Refuse(l, f.Key, f.Wrong, "请从空白表的可选项里选")
			return
		}
		text = f.Choices[i].Code
	}
	if err := f.Check(text, r.Today()); err != nil {
		if f.Kind == allocation.FieldIdentity && strings.HasSuffix(text, "000") {
			err = sheet.ErrSpoiled
		}
		r.Refuse(l, f.Key, err, "")
		return
	}
	if f.Has(a.Kind) {
		f.Put(a, text)
	}
}

// people hold applicants against those of the office.
type people struct {
	ctx    context.Context
	q      engine.Querier
	today  civil.Date
	number map[string]int64 // of identity or registration, with the district
	phone  map[string]string
	met    map[string]string
	masked map[string][]int64 // by the number as it is shown
	name   map[int64]string
}

const sqlPeople = `SELECT y.applicant_id, p.name, p.district, y.identity, y.phone, y.part, p.kind = 'company' AND y.part = '` + intake.PartSelf + `' FROM party y JOIN applicant p ON p.id = y.applicant_id
	WHERE y.part IN ('` + intake.PartSelf + `', '` + intake.PartCompany + `') AND ($1 = '' OR p.district = $1) AND (p.kind <> 'company' OR y.part = '` + intake.PartCompany + `' OR y.phone <> '') ORDER BY y.applicant_id DESC`

func openApplicants(ctx context.Context, q engine.Querier, by engine.Actor, r *ledger.Reading) (ledger.Judge[pastApplicant], error) {
	s := &people{ctx: ctx, q: q, today: r.Today(), number: map[string]int64{}, phone: map[string]string{}, met: map[string]string{}, masked: map[string][]int64{}, name: map[int64]string{}}
	_, err := engine.All(ctx, q, func(sc engine.Scanner) (id int64, err error) {
		var name, district, number, phone, part string
		var head bool // of a company: it is known by its code
		if err = sc.Scan(&id, &name, &district, &number, &phone, &part, &head); err != nil {
			return id, err
		}
		if s.name[id] = name; number != "" && !head {
			s.number[district+part+number] = id
			mask := identity.MaskID(number)
			s.masked[mask] = append(s.masked[mask], id)
		}
		if phone != "" {
			s.phone[phone] = name
		}
		return id, nil
	}, sqlPeople, by.District)
	return s, err
}

func (s *people) Look(x *pastApplicant) (ledger.Verdict, error) {
	if x.mask != "" {
		if bad := s.unmask(x); bad.Is == ledger.Refused {
			return bad, nil
		}
	}
	part, key := intake.PartSelf, "id_number"
	if x.Kind == allocation.Company {
		part, key = intake.PartCompany, "credit_code"
	}
	number := x.District + part + x.number()
	if name, twice := s.met[number]; twice {
		return ledger.No(key, errApplicantTwice.Textf("与文件里的“%s”号码相同", name), "请核对号码，重复的删去一行"), nil
	}
	s.met[number] = x.Name
	if bad := s.whole(x); bad.Is == ledger.Refused {
		return bad, nil
	}
	id, found := s.number[number]
	if !found {
		return s.newcomer(x), nil
	}
	old, err := intake.ReadApplicant(s.ctx, s.q, id)
	if err != nil {
		return ledger.Verdict{}, err
	}
	x.old = old
	notes := x.over()
	switch {
	case len(notes) == 0:
		return ledger.Verdict{Is: ledger.Same}, nil
	case old.Accepted && x.differs() != "remark":
		return ledger.No(x.differs(), intake.ErrApplicantAccepted.Textf("%s已受理过申请，与文件不同：%s", old.Name, strings.Join(notes, "；")), "请在主体页按更正办理，或把文件改成一致"), nil
	}
	return ledger.Verdict{Is: ledger.Changed, Name: x.Name, Notes: notes}, nil
}

// unmask finds whose number it is of which the file shows the ends: among several that by the name.
func (s *people) unmask(x *pastApplicant) ledger.Verdict {
	ids := s.masked[x.mask]
	if named := slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return identity.PlainName(s.name[id]) != identity.PlainName(x.Name) }); len(ids) > 1 {
		ids = named
	}
	if len(ids) != 1 {
		return ledger.No("id_number", errApplicantMask, "请写完整的号码，设为文本")
	}
	old, err := intake.ReadApplicant(s.ctx, s.q, ids[0])
	if err != nil {
		return ledger.No("id_number", err, "")
	}
	if !x.given["kind"] {
		x.Kind = old.Kind
	}
	x.District, x.IDNumber, x.CreditCode = old.District, old.IDNumber, old.CreditCode
	return ledger.Verdict{}
}

// whole refuses a team whose members do not hold together.
func (s *people) whole(x *pastApplicant) ledger.Verdict {
	for _, r := range x.Check(s.today) {
		if r.Field == "members" && x.given["members"] {
			return ledger.No("members", r, "请写成 姓名 证件号 电话，几个人用分号隔开，不含负责人")
		}
	}
	return ledger.Verdict{}
}

// newcomer is one that the office does not have, with what its papers lack and whom it is like.
func (s *people) newcomer(x *pastApplicant) ledger.Verdict {
	var lacks []string
	for _, r := range x.Check(s.today) {
		if i := slices.IndexFunc(allocation.ApplicantFields, func(f allocation.ApplicantField) bool { return f.Key == r.Field }); i >= 0 {
			lacks = append(lacks, allocation.ApplicantFields[i].Short)
		}
	}
	notes := []string{x.Kind.Title() + " " + identity.MaskID(x.number())}
	if like := s.phone[identity.PlainPhone(x.Phone)]; x.Phone != "" && like != "" {
		notes = append(notes, "电话与已登记的“"+like+"”相同")
	}
	if len(lacks) > 0 {
		notes = append(notes, "还缺 "+strings.Join(lacks, "、"))
	}
	if x.Phone != "" {
		s.phone[identity.PlainPhone(x.Phone)] = x.Name
	}
	return ledger.Verdict{Name: x.Name, Notes: notes}
}

// over makes the applicant the one of the office with what the file says, and says what becomes other.
func (x *pastApplicant) over() (notes []string) {
	next := x.old.Applicant
	for _, f := range allocation.ApplicantFields {
		if !x.given[f.Key] || !f.Has(x.Kind) || f.Value(next) == f.Value(x.Applicant) {
			continue
		}
		from, to := f.Text(next), f.Text(x.Applicant)
		if f.Kind == allocation.FieldPhone && identity.PlainPhone(from) == identity.PlainPhone(to) {
			continue
		}
		if f.Private() {
			from, to = identity.MaskID(from), identity.MaskID(to)
		}
		if from == "" {
			from = "（空）"
		}
		notes = append(notes, fmt.Sprintf("%s %s -> %s", f.Short, from, to))
	}
	return notes
}

// differs is the first field in which the file and the office are not the same.
func (x *pastApplicant) differs() string {
	for _, f := range allocation.ApplicantFields {
		if x.given[f.Key] && f.Has(x.Kind) && f.Value(x.old.Applicant) != f.Value(x.Applicant) {
			return f.Key
		}
	}
	return "name"
}

func (s *people) Write(t *engine.Tx, w *ledger.Writing, x pastApplicant) error {
	if x.old.ID == 0 {
		_, err := intake.TakeApplicant(t, x.Applicant)
		return err
	}
	for _, part := range []struct{ table, where string }{{"applicant", "id = %d"}, {"party", "applicant_id = %d"}} {
		if err := w.Keep(t, part.table, fmt.Sprintf(part.where, x.old.ID)); err != nil {
			return err
		}
	}
	next := x.old.Applicant
	for _, f := range allocation.ApplicantFields {
		if x.given[f.Key] && f.Has(x.Kind) {
			f.Put(&next, f.Value(x.Applicant))
		}
	}
	err := intake.MendApplicant(t, next)
	if errors.Is(err, engine.ErrStale) {
		return ledger.ErrMoved
	}
	return err
}

var (
	errApplicantTwice = say.Refuse("takeover_applicant", "文件里写了两次")
	errApplicantMask  = say.Refuse("takeover_mask", "号码中间是星号，认不出是谁")
)

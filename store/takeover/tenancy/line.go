package tenancy

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
	"penggai/store/stay"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/unit"
)

// Noun reads running stays.
var Noun = ledger.Noun{Spec: tenancySpec, Make: func(r *ledger.Reading) ledger.Records { return newTenancies(r) }, Help: tenancyHelp}

// tenancyFields are the columns of a list of running stays: the place of the unit, the tenant, the contract, what was promised and paid.
var tenancyFields = append(append([]sheet.Field{}, unit.PlaceFields()...), []sheet.Field{
	{Key: "stay", Title: say.TenancyNumber, Names: []string{"入驻号", "户编号"}},
	{Key: "units", Title: engine.TextFieldUnit, Names: []string{"使用房源", "入驻房源"}},
	{Key: "name", Title: say.Tenant, Names: []string{"承租单位", "使用单位", "使用人", "承租户", "入驻企业", "企业名称", "单位名称", "入驻单位", "经营者", "业户", "户名", "主体", "名称", "姓名", "入驻企业个人"}, Need: true},
	{Key: "identity", Title: "证件号码", Names: []string{"证件号", "身份证号", "身份证号码", "身份证", "统一社会信用代码", "信用代码", "社会信用代码", "营业执照号", "注册号"}},
	{Key: "head", Title: say.Head, Names: []string{"法定代表人", "法人", "法人代表", "负责人姓名"}},
	{Key: "head_identity", Title: "负责人证件号", Names: []string{"法人身份证号", "法定代表人身份证号", "负责人身份证号"}},
	{Key: "phone", Title: "联系电话", Names: []string{say.Phone, "手机", "手机号", "电话号码", "联系方式"}},
	{Key: "contact", Title: "联系地址", Names: []string{"住址", "通讯地址"}},
	{Key: "project", Title: "经营项目", Names: []string{"经营范围", "经营内容", say.ProjectName, say.Project, "业态", "行业"}},
	{Key: "signed", Title: "合同签订日期", Names: []string{engine.TextFieldSigned, "签订日期", "签约日期", "首次签约日", "首签日期", "合同起始日期", "合同开始日期", "起租日期", "合同起始日", "合同签订日", "签约日", "签订日", "起始日期", "入驻日期", "签约时间", "签订时间", "合同签订时间"}, Need: true},
	{Key: "until", Title: "合同到期日期", Names: []string{engine.TextFieldUntil, "到期日期", "合同到期日", "到期日", "合同终止日", "合同截止日", "合同结束日", "合同终止日期", "合同截止日期", "到期时间", "终止日期", "合同结束日期"}},
	{Key: "span", Title: "合同起止日期", Names: []string{"合同起止", "起止日期", "合同期限", "租赁期限", "租期", "合同起止时间", "租赁起止日期"}},
	{Key: "renewed", Title: "续签日期", Names: []string{"续签时间", "续签合同日期"}},
	{Key: "contract", Title: "合同编号", Names: []string{"合同号"}},
	{Key: "jobs", Title: "带动就业人数", Names: []string{"就业人数", "承诺就业人数", "承诺岗位", "带动就业", "岗位数", "安置人数", "吸纳就业人数"}},
	{Key: "verified", Title: "核实就业人数", Names: []string{"实际就业人数", "现有就业人数", "核实岗位", "在岗人数"}},
	{Key: "assessed", Title: "上次考核日期", Names: []string{"考核日期", "核实日期"}},
	{Key: "handed", Title: "交接日期", Names: []string{"交房日期", "移交日期"}},
	{Key: "opened", Title: "开业日期", Names: []string{"开业时间", "营业日期"}},
	{Key: "water_trade", Title: "用水为主", Names: []string{"是否用水为主", "以水为主", "用水行业"}},
	{Key: "waived", Title: "是否减免", Names: []string{"减免", "享受减免", "是否免租"}},
	{Key: "keys_water", Title: "交接水表读数", Names: []string{"交房水表读数", "入驻水表读数", "起租水表读数", "水表起码", "水表底数"}},
	{Key: "read_on", Title: "抄表日期", Names: []string{"最近抄表日期", "上次抄表日期", "查表日期"}},
	{Key: "water", Title: "水表读数", Names: []string{"最近水表读数", "现水表读数", "最近读数", "水表止码"}},
	{Key: "paid", Title: "已缴金额", Names: []string{"已缴", "累计已缴", "已交金额", "已缴费用", "已缴合计"}},
	{Key: "paid_on", Title: "缴至日期", Names: []string{"最近缴费日期", "缴费日期"}},
	{Key: "owed", Title: "欠费余额", Names: []string{"欠费", "欠费金额", "欠缴金额", "尚欠金额", "尚欠", "拖欠金额", "欠款", "欠款金额"}},
	{Key: "owed_on", Title: "余额日期", Names: []string{"欠费截止日期", "截止日期", "截至日期"}},
	{Key: "note", Title: say.Remark, Names: []string{"说明", "备 注", "其他说明"}},
}...)

func tenancySpec(r *ledger.Reading) sheet.Spec {
	return sheet.Spec{
		Fields: tenancyFields, Context: r.Known.Context, Total: "area",
		Enough: func(has func(string) bool) bool {
			return has("name") && (has("signed") || has("span")) && (has("door") || has("number") || has("stay"))
		},
	}
}

// tenancyLine is one stay as the file has it; several rows of one tenant signed on one day are one stay with several units.
type tenancyLine struct {
	sheet    string
	row      int
	line     sheet.Line
	units    []int // places among the lines of units
	who      allocation.Applicant
	project  string
	signed   civil.Date
	terms    []stay.TakenTerm
	jobs     int64
	verified int64
	assessed civil.Date
	handed   civil.Date
	opened   civil.Date
	waived   bool
	trade    bool // it lives on water
	past     pastOf
	remark   string
	notes    []string
}

// tenancies are the lines of such a list, with the units that they are about.
type tenancies struct {
	*unit.Units
	r     *ledger.Reading
	lines []tenancyLine
	held  map[string]int // number of identity, or name, and signing day to the line
	skip  map[int]bool   // lines that are not written: the office has them already, or they are refused
	tried map[int]tried  // what became of each line when it was written for trial
	there []stayThere    // rows that name a stay of the office

	had     map[int64][]string // remarks that stand beside the stays of the office
	remarks []remarkOf         // that come beside them
}

func newTenancies(r *ledger.Reading) *tenancies {
	u := unit.New(r)
	u.Only = true
	return &tenancies{Units: u, r: r, held: map[string]int{}}
}

// Line reads one row: the unit, then the stay.
func (s *tenancies) Line(l sheet.Line) error {
	r := s.r
	if number := stayNumber(r, l); number != "" {
		s.thereOf(l, number)
		return nil
	}
	before := len(s.Units.Lines)
	if err := s.Units.Line(l); err != nil {
		return err
	}
	n := tenancyLine{sheet: l.Sheet, row: l.Row, line: l, waived: true}
	s.who(l, &n)
	s.days(l, &n)
	s.figures(l, &n)
	s.past(l, &n, len(s.Units.Lines)-1)
	if r.Bad {
		s.Units.Lines = s.Units.Lines[:min(before, len(s.Units.Lines))]
		return nil
	}
	n.units = []int{len(s.Units.Lines) - 1}
	key := n.who.Name + "|" + n.who.IDNumber + n.who.CreditCode + "|" + n.signed.String()
	if first, again := s.held[key]; again {
		s.lines[first].units = append(s.lines[first].units, n.units...)
		s.lines[first].past.join(n.past)
		if f := &s.lines[first]; !strings.Contains(f.remark, n.remark) {
			f.remark = strings.TrimPrefix(f.remark+"；"+n.remark, "；")
		}
		s.lines[first].notes = append(s.lines[first].notes, fmt.Sprintf("与第 %d 行并为一户", l.Row))
		return nil
	}
	s.held[key] = len(s.lines)
	s.lines = append(s.lines, n)
	return nil
}

// who reads the tenant.
func (s *tenancies) who(l sheet.Line, n *tenancyLine) {
	r, a := s.r, &n.who
	a.Name = identity.Name(r.Text(l, "name"))
	if a.Name == "" || len([]rune(a.Name)) > 50 {
		r.Reject(l, "name", "没有写承租人，或超过 50 字", "请填承租人的姓名或单位名称")
		return
	}
	a.Kind, a.Residence = allocation.Person, allocation.ResidenceLocal
	number, err := r.Cell(l, "identity").Long()
	if err != nil {
		r.Refuse(l, "identity", err, "")
		return
	}
	number = identity.PlainID(number)
	head := identity.Name(r.Text(l, "head"))
	switch {
	case number == "":
		n.notes = append(n.notes, "没有证件号")
		if head != "" {
			a.Kind, a.Head = allocation.Company, head
		}
	case identity.CheckCreditCode(number) == nil:
		a.Kind, a.CreditCode, a.Head = allocation.Company, number, head
	default:
		if err := identity.CheckIDNumber(number, s.r.Today()); err != nil {
			if strings.HasSuffix(number, "000") {
				err = sheet.ErrSpoiled
			}
			do := sheet.Do(err)
			if do == "" {
				do = "请按证件核对 18 位号码；单位请填统一社会信用代码"
			}
			r.Refuse(l, "identity", err, do)
			return
		}
		a.IDNumber = number
	}
	if a.Kind == allocation.Company {
		id, err := r.Cell(l, "head_identity").Long()
		if err != nil {
			r.Refuse(l, "head_identity", err, "")
			return
		}
		a.IDNumber = identity.PlainID(id)
	}
	if phone, err := r.Cell(l, "phone").Long(); err != nil {
		r.Refuse(l, "phone", err, "")
	} else if phone != "" {
		if err := identity.CheckPhone(phone); err != nil {
			r.Refuse(l, "phone", err, "请填 11 位手机号或带区号的座机号")
		}
		a.Phone = phone
	}
	a.Address = r.Text(l, "contact")
	n.project = r.Text(l, "project")
	if n.project == "" {
		n.project = a.Name
	}
}

// spanned puts both days of a column that has them together where they belong, as far as they have no column of their own: 2017.12.15—2020.12.14.
func spanned(r *ledger.Reading, l sheet.Line) sheet.Line {
	from, to, both := sheet.Span(r.Text(l, "span"))
	if !both {
		return l
	}
	l.Cells = slices.Clone(l.Cells)
	for key, day := range map[string]string{"signed": from, "until": to} {
		if c := &l.Cells[r.Fields[key]]; c.Empty() {
			*c = sheet.Cell{Text: day}
		}
	}
	return l
}

// days reads signing, end and what followed. A contract runs three years (四(四)): what the file says of its end is compared.
func (s *tenancies) days(l sheet.Line, n *tenancyLine) {
	r := s.r
	l = spanned(r, l)
	n.signed = s.r.Day(l, "signed", ledger.PolicyDay, true)
	if r.Bad {
		return
	}
	if strings.Contains(r.Cell(l, "signed").Text, "月") && !strings.ContainsAny(r.Cell(l, "signed").Text, "日号") {
		n.notes = append(n.notes, "签订日期只写到月，按 1 日")
	}
	n.terms = []stay.TakenTerm{{Number: sheet.Compact(r.Text(l, "contract")), Signed: n.signed}}
	renewed := s.r.Day(l, "renewed", n.signed, false)
	s.until(l, n, renewed)
	n.handed = s.r.Day(l, "handed", n.signed, false)
	n.opened = s.r.Day(l, "opened", n.signed, false)
	switch {
	case n.handed.IsZero() && !n.opened.IsZero():
		n.handed = n.signed
	case n.handed.IsZero() && !r.Has(l, "opened"):
		n.handed, n.opened = n.signed, n.signed
		n.notes = append(n.notes, "没有交接、开业日期，按签订之日")
	case n.handed.IsZero() && !r.Has(l, "handed"):
		n.handed = n.signed
	}
	if !n.opened.IsZero() && n.opened.Before(n.handed) {
		r.Reject(l, "opened", "早于交接日期", "请核对两个日期")
	}
}

// until compares the end that the file says with the terms: 36 months each.
func (s *tenancies) until(l sheet.Line, n *tenancyLine, renewed civil.Date) {
	r, c := s.r, s.r.Cell(l, "until")
	terms := 1
	if !renewed.IsZero() {
		terms = 2
	}
	if !c.Empty() {
		last, err := c.Date(l.Epoch)
		if err != nil {
			r.Refuse(l, "until", err, "")
			return
		}
		found := 0
		for k := 1; k <= 3; k++ {
			_, to := allocation.Term(n.signed, k)
			if off := last.Sub(to.AddDays(-1)); off >= -1 && off <= 1 {
				if found = k; off != 0 {
					n.notes = append(n.notes, fmt.Sprintf("文件写 %s 到期，按 3 年算到 %s", last, to.AddDays(-1)))
				}
			}
		}
		if found == 0 {
			_, to := allocation.Term(n.signed, terms)
			r.Reject(l, "until", fmt.Sprintf("合同期限 3 年（四(四)），从 %s 起应到 %s", n.signed, to.AddDays(-1)), "请按合同核对签订和到期两个日期；续签过的请加“续签日期”一列")
			return
		}
		terms = max(terms, found)
	}
	for k := 2; k <= terms; k++ {
		from, _ := allocation.Term(n.signed, k)
		signed := civil.Min(from, s.r.Today())
		if k == 2 && !renewed.IsZero() {
			signed = renewed
		} else {
			n.notes = append(n.notes, fmt.Sprintf("第 %d 期没有续签日期，按 %s", k, signed))
		}
		if from.After(s.r.Today().AddMonths(4)) {
			r.Reject(l, "until", "续签的一期还没有到可以签的时候", "请核对到期日期")
			return
		}
		n.terms = append(n.terms, stay.TakenTerm{Signed: signed})
	}
}

// figures reads jobs, waiver and what was paid.
func (s *tenancies) figures(l sheet.Line, n *tenancyLine) {
	r := s.r
	count := func(key string) int64 {
		c := r.Cell(l, key)
		if c.Empty() {
			return 0
		}
		v, err := c.Count()
		switch {
		case err != nil:
			r.Refuse(l, key, err, "")
		case v < 0 || v > 5000:
			r.Reject(l, key, "人数不合常理", "请填 0 到 5000 的整数")
		}
		return v
	}
	n.jobs, n.verified = count("jobs"), count("verified")
	n.assessed = s.r.Day(l, "assessed", n.signed, false)
	if r.Has(l, "verified") && !r.Cell(l, "verified").Empty() && n.assessed.IsZero() {
		n.assessed = s.r.Today()
	}
	if r.Has(l, "waived") {
		n.waived = r.Mark(l, "waived")
	}
	n.trade = r.Mark(l, "water_trade")
	n.remark = r.Remark(l)
}

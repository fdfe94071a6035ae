package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/leave"
	"penggai/allocation/oversight"
	"penggai/allocation/refusal"
	"penggai/allocation/rule"
	"penggai/allocation/say"
	"penggai/allocation/till"
	ground "penggai/allocation/walk"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/store/walk"
	"penggai/store/watch"
)

var update = flag.Bool("update", false, "write the golden files")

// sample is a record with something in every field.
func sample() Record {
	day := civil.MustParse
	r := Record{
		Target: Target{Noun: NounTenancy, ID: 1}, Number: "RZ-JS-2017-0031", Name: "北方家政<服务>", District: "尖山区", Today: day("2021-03-15"),
		Stamp: "HT-JS-2017-0031　打印：赵 2021-03-15　日志：第 18204 条 3f2a",
		Who: allocation.Applicant{
			ID: 1, Kind: allocation.Company, Name: "北方家政<服务>", IDNumber: "230502199001010010", CreditCode: "91230502MA1800065P", Head: "王宝",
			Phone: "13846900001", Address: "尖山区西平行路 1 号", Residence: allocation.ResidenceLocal, FixedResidence: "自有住房", FixedAssets: "设备",
			Agent: allocation.Agent{Name: "李雷", IDNumber: "230502199001010029", Phone: "13846900002"},
		},
	}
	r.Card.Card = bylaw.Card{
		District: "尖山区", Leader: "高区长", Adviser: "林律师", Telephone: "0469-4200001", Address: "尖山区政府 3 楼",
		Payees: []bylaw.Payee{{Name: "尖山区财政局", Bank: "工行尖山支行", Account: "0909020119200000001"}},
		Review: "双鸭山市人民政府", Court: "双鸭山市中级人民法院",
	}
	r.Walk.Walk = ground.Walk{
		Number: "HC-JS-2021-0001", State: ground.Open, Kind: ground.ByLot, District: "尖山区", Place: "尖山区 南市区", Inspectors: "赵、钱、孙", Wanted: 2,
		Seed: "福彩 2021030 期 03", Digest: strings.Repeat("3f2a", 16), Made: day("2021-03-08"),
	}
	r.Walk.Units, r.Walk.Lines = 2, []walk.LineRow{
		{Line: ground.Line{Position: 1, Number: "JS-NSQ-01-1-03", Ledger: allocation.UnitOccupied, Tenancy: 1, Tenant: "北方家政<服务>", Opened: true, Inspectors: "赵、孙"}, Community: "南市区", Building: "1号楼"},
		{Line: ground.Line{Position: 2, Number: "JS-NSQ-01-1-04", Ledger: allocation.UnitVacant, Inspectors: "钱、孙", Seen: ground.SeenOpen, SeenDay: day("2021-03-12"), SeenBy: "钱、孙", Note: "卖水果"}, Community: "南市区", Building: "1号楼"},
	}
	r.Application.Application = allocation.Application{
		ID: 1, Number: "JS20170006", State: allocation.ApplicationRefused, Project: "家政 & 保洁", Description: "第一行\n第二行",
		Jobs:  allocation.Jobs{Claimed: allocation.JobFigure{Full: 12, Part: 2, Day: day("2017-08-20")}},
		Taxes: allocation.Taxes{Claimed: allocation.TaxFigure{Amount: 5_000_000}}, MaxUnits: 2, WantedMin: 10000, Communities: []string{"南市区"},
		Groups:     []allocation.GroupClaim{{Title: "城镇失业人员", Proof: "失业证"}},
		Materials:  []allocation.MaterialCheck{{Title: "居民身份证", Required: true, Received: day("2017-08-21")}, {Title: "创业项目计划书"}},
		Supplement: allocation.Supplement{Items: "1. 计划书\n2. 资金证明", Asked: day("2017-08-22"), Deadline: day("2017-09-01")},
		AcceptedOn: day("2017-08-21"),
	}
	r.Application.Moves = []intake.MoveRow{{To: allocation.ApplicationRefused, Day: day("2017-09-04"), Reason: "逾期未补正"}}
	r.Application.Grounds = []refusal.Ground{
		{Code: "form", Clause: "双政办规〔2017〕13号 四(一)", Words: "没有提交相关材料", Remedy: "交齐材料后重新申请"}, {Words: "逾期未补正"},
	}
	r.Left, r.IsLeft = withoutPremises(), true
	r.Contract = allocation.Contract{ID: 1, Number: "HT-JS-2017-0031", Term: 1, Signed: day("2017-11-15"), From: day("2017-11-15"), To: day("2020-11-15")}
	r.Tenancy.Tenancy = allocation.Tenancy{
		ID: 1, Number: "RZ-JS-2017-0031", Signed: day("2017-11-15"), Clock: day("2017-11-15"), Handed: day("2017-11-22"), OpenBy: day("2018-02-22"),
		Opened: day("2018-02-09"), Ended: day("2020-12-01"), Stopped: day("2020-11-20"),
	}
	r.Round.Number, r.Round.Title, r.Round.Units = "JS-2017-01", "尖山区 2017 年第 1 批次", 1
	r.Round.Source = draw.Source{Kind: draw.ByWitnesses, Name: "孙某、吴某"}
	r.Round.Posted = draw.Posting{Digest: strings.Repeat("ab", 32), Day: day("2017-09-05"), Until: day("2017-09-08")}
	r.Round.Scope.Frozen = &rule.Instance{}
	r.Round.Scope.Applicants = []round.RoundApplicant{{Number: "JS20170006", Name: "北方家政<服务>", Kind: allocation.Company}}
	r.Tenancy.Promised = allocation.JobFigure{Full: 12, Part: 2, Day: day("2017-11-15")}
	r.Tenancy.Holdings = []stay.HoldingRow{{UnitID: 7, Unit: "JS-NSQ-01-1-03", Community: "南市区", Area: 14235, From: day("2017-11-15"), To: day("2020-12-01"), Address: "平行路 18 号", Certificate: "双房权证 00123"}}
	out := allocation.Condition{UnitID: 7, Unit: "JS-NSQ-01-1-03", Keys: 3, Water: 12000, Power: 14000}
	back := allocation.Condition{UnitID: 7, Unit: "JS-NSQ-01-1-03", Keys: 2, Water: 64000, Power: 66000, Defects: "门锁坏", Remark: "丢一把钥匙"}
	r.Tenancy.Out, r.Tenancy.Back = []stay.HandoverRow{{Condition: out, Day: day("2017-11-22")}}, []stay.HandoverRow{{Condition: back, Day: day("2020-12-01")}}
	r.Exit.Exit = leave.Exit{
		ID: 1, State: leave.ExitClosed, Ground: 3, Stops: true, Heard: true, Reason: "转租", Evidence: leave.Evidence{Document: "督办认定5号", Body: "市人社局", Day: day("2020-11-10")},
		Hearing: leave.Hearing{
			Told: day("2020-11-11"), ToldHow: "直接送达", AnswerBy: day("2020-11-18"), Answered: day("2020-11-16"), Answer: "没有转租",
			Adviser: "王律师", Advised: day("2020-11-17"), Opinion: "证据充分",
		},
		VacateBy: day("2020-12-05"), FileBy: day("2020-12-04"),
		Decided: day("2020-11-20"), Decision: "同意退出", NoticeNumber: "TC-JS-2020-0003", Noticed: day("2020-11-22"), NoticedHow: "直接送达", Returned: day("2020-12-01"),
		Settled: day("2020-12-03"), SettledHow: "缴清", Filed: day("2020-12-05"), FiledNumber: "备2020-3", FiledBody: "市棚改办",
	}
	r.Exit.Ground = leave.FailureGround()
	r.Exit.Terms.Told = "5 个工作日"
	line := charge.FeeLine{
		Fee: charge.FeeRent, From: day("2020-11-15"), To: day("2020-12-01"), Phase: charge.PhaseHalf, Year: 2020, Area: 14235, Days: 16, Of: 30, Price: 2000,
		Priced: true, Market: 151840, Payable: 75920, Waived: 75920,
	}
	r.Bill.Bill = charge.Bill{
		ID: 1, Number: "ZD-JS-2021-0003", Kind: charge.BillPeriod, From: day("2020-11-15"), To: day("2021-01-01"), Issued: day("2021-01-04"), Due: day("2021-02-03"),
		Lacks: charge.Lacking([]charge.Unread{{Unit: "JS-NSQ-01-1-03", Since: day("2018-11-15")}}, nil, false),
		Total: charge.FeeTotal{Market: 151840, Payable: 75920, Waived: 75920}, Lines: []charge.BillLine{{FeeLine: line}},
	}
	r.Payment.Payment = charge.Payment{ID: 1, Number: "SJ-JS-2021-0001", Kind: charge.PaymentTaken, Day: day("2021-01-15"), Amount: 151840, Method: charge.MethodCash, Payer: "王宝"}
	r.Till.Closing = till.Closing{
		ID: 1, Number: "RJ-JS-2021-0001", State: till.Confirmed, From: day("2021-01-14"), Day: day("2021-01-15"), Book: till.Book{Receipts: 2, Cash: 150000, Scan: 2000},
		Count: till.Count{Float: 20000, Found: 169990, Pieces: till.Pieces{0: 16, 1: 1}, Reason: "找零少收 1 角"}, Keeper: 7, CountedBy: 7, ConfirmedBy: 8,
		Decided: day("2021-01-16"), Decision: "当面点清",
	}
	r.Till.KeeperName, r.Till.CountedName, r.Till.SecondName = "赵管理", "赵管理", "李领导"
	r.Till.Receipts = []money.PaymentRow{r.Payment, {Payment: charge.Payment{
		ID: 2, Number: "SJ-JS-2021-0002", Kind: charge.PaymentRefund, Day: day("2021-01-15"), Amount: -1840, Method: charge.MethodCash, Payer: "北方家政<服务>",
	}}}
	r.Finding = watch.FindingDetail{
		FindingRow: watch.FindingRow{Subject: "RZ-JS-2017-0031 北方家政<服务>", Finding: oversight.Finding{
			ID: 1, Number: "DB-JS-2021-0002", State: oversight.FindingReturned, District: "尖山区", Noun: oversight.FindingTenancy, NounID: 1, Body: "市棚改办",
			Text: "逾期未开业", Clause: "三.3", Raised: day("2021-02-01"), AnswerBy: day("2021-03-20"),
		}},
		Steps: []watch.FindingStepRow{{Kind: "answer", Day: day("2021-02-10"), Text: "已约谈", Document: "尖政函〔2021〕3号"}, {Kind: "return", Day: day("2021-02-20"), Text: "没有开业日期"}},
	}
	r.Assessment.Assessment = oversight.Assessment{
		ID: 1, Number: "KH-JS-2020-0007", State: oversight.AssessmentRectifying, Day: day("2020-05-20"), Due: day("2020-05-15"), Bodies: []string{"市人社局", "区市场监管局"},
		Jobs: allocation.JobFigure{Full: 11, Part: 1, Source: "社保缴费记录", Day: day("2020-05-19")}, Taxes: []oversight.TaxPaid{{Year: 2019, Amount: 4_200_000, Source: "完税证明"}},
		Points: []oversight.PointCheck{{Code: "scope", Good: true}, {Code: "premises", Remark: "卷帘门损坏"}}, Conclusion: oversight.ConclusionRectify, Rectify: "修复卷帘门", RectifyBy: day("2020-06-20"),
		Measure: oversight.Measure{Weight: 11_500, Entitled: 11_500, Most: 12_650, Held: 14_235, Cost: 380_400, Year: 2020},
	}
	return r
}

// parts unzips a document.
func parts(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// wellFormed reads a part to its end.
func wellFormed(t *testing.T, name, part string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// plain is the text of a part, a line a paragraph.
func plain(t *testing.T, part string) string {
	t.Helper()
	root, err := parse([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *node)
	walk = func(n *node) {
		switch n.name {
		case "w:t":
			b.WriteString(n.words())
			return
		case "w:br":
			b.WriteByte('\n')
		case "w:noBreakHyphen":
			b.WriteByte('-')
		}
		for _, k := range n.kids {
			walk(k)
		}
		if n.name == "w:p" {
			b.WriteByte('\n')
		}
	}
	walk(root)
	return b.String()
}

// TestForms prints every built-in form: a whole package, A4 with the margins of official documents, the fonts by name, page
// numbers, nothing left between braces, the same bytes every time.
func TestForms(t *testing.T) {
	for _, f := range Forms() {
		t.Run(f.Code, func(t *testing.T) {
			template, err := Load(t.TempDir(), f)
			if err != nil {
				t.Fatal(err)
			}
			data := f.build(sample())
			file, err := template.Fill(data)
			if err != nil {
				t.Fatal(err)
			}
			again, err := template.Fill(f.build(sample()))
			if err != nil || !bytes.Equal(file, again) {
				t.Errorf("the same record gives another file: %v", err)
			}
			p := parts(t, file)
			for name, part := range p {
				wellFormed(t, name, part)
				if brace.MatchString(part) {
					t.Errorf("%s has a placeholder left", name)
				}
			}
			for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/footer1.xml", "word/_rels/document.xml.rels"} {
				if p[name] == "" {
					t.Errorf("no part %s", name)
				}
			}
			for part, want := range map[string][]string{
				"word/document.xml": {`w:w="11906" w:h="16838"`, `w:right="1474"`, `w:left="1588"`},
				"word/styles.xml":   {`w:eastAsia="仿宋"`, `w:eastAsia="黑体"`, `w:eastAsia="宋体"`, `w:eastAsia="zh-CN"`},
				"word/footer1.xml":  {" PAGE ", "第 18204 条"},
			} {
				for _, w := range want {
					if !strings.Contains(p[part], w) {
						t.Errorf("%s lacks %s", part, w)
					}
				}
			}
			text := plain(t, p["word/document.xml"])
			if !slices.Contains([]string{"result", "finding", "walk"}, f.Code) && !strings.Contains(text, "北方家政<服务>") {
				t.Error("the applicant's name is missing or not escaped")
			}
			if _, err := template.Fill(f.build(Record{})); err != nil {
				t.Errorf("a record with nothing in it: %v", err)
			}
		})
	}
}

// TestValues looks for what each form must say.
func TestValues(t *testing.T) {
	for code, want := range map[string][]string{
		"application": {"JS20170006", "家政 & 保洁", "第一行\n第二行", "全职 12 人　兼职 2 人", "50,000.00 元", "230502199001010010", "城镇失业人员", "不少于 100.00 ㎡", "2017年8月21日"},
		"accepted":    {"于2017年8月21日予以受理", "居民身份证"},
		"supplement":  {"1. 计划书\n2. 资金证明", "请在2017年9月1日前"},
		"refused":     {"1. 没有提交相关材料（双政办规〔2017〕13号 四(一)）\n2. 补充说明：逾期未补正", "你（单位）可以：交齐材料后重新申请。", "2017年9月4日"},
		"rejected":    {"1. 没有提交相关材料（双政办规〔2017〕13号 四(一)）", "复议"},
		"contract": {
			"自2017年11月15日起至2020年11月14日止", "2017年11月15日至2020年11月14日", "2020年11月15日至2023年11月14日", "2023年11月15日起", "142.35",
			"即2018年2月22日前", "全职12人、兼职2人", "四(五)5", "双鸭山市尖山区人民政府", "水费按前款阶段计收",
		},
		"handover": {"移交日期：2017年11月22日", "12.00", "门锁坏\n丢一把钥匙", "钥匙", "64.00"},
		"bill":     {"ZD-JS-2021-0003", "人民币柒佰伍拾玖元贰角整", "2020.11.15-11.30", "16/30", "20.00", "1,518.40", "759.20", "2021年2月3日", "水费未抄表：JS-NSQ-01-1-03 自 2018-11-15 起"},
		"till": {
			"RJ-JS-2021-0001", "2 张，自2021年1月14日起", "1,520.00 元", "人民币壹仟伍佰贰拾元整", "1,700.00 元", "1,699.90 元", "短款 0.10 元", "找零少收 1 角", "100 元 16 张、50 元 1 张",
			"赵管理 2021年1月15日", "李领导 2021年1月16日", "当面点清", "SJ-JS-2021-0002", "退款", "-18.40",
		},
		"receipt":        {"SJ-JS-2021-0001", "人民币壹仟伍佰壹拾捌元肆角整", "现金", "王宝"},
		"assessment":     {"KH-JS-2020-0007", "市人社局、区市场监管局", "全职 11 人，兼职 1 人", "折 11.50 个岗位，应得 115.00 ㎡，最多 126.50 ㎡，占用 142.35 ㎡", "多占 15.85 ㎡，2020 年为此减免 3,804.00 元", "42,000.00", "卷帘门损坏", "整改", "2020年6月20日"},
		"exit-notice":    {"TC-JS-2020-0003", "四(五)3（考核不合格或弄虚作假）", "督办认定5号，市人社局，2020年11月10日", "2020年11月20日决定停止并收回商服的免费使用权，予以退出", "自本通知书送达之日起停止并收回免费使用权", "2020年12月5日前（含当日）", "提出：没有转租", "六十日内向双鸭山市人民政府", "六个月内"},
		"exit-intended":  {"TC-JS-2020-0003", "5个工作日（到2020年11月18日为止）内", "停止并收回免费使用权", "陈述、申辩"},
		"exit-refused":   {"退出不予批准通知书", "我机关于2020年11月11日告知你（单位）的退出", "不予批准的理由：", "合同已于2020年11月14日期满", "行政复议"},
		"exit-withdrawn": {"退出撤回告知书", "我机关于2020年11月11日书面告知", "四(五)3", "2020年11月20日研究，撤回该项告知", "没有转租", "撤回的理由：", "不再有效"},
		"walk":           {"HC-JS-2021-0001", "共 2 套", "福彩 2021030 期 03", "使用中 北方家政<服务>", "赵、孙", "□营业　□关门　□他人使用　□空置", "营业　2021-03-12　钱、孙", "台账没有承租人，实地有人使用；卖水果"},
		"exit-filing":    {"市棚改办：", "备案编号：备2020-3", "2020年12月1日", "2020年11月20日", "没有转租"},
	} {
		f, err := FindForm(code)
		if err != nil {
			t.Fatal(err)
		}
		template, err := Load(t.TempDir(), f)
		if err != nil {
			t.Fatal(err)
		}
		file, err := template.Fill(f.build(sample()))
		if err != nil {
			t.Fatal(err)
		}
		text := plain(t, parts(t, file)["word/document.xml"])
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s lacks %q:\n%s", code, w, text)
			}
		}
	}
}

// TestSecondTerm says that the free months do not begin again, and leaves the condition's paragraph out of a first term.
func TestSecondTerm(t *testing.T) {
	r := sample()
	words := contractForm(r)
	if v, _ := words.Value("续期说明"); v != "" {
		t.Errorf("a first term says %q", v)
	}
	r.Contract = allocation.Contract{Number: "HT-JS-2020-0007", Term: 2, Signed: civil.MustParse("2020-12-20"), From: civil.MustParse("2020-11-15"), To: civil.MustParse("2023-11-15")}
	words = contractForm(r)
	for name, want := range map[string]string{"续期说明": "乙方的首期合同于2017年11月15日签订，本期不重新计算免收期。2020年11月15日至2020年12月19日没有合同，各项费用按当年市场价格全额计收（13号文件一）。", "起始日": "2020年11月15日", "终止日": "2023年11月14日", "计费起始日": "2017年11月15日"} {
		if v, _ := words.Value(name); v != want {
			t.Errorf("%s = %q, want %q", name, v, want)
		}
	}
}

// TestGolden keeps the contract as it is printed.
func TestGolden(t *testing.T) {
	f, err := FindForm("contract")
	if err != nil {
		t.Fatal(err)
	}
	template, err := Load(t.TempDir(), f)
	if err != nil {
		t.Fatal(err)
	}
	file, err := template.Fill(f.build(sample()))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(parts(t, file)["word/document.xml"], "</w:p>", "</w:p>\n")
	path := filepath.Join("testdata", "contract.xml")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Error("the contract differs from testdata/contract.xml; look at it and run with -update")
	}
}

// body wraps paragraphs as a part.
func body(inside string) []byte {
	return []byte(`<?xml version="1.0"?><w:document xmlns:w="w"><w:body>` + inside + `</w:body></w:document>`)
}

func run(s string) string { return `<w:r><w:rPr><w:b/></w:rPr><w:t>` + s + `</w:t></w:r>` }

// TestFill fills what a word processor makes of a template: placeholders split over runs, full-width braces, repeated rows.
func TestFill(t *testing.T) {
	data := &Data{}
	data.Put("承租人", "甲 & 乙")
	data.Put("空", "")
	list := data.AddList("房屋", "房号", "面积")
	list.Add("A-1", "100.00")
	list.Add("A-2", "50.00")
	row := func(cells ...string) string {
		out := "<w:tr>"
		for _, c := range cells {
			out += "<w:tc><w:p>" + c + "</w:p></w:tc>"
		}
		return out + "</w:tr>"
	}
	for name, c := range map[string]struct{ in, want string }{
		"whole":           {"<w:p>" + run("致{{承租人}}：") + "</w:p>", "致甲 & 乙：\n"},
		"split":           {"<w:p>" + run("致{") + `<w:proofErr w:type="spellStart"/>` + run("{承") + run("租人}") + run("}：") + "</w:p>", "致甲 & 乙：\n"},
		"two in one run":  {"<w:p>" + run("{{承租人}}、{{承租人}}") + "</w:p>", "甲 & 乙、甲 & 乙\n"},
		"two touching":    {"<w:p>" + run("{{承租人}}{{") + run("承租人}}") + "</w:p>", "甲 & 乙甲 & 乙\n"},
		"full width":      {"<w:p>" + run("｛｛　承租人 ｝｝") + "</w:p>", "甲 & 乙\n"},
		"none":            {"<w:p>" + run("a &amp; b") + "</w:p>", "a & b\n"},
		"left out":        {"<w:p>" + run("{{如有 空}}不见") + "</w:p><w:p>" + run("在") + "</w:p>", "在\n"},
		"mixed braces":    {"<w:p>" + run("{｛承租人｝}") + "</w:p>", "甲 & 乙\n"},
		"prose in braces": {"<w:p>" + run("{附注}") + "</w:p>", "{附注}\n"},
		"section stays":   {"<w:p><w:pPr><w:sectPr/></w:pPr>" + run("{{如有 空}}不见") + "</w:p>", "\n"},
		"empty text box":  {"<w:p>" + run("x") + "<w:r><w:txbxContent><w:p>" + run("{{如有 空}}y") + "</w:p></w:txbxContent></w:r></w:p>", "x\n\n"},
		"left in":         {"<w:p>" + run("{{如有 承租人}}在") + "</w:p>", "在\n"},
		"rows":            {"<w:tbl>" + row(run("{{每行 房")+run("屋}}{{房号}}"), run("{{面积}}")) + row(run("完")) + "</w:tbl>", "A-1\n100.00\nA-2\n50.00\n完\n"},
		"rows, document":  {"<w:tbl>" + row(run("{{每行房屋}}{{承租人}} {{房号}}")) + "</w:tbl>", "甲 & 乙 A-1\n甲 & 乙 A-2\n"},
		"text box inside": {"<w:p>" + run("x") + "<w:r><w:txbxContent><w:p>" + run("{{承租人}}") + "</w:p></w:txbxContent></w:r></w:p>", "x甲 & 乙\n\n"},
	} {
		got, err := fill(body(c.in), data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		wellFormed(t, name, string(got))
		if text := plain(t, string(got)); text != c.want {
			t.Errorf("%s: %q, want %q", name, text, c.want)
		}
	}
}

// TestFillKeepsFormat keeps the bytes of what is not filled, and the format of the run in which a placeholder begins.
func TestFillKeepsFormat(t *testing.T) {
	data := &Data{}
	data.Put("名", "值")
	in := body(`<!-- kept --><w:p w:rsidR="00A1"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{{</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>名}} 后</w:t></w:r></w:p>`)
	got, err := fill(in, data)
	if err != nil {
		t.Fatal(err)
	}
	want := string(body(`<!-- kept --><w:p w:rsidR="00A1"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">值</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"> 后</w:t></w:r></w:p>`))
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestFillRefuses says what is wrong with a template: which placeholder, and what may stand there.
func TestFillRefuses(t *testing.T) {
	data := &Data{}
	data.Put("承租人", "甲")
	data.AddList("房屋", "房号").Add("A-1")
	data.AddList("材料", "名").Add("B")
	for name, c := range map[string]struct {
		in   string
		want *say.Refusal
		says []string
	}{
		"unknown":    {"<w:p>" + run("{{承粗人}}") + "</w:p>", ErrPlaceholder, []string{"{{承粗人}}", "最接近的是 {{承租人}}", "试.docx"}},
		"unknown if": {"<w:p>" + run("{{如有 没有}}x") + "</w:p>", ErrPlaceholder, []string{"没有"}},
		"row's name": {"<w:p>" + run("{{房号}}") + "</w:p>", ErrOutsideRow, []string{"{{房号}}", "{{每行 房屋}}"}},
		"one brace":  {"<w:p>" + run("致{承租人}：") + "</w:p>", ErrBroken, []string{"{承租人}"}},
		"one wide":   {"<w:p>" + run("致｛承租人｝：") + "</w:p>", ErrBroken, []string{"承租人"}},
		"open":       {"<w:p>" + run("致{{承租人：") + "</w:p>", ErrBroken, []string{"致{{承租人"}},
		"closed":     {"<w:p>" + run("承租人}}") + "</w:p>", ErrBroken, []string{"承租人}}"}},
		"outside":    {"<w:p>" + run("{{每行 房屋}}") + "</w:p>", ErrOutsideRow, []string{"房屋"}},
		"two lists":  {"<w:tbl><w:tr><w:tc><w:p>" + run("{{每行 房屋}}{{每行 材料}}") + "</w:p></w:tc></w:tr></w:tbl>", ErrTwoLists, []string{"房屋、材料"}},
		"not closed": {"<w:p>", ErrTemplate, []string{"试.docx"}},
	} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		if err := addPart(w, "word/document.xml", body(c.in)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		_, err := Template{Name: "试.docx", file: b.Bytes()}.Fill(data)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want.Code)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s: %q does not say %q", name, err, s)
			}
		}
		if !IsTemplateFault(err) {
			t.Errorf("%s is a fault of the template", name)
		}
	}
	for name, file := range map[string][]byte{"empty": nil, "no zip": []byte("中文"), "no word": emptyZip(t)} {
		if _, err := (Template{Name: "试.docx", file: file}).Fill(data); !errors.Is(err, ErrTemplate) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func emptyZip(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if err := errors.Join(addPart(w, "mimetype", []byte("x")), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// FuzzFill never breaks a part that was well-formed and never panics.
func FuzzFill(f *testing.F) {
	f.Add("致{{承租人}}：", "}}", "<&>")
	f.Add("{{", "承租人", "}} {{每行 房屋}}")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		data := &Data{}
		data.Put("承租人", a+"\n"+c)
		list := data.AddList("房屋", "房号")
		list.Add(b)
		list.Add(c)
		var in bytes.Buffer
		for _, s := range []string{a, b, c} {
			in.WriteString("<w:r><w:t>")
			_ = xml.EscapeText(&in, []byte(s))
			in.WriteString("</w:t></w:r>")
		}
		p := "<w:p>" + in.String() + "</w:p>"
		got, err := fill(body("<w:tbl><w:tr><w:tc>"+p+"</w:tc></w:tr></w:tbl>"), data)
		if err == nil {
			wellFormed(t, "filled", string(got))
		}
	})
}

// TestFormNames keeps codes, titles and names of forms apart.
func TestFormNames(t *testing.T) {
	var seen []string
	for _, f := range Forms() {
		for _, n := range []string{f.Code, f.Title} {
			if slices.Contains(seen, n) {
				t.Errorf("%s is there twice", n)
			}
			seen = append(seen, n)
			if got, err := FindForm(n); err != nil || got.Code != f.Code {
				t.Errorf("FindForm(%s) = %s, %v", n, got.Code, err)
			}
		}
		values, lists := f.Names()
		if len(values) < 10 {
			t.Errorf("%s knows only %d names", f.Code, len(values))
		}
		var all []string
		for _, l := range append(lists, values) {
			for _, n := range l {
				if slices.Contains(all, n) && slices.Contains(values, n) && !slices.Contains([]string{"{{房源编号}}"}, n) {
					t.Errorf("%s: %s means two things", f.Code, n)
				}
				all = append(all, n)
			}
		}
	}
	if _, err := FindForm("租约"); !errors.Is(err, ErrNoForm) || !strings.Contains(err.Error(), "contract 入驻合同") {
		t.Errorf("an unknown form: %v", err)
	}
}

// TestFraudNoticeSaysTheAmount四五3: the notice of an intended decision says what is to be paid back, and so does the decision; one that was
// served before amounts were kept says none.
func TestFraudNoticeSaysTheAmount四五3(t *testing.T) {
	r := sample()
	r.Exit.Evidence.FalseFrom = civil.MustParse("2018-01-01")
	owed := "算到2020年11月10日应补缴 12,000.00 元（房租 12,000.00 元）"
	r.Exit.Terms.Owed, r.Exit.Owed = owed, owed
	value := func(name string) string {
		v, _ := r.exitData("退").Value(name)
		return v
	}
	if got := value("拟定减免"); got != "停止并收回免费使用权，自2018年1月1日起的减免予以追回，按当年市场价格全额补缴，"+owed+"；" {
		t.Error(got)
	}
	if got := value("费用说明"); !strings.Contains(got, owed) {
		t.Error(got)
	}
	r.Exit.Terms.Owed, r.Exit.Owed = "", ""
	if got := value("拟定减免"); strings.Contains(got, "应补缴") {
		t.Error(got)
	}
}

// TestRefusedExitSaysWhatWasAsked四五: the notice names the tenant's application or the decision that was told, how the stay goes on, and is
// made out to nobody who knew of nothing.
func TestRefusedExitSaysWhatWasAsked四五(t *testing.T) {
	r := sample()
	r.Exit.State = leave.ExitRefused
	f, err := FindForm("exit-refused")
	if err != nil || f.WhyNot(r) != "" {
		t.Fatalf("%v %s", err, f.WhyNot(r))
	}
	r.Exit.Hearing, r.Exit.Applied = leave.Hearing{}, true
	v, _ := f.build(r).Value("不予批准事项")
	if v != "你（单位）于2020年11月10日提出的退出申请" {
		t.Error(v)
	}
	if v, _ = f.build(r).Value("不予批准后"); !strings.HasPrefix(v, "合同已于2020年11月14日期满") {
		t.Error(v)
	}
	if r.Exit.Applied = false; f.WhyNot(r) == "" {
		t.Error("a paper to who knows of nothing")
	}
	if r.Exit.State = leave.ExitOpened; f.WhyNot(r) == "" {
		t.Error("a paper of what is not decided")
	}
}

// TestOnlyGroundThreeStopsTheWaiver四五: by another ground the waiver ends with the stay, at full price only for who is not out by the day
// for clearing, also once the decision is served.
func TestOnlyGroundThreeStopsTheWaiver四五(t *testing.T) {
	r := sample()
	r.Contract.To, r.Tenancy.Tenancy.Ended = civil.MustParse("2023-11-15"), civil.Date{}
	r.Exit.Noticed, r.Exit.VacateBy, r.Exit.Evidence.FalseFrom = civil.MustParse("2020-11-20"), civil.MustParse("2020-12-01"), civil.Date{}
	r.Tenancy.Stopped = civil.MustParse("2020-12-02")
	value := func() string {
		v, _ := r.exitData("退").Value("停止减免")
		return v
	}
	if r.Exit.Stops = false; value() != "逾期不腾退的自2020年12月2日起" {
		t.Errorf("served, by another ground: %s", value())
	}
	if r.Tenancy.Ended = civil.MustParse("2020-12-01"); value() != "不停止" {
		t.Errorf("out in time: %s", value())
	}
	if r.Tenancy.Ended = civil.MustParse("2020-12-09"); value() != "2020年12月2日" {
		t.Errorf("out too late: %s", value())
	}
	r.Exit.Stops, r.Tenancy.Ended = true, civil.Date{}
	if value() != "2020年11月20日" {
		t.Errorf("by ground 3: %s", value())
	}
}

package dossier

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"penggai/store/dossier"
	"penggai/store/report"
	"penggai/ui/screen/log"
)

// log adds the entries of the case, as a table that people read and as they are, with the chain up to the head.
func (p *packing) log(ctx context.Context) error {
	entries, err := p.st.CaseEntries(ctx, p.by, p.Case)
	if err != nil {
		return err
	}
	rows := [][]string{{"序号", "日期", "电脑时间", "办理人", "工位", "事项", "对象", "原因", "改动"}}
	for _, e := range entries {
		changes, more, err := p.st.LogChanges(ctx, e.Seq)
		if err != nil {
			return err
		}
		text := strings.Join(log.Changed(changes), "\n")
		if more {
			text += "\n……"
		}
		rows = append(rows, []string{strconv.FormatInt(e.Seq, 10), e.Day.String(), e.At, e.Actor, e.Desk, e.Title, e.Subject, e.Reason, text})
	}
	if err := p.table("日志/日志.csv", "本案日志", rows); err != nil {
		return err
	}
	before, links, err := p.st.CaseLinks(ctx, p.by, p.Case, entries)
	if err != nil {
		return err
	}
	list := make([]dossier.Row, len(links))
	for i, l := range links {
		list[i] = dossier.Row(l)
	}
	return p.w.AddLog(before, list)
}

// contents adds the list of what is in the package, for people, and how it is checked by hand.
func (p *packing) contents(context.Context) error {
	rows := [][]string{{"件号", "文件", "题名", "来源", "日期", "字节", "SHA-256", "类别", "保管期限"}}
	for _, f := range p.w.Files() {
		size, sum := strconv.FormatInt(f.Size, 10), f.SHA256
		if f.Lacks != "" {
			size, sum = "缺", f.Lacks
		}
		years := ""
		if f.Years > 0 {
			years = fmt.Sprintf("%d 年", f.Years)
		}
		rows = append(rows, []string{f.Number, f.Name, f.Title, f.What, f.Day, size, sum, f.Class, years})
	}
	if err := p.table("目录.csv", "目录", rows); err != nil {
		return err
	}
	return p.w.Add(dossier.File{Name: "说明.txt", Title: "说明", What: "怎样核对"}, []byte(strings.ReplaceAll(strings.Join(p.notes(), "\n")+"\n", "\n", "\r\n")))
}

// notes say what is in the package and how anybody checks it.
func (p *packing) notes() []string {
	lines := []string{p.Word() + "　" + p.Number + "　" + p.Case.Name + "　" + p.District}
	if p.Running() {
		var open []string
		for _, b := range p.Open {
			open = append(open, b.Title())
		}
		lines = append(lines, "本案尚未办结（"+strings.Join(open, "、")+"），这是摘录，不作归档案卷。")
	} else {
		lines = append(lines, fmt.Sprintf("办结 %s，案卷保管 %d 年，至 %s 止。", p.Ended, p.Terms.Records(), p.Terms.RecordUntil(p.Ended).AddDays(-1)))
	}
	return append(lines, "",
		"件号为 年度-机构-保管期限-件号，年度是办结的年份；归档时由档案室按本单位的全宗号编档号。",
		"文书里有完整证件号码和电话。个人号码按期删除时，程序够不到这个文件，请按个人信息的保管期限另行管理。", "",
		"核对：penggai archive --check 本文件。不用任何数据，逐件核对 SHA-256，逐条重算日志的哈希，接到签名的日志头，再核对签名。",
		"印鉴的指纹请与出包单位公布的比对。手工核对：",
		"1. index.json 列出每个文件的字节数和 SHA-256；signature.txt 第一行是签名的日志头，第二行是对 index.json 的签名（Ed25519）。",
		"2. 日志/entries.jsonl 每行一条。内容哈希 = SM3(“penggai-log/2 content”、序号，以及其余各栏依次，各带长度)。",
		"3. 日志/links.txt 每行“序号 内容哈希 哈希”。哈希 = SM3(“penggai-log/2”、前一条的哈希、序号、内容哈希)；内容哈希写 - 的是早先版本的，只核对本案的条目。",
		"长度和数字是 8 字节大端整数，序号、条号、账号、记录编号是数字，其余是文字。")
}

// table adds a CSV as spreadsheets of offices read it.
func (p *packing) table(name, title string, rows [][]string) error {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, row := range rows {
		for i, cell := range row {
			row[i] = report.Guard(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	return p.w.Add(dossier.File{Name: name, Title: title, What: "供阅看"}, b.Bytes())
}

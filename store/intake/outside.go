package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/outside"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
)

// OutsideList is a list from outside that is held against the office: a file, or what was pasted.
type OutsideList struct {
	Kind   outside.Kind
	Source string // who sent it and when: 市人社局 2021-03 函
	Path   string // of a file; empty: Text
	Text   string
	From   io.Reader // instead of the path, where it is standard input
	Sheet  string    // only this one; empty: all that have headings
}

// Held is what came of it. The list itself is nowhere kept.
type Held struct {
	outside.Found
	Kind outside.Kind
	Name string // of the file
	Read int    // rows that name somebody
}

// The columns that are looked for.
const (
	listNo = iota
	listName
	listNumber
	listHead
	listHeadNumber
	listPhone
	listAddress
	listState
	listBody
	listWhat
)

var listSpec = sheet.Spec{
	Fields: []sheet.Field{
		listNo: {Key: "no", Title: "序号", Names: []string{"编号", "行号", "No"}, Skipped: true},
		listName: {Key: "name", Title: "姓名", Names: []string{
			"名称", "企业名称", "单位名称", "纳税人名称", "主体名称", "字号名称", "商户名称", "承租人", "承租人姓名", "参保人", "参保人姓名", "人员姓名", "职工姓名", "申请人", "经营者", "经营者姓名", "使用人", "户名",
		}},
		listNumber: {Key: "number", Title: "证件号码", Names: []string{
			"身份证号", "身份证号码", "身份证", "公民身份号码", "公民身份证号码", "居民身份证号", "证件号", "社会保障号", "社会保障号码", "统一社会信用代码", "信用代码", "社会信用代码", "纳税人识别号", "注册号",
			"统一社会信用代码/注册号", "身份证号或信用代码", "证件号或信用代码",
		}},
		listHead:       {Key: "head", Title: "法定代表人", Names: []string{"负责人", "法人", "法人代表", "法定代表人姓名", "法定代表人（负责人）", "投资人"}},
		listHeadNumber: {Key: "head_number", Title: "法定代表人证件号", Names: []string{"法定代表人身份证号", "法人身份证号", "负责人身份证号", "负责人证件号", "法定代表人证件号码"}},
		listPhone:      {Key: "phone", Title: "联系电话", Names: []string{"电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"}},
		listAddress: {Key: "address", Title: "地址", Names: []string{
			"住所", "住址", "家庭住址", "户籍地址", "居住地址", "经营场所", "经营地址", "注册地址", "生产经营地址", "住所（经营场所）", "联系地址", "房屋坐落",
		}},
		listState: {Key: "state", Title: "登记状态", Names: []string{"状态", "参保状态", "企业状态", "经营状态", "纳税人状态", "缴费状态", "人员状态", "人员类别", "在职状态"}},
		listBody:  {Key: "body", Title: "工作单位", Names: []string{"单位", "参保单位", "所在单位", "编制单位", "登记机关", "主管税务机关", "所在区", "区"}},
		listWhat:  {Key: "what", Title: "房源", Names: []string{"房号", "房屋", "职务", "险种", "税种", "金额", "起始日期", "签订日期", "租期"}},
	},
	Enough: func(has func(string) bool) bool { return has("name") || has("number") || has("head_number") },
}

// MatchOutside holds a list against the people and companies of the office that the actor may see. That it was used is logged, with whose
// it is, its name, its digest, how many rows and how many suspects; of the list nothing is kept. Errors: those of outside.Check and
// outside.Parse, those of package sheet, engine.ErrReadOnlyStore.
func (s Room) MatchOutside(ctx context.Context, by engine.Actor, l OutsideList, tell engine.Progress) (h Held, err error) {
	if err := engine.MayDo(by, outside.ActMatch); err != nil {
		return h, err
	}
	if err := outside.Check(l.Kind, l.Source); err != nil {
		return h, err
	}
	list, name, digest, err := l.read(ctx, tell)
	if err != nil {
		return h, err
	}
	h = Held{Kind: l.Kind, Name: name, Read: list.rows}
	err = s.Write(ctx, by, outside.ActMatch, func(t *engine.Tx) error {
		known, err := partiesKnown(t.Ctx, t, t.By)
		if err != nil {
			return err
		}
		h.Found = outside.Match(list.entries, known)
		t.Subject(l.Kind.Title() + " " + name)
		t.Reason(fmt.Sprintf("来源 %s；%d 行，疑似 %d 条；名单校验值 %s，名单未保存", strings.TrimSpace(l.Source), h.Read, len(h.Suspects), digest[:16]))
		return nil
	})
	return h, err
}

// entries is a list as it was read.
type entries struct {
	entries []outside.Entry
	rows    int
}

// read reads the list, whole and within bounds.
func (l OutsideList) read(ctx context.Context, tell engine.Progress) (out entries, name, digest string, err error) {
	var data []byte
	switch {
	case l.From != nil:
		data, err = io.ReadAll(io.LimitReader(l.From, sheet.MaxFile+1))
		name = "-"
	case strings.TrimSpace(l.Path) != "":
		data, name, err = readBounded(l.Path)
	default:
		data, name = []byte(l.Text), "粘贴的名单"
	}
	if err != nil {
		return out, name, "", err
	}
	sum := sha256.Sum256(data)
	digest = hex.EncodeToString(sum[:])
	book, err := sheet.Read(bytes.NewReader(data), name)
	if errors.Is(err, sheet.ErrEmpty) {
		return out, name, digest, outside.ErrEmpty
	}
	if err == nil {
		out, err = l.sheets(ctx, book, tell)
	}
	pasted := l.From == nil && strings.TrimSpace(l.Path) == ""
	if pasted && (err != nil || out.rows == 0) {
		out.entries, err = outside.Parse(l.Text)
		out.rows = len(out.entries)
	}
	if err == nil && out.rows == 0 {
		err = outside.ErrEmpty
	}
	return out, name, digest, err
}

func readBounded(path string) (data []byte, name string, err error) {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if i, err := os.Stat(path); err != nil || !i.Mode().IsRegular() { // before it is opened: a pipe would wait for its writer
		return nil, "", sheet.ErrNoFile.With(path).On("path")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, "", sheet.ErrNoFile.With(path).On("path")
	}
	defer f.Close()
	if data, err = io.ReadAll(io.LimitReader(f, sheet.MaxFile+1)); err != nil {
		return nil, "", sheet.ErrNoFile.With(path).On("path")
	}
	return data, filepath.Base(path), nil
}

// sheets reads the sheets that have a heading. Errors: sheet.ErrNoHeading, outside.ErrLong.
func (l OutsideList) sheets(ctx context.Context, book *sheet.Book, tell engine.Progress) (out entries, err error) {
	names := book.Sheets
	if l.Sheet != "" {
		if !slices.Contains(names, l.Sheet) {
			return out, sheet.ErrNoSheet.With(l.Sheet).On("sheet")
		}
		names = []string{l.Sheet}
	}
	heads := 0
	for _, name := range names {
		found, err := sheet.Scan(ctx, book, name, listSpec, func(line sheet.Line) error {
			if out.rows%1000 == 0 {
				tell.Tell("read", int64(out.rows), 0)
			}
			if add := entriesOf(line); len(add) > 0 {
				out.rows++
				out.entries = append(out.entries, add...)
			}
			if out.rows > outside.MostRows {
				return outside.ErrLong
			}
			return nil
		})
		if err != nil {
			return out, err
		}
		heads += len(found.Heads)
	}
	if heads == 0 {
		return out, sheet.ErrNoHeading.Textf("没有找到表头。名单要有一列姓名（名称）或证件号码（信用代码），最好还有地址或电话")
	}
	return out, nil
}

// entriesOf are those that a row names: who stands on the list, and who is at the head of it.
func entriesOf(l sheet.Line) (out []outside.Entry) {
	text := func(field int) string { return strings.TrimSpace(sheet.OneLine(l.Cells[field].Text)) }
	var said []string
	for _, field := range []int{listState, listBody, listWhat} {
		if t := text(field); t != "" {
			said = append(said, l.Heading(field)+" "+t)
		}
	}
	add := func(name string, number sheet.Cell, rest outside.Entry) {
		rest.Row, rest.Name, rest.Said = l.Row, name, said
		whole, err := number.Long()
		rest.Number, rest.Spoiled = identity.PlainID(whole), errors.Is(err, sheet.ErrSpoiled)
		if err == nil && onlyStars(rest.Number) {
			rest.Number = ""
		}
		if rest.Name != "" || rest.Number != "" {
			out = append(out, rest)
		}
	}
	phone := ""
	if p, err := l.Cells[listPhone].Long(); err == nil {
		phone = p
	}
	add(text(listName), l.Cells[listNumber], outside.Entry{Phone: phone, Address: text(listAddress)})
	if head := text(listHead); head != "" || !l.Cells[listHeadNumber].Empty() {
		add(head, l.Cells[listHeadNumber], outside.Entry{Phone: phone})
	}
	return out
}

func onlyStars(s string) bool { return strings.Trim(s, "*-—/") == "" }

const (
	// partiesAll are everybody's people and companies; those of a merged record belong to the one that survives.
	partiesAll = `SELECT k.id, k.district, k.name, y.part, y.name, y.identity, y.phone, p.address FROM party y JOIN applicant p ON p.id = y.applicant_id
		JOIN applicant k ON k.id = coalesce(nullif(p.merged_into, 0), p.id)
		WHERE $1 = '' OR p.district = $1 OR EXISTS (SELECT 1 FROM application a WHERE a.applicant_id = k.id AND a.district = $1) ORDER BY y.applicant_id, y.id`

	// placesAll are the stays and applications of all applicants, those under way and the latest first.
	placesAll = `SELECT applicant_id, noun, id, label, live FROM (
		SELECT t.applicant_id, 'tenancy' AS noun, t.id, t.number || ' ' || t.state AS label, t.state NOT IN ('ended','void') AS live FROM tenancy t
			WHERE t.state <> 'void' AND ($1 = '' OR t.district = $1)
		UNION ALL SELECT a.applicant_id, 'application', a.id, coalesce(a.number, '') || ' ' || a.state, a.state IN ('accepted','supplement','reviewed','approved','awarded')
			FROM application a WHERE $1 = '' OR a.district = $1) ORDER BY applicant_id, noun = 'tenancy' DESC, live DESC, id DESC`
)

// partiesKnown reads everybody of the office that an actor may see, with what each has.
func partiesKnown(ctx context.Context, q engine.Querier, by engine.Actor) ([]outside.Party, error) {
	has := map[int64][]outside.Where{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (w outside.Where, err error) {
		var applicant int64
		if err = s.Scan(&applicant, &w.Noun, &w.ID, &w.Label, &w.Live); err != nil {
			return w, err
		}
		number, state, _ := strings.Cut(w.Label, " ")
		title := allocation.TenancyState(state).Title()
		if w.Noun == allocation.NounApplication {
			title = allocation.ApplicationState(state).Title()
		}
		w.Label = strings.TrimSpace(number + " " + title)
		has[applicant] = append(has[applicant], w)
		return w, nil
	}, placesAll, by.District)
	if err != nil {
		return nil, err
	}
	return engine.All(ctx, q, func(s engine.Scanner) (p outside.Party, err error) {
		if err = s.Scan(&p.Applicant, &p.District, &p.Of, &p.Part, &p.Name, &p.Number, &p.Phone, &p.Address); err != nil {
			return p, err
		}
		if p.Part == partAgent || p.Part == partMember {
			p.Address = "" // that of the applicant is not theirs
		}
		p.Has = has[p.Applicant]
		if p.Part == PartSelf && p.Name == p.Of {
			p.Part = "本人"
		} else {
			p.Part = partTitles[p.Part]
		}
		return p, nil
	}, partiesAll, by.District)
}

// partTitles are the parts in words.
var partTitles = map[string]string{PartSelf: say.Head, PartCompany: "公司", partAgent: say.Agent, partMember: "成员"}

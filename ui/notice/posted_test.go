package notice

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"penggai/allocation/quantity"
	"penggai/allocation/rule"
	"penggai/ui/notice/noticetest"
)

// noticeOf is the notice of a certificate, with the words that the office prints.
func noticeOf(t *testing.T, c rule.Certificate) Notice {
	t.Helper()
	in, err := rule.ReadInstance(c.Instance)
	if err != nil {
		t.Fatal(err)
	}
	res, err := rule.ReadResult(c.Result)
	if err != nil {
		t.Fatal(err)
	}
	sum := res.Outcome().Totals
	n := Notice{Title: c.Round + " 房源分配公示", Office: "尖山区人民政府", Of: c, Foot: []string{"公示 2021-03-08 至 2021-03-15。"}, Head: []string{
		fmt.Sprintf("依据 13号 计算。申请 %d 户，安置 %d 户，%d 套，%s ㎡，余 %d 套。", sum.Applicants, sum.Served, sum.Units, sum.Area, sum.UnitsLeft),
	}}
	if in.Seed != "" && c.DrawnOn != "" {
		n.Head = append(n.Head, "抽签前张贴的名单摘要："+c.DrawnOn+"（2021-03-01 至 2021-03-05 可提出异议）。")
	}
	if in.Seed != "" {
		n.Head = append(n.Head, "抽签文字："+in.Seed+"（2021-03-06，见证人 王见证）")
	}
	areas := map[string]quantity.Area{}
	for _, u := range in.Units {
		areas[u.Number] = u.Area
	}
	for _, l := range res.Outcome().Ranks {
		row := Row{Rank: l.Rank, Number: l.Number, Name: "王某某", Units: l.Units, Target: l.Target.String(), Reason: "最合适"}
		for i := range in.Applicants {
			if a := &in.Applicants[i]; a.Number == l.Number {
				row.Weight = fmt.Sprintf("%s+%s=%s", rule.Millijobs(a.JobsMillis), rule.Millijobs(in.Params.TaxPart(a)), rule.Millijobs(l.WeightMillis))
				if a.Policy {
					row.Weight += " 产业"
				}
				if a.Group {
					row.Weight += " 群体"
				}
			}
		}
		if l.Area != 0 {
			row.Area = l.Area.String()
		}
		n.Rows = append(n.Rows, row)
		for _, u := range l.Units {
			n.Taken = append(n.Taken, Taken{u, areas[u], l.Rank, l.Number, row.Weight, l.Lo.String() + " 至 " + l.Hi.String()})
		}
	}
	slices.SortFunc(n.Taken, func(a, b Taken) int { return cmp.Compare(a.Unit, b.Unit) })
	return n
}

func written(t *testing.T, n Notice) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, n); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// printed is a page with a draw, a posted list, one who is served and one who is not.
func printed(t *testing.T) string {
	t.Helper()
	rnd := rand.New(rand.NewSource(3))
	for {
		in := drawnInstance(rnd, 4)
		c := certificateOf(t, in)
		c.DrawnOn = in.Posted()
		if page := written(t, noticeOf(t, c)); strings.Contains(page, "未安置</td>") && strings.Contains(page, "各套归谁</h2>") {
			return page
		}
	}
}

// tamperings are edits of what a reader sees, or of the certificate under it: the first match of old becomes altered.
var tamperings = map[string]struct{ old, altered, want string }{
	"award":             {`data-title="分得"><span>U-`, `data-title="分得"><span>V-`, "“分得”"},
	"a shop for no one": {`未安置</td>`, `<span>U-01</span></td>`, "“分得”"},
	"area":              {`(data-title="面积 ㎡">)(\d)`, `${1}9$2`, "“面积 ㎡”"},
	"target":            {`(data-title="应得 ㎡">)`, `${1}1`, "“应得 ㎡”"},
	"weight":            {`(data-title="岗位\+税收=折合">)`, `${1}1`, "“岗位+税收=折合”"},
	"priority":          {`(data-title="岗位\+税收=折合">[^<]*)<`, `${1} 专项<`, "“岗位+税收=折合”"},
	"rank":              {`(data-title="名次">)1<`, `${1}2<`, "“名次”"},
	"number":            {`(data-title="申请编号">JS)`, `${1}9`, "“申请编号”"},
	"searched number":   {`data-number="JS`, `data-number="JX`, "供查找的编号"},
	"label":             {`data-title="应得 ㎡"`, `data-title="面积 ㎡"`, "栏目的名称改过"},
	"heading":           {`<th>应得 ㎡</th>`, `<th>实得 ㎡</th>`, "栏目的名称改过"},
	"row left out":      {`<tr data-number[^\n]*\n`, ``, "计算结果里有"},
	"taken unit":        {`(<td class="u" data-title="房源">)U`, `${1}V`, "“房源”"},
	"taken area":        {`(<td class="u" .*?data-title="面积 ㎡">)`, `${1}1`, "各套归谁第 1 行“面积 ㎡”"},
	"taken rank":        {`(data-title="归第几名">)`, `${1}1`, "“归第几名”"},
	"taken number":      {`(data-title="归第几名">\d+</td><td data-title="申请编号">)`, `${1}9`, "各套归谁第 1 行“申请编号”"},
	"taken weight":      {`(data-title="归第几名">.*?data-title="岗位\+税收=折合">)`, `${1}1`, "各套归谁第 1 行“岗位+税收=折合”"},
	"taken band":        {`(data-title="可用 ㎡">)`, `${1}1`, "“可用 ㎡”"},
	"taken left out":    {`(?s)<h2>各套归谁</h2>.*?</table>`, ``, "张表"},
	"posted digest":     {`(名单摘要：)....`, `${1}0000`, "名单摘要"},
	"no posted digest":  {`<p>抽签前张贴的名单摘要：.*?</p>`, ``, "名单摘要"},
	"no drawn_on":       {`,"drawn_on":"[0-9a-f]+"`, ``, "名单摘要"},
	"final digest":      {`(<p class="digest">摘要 )....`, `${1}0000`, "摘要"},
	"draw text":         {`<p>抽签文字：`, `<p>抽签文字：1`, "抽签文字"},
	"draw text longer":  {`(<p>抽签文字：.*?)（2021`, `${1}（甲）（2021`, "抽签文字"},
	"no draw text":      {`<p>抽签文字：.*?</p>`, ``, "抽签文字"},
	"totals":            {`安置 (\d)`, `安置 1$1`, "合计"},
	"title":             {`<h1>尖山区`, `<h1>岭东区`, "标题"},
}

// alter edits the first match; unedited is an error.
func alter(t *testing.T, page, old, altered string) string {
	t.Helper()
	re := regexp.MustCompile(old)
	at := re.FindStringSubmatchIndex(page)
	if at == nil {
		t.Fatalf("no %s in the page", old)
	}
	text := page[:at[0]] + string(re.ExpandString(nil, altered, page, at)) + page[at[1]:]
	if text == page {
		t.Fatalf("%s changes nothing", old)
	}
	return text
}

// TestWhatIsPrinted: the page as it is written holds, and each edit of what a reader sees is named.
func TestWhatIsPrinted(t *testing.T) {
	page := printed(t)
	if faults := noticetest.Faults(t, page); len(faults) > 0 {
		t.Fatal(faults)
	}
	for name, tc := range tamperings {
		t.Run(name, func(t *testing.T) {
			if faults := strings.Join(noticetest.Faults(t, alter(t, page, tc.old, tc.altered)), "\n"); !strings.Contains(faults, tc.want) {
				t.Errorf("not named %s: %q", tc.want, faults)
			}
		})
	}
}

// TestPrintedInstancesHold: the words of the page and of the office agree over drawn instances of all kinds.
func TestPrintedInstancesHold(t *testing.T) {
	rnd := rand.New(rand.NewSource(5))
	for i := range 60 {
		in := drawnInstance(rnd, i)
		c := certificateOf(t, in)
		if i%2 == 0 {
			c.DrawnOn = in.Posted()
		}
		if faults := noticetest.Faults(t, written(t, noticeOf(t, c))); len(faults) > 0 {
			t.Fatal(i, faults)
		}
	}
}

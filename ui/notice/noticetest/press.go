// Package noticetest reads a notice as a browser would and runs its own scripts over it, without a browser: for tests.
package noticetest

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

type cell struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

type row struct {
	Number string `json:"number"`
	Cells  []cell `json:"cells"`
}

type table struct {
	Titles []string `json:"titles"`
	Rows   []row    `json:"rows"`
}

type shown struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
	Tables     []table  `json:"tables"`
}

var (
	tag        = regexp.MustCompile(`<[^>]*>`)
	heading    = regexp.MustCompile(`(?s)<h1>(.*?)</h1>`)
	paragraph  = regexp.MustCompile(`(?s)<p(?: [^>]*)?>(.*?)</p>`)
	tableOf    = regexp.MustCompile(`(?s)<table>(.*?)</table>`)
	titleOf    = regexp.MustCompile(`(?s)<th>(.*?)</th>`)
	rowOf      = regexp.MustCompile(`(?s)<tr(?: data-number="([^"]*)")?>(<td.*?)</tr>`)
	cellOf     = regexp.MustCompile(`(?s)<td[^>]*data-title="([^"]*)"[^>]*>(.*?)</td>`)
	scriptOf   = regexp.MustCompile(`(?s)<script>\n(.*?)</script>`)
	posted     = regexp.MustCompile(`(?s)id="certificate">(.*?)</script>`)
	textInside = func(inner string) string { return html.UnescapeString(tag.ReplaceAllString(inner, "")) }
)

func texts(of *regexp.Regexp, in string) []string {
	out := []string{}
	for _, m := range of.FindAllStringSubmatch(in, -1) {
		out = append(out, textInside(m[1]))
	}
	return out
}

// Faults are what the check of a notice finds wrong in what is printed, one text each; none when it holds.
func Faults(t *testing.T, page string) []string {
	t.Helper()
	body, _, _ := strings.Cut(page, `<script type="application/json"`)
	see := shown{Title: strings.Join(texts(heading, body), ""), Paragraphs: texts(paragraph, body), Tables: []table{}}
	for _, m := range tableOf.FindAllStringSubmatch(body, -1) {
		one := table{Titles: texts(titleOf, m[1]), Rows: []row{}}
		for _, r := range rowOf.FindAllStringSubmatch(m[1], -1) {
			line := row{Number: html.UnescapeString(r[1]), Cells: []cell{}}
			for _, c := range cellOf.FindAllStringSubmatch(r[2], -1) {
				line.Cells = append(line.Cells, cell{html.UnescapeString(c[1]), textInside(c[2])})
			}
			one.Rows = append(one.Rows, line)
		}
		see.Tables = append(see.Tables, one)
	}
	input, err := json.Marshal(see)
	if err != nil {
		t.Fatal(err)
	}
	scripts, certificate := scriptOf.FindAllStringSubmatch(page, -1), posted.FindStringSubmatch(page)
	if len(scripts) < 2 || certificate == nil {
		t.Fatal("no notice")
	}
	vm := goja.New()
	if _, err := vm.RunString(scripts[0][1] + scripts[1][1] +
		"\nfunction run(c, p) { return Posted.check(JSON.parse(c), JSON.parse(p)).map(function (f) { return f.number + ' ' + f.text; }).join('\\n'); }"); err != nil {
		t.Fatal(err)
	}
	run, _ := goja.AssertFunction(vm.Get("run"))
	got, err := run(goja.Undefined(), vm.ToValue(certificate[1]), vm.ToValue(string(input)))
	if err != nil {
		t.Fatal(err)
	}
	if got.String() == "" {
		return nil
	}
	return strings.Split(got.String(), "\n")
}

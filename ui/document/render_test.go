package document

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
)

// pages is how many pages each form has of a usual record, as LibreOffice lays it out; a form that is not here has one.
var pages = map[string]string{"contract": "3", "bound": "9", "application": "2", "exit-notice": "2", "exit-intended": "2", "exit-refused": "2", "exit-withdrawn": "2", "unserved": "2"}

var spaces = regexp.MustCompile(`\s+`)

// TestRendered lays every form out with LibreOffice, which .ci/run installs and names: its pages, and that its last one is not a signature
// alone; a long bill stays on one page.
func TestRendered(t *testing.T) {
	soffice := os.Getenv("PENGGAI_TEST_SOFFICE")
	if soffice == "" {
		t.Skipf("PENGGAI_TEST_SOFFICE names no LibreOffice: the pages are not looked at")
	}
	dir := t.TempDir()
	var files []string
	write := func(name string, f Form, r Record) {
		template, err := Load(dir, f)
		if err != nil {
			t.Fatal(err)
		}
		file, err := template.Fill(f.build(r.of(f)))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, name+".docx"))
		if err := os.WriteFile(files[len(files)-1], file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range Forms() {
		write(f.Code, f, usual())
	}
	long, bill := usual(), Form{}
	for range 19 {
		long.Bill.Lines = append(long.Bill.Lines, long.Bill.Lines[0])
	}
	bill, err := FindForm("bill")
	if err != nil {
		t.Fatal(err)
	}
	write("bill of 20 lines", bill, long)
	var alike []string
	for _, name := range []string{"contract 1", "contract 2", "contract 3"} {
		contract, err := FindForm("contract")
		if err != nil {
			t.Fatal(err)
		}
		write(name, contract, usual())
		alike = append(alike, files[len(files)-1])
	}
	files = files[:len(files)-len(alike)]
	bound, _, err := Bind(usual().Today, bill, alike, nil)
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.Join(dir, "bound.docx"))
	if err := os.Rename(bound, files[len(files)-1]); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	if out, err := exec.Command(soffice, append(args, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if keep := os.Getenv("PENGGAI_TEST_PAGES"); keep != "" {
		if err := os.CopyFS(keep, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
	}
	for _, docx := range files {
		code := strings.TrimSuffix(filepath.Base(docx), ".docx")
		pdf := strings.TrimSuffix(docx, ".docx") + ".pdf"
		text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		each := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
		want := or(pages[code], "1")
		if got := count(len(each)); got != want {
			t.Errorf("%s has %s pages, want %s", code, got, want)
		}
		if last := spaces.ReplaceAllString(each[len(each)-1], ""); len([]rune(last)) < 60 {
			t.Errorf("%s: a page holds only %q", code, last)
		}
		for i, page := range each {
			if of := fmt.Sprintf("第%d页共3页", i%3+1); code == "bound" && !strings.Contains(spaces.ReplaceAllString(page, ""), of) {
				t.Errorf("page %d of three contracts in one file does not say %s", i+1, of)
			}
		}
		all := spaces.ReplaceAllString(string(text), "")
		for _, word := range []string{"{{", "}}", "%!"} {
			if strings.Contains(all, word) {
				t.Errorf("%s says %s", code, word)
			}
		}
		if f, err := FindForm(code); err == nil && f.Nouns[0] != NounRound && code != "finding" && code != "walk" && code != "exit-posting" && !strings.Contains(all, "北方家政") {
			t.Errorf("%s does not name the applicant:\n%s", code, text)
		}
	}
}

// usual is a record as most are.
func usual() Record {
	r := sample()
	r.Account = charge.Settle([]charge.Bill{r.Bill.Bill}, nil, r.Today)
	r.Account.Overdue = r.Bill.Total.Payable
	r.Application.Review.Day, r.Application.Evaluation.Day = civil.MustParse("2017-08-25"), civil.MustParse("2017-09-01")
	r.Application.Review.Review = allocation.NewReview()
	r.Application.Review.Day = civil.MustParse("2017-08-25")
	r.Card.Telephone, r.Card.Address = "0469-4200001", "尖山区政府 3 楼"
	return r
}

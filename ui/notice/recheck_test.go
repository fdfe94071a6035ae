package notice

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"penggai/allocation/quantity"
	"penggai/allocation/rule"
)

// checker runs recheck.js without a browser.
type checker struct {
	t     *testing.T
	vm    *goja.Runtime
	check goja.Callable
}

func newChecker(t *testing.T) *checker {
	t.Helper()
	return checkerOf(t, recheckJS)
}

// quickChecker leaves the hashes to Go: an interpreter takes most of its time for them.
func quickChecker(t *testing.T) *checker {
	t.Helper()
	const head = "function hash(text) {"
	if !strings.Contains(recheckJS, head) {
		t.Fatal("recheck.js has no ", head)
	}
	return checkerOf(t, strings.Replace(recheckJS, head, head+" return sumOf(text);", 1))
}

func checkerOf(t *testing.T, script string) *checker {
	t.Helper()
	vm := goja.New()
	if err := vm.Set("sumOf", sumOf); err != nil {
		t.Fatal(err)
	}
	if _, err := vm.RunString(script + "\nfunction run(text) { return JSON.stringify(Recheck.check(JSON.parse(text))); }"); err != nil {
		t.Fatal(err)
	}
	run, _ := goja.AssertFunction(vm.Get("run"))
	return &checker{t, vm, run}
}

// verdict is what Recheck.check returns.
type verdict struct {
	Faults []struct{ Number, Text string }
	Notes  []string
	Lines, Exact, Shown, Held,
	Unshown int
}

func (v verdict) text() string {
	var b strings.Builder
	for _, f := range v.Faults {
		fmt.Fprintln(&b, f.Number, f.Text)
	}
	return b.String()
}

func (c *checker) verdict(certificate []byte) (v verdict) {
	c.t.Helper()
	got, err := c.check(goja.Undefined(), c.vm.ToValue(string(certificate)))
	if err != nil {
		c.t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(got.String()), &v); err != nil {
		c.t.Fatal(err)
	}
	return v
}

func certificateOf(t *testing.T, in *rule.Instance) rule.Certificate {
	t.Helper()
	res, err := rule.Solve(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	return rule.Certificate{Round: "尖山区 2021 年第 1 批次", Parameters: 1, Instance: in.Canonical(), Result: bytes.TrimSpace(res.JSON()), Digest: res.Digest}
}

// TestWorkedCasesHold checks the worked cases, and that every kind of alteration turns red.
func TestWorkedCasesHold(t *testing.T) {
	c, quick := newChecker(t), quickChecker(t)
	files, err := filepath.Glob("../../allocation/rule/testdata/allocation/[0-9]*.json")
	if err != nil || len(files) < 18 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".expected.json") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		in, err := rule.ReadInstance(data)
		if err != nil {
			t.Fatal(err)
		}
		posted := certificateOf(t, in)
		whole := posted.File()
		if v := c.verdict(whole); len(v.Faults) > 0 {
			t.Errorf("%s: %s", file, v.text())
		}
		posted.DrawnOn = in.Posted()
		if v := quick.verdict(posted.File()); !strings.Contains(strings.Join(v.Notes, ""), "张贴的摘要一致") {
			t.Errorf("%s: the posted list is not recognised: %q", file, v.Notes)
		}
		posted.DrawnOn = strings.Repeat("0", 64)
		if v := quick.verdict(posted.File()); !strings.Contains(v.text(), "名单在抽签后被改动") {
			t.Errorf("%s: another list passes: %q", file, v.Notes)
		}
		posted.Corrected = "公示后重开"
		if v := quick.verdict(posted.File()); len(v.Faults) > 0 || !strings.Contains(strings.Join(v.Notes, ""), "写明的缘由：公示后重开") {
			t.Errorf("%s: a correction that is named: %s %q", file, v.text(), v.Notes)
		}
		for old, altered := range map[string]string{
			`"seed":"`: `"seed":"x`, `"served":`: `"served":1`, `"jobs_millis":`: `"jobs_millis":1`, `"digest":"`: `"digest":"0`,
			`"rank":1,`: `"rank":2,`, `"options":`: `"options":1`, `"area_dm2":1`: `"area_dm2":2`, `"reason":"a`: `"reason":"b`,
			`"dm2_per_job":`: `"dm2_per_job":1`, `"price":`: `"price":1`, `"need":`: `"need":1`,
		} {
			changed := bytes.Replace(whole, []byte(old), []byte(altered), 1)
			if v := quick.verdict(changed); !bytes.Equal(changed, whole) && len(v.Faults) == 0 {
				t.Errorf("%s: %s passes", file, altered)
			}
		}
	}
}

// instances is on how many instances the two implementations are held against each other: PENGGAI_INSTANCES, else some hundreds.
var instances = func() int {
	if n, err := strconv.Atoi(os.Getenv("PENGGAI_INSTANCES")); err == nil && n > 0 {
		return n
	}
	return 100
}()

// TestManyInstancesHold holds the two implementations against each other, and against awards that were swapped.
func TestManyInstancesHold(t *testing.T) {
	c := quickChecker(t)
	rnd := rand.New(rand.NewSource(1))
	exact, lines := 0, 0
	for i := range instances {
		in := drawnInstance(rnd, i)
		whole := certificateOf(t, in)
		v := c.verdict(whole.File())
		if len(v.Faults) > 0 {
			t.Fatalf("%d: %s%s", i, v.text(), whole.File())
		}
		exact, lines = exact+v.Exact, lines+v.Lines
		if swapped, done := swapAwards(t, whole); done {
			if v := c.verdict(swapped); len(v.Faults) == 0 {
				t.Fatalf("%d: swapped awards pass\n%s", i, swapped)
			}
		}
	}
	t.Log(exact, "of", lines, "lines recomputed wholly")
}

// swapAwards lets two lines change their units.
func swapAwards(t *testing.T, c rule.Certificate) ([]byte, bool) {
	t.Helper()
	res, err := rule.ReadResult(c.Result)
	if err != nil {
		t.Fatal(err)
	}
	first := -1
	for i := range res.Ranks {
		if res.Ranks[i].Reason != rule.ReasonAwarded {
			continue
		}
		if first < 0 {
			first = i
			continue
		}
		a, b := &res.Ranks[first], &res.Ranks[i]
		a.Units, b.Units, a.Area, b.Area, a.Choice, b.Choice = b.Units, a.Units, b.Area, a.Area, b.Choice, a.Choice
		c.Result = bytes.TrimSpace(res.JSON())
		return c.File(), true
	}
	return nil, false
}

// drawnInstance is a small instance: runs, wishes, tags, decisions, second passes, names of all kinds and large numbers.
func drawnInstance(rnd *rand.Rand, i int) *rule.Instance {
	in := &rule.Instance{Seed: []string{"", "2017-09-12 见证抽签 38-07-21", "𠀀\u2028\"\\"}[i%3], Params: rule.Params{
		PerJob: quantity.Area(800 + rnd.Intn(900)), ScaleToSupply: i%5 == 0, TaxPerJob: quantity.Money(rnd.Intn(3) * 1_000_000), TaxCapPermille: 200,
		TieBandMillijobs: int64(1 + rnd.Intn(3)*700), Min: quantity.Area(rnd.Intn(3) * 1500), Max: 60000, UnderPermille: int64(rnd.Intn(5) * 100),
		OverPermille: int64(rnd.Intn(5) * 100), MaxUnits: int64(1 + rnd.Intn(3)),
	}}
	if i%4 == 0 {
		in.Params.Rest = rule.Rest{Given: true, UnderPermille: 600, OverPermille: 1000}
	}
	tags := []string{"临街", "上下水", "\U0002000b燃气"}
	for u := range 2 + rnd.Intn(12) {
		unit := rule.InstanceUnit{
			Number: fmt.Sprintf("U-%02d", u), Community: []string{"南市区", "\uff21园"}[rnd.Intn(2)], Building: "1号楼", Floor: int64(rnd.Intn(2)),
			Area: quantity.Area(2000 + rnd.Intn(12)*1000),
		}
		if bay := int64(u); rnd.Intn(8) > 0 {
			unit.Bay = &bay
		}
		for _, tag := range tags {
			if rnd.Intn(3) > 0 {
				unit.Tags = append(unit.Tags, tag)
			}
		}
		in.Units = append(in.Units, unit)
	}
	for a := range 1 + rnd.Intn(12) {
		who := rule.InstanceApplicant{
			Number: fmt.Sprintf("JS%03d%s", a, []string{"", "\uffee", "\U00020001"}[rnd.Intn(3)]), JobsMillis: int64(rnd.Intn(14)) * 1000, Tax: quantity.Money(rnd.Intn(4)) * 900_000_000_000_00,
			Policy: rnd.Intn(6) == 0, Group: rnd.Intn(3) == 0, OnlyListed: rnd.Intn(5) == 0, MaxUnits: int64(1 + rnd.Intn(3)),
		}
		if rnd.Intn(3) == 0 {
			who.Communities = []string{"\uff21园", "南市区"}[:1+rnd.Intn(2)]
		}
		if rnd.Intn(4) == 0 {
			who.Requires = tags[rnd.Intn(3):][:1]
		}
		if limit := quantity.Area(5000 + rnd.Intn(9000)); rnd.Intn(6) == 0 {
			who.Max = &limit
		}
		in.Applicants = append(in.Applicants, who)
	}
	if i%3 == 0 {
		in.Fixed = append(in.Fixed, rule.Fixed{Applicant: in.Applicants[0].Number, Units: []string{in.Units[0].Number}})
	}
	return in
}

func sumOf(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }

func TestSum(t *testing.T) {
	c := newChecker(t)
	for text, want := range map[string]string{
		"":                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"abc":                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		strings.Repeat("甲", 1000): "",
	} {
		if want == "" {
			want = sumOf(text)
		}
		got, err := c.vm.RunString(fmt.Sprintf("Recheck.hash(%q)", text))
		if err != nil || got.String() != want {
			t.Errorf("%.10s: %v %v", text, got, err)
		}
	}
}

// TestPage: the page carries the certificate so that no name ends its element, everything else once, and is small.
func TestPage(t *testing.T) {
	in := drawnInstance(rand.New(rand.NewSource(7)), 4)
	in.Applicants[0].Number = "JS</script><b>"
	of := certificateOf(t, in)
	var out bytes.Buffer
	n := Notice{Title: "尖山区 2021 年第 1 批次 房源分配公示", Head: []string{"第一段"}, Foot: []string{"<b>末段"}, Office: "尖山区人民政府", Of: of}
	for i := range 40 {
		n.Rows = append(n.Rows, Row{Rank: i + 1, Number: fmt.Sprint("JS", i), Name: "王**<i>", Units: []string{"U-01", "U-02"}, Reason: "最合适"})
	}
	if err := Write(&out, n); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for _, want := range []string{"王**&lt;i&gt;", "&lt;b&gt;末段", "<span>U-01</span> <span>U-02</span>", "counter(page)", "Recheck.check(certificate)", "尖山区人民政府（盖章）", of.Digest} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(text, "https:") || strings.Contains(text, "http:") {
		t.Error("the page asks for something beside it")
	}
	_, rest, _ := strings.Cut(text, `id="certificate">`)
	inside, _, _ := strings.Cut(rest, "</script>")
	if v := newChecker(t).verdict([]byte(inside)); len(v.Faults) > 0 {
		t.Error(v.text())
	}
	if size := len(pageHTML) + len(pageCSS) + len(recheckJS) + len(postedJS) + len(pageJS); size > 200_000 {
		t.Error(size)
	}
}

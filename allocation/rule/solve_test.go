package rule

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
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

// TestWorkedCases compares with the cases that were worked out by hand, but for what they leave open: the digest and the counts of
// a no_option. Of the prices that would prove a line they hold those with the fewest applicants, at 1 each.
func TestWorkedCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/allocation/*.expected.json")
	if len(files) != 9 {
		t.Fatalf("found %d cases, want 9", len(files))
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
	if rest, is := v["rest"].(map[string]any); is {
		loosen(rest)
	}
	for _, r := range v["ranks"].([]any) {
		row := r.(map[string]any)
		delete(row, "excluded")
		if b, is := row["blocked"].(map[string]any); is {
			delete(b, "nodes")
		}
	}
}

// TestDigest works the digest out again from the result as it is printed.
func TestDigest(t *testing.T) {
	type rank struct {
		Rank    int      `json:"rank"`
		Number  string   `json:"number"`
		Weight  int64    `json:"weight_millis"`
		Lot     string   `json:"lot"`
		Target  int64    `json:"target_dm2"`
		Lo      int64    `json:"lo_dm2"`
		Hi      int64    `json:"hi_dm2"`
		Units   []string `json:"units"`
		Area    int64    `json:"area_dm2"`
		Choice  *int     `json:"choice"`
		Options int      `json:"options"`
		Reason  string   `json:"reason"`
	}
	type result struct {
		Format string `json:"format"`
		Proved bool   `json:"proved"`
		Rate   int64  `json:"rate_dm2_per_job"`
		Ranks  []rank `json:"ranks"`
		Totals struct {
			Applicants int   `json:"applicants"`
			Served     int   `json:"served"`
			Jobs       int64 `json:"jobs_millis"`
			Area       int64 `json:"area_dm2"`
			Units      int   `json:"units"`
			UnitsLeft  int   `json:"units_left"`
		} `json:"totals"`
	}
	for _, name := range []string{"4-options-and-their-order", "5-nobody-left-out-for-a-lower-rank", "7-packing", "8-fixed"} {
		in := worked(t, name)
		res := mustSolve(t, in)
		var plain result
		if err := json.Unmarshal(res.JSON(), &plain); err != nil {
			t.Fatal(err)
		}
		canonical, err := json.Marshal(plain)
		if err != nil {
			t.Fatal(err)
		}
		want := sha256.Sum256(append(append(in.Canonical(), '\n'), canonical...))
		if got := hex.EncodeToString(want[:]); got != res.Digest {
			t.Errorf("%s: digest %s, worked out %s", name, res.Digest, got)
		}
	}
}

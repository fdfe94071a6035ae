package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	table "penggai/ui/kit/keys"
)

// cut is where a text on a screen was cut: what stands before the two dots, from the last two blanks on.
var cut = regexp.MustCompile(`([^.]*)\.\.(?:[^.]|$)`)

// numberCut is a number, a day or a range that was cut, wordCut a word alone.
var (
	numberCut = regexp.MustCompile(`[0-9:/-]$`)
	wordCut   = regexp.MustCompile(`(?:^|[ >│])([\p{Han}A-Za-z]+)$`)
)

// mayBeCut are the places of free text in which cutting is right, by golden and what stands before the dots.
var mayBeCut = map[string][]string{
	"round/lock-confirm":   {"名单摘要 "}, // the digest stands whole on the posted list
	"tenancy/hindsight":    {"续"},     // a sentence, whole below the list
	"tenancy/move-filled":  {"、JS-"},  // what was chosen in a form: it says how many
	"correction/list":      {"RZ-JS-"},
	"report/list":          {""}, // what a report holds
	"takeover/mapping":     {"当作"},
	"document/application": {""},
}

// TestNothingFixedIsCut: at 80 and 120 columns no number, no day and no fixed word of the program is cut; only free text is.
func TestNothingFixedIsCut(t *testing.T) {
	goldens, err := filepath.Glob(filepath.Join("..", "screen", "*", "testdata", "golden", "*-*x*.txt"))
	if err != nil || len(goldens) < 300 {
		t.Fatalf("%d goldens, %v", len(goldens), err)
	}
	fixed := []string{"Enter 选择", "按 Enter 选择", "空格选择", "本人待办", "其他岗位", "逾期", "下一步", "合计", "应缴", "已缴", "未缴"}
	for _, k := range table.Table {
		fixed = append(fixed, k.Words...)
	}
	for _, path := range goldens {
		base := filepath.Base(path)
		if !strings.HasSuffix(base, "-80x24.txt") && !strings.HasSuffix(base, "-120x36.txt") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		noun := filepath.Base(filepath.Dir(filepath.Dir(filepath.Dir(path))))
		name := noun + "/" + strings.TrimSuffix(strings.TrimSuffix(base, "-80x24.txt"), "-120x36.txt")
		for n, line := range strings.Split(string(text), "\n") {
			for _, m := range cut.FindAllStringSubmatch(line, -1) {
				if why := wrongCut(m[1], fixed); why != "" && !slices.ContainsFunc(mayBeCut[name], func(w string) bool { return strings.Contains(m[1], w) }) {
					t.Errorf("%s:%d: %s: %s..", path, n+1, why, m[1])
				}
			}
		}
	}
}

// wrongCut says what was cut that may not be: a number, or one of the fixed words; empty where neither was.
func wrongCut(before string, fixed []string) string {
	if numberCut.MatchString(before) {
		return "a number is cut"
	}
	if m := wordCut.FindStringSubmatch(before); m != nil {
		for _, w := range fixed {
			if len(m[1]) > 1 && w != m[1] && strings.HasPrefix(w, m[1]) {
				return fmt.Sprintf("%s is cut", w)
			}
		}
	}
	return ""
}

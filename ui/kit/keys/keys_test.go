package keys_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/ui/kit"
	"penggai/ui/kit/keys"
)

var update = flag.Bool("update", false, "write docs/keys.md")

// TestOneMeaning: a key stands once in the table, with a meaning of its own, and no word under two keys but those of a step that is
// the next one or the other one.
func TestOneMeaning(t *testing.T) {
	either := map[string]bool{"报市备案": true, "法律顾问意见": true, "登记陈述申辩": true, "按…": true, "看…": true, "附注附件": true, "看退出": true, "看红冲": true, "看原收据": true}
	seen, means, under := map[string]bool{}, map[string]bool{}, map[string]string{}
	for _, k := range keys.Table {
		if !kit.Commands(k.Name) || seen[k.Name] || means[k.Means] || k.Means == "" {
			t.Errorf("%s %s: twice, or no key", k.Name, k.Means)
		}
		seen[k.Name], means[k.Means] = true, true
		for _, w := range k.Words {
			if other, twice := under[w]; twice && !either[w] {
				t.Errorf("%s stands under %s and %s", w, other, k.Name)
			}
			under[w] = k.Name
		}
	}
	for n := 1; n <= 12; n++ {
		if !seen[fmt.Sprintf("f%d", n)] {
			t.Errorf("F%d has no meaning", n)
		}
	}
}

// TestWrong: a key that the table does not have and a word of another key are found, what follows the table is not.
func TestWrong(t *testing.T) {
	good := []kit.Action{kit.Act("打印", nil, "ctrl+p"), kit.Act("排序", nil, "f6", "s"), kit.Act("看入驻", nil, "f4"), kit.Act("随便", nil, "x")}
	if got := keys.Wrong(good); len(got) != 0 {
		t.Error(got)
	}
	for _, a := range []kit.Action{kit.Act("打印", nil, "f7"), kit.Act("排序", nil, "ctrl+j"), kit.Act("续签", nil, "f6")} {
		if got := keys.Wrong([]kit.Action{a}); len(got) != 1 {
			t.Errorf("%v %s: %v", a.Keys, a.Label, got)
		}
	}
	twice := []kit.Action{kit.Act("修改", nil, "f9"), kit.Act("更正", nil, "f9").When("不能更正"), kit.Act("截止日", nil, "f9")}
	if got := keys.Wrong(twice); len(got) != 1 {
		t.Error(got)
	}
}

// TestPage keeps docs/keys.md as the table says; -update writes it.
func TestPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Keys\n\nOne meaning a key, on every page. The table is `ui/kit/keys/table.go` `Table`; this page is written from it\n" +
		"(`go test ./ui/kit/keys -update`), F1 shows it, and every test that runs a screen fails on a key that departs from it.\n\n| key | means | on the screens |\n|---|---|---|\n")
	for _, k := range keys.Table {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", kit.KeyWord(k.Name), k.Means, strings.Join(k.Words, "、"))
	}
	path := filepath.Join("..", "..", "..", "docs", "keys.md")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	now, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(now) != b.String() {
		t.Error("docs/keys.md is not as the table: go test ./ui/kit/keys -update")
	}
}

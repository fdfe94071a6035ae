package rule

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// TestEveryKeyIsExplained: whoever reads a certificate finds each of its keys on the page of the rule.
func TestEveryKeyIsExplained(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "allocation.md"))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, word := range regexp.MustCompile(`[a-z0-9_]+`).FindAllString(strings.Join(regexp.MustCompile("`[^`]*`").FindAllString(string(page), -1), " "), -1) {
		said[word] = true
	}
	keys := jsonKeys(reflect.TypeFor[resultFile](), map[reflect.Type]bool{})
	for _, k := range certificateKeys {
		keys = append(keys, k.Name)
	}
	for _, k := range paramsKeys {
		keys = append(keys, k.Name)
	}
	if len(keys) < 50 {
		t.Fatalf("only %d keys", len(keys))
	}
	for _, k := range keys {
		if !said[k] {
			t.Errorf("docs/allocation.md does not name the key %s", k)
		}
	}
}

// jsonKeys are the keys of a type and of the types inside.
func jsonKeys(of reflect.Type, seen map[reflect.Type]bool) (keys []string) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || seen[of] {
		return nil
	}
	seen[of] = true
	for i := range of.NumField() {
		if name := of.Field(i).Tag.Get("json"); name != "" {
			keys = append(keys, name)
		}
		keys = append(keys, jsonKeys(of.Field(i).Type, seen)...)
	}
	return keys
}

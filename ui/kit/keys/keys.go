// Package keys is the table of the function and control keys: what each means, everywhere, and under which words it stands on
// the screens. A key does not move any more: help (F1) and docs/keys.md show the table, and every test that runs a screen holds
// what the screen offers against it.
package keys

import (
	"slices"
	"strings"

	"penggai/ui/kit"
)

// Key is one key.
type Key struct {
	Name  string   // as kit.KeyName gives it
	Means string   // the one thing that it means
	Words []string // what actions under it are called, one word under one key; "看…" stands for all that begin so; nil: as the screen says
}

// Of is the row of a key.
func Of(name string) (Key, bool) {
	i := slices.IndexFunc(Table, func(k Key) bool { return k.Name == name })
	if i < 0 {
		return Key{}, false
	}
	return Table[i], true
}

// Says reports whether the key may stand under a word.
func (k Key) Says(word string) bool {
	return slices.ContainsFunc(k.Words, func(w string) bool {
		head, open := strings.CutSuffix(w, "…")
		return w == word || open && strings.HasPrefix(word, head)
	})
}

// Wrong names what departs from the table: a key that it does not have, a word that is not the key's, two actions that are possible
// now under one key. (F3 is 筛选 in a list, and 查找 stands behind it.)
func Wrong(list []kit.Action) (out []string) {
	taken := map[string]string{}
	for _, a := range list {
		for i, name := range a.Keys {
			if !kit.Commands(name) {
				continue
			}
			k, known := Of(name)
			if other, twice := taken[name]; twice && a.Why == "" && other != a.Label && name != "f3" {
				out = append(out, kit.KeyWord(name)+" 同时是 "+other+" 和 "+a.Label)
			}
			if a.Why == "" {
				taken[name] = a.Label
			}
			switch {
			case !known:
				out = append(out, kit.KeyWord(name)+" "+a.Label+"：键表里没有这个键")
			case i == 0 && k.Words != nil && !k.Says(a.Label):
				out = append(out, kit.KeyWord(name)+" "+a.Label+"：键表里这个键是 "+k.Means)
			}
		}
	}
	return out
}

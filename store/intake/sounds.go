package intake

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation/search"
	"penggai/store/engine"
)

// NameMatch finds an applicant by 汉字 or initials.
func NameMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		return "p.name = " + b.Add(word), nil
	}
	return b.Like("p.name", word) + " OR " + b.Like("p.initials", searchInitials(word)), nil
}

// searchInitials is what is looked for among stored sounds: letters and digits as typed, or something that is in none of them.
func searchInitials(text string) string {
	for _, r := range text {
		if r >= 0x80 {
			return noSound
		}
	}
	if s := search.Initials(text); s != "" {
		return s
	}
	return noSound
}

// noSound is in no stored sounds.
const noSound = "|"

// soundVariants bounds how many readings of a name with characters of several readings are kept.
const soundVariants = 8

// Sounds is what people type for a name without an input method: its initials, its whole pinyin, and both again for every
// character of several readings (单 is dan and shan), separated by spaces.
func Sounds(name string) string {
	runes := []rune(name)
	first := make([]string, len(runes))
	for i, r := range runes {
		if all := search.Readings(r); len(all) > 0 {
			first[i] = all[0]
		} else {
			first[i] = search.Initials(string(r))
		}
	}
	out := []string{initialsOf(first), strings.Join(first, "")}
	for i, r := range runes {
		all := search.Readings(r)
		for k := 1; k < len(all) && len(out) < 2*soundVariants; k++ {
			other := slices.Clone(first)
			other[i] = all[k]
			for _, s := range []string{initialsOf(other), strings.Join(other, "")} {
				if !slices.Contains(out, s) {
					out = append(out, s)
				}
			}
		}
	}
	return strings.Join(out, " ")
}

func initialsOf(syllables []string) string {
	var b strings.Builder
	for _, s := range syllables {
		if s != "" {
			b.WriteByte(s[0])
		}
	}
	return b.String()
}

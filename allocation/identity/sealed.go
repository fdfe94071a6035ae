package identity

import "strings"

// SealMark stands in front of a number that is sealed; no number and no telephone begins with it.
const SealMark = "~"

// TextErased stands in the place of a number that was deleted when its time had come (个人信息保护法 第四十七条).
const TextErased = "已按期删除"

const (
	sealedLeast = 40
	sealedSigns = "0123456789ABCDEF"
)

// Erased reports whether what stands in the place of a number is only its sealed text: whoever has no key for it any more has no number.
func Erased(s string) bool {
	body, marked := strings.CutPrefix(s, SealMark)
	return marked && len(body) >= sealedLeast && strings.Trim(body, sealedSigns) == ""
}

// Shown is a number as it is printed and shown whole.
func Shown(s string) string {
	if Erased(s) {
		return TextErased
	}
	return s
}

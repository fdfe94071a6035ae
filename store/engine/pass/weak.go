package pass

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"penggai/allocation/say"
)

const (
	least   = 10  // signs
	words   = 4   // or words
	longest = 200 // signs
	variety = 5   // different signs
	walk    = 4   // signs in a row that lie side by side
)

// Hint says beside a field what a new password needs.
const Hint = "至少 10 个字符或 4 个词，不用常见的"

// common are pieces of which common passwords are made, one a line, in small letters.
//
//go:embed common.txt
var commonText string

var common = strings.Fields(commonText)

// walks are the rows, columns and orders along which fingers go.
var walks = []string{
	"`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "~!@#$%^&*()_+",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "abcdefghijklmnopqrstuvwxyz", "01234567890", "147258369", "789456123",
}

// Check says what is wrong with a new password for the account of that name.
// Errors: ErrShort, ErrLong, ErrName, ErrCommon, ErrWalk.
func Check(name, password string) error {
	n, lower := utf8.RuneCountInString(password), strings.ToLower(password)
	switch {
	case n > longest:
		return ErrLong.On("password")
	case n < least && len(strings.Fields(password)) < words:
		return ErrShort.On("password")
	case holdsName(strings.ToLower(name), lower):
		return ErrName.On("password")
	case different(lower) < variety || repeats(lower) || walked(lower):
		return ErrWalk.On("password")
	case isCommon(lower):
		return ErrCommon.On("password")
	}
	return nil
}

// holdsName reports whether a password says the name of its account; of one or two signs, whether it is that name and figures.
func holdsName(name, password string) bool {
	if name == "" {
		return false
	}
	for _, n := range []string{name, backwards(name)} {
		if utf8.RuneCountInString(name) > 2 && strings.Contains(password, n) || strings.TrimFunc(password, notLetter) == n {
			return true
		}
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func backwards(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// different counts the different signs.
func different(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// repeats reports whether a text is one piece over and over.
func repeats(s string) bool {
	r := []rune(s)
	for n := 1; n <= len(r)/2; n++ {
		piece, same := r[:n], true
		for i := range r {
			same = same && r[i] == piece[i%n]
		}
		if same {
			return true
		}
	}
	return false
}

// walked reports whether fingers that go along the keys type all but a few of its signs.
func walked(s string) bool {
	left := 0
	for i := 0; i < len(s); {
		n := 0
		for _, w := range walks {
			for _, way := range []string{w, backwards(w)} {
				for n < len(s)-i && strings.Contains(way, s[i:i+n+1]) {
					n++
				}
			}
		}
		if n >= walk {
			i += n
			continue
		}
		left++
		i++
	}
	return left < walk && left < len(s)
}

// unleet reads the figures and signs that stand for letters.
var unleet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

// isCommon reports whether a text is made of common pieces, figures and signs alone, with fewer pieces than a phrase has words.
func isCommon(s string) bool {
	for _, text := range []string{s, unleet.Replace(s), unleet.Replace(strings.TrimRightFunc(s, notLetter))} {
		if n := pieces(text); n > 0 && n < words {
			return true
		}
	}
	return false
}

// pieces is of how few common pieces a text is made; 0 when something else is in it. Figures and signs between them do not count.
func pieces(s string) int {
	const no = 1 << 20
	few := make([]int, len(s)+1) // few[i]: for s[i:]
	for i := len(s) - 1; i >= 0; i-- {
		few[i] = no
		if c := s[i]; c < utf8.RuneSelf && notLetter(rune(c)) {
			few[i] = few[i+1]
		}
		for _, w := range common {
			if strings.HasPrefix(s[i:], w) {
				few[i] = min(few[i], 1+few[i+len(w)])
			}
		}
	}
	if few[0] >= no {
		return 0
	}
	return max(few[0], 1)
}

// What a new password may not be.
var (
	ErrShort  = say.Refuse("password_short", "密码至少 10 个字符或 4 个词，请加长")
	ErrLong   = say.Refuse("password_long", "密码不能超过 200 个字符")
	ErrName   = say.Refuse("password_name", "密码里不能有账号名，请换一个")
	ErrWalk   = say.Refuse("password_walk", "相邻的键或反复的字符太好猜，请换一个")
	ErrCommon = say.Refuse("password_common", "太常见，容易猜到，请换不相干的词")
)

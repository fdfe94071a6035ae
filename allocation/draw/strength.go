package draw

import (
	"regexp"
	"strconv"
	"strings"

	"penggai/allocation/rule"
)

// The strength of a draw says how many texts somebody would have to try who wants to choose the lots, as a power of two. It is
// estimated in hundredths of a bit, and low rather than high: only digits count of what was not known at the lock.
//
//   - a digit counts 3.32 bits (log2 10), wherever nobody chose it;
//   - balls as lotteries print them (three or more numbers of two digits, 36 at most, each greater than the one before) are an
//     unordered choice among 33: six of them count 20.07 bits, not 40;
//   - digits that representatives chose themselves count 2 bits: people repeat themselves and like dates;
//   - days of the calendar, names, letters and everything else count nothing.
const (
	Enough    = 6400 // below this a draw is asked about
	perDigit  = 332
	perChosen = 200
	lastBall  = 400
)

// ballBits are hundredths of log2 of how many ways there are to take so many balls of 33.
var ballBits = []int{0, 504, 904, 1241, 1532, 1785, 2007, 2202, 2372}

const (
	minBalls = 3
	maxBall  = 36
)

// days are dates as people write them.
var days = regexp.MustCompile(`\d{4}(-|年|\.|/)\d{1,2}(-|月|\.|/)\d{1,2}日?`)

// numbers are runs of digits.
var numbers = regexp.MustCompile(`[0-9]+`)

// Strength estimates the strength of a draw, in hundredths of a bit, from what was published or drawn and what representatives added.
func Strength(number string, shares []Share) int {
	groups := numbers.FindAllString(days.ReplaceAllString(rule.DrawText(number), " "), -1)
	bits, drawn := 0, false
	for len(groups) > 0 {
		n := balls(groups)
		if n >= minBalls {
			bits += ballBits[min(n, len(ballBits)-1)]
			groups, drawn = groups[n:], true
			continue
		}
		if drawn && n > 0 {
			bits += lastBall
		} else {
			bits += perDigit * len(groups[0])
		}
		groups = groups[1:]
	}
	for _, x := range shares {
		bits += perChosen * len(strings.TrimSpace(x.Digits))
	}
	return bits
}

// balls is how many of the first groups are balls of one choice.
func balls(groups []string) int {
	last := 0
	for i, g := range groups {
		n, err := strconv.Atoi(g)
		if err != nil || len(g) != 2 || n > maxBall || n <= last {
			return i
		}
		last = n
	}
	return len(groups)
}

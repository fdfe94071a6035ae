package match

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Option is a run of adjacent units: the first and how many.
type Option uint32

const (
	lengthBits = 5
	// MaxUnits is the greatest number of units in an option.
	MaxUnits = 1<<lengthBits - 1
)

// NewOption is the run of n units (1 to MaxUnits) from first on.
func NewOption(first, n int) Option { return Option(first<<lengthBits | n) }

// First is the lowest unit of the run.
func (o Option) First() int { return int(o >> lengthBits) }

// Len is the number of its units.
func (o Option) Len() int { return int(o & MaxUnits) }

// End is the unit behind the run.
func (o Option) End() int { return o.First() + o.Len() }

// Problem is what Solve answers: Options[a] are the options of applicant a, the most preferred first, no two with the
// same units. Applicants stand in rank order.
type Problem struct {
	Units   int
	Options [][]Option
	Limit   int  // steps of search in one part before it gives up proving; 0 takes what the part's size allows
	First   bool // the first way alone, to its own limit: how answers were found before there was a second
}

// firstSteps bounds the first way through all parts together, keenSteps the second; each part has its share by applicants.
const (
	firstSteps = 1_500_000
	keenSteps  = 16_000_000
)

// ListedPassed is how many preferred options of one applicant are explained.
const ListedPassed = 20

// Passed says why an applicant does not hold an option that it prefers to its own.
type Passed struct {
	Option int  // index in the applicant's options
	Taken  bool // held in part by By, who is ranked better; else it is needed for By
	By     int  // applicant; −1 where the search did not tell
}

// Blocked says why an applicant is not served. Others and Units are a Hall set: the applicant and Others, all of them
// better ranked, served, and with single-unit options only, have no option outside Units, which are one too few for them.
// Both are nil where no such set exists; then Priced shows it by prices where some were found, and Steps tells how long
// the search was.
type Blocked struct {
	Others []int32 // in rank order; may be shared between rows, like Units
	Units  []int32 // ascending
	Priced *Priced
	Steps  int
}

// Priced are prices that show that Applicants cannot all be served: an assignment would pay each unit at most once, which
// is Have altogether, while each of them pays for any of its options at least its least; these sum to Need, which is more.
type Priced struct {
	Applicants []int32 // in rank order; the last is the one left out, all others are served
	Units      []int32 // ascending; those that are not free
	Prices     []int32 // of Units, at least 1
	Need, Have int64
	Like       int     // −1, or somebody ranked between the others and the one left out, left out too: the rest of its proof holds here, and stands there
	local      []int32 // Applicants, as their part numbers them
}

// Answer is the assignment with its reasons.
type Answer struct {
	Choice   []int // index in the applicant's options, −1 where not served
	Passed   [][]Passed
	Blocked  []*Blocked // of applicants that have options and are not served
	Unproved []int      // applicants whose line could differ, because the limit was reached
	Second   bool       // some part was answered on the second way
}

// Solve finds the answer. progress, which may be nil, is told how many applicants are done, never by two goroutines at
// once; ctx only cancels. Parts are solved side by side: each writes its own applicants' lines, so the answer does not
// depend on who is faster.
func Solve(ctx context.Context, p *Problem, progress func(done, total int)) (*Answer, error) {
	n := len(p.Options)
	answer := &Answer{Choice: make([]int, n), Passed: make([][]Passed, n), Blocked: make([]*Blocked, n)}
	for a := range answer.Choice {
		answer.Choice[a] = -1
	}
	run := &running{ctx: ctx, total: n, progress: progress}
	parts := p.parts()
	var several []*part
	for _, c := range parts {
		if c.multi {
			several = append(several, c)
		}
	}
	shares := sharesOf(several, firstSteps, p.Limit)
	atOnce(ctx, parts, func(c *part) {
		hasty := shares[c]
		if p.First {
			hasty = 0
		}
		c.solve(run, p, answer, hasty)
	})
	hard := slices.DeleteFunc(several, func(c *part) bool { return !c.resisted })
	shares = sharesOf(hard, keenSteps, p.Limit)
	atOnce(ctx, hard, func(c *part) { c.insist(run, p, answer, shares[c]) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	answer.Second = len(hard) > 0
	for _, c := range parts {
		answer.Unproved = append(answer.Unproved, c.unproved...)
	}
	run.finish()
	slices.Sort(answer.Unproved)
	return answer, nil
}

// sharesOf parts steps among parts by their applicants; with a limit each has that.
func sharesOf(parts []*part, steps, limit int) map[*part]int {
	all := 0
	for _, c := range parts {
		all += len(c.applicants)
	}
	shares := make(map[*part]int, len(parts))
	for _, c := range parts {
		if shares[c] = limit; limit == 0 {
			shares[c] = steps * len(c.applicants) / all
		}
	}
	return shares
}

// atOnce does parts side by side.
func atOnce(ctx context.Context, parts []*part, do func(*part)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(parts), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(parts) && ctx.Err() == nil; i = next.Add(1) - 1 {
				do(parts[i])
			}
		})
	}
	workers.Wait()
}

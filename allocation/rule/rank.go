package rule

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"
)

// Lot is an applicant's lot under the draw text, 64 hex digits: nobody can choose it once the seed has been drawn,
// everybody can recompute it.
func Lot(seed, number string) string { return hexOf(lotSum(seed, number)) }

func lotSum(seed, number string) [sha256.Size]byte {
	return sha256.Sum256([]byte("penggai-lot/1\n" + seed + "\n" + number))
}

// Step is a rule step that can separate two neighbours in the rank order.
type Step string

// The steps of the rank order, in the order in which they decide.
const (
	StepBand   Step = "band"   // a higher band of weight: conditions are not equal
	StepPolicy Step = "policy" // supported by industrial policy (三.7)
	StepGroup  Step = "group"  // of a group first served under equal conditions (二)
	StepWeight Step = "weight" // the greater weight inside the band
	StepLot    Step = "lot"    // the smaller lot
	StepNumber Step = "number" // the smaller number, where even the lots are equal
)

// standing is what an applicant's rank depends on.
type standing struct {
	number        string
	weight, band  int64
	policy, group bool
	lot           [sha256.Size]byte
}

func (in *Instance) standing(a *InstanceApplicant) standing {
	w := in.Params.Weight(a)
	return standing{
		number: a.Number, weight: w, band: w / in.Params.TieBandMillijobs,
		policy: a.Policy, group: a.Group, lot: lotSum(in.Seed, a.Number),
	}
}

// compare orders two standings, the better one first, and names the step that tells them apart.
func (s *standing) compare(t *standing) (int, Step) {
	if c := cmp.Compare(t.band, s.band); c != 0 {
		return c, StepBand
	}
	if s.policy != t.policy {
		return first(s.policy), StepPolicy
	}
	if s.group != t.group {
		return first(s.group), StepGroup
	}
	if c := cmp.Compare(t.weight, s.weight); c != 0 {
		return c, StepWeight
	}
	if c := bytes.Compare(s.lot[:], t.lot[:]); c != 0 {
		return c, StepLot
	}
	return strings.Compare(s.number, t.number), StepNumber
}

func first(yes bool) int {
	if yes {
		return -1
	}
	return 1
}

// ranking is the applicants' indices in rank order, and their standings by index.
func (in *Instance) ranking() (order []int, standings []standing) {
	standings, order = make([]standing, len(in.Applicants)), make([]int, len(in.Applicants))
	for i := range in.Applicants {
		standings[i], order[i] = in.standing(&in.Applicants[i]), i
	}
	slices.SortFunc(order, func(a, b int) int {
		c, _ := standings[a].compare(&standings[b])
		return c
	})
	return order, standings
}

// Place is where an applicant stands in the rank order, from 1; 0 when it is not among the applicants.
func (in *Instance) Place(number string) int {
	order, _ := in.ranking()
	return 1 + slices.IndexFunc(order, func(i int) bool { return in.Applicants[i].Number == number })
}

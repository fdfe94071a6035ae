package walk

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/rule"
)

// Person may be drawn as an inspector.
type Person struct {
	Account int64
	Name    string
}

// Bar keeps a person away from the shops of an applicant (回避): because of what he declared, or because he handled the applicant's case.
type Bar struct {
	Account   int64
	Applicant int64
	Reason    string
}

// maxSeed is how many letters a seed has at most.
const maxSeed = 200

// pairSize is how many inspectors go to a shop.
const pairSize = 2

// Digest is that of a frozen list: what may be drawn, how many, who may go, and who keeps away from whom. Any change of the list changes it.
func Digest(lines []Line, people []Person, bars []Bar, wanted int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "penggai-walk-list/1\n%d\n", wanted)
	for _, l := range inOrder(lines) {
		fmt.Fprintf(&b, "unit %s %s %d\n", l.Number, l.Ledger, l.Applicant)
	}
	for _, p := range byName(people) {
		fmt.Fprintf(&b, "person %d %s\n", p.Account, p.Name)
	}
	for _, x := range slices.SortedFunc(slices.Values(bars), func(a, b Bar) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Applicant, b.Applicant))
	}) {
		fmt.Fprintf(&b, "bar %d %d\n", x.Account, x.Applicant)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// Draw draws units and for each two inspectors. The lot of a unit is the SHA-256 of seed and number, that of an inspector for it of seed,
// number and name; the smallest win, so that whoever knows seed and list draws the same. Lines come back in their order, with Drawn and
// Inspectors set. Errors: ErrSeed, ErrWanted, ErrFewPeople, ErrBarred.
func Draw(seed string, lines []Line, people []Person, bars []Bar, wanted int) ([]Line, error) {
	seed = rule.DrawText(seed)
	switch {
	case seed == "" || len([]rune(seed)) > maxSeed:
		return nil, ErrSeed.On("seed")
	case wanted < 1 || wanted > len(lines):
		return nil, ErrWanted.Textf("名单共 %d 套，抽取的套数须在 1 到 %d 之间", len(lines), len(lines)).On("wanted")
	case len(people) < pairSize:
		return nil, ErrFewPeople.On("inspectors")
	}
	out := slices.Clone(lines)
	order := make([]int, len(out))
	for i := range out {
		order[i], out[i].Drawn, out[i].Inspectors = i, false, ""
	}
	slices.SortFunc(order, func(a, b int) int { return byLot(seed, out[a].Number, out[b].Number) })
	for _, i := range order[:wanted] {
		pair, err := pairFor(seed, &out[i], people, bars)
		if err != nil {
			return nil, err
		}
		out[i].Drawn, out[i].Inspectors = true, pair
	}
	return out, nil
}

// pairFor draws the inspectors of a unit among those who need not keep away from its tenant.
func pairFor(seed string, l *Line, people []Person, bars []Bar) (string, error) {
	var free []Person
	for _, p := range byName(people) {
		if l.Applicant == 0 || !slices.ContainsFunc(bars, func(x Bar) bool { return x.Account == p.Account && x.Applicant == l.Applicant }) {
			free = append(free, p)
		}
	}
	if len(free) < pairSize {
		return "", ErrBarred.Textf("%s（%s）除去回避的人以后只有 %d 名检查人，请作废这份名单，增加检查人后再列", l.Number, l.Tenant, len(free)).On("seed")
	}
	of := func(p Person) string { return fmt.Sprintf("%s\n%s#%d", l.Number, p.Name, p.Account) }
	slices.SortFunc(free, func(a, b Person) int { return byLot(seed, of(a), of(b)) })
	return free[0].Name + "、" + free[1].Name, nil
}

// byLot compares the lots of two names.
func byLot(seed, a, b string) int {
	x, y := lot(seed, a), lot(seed, b)
	return cmp.Or(bytes.Compare(x[:], y[:]), cmp.Compare(a, b))
}

func lot(seed, name string) [sha256.Size]byte {
	return sha256.Sum256([]byte("penggai-walk/1\n" + seed + "\n" + name))
}

// Seed is a seed in its one form.
func Seed(text string) string { return rule.DrawText(text) }

func inOrder(lines []Line) []Line {
	return slices.SortedFunc(slices.Values(lines), func(a, b Line) int { return cmp.Compare(a.Number, b.Number) })
}

func byName(people []Person) []Person {
	return slices.SortedFunc(slices.Values(people), func(a, b Person) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Account, b.Account)) })
}

package money

import (
	"encoding/binary"
	"slices"

	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
)

// keptLine is a line of a stay with the day from which on it counts.
type keptLine struct {
	charge.FeeLine
	since civil.Date // its first day, or the signing where that came later
	first bool       // the first one of the stay of its fee and year
}

// keptLines are the lines of a stay that was signed on a day, each with the day from which on it counts, the earliest first.
func keptLines(signed civil.Date, lines []charge.FeeLine) []keptLine {
	out := make([]keptLine, len(lines))
	for i, l := range lines {
		out[i] = keptLine{FeeLine: l, since: civil.Max(l.From, signed)}
	}
	slices.SortStableFunc(out, func(a, b keptLine) int { return a.since.Compare(b.since) })
	type part struct {
		fee  charge.Fee
		year int
	}
	seen := map[part]bool{}
	for i := range out {
		p := part{out[i].Fee, out[i].Year}
		out[i].first, seen[p] = !seen[p], true
	}
	return out
}

// keptFees and keptPhases are told by their places in what is kept: a new one comes last.
var (
	keptFees   = []charge.Fee{charge.FeeRent, charge.FeeProperty, charge.FeeHeating, charge.FeeWater}
	keptPhases = []charge.Phase{charge.PhaseFree, charge.PhaseHalf, charge.PhaseFull}
)

// The bits of a line beside the places of its fee (0, 1) and phase (2, 3).
const (
	keptPriced = 1 << (4 + iota)
	keptFirst
	keptLate // its first day lies before the signing
	keptRelief
)

// pack writes a line of a year.
func (l *keptLine) pack(b []byte, year int) []byte {
	first := civil.On(year, 1, 1)
	bits := slices.Index(keptFees, l.Fee) | slices.Index(keptPhases, l.Phase)<<2
	amount := int64(l.Area)
	if l.Fee == charge.FeeWater {
		amount = l.Litres
	}
	for bit, is := range map[int]bool{keptPriced: l.Priced, keptFirst: l.first, keptLate: l.since != l.From, keptRelief: l.Relief > 0} {
		if is {
			bits |= bit
		}
	}
	b = append(b, byte(bits))
	b = binary.AppendUvarint(b, uint64(l.since.Sub(first)))
	if l.since != l.From {
		b = binary.AppendUvarint(b, uint64(l.since.Sub(l.From)))
	}
	b = binary.AppendVarint(b, int64(l.Year-year))
	b = binary.AppendUvarint(b, uint64(l.Days))
	b = binary.AppendUvarint(b, uint64(l.Of))
	b = binary.AppendUvarint(b, uint64(amount))
	if l.Priced {
		b = binary.AppendUvarint(b, uint64(l.Price))
	}
	if l.Relief > 0 {
		b = append(b, byte(l.Relief))
	}
	return b
}

// unpacker reads the lines of a year.
type unpacker struct {
	b     []byte
	first civil.Date
	year  int
	bad   bool
}

func unpack(b []byte, year int) unpacker {
	return unpacker{b: b, first: civil.On(year, 1, 1), year: year}
}

func (u *unpacker) number() uint64 {
	n, size := binary.Uvarint(u.b)
	if size <= 0 {
		u.bad, u.b = true, nil
		return 0
	}
	u.b = u.b[size:]
	return n
}

// next is the next line; ok is false behind the last one. Its money is not worked out yet.
func (u *unpacker) next() (l keptLine, ok bool) {
	if len(u.b) == 0 {
		return l, false
	}
	bits := int(u.b[0])
	u.b = u.b[1:]
	phase := bits >> 2 & 3
	if u.bad = u.bad || phase >= len(keptPhases); u.bad {
		return l, false
	}
	l.Fee, l.Phase, l.Priced, l.first = keptFees[bits&3], keptPhases[phase], bits&keptPriced != 0, bits&keptFirst != 0
	l.since = u.first.AddDays(int(u.number()))
	l.From = l.since
	if bits&keptLate != 0 {
		l.From = l.since.AddDays(-int(u.number()))
	}
	year, size := binary.Varint(u.b)
	u.b = u.b[max(size, 0):]
	l.Year = u.year + int(year)
	l.Days, l.Of = int(u.number()), int(u.number())
	l.To = l.From.AddDays(l.Days)
	amount := int64(u.number())
	if l.Fee == charge.FeeWater {
		l.Litres = amount
	} else {
		l.Area = quantity.Area(amount)
	}
	if l.Priced {
		l.Price = quantity.Money(u.number())
	}
	if bits&keptRelief != 0 {
		l.Relief = int(u.number())
	}
	return l, !u.bad
}

// err says whether the lines could be read.
func (u *unpacker) err() error {
	if u.bad {
		return errKeptLines
	}
	return nil
}

package rule

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"penggai/allocation/quantity"
	"penggai/allocation/strict"
)

// ResultFormat names the form of a result file.
const ResultFormat = "penggai-allocation-result/1"

// Reason says why a line of the result is as it is.
type Reason string

// The reasons, the first that applies.
const (
	ReasonFixed     Reason = "fixed"      // decided by the approver
	ReasonBandEmpty Reason = "band_empty" // it asks for more than its jobs carry
	ReasonNoOption  Reason = "no_option"  // no run of units fits
	ReasonAwarded   Reason = "awarded"
	ReasonOutranked Reason = "outranked" // every way to serve it unseats someone better ranked
)

// Why an option that is preferred to the award is not it.
const (
	PassedTaken  = "taken"  // held in part by someone better ranked
	PassedNeeded = "needed" // must be left for someone ranked lower, who would have nothing else
)

// Result is the answer to an instance: everybody by rank, with reasons.
type Result struct {
	Proved   bool
	Unproved []string      // whose line could differ; empty when proved
	Ways     int           // 2 where the solver's first way left a part to the second; else 0. It stands outside the digest
	Rate     quantity.Area // area that one job carried
	Ranks    []Rank
	Totals   Totals
	Digest   string  // SHA-256 over instance and result, 64 hex digits
	Rest     *Result // the second pass, whole; nil where the parameters have none. Its Digest is that of Instance.Second solved alone
}

// ways is the greatest of both passes.
func (r *Result) ways() int {
	if r.Rest != nil {
		return max(r.Ways, r.Rest.Ways)
	}
	return r.Ways
}

// Final are the lines that hold: those of the second pass where there is one.
func (r *Result) Final() []Rank {
	if r.Rest != nil {
		return r.Rest.Ranks
	}
	return r.Ranks
}

// Outcome is what both passes come to, as people read it: whom the first one serves, or a decision fixes, keeps its line of
// there, the others have that of the second, marked Widened; the totals are the second's. A result of one pass is its own
// outcome. It is not to be written or hashed.
func (r *Result) Outcome() *Result {
	if r.Rest == nil {
		return r
	}
	o := &Result{Proved: r.Proved && r.Rest.Proved, Rate: r.Rate, Ranks: slices.Clone(r.Ranks), Totals: r.Rest.Totals, Digest: r.Digest}
	o.Unproved = slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(r.Unproved), r.Rest.Unproved...))))
	for i, line := range r.Rest.Ranks {
		if first := &o.Ranks[i]; len(first.Units) == 0 && first.Reason != ReasonFixed {
			o.Ranks[i], o.Ranks[i].Widened, o.Ranks[i].First = line, true, &r.Ranks[i]
		}
	}
	return o
}

// Rank is one applicant's line. Choice is the place of the award among its Options in its own order, from 1 on;
// 0 where it holds none of them.
type Rank struct {
	Rank           int
	Number         string
	WeightMillis   int64
	Lot            string
	Target, Lo, Hi quantity.Area
	Units          []string // in bay order
	Area           quantity.Area
	Choice         int
	Options        int
	Reason         Reason
	Passed         []Passed  // awarded: the options preferred to its own, the first 20 at most
	Blocked        *Blocked  // outranked
	Excluded       *Excluded // no_option
	Widened        bool      // in an Outcome: the line is that of the second pass
	First          *Rank     // the same applicant's line of the first pass, where Widened
}

// Passed is an option that its applicant prefers to its award. By is empty only for a needed one among runs whose
// search was given up.
type Passed struct {
	Units []string
	Why   string
	By    string
}

// Blocked shows that an applicant cannot be served beside those better ranked. Where there is a Hall set, the applicant
// and Others have no options outside Units, which are one too few: that can be checked by hand. Otherwise Units is
// empty, and Prices show it where there are any: each unit is paid at most once, which is Have altogether, while the
// applicant and Others pay for any of their options at least Need together, which is more; where Like names another line, these
// prices and Others stand there. Otherwise Nodes says how long the
// search was. The slices of a Hall set are shared between lines: do not change them.
type Blocked struct {
	Others     []string // by rank
	Units      []string // bytewise
	Prices     []UnitPrice
	Like       string // an earlier line left out whose prices and Others show it of this one too, in its place
	Need, Have int64
	Nodes      int
}

// Shown tells whether a person can check it by hand: by a Hall set or by prices.
func (b *Blocked) Shown() bool {
	return b != nil && (len(b.Units) > 0 || len(b.Prices) > 0 || b.Like != "")
}

// Proof is the whole of what a line's Blocked says: where it names another line, with the prices and Others that stand there.
func (r *Result) Proof(line *Rank) *Blocked {
	b := line.Blocked
	if b == nil || b.Like == "" {
		return b
	}
	for i := range r.Ranks {
		if other := r.Ranks[i].Blocked; r.Ranks[i].Number == b.Like && other != nil && r.Ranks[i].Rank < line.Rank {
			whole := *b
			whole.Prices, whole.Others = other.Prices, other.Others
			return &whole
		}
	}
	return b
}

// UnitPrice is what a unit costs in a proof by prices: a whole number of at least 1.
type UnitPrice struct {
	Unit  string `json:"unit"`
	Price int64  `json:"price"`
}

// Totals sum the lines; units and applicants fixed by the approver count.
type Totals struct {
	Applicants, Served int
	JobsMillis         int64 // of those served, without tax
	Area               quantity.Area
	Units, UnitsLeft   int
}

func (t *Totals) add(jobsMillis int64, row *Rank) {
	t.Applicants++
	if len(row.Units) > 0 {
		t.Served++
		t.JobsMillis += jobsMillis
		t.Area += row.Area
		t.Units += len(row.Units)
	}
}

func hexOf(sum [sha256.Size]byte) string { return hex.EncodeToString(sum[:]) }

// JSON is the result as one line with its line end, keys in the order of the rule.
func (r *Result) JSON() []byte {
	w := &strict.Canon{Buf: make([]byte, 0, 512*(len(r.Ranks)+1))}
	r.write(w, true, true, func() {})
	return append(w.Buf, '\n')
}

// WriteJSON writes what JSON returns without holding all of it: Hall sets of a large scarce pool are long.
func (r *Result) WriteJSON(out io.Writer) error {
	to := bufio.NewWriterSize(out, 1<<16)
	w := &strict.Canon{}
	flush := func() {
		_, _ = to.Write(w.Buf) // the first error stays in to until Flush returns it
		w.Buf = w.Buf[:0]
	}
	r.write(w, true, true, flush)
	w.Buf = append(w.Buf, '\n')
	flush()
	return to.Flush()
}

// digest is SHA-256 of canonical instance, line end, and the result without digest, passed, blocked and excluded.
func (r *Result) digest(in *Instance) string {
	h := sha256.New()
	h.Write(in.Canonical())
	h.Write([]byte{'\n'})
	w := &strict.Canon{}
	r.write(w, false, false, func() {
		h.Write(w.Buf)
		w.Buf = w.Buf[:0]
	})
	h.Write(w.Buf)
	return hex.EncodeToString(h.Sum(nil))
}

// write writes the result, whole with its proofs and, where asked for, its digest, or without them; flush may empty the
// buffer between lines.
func (r *Result) write(w *strict.Canon, whole, digest bool, flush func()) {
	w.Open('{').Key("format").Text(ResultFormat).Key("proved").Bool(r.Proved)
	if !r.Proved {
		w.Key("unproved").Texts(r.Unproved)
	}
	if whole && r.Ways > 0 {
		w.Key("ways").Int(int64(r.Ways))
	}
	w.Key("rate_dm2_per_job").Int(int64(r.Rate)).Key("ranks").Open('[')
	for i := range r.Ranks {
		r.Ranks[i].write(w, whole)
		flush()
	}
	t := &r.Totals
	w.Close(']').Key("totals").Open('{').Key("applicants").Int(int64(t.Applicants)).Key("served").Int(int64(t.Served))
	w.Key("jobs_millis").Int(t.JobsMillis).Key("area_dm2").Int(int64(t.Area))
	w.Key("units").Int(int64(t.Units)).Key("units_left").Int(int64(t.UnitsLeft)).Close('}')
	if whole && digest {
		w.Key("digest").Text(r.Digest)
	}
	if r.Rest != nil {
		w.Key("rest")
		r.Rest.write(w, whole, false, flush)
	}
	w.Close('}')
}

func (r *Rank) write(w *strict.Canon, whole bool) {
	w.Open('{').Key("rank").Int(int64(r.Rank)).Key("number").Text(r.Number).Key("weight_millis").Int(r.WeightMillis)
	w.Key("lot").Text(r.Lot).Key("target_dm2").Int(int64(r.Target)).Key("lo_dm2").Int(int64(r.Lo)).Key("hi_dm2").Int(int64(r.Hi))
	w.Key("units").Texts(r.Units).Key("area_dm2").Int(int64(r.Area)).Key("choice")
	if r.Choice > 0 {
		w.Int(int64(r.Choice))
	} else {
		w.Null()
	}
	w.Key("options").Int(int64(r.Options)).Key("reason").Text(string(r.Reason))
	if whole {
		r.writeProof(w)
	}
	w.Close('}')
}

func (r *Rank) writeProof(w *strict.Canon) {
	switch {
	case r.Reason == ReasonAwarded:
		w.Key("passed").Open('[')
		for _, p := range r.Passed {
			w.Open('{').Key("units").Texts(p.Units).Key("why").Text(p.Why).Key("by")
			if p.By != "" {
				w.Text(p.By)
			} else {
				w.Null()
			}
			w.Close('}')
		}
		w.Close(']')
	case r.Blocked != nil:
		r.writeBlocked(w.Key("blocked").Open('{'))
	case r.Excluded != nil:
		e := r.Excluded
		w.Key("excluded").Open('{').Key("fixed").Int(int64(e.Fixed)).Key("community").Int(int64(e.Community))
		w.Key("tags").Int(int64(e.Tags)).Key("area").Int(int64(e.Area)).Close('}')
	}
}

func (r *Rank) writeBlocked(w *strict.Canon) {
	b := r.Blocked
	if len(b.Others) > 0 {
		w.Key("applicants").Open('[')
		for _, n := range b.Others {
			w.Text(n)
		}
		w.Text(r.Number).Close(']')
	}
	switch {
	case len(b.Units) > 0:
		w.Key("units").Texts(b.Units)
	case len(b.Prices) > 0:
		w.Key("prices").Open('[')
		for _, p := range b.Prices {
			w.Open('{').Key("unit").Text(p.Unit).Key("price").Int(p.Price).Close('}')
		}
		w.Close(']').Key("need").Int(b.Need).Key("have").Int(b.Have)
	case b.Like != "":
		w.Key("like").Text(b.Like).Key("need").Int(b.Need).Key("have").Int(b.Have)
	default:
		w.Key("search").Bool(true).Key("nodes").Int(int64(b.Nodes))
	}
	w.Close('}')
}

package allocation

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io"
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
	Unproved []string // whose line could differ; empty when proved
	Rate     Area     // area that one job carried
	Ranks    []Rank
	Totals   Totals
	Digest   string // SHA-256 over instance and result, 64 hex digits
}

// Rank is one applicant's line. Choice is the place of the award among its Options in its own order, from 1 on;
// 0 where it holds none of them.
type Rank struct {
	Rank           int
	Number         string
	WeightMillis   int64
	Lot            string
	Target, Lo, Hi Area
	Units          []string // in bay order
	Area           Area
	Choice         int
	Options        int
	Reason         Reason
	Passed         []Passed  // awarded: the options preferred to its own, the first 20 at most
	Blocked        *Blocked  // outranked
	Excluded       *Excluded // no_option
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
// empty and Nodes says how long the search was. The slices are shared between lines: do not change them.
type Blocked struct {
	Others []string // by rank
	Units  []string // bytewise
	Nodes  int
}

// Totals sum the lines; units and applicants fixed by the approver count.
type Totals struct {
	Applicants, Served int
	JobsMillis         int64 // of those served, without tax
	Area               Area
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
	w := &canon{buf: make([]byte, 0, 512*(len(r.Ranks)+1))}
	r.write(w, true, func() {})
	return append(w.buf, '\n')
}

// WriteJSON writes what JSON returns without holding all of it: Hall sets of a large scarce pool are long.
func (r *Result) WriteJSON(out io.Writer) error {
	to := bufio.NewWriterSize(out, 1<<16)
	w := &canon{}
	flush := func() {
		_, _ = to.Write(w.buf) // the first error stays in to until Flush returns it
		w.buf = w.buf[:0]
	}
	r.write(w, true, flush)
	w.buf = append(w.buf, '\n')
	flush()
	return to.Flush()
}

// digest is SHA-256 of canonical instance, line end, and the result without digest, passed, blocked and excluded.
func (r *Result) digest(in *Instance) string {
	h := sha256.New()
	h.Write(in.Canonical())
	h.Write([]byte{'\n'})
	w := &canon{}
	r.write(w, false, func() {
		h.Write(w.buf)
		w.buf = w.buf[:0]
	})
	h.Write(w.buf)
	return hex.EncodeToString(h.Sum(nil))
}

// write writes the result, with its proofs and digest or without; flush may empty the buffer between lines.
func (r *Result) write(w *canon, whole bool, flush func()) {
	w.open('{').key("format").text(ResultFormat).key("proved").bool(r.Proved)
	if !r.Proved {
		w.key("unproved").texts(r.Unproved)
	}
	w.key("rate_dm2_per_job").int(int64(r.Rate)).key("ranks").open('[')
	for i := range r.Ranks {
		r.Ranks[i].write(w, whole)
		flush()
	}
	t := &r.Totals
	w.close(']').key("totals").open('{').key("applicants").int(int64(t.Applicants)).key("served").int(int64(t.Served))
	w.key("jobs_millis").int(t.JobsMillis).key("area_dm2").int(int64(t.Area))
	w.key("units").int(int64(t.Units)).key("units_left").int(int64(t.UnitsLeft)).close('}')
	if whole {
		w.key("digest").text(r.Digest)
	}
	w.close('}')
}

func (r *Rank) write(w *canon, whole bool) {
	w.open('{').key("rank").int(int64(r.Rank)).key("number").text(r.Number).key("weight_millis").int(r.WeightMillis)
	w.key("lot").text(r.Lot).key("target_dm2").int(int64(r.Target)).key("lo_dm2").int(int64(r.Lo)).key("hi_dm2").int(int64(r.Hi))
	w.key("units").texts(r.Units).key("area_dm2").int(int64(r.Area)).key("choice")
	if r.Choice > 0 {
		w.int(int64(r.Choice))
	} else {
		w.null()
	}
	w.key("options").int(int64(r.Options)).key("reason").text(string(r.Reason))
	if whole {
		r.writeProof(w)
	}
	w.close('}')
}

func (r *Rank) writeProof(w *canon) {
	switch {
	case r.Reason == ReasonAwarded:
		w.key("passed").open('[')
		for _, p := range r.Passed {
			w.open('{').key("units").texts(p.Units).key("why").text(p.Why).key("by")
			if p.By != "" {
				w.text(p.By)
			} else {
				w.null()
			}
			w.close('}')
		}
		w.close(']')
	case r.Blocked != nil && len(r.Blocked.Units) > 0:
		w.key("blocked").open('{').key("applicants").open('[')
		for _, n := range r.Blocked.Others {
			w.text(n)
		}
		w.text(r.Number).close(']').key("units").texts(r.Blocked.Units).close('}')
	case r.Blocked != nil:
		w.key("blocked").open('{').key("search").bool(true).key("nodes").int(int64(r.Blocked.Nodes)).close('}')
	case r.Excluded != nil:
		e := r.Excluded
		w.key("excluded").open('{').key("fixed").int(int64(e.Fixed)).key("community").int(int64(e.Community))
		w.key("tags").int(int64(e.Tags)).key("area").int(int64(e.Area)).close('}')
	}
}

package rule

import (
	"encoding/json"
	"fmt"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// resultFile is a result as Result.JSON writes it.
type resultFile struct {
	Format   string        `json:"format"`
	Proved   bool          `json:"proved"`
	Unproved []string      `json:"unproved"`
	Ways     int           `json:"ways"`
	Rate     quantity.Area `json:"rate_dm2_per_job"`
	Ranks    []rankFile    `json:"ranks"`
	Totals   struct {
		Applicants int           `json:"applicants"`
		Served     int           `json:"served"`
		JobsMillis int64         `json:"jobs_millis"`
		Area       quantity.Area `json:"area_dm2"`
		Units      int           `json:"units"`
		UnitsLeft  int           `json:"units_left"`
	} `json:"totals"`
	Digest string      `json:"digest"`
	Rest   *resultFile `json:"rest"`
}

type rankFile struct {
	Rank         int           `json:"rank"`
	Number       string        `json:"number"`
	WeightMillis int64         `json:"weight_millis"`
	Lot          string        `json:"lot"`
	Target       quantity.Area `json:"target_dm2"`
	Lo           quantity.Area `json:"lo_dm2"`
	Hi           quantity.Area `json:"hi_dm2"`
	Units        []string      `json:"units"`
	Area         quantity.Area `json:"area_dm2"`
	Choice       int           `json:"choice"`
	Options      int           `json:"options"`
	Reason       Reason        `json:"reason"`
	Passed       []struct {
		Units []string `json:"units"`
		Why   string   `json:"why"`
		By    string   `json:"by"`
	} `json:"passed"`
	Blocked *struct {
		Applicants []string    `json:"applicants"`
		Units      []string    `json:"units"`
		Prices     []UnitPrice `json:"prices"`
		Like       string      `json:"like"`
		Need       int64       `json:"need"`
		Have       int64       `json:"have"`
		Search     bool        `json:"search"`
		Nodes      int         `json:"nodes"`
	} `json:"blocked"`
	Excluded *struct {
		Fixed     int `json:"fixed"`
		Community int `json:"community"`
		Tags      int `json:"tags"`
		Area      int `json:"area"`
	} `json:"excluded"`
}

// ReadResult reads a result that Result.JSON wrote, as it is kept with a run. Errors: ErrBadResult.
func ReadResult(data []byte) (*Result, error) {
	var f resultFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, ErrBadResult.With(err.Error())
	}
	return f.result()
}

func (f *resultFile) result() (*Result, error) {
	if f.Format != ResultFormat {
		return nil, ErrBadResult.With(fmt.Sprintf("format %q", f.Format))
	}
	t := f.Totals
	res := &Result{
		Proved: f.Proved, Unproved: f.Unproved, Ways: f.Ways, Rate: f.Rate, Digest: f.Digest, Ranks: make([]Rank, len(f.Ranks)),
		Totals: Totals{t.Applicants, t.Served, t.JobsMillis, t.Area, t.Units, t.UnitsLeft},
	}
	for i := range f.Ranks {
		res.Ranks[i] = f.Ranks[i].rank()
	}
	if f.Rest == nil {
		return res, nil
	}
	var err error
	res.Rest, err = f.Rest.result()
	return res, err
}

func (f *rankFile) rank() Rank {
	r := Rank{
		Rank: f.Rank, Number: f.Number, WeightMillis: f.WeightMillis, Lot: f.Lot, Target: f.Target, Lo: f.Lo, Hi: f.Hi,
		Units: f.Units, Area: f.Area, Choice: f.Choice, Options: f.Options, Reason: f.Reason,
	}
	for _, p := range f.Passed {
		r.Passed = append(r.Passed, Passed{p.Units, p.Why, p.By})
	}
	if b := f.Blocked; b != nil {
		r.Blocked = &Blocked{Units: b.Units, Prices: b.Prices, Like: b.Like, Need: b.Need, Have: b.Have, Nodes: b.Nodes}
		if n := len(b.Applicants); n > 0 {
			r.Blocked.Others = b.Applicants[:n-1] // the last is the applicant itself
		}
	}
	if e := f.Excluded; e != nil {
		r.Excluded = &Excluded{e.Fixed, e.Community, e.Tags, e.Area}
	}
	return r
}

// Rounds.
var ErrBadResult = say.Refuse("bad_result", "保存的计算结果读不出来，请运行 penggai verify 并联系维护人员")

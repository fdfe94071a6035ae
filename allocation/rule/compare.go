package rule

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/quantity"
)

// Checked is what came of a certificate: its instance computed anew, and every place where the certificate says something
// else. No Faults: the certificate proves its round.
type Checked struct {
	Result *Result
	Faults []string // in Chinese, in the order of the certificate; 1,000 at most
	List   string   // in Chinese: whether it was computed on the list that was posted before the draw
	Moved  bool     // the list is not the posted one, and the certificate names no correction: it does not prove its round
}

// faultsKept is how many differences are named.
const faultsKept = 1000

// Verify computes the instance of a certificate anew and compares it with the result that stands there: every line, the
// totals, both passes and the digests. Proofs that are not unique may differ in form: how long a search was, and who a
// needed unit is left to where one side leaves it open. progress may be nil. Errors: ErrBadInstance, ErrBadCertificate, those of ctx.
func (c Certificate) Verify(ctx context.Context, progress func(done, total int)) (*Checked, error) {
	in, err := readInstanceAt(c.Instance, "instance", max(c.line, 1))
	if err != nil {
		return nil, err
	}
	said, err := ReadResult(c.Result)
	if err != nil {
		return nil, ErrBadCertificate.With("result：" + err.Error())
	}
	now, err := SolveLike(ctx, in, said, progress)
	if err != nil {
		return nil, err
	}
	k := &comparison{}
	k.results("", said, now)
	if err := k.prices(ctx, "", in, said, now); err != nil {
		return nil, err
	}
	if said.Rest != nil && now.Rest != nil {
		if err := k.prices(ctx, textSecond, in.Second(now), said.Rest, now.Rest); err != nil {
			return nil, err
		}
	}
	k.text("result.digest 摘要", said.Digest, now.Digest)
	k.text("digest 摘要", c.Digest, now.Digest)
	if len(k.faults) == 0 && !sameJSON(c.Result, said.JSON()) {
		k.add("result 的写法被改动过，与其内容不是同一份")
	}
	list, moved := c.list(in)
	return &Checked{now, k.faults, list, moved}, nil
}

// list says whether the instance is the list that was posted before lots were drawn. Only the round's notice can tell whether a correction that
// the certificate names is genuine; one that it does not name is none.
func (c Certificate) list(in *Instance) (text string, moved bool) {
	switch {
	case c.DrawnOn == "":
		return "证书没有写抽签前张贴的名单（以前的批次没有）：名单在抽签以后是否改动，这里核对不了", false
	case c.DrawnOn == in.Posted():
		return "名单、房源和参数与抽签前张贴的摘要 " + c.DrawnOn + " 一致", false
	case c.Corrected != "":
		return "名单与抽签前张贴的摘要 " + c.DrawnOn + " 不同，证书写明的缘由：" + c.Corrected + "；是否属实，请与公示核对", false
	}
	return "名单与抽签前张贴的摘要 " + c.DrawnOn + " 不同，证书又没有写明更正：除非公示写明更正，否则名单在抽签后被改动", true
}

// sameJSON reports whether two texts say the same, whatever the spaces, the escapes and the order of the keys; a key that stands twice counts twice.
func sameJSON(a, b []byte) bool {
	x, err := plainJSON(a)
	if err != nil {
		return false
	}
	y, err := plainJSON(b)
	return err == nil && x == y
}

// plainJSON writes one value without spaces, keys in the order of their bytes.
func plainJSON(data []byte) (string, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return plainValue(d)
}

func plainValue(d *json.Decoder) (string, error) {
	t, err := d.Token()
	if err != nil {
		return "", err
	}
	if t != json.Delim('{') && t != json.Delim('[') {
		text, err := json.Marshal(t)
		return string(text), err
	}
	var parts []string
	for d.More() {
		part, err := plainValue(d)
		if err != nil {
			return "", err
		}
		if t == json.Delim('{') {
			value, err := plainValue(d)
			if err != nil {
				return "", err
			}
			part += ":" + value
		}
		parts = append(parts, part)
	}
	if t == json.Delim('{') {
		slices.Sort(parts)
	}
	end, err := d.Token()
	return fmt.Sprint(t) + strings.Join(parts, ",") + fmt.Sprint(end), err
}

// comparison collects what differs between a result that is said and one that was computed.
type comparison struct{ faults []string }

func (k *comparison) add(format string, args ...any) {
	if len(k.faults) < faultsKept {
		k.faults = append(k.faults, fmt.Sprintf(format, args...))
	}
}

func (k *comparison) text(place, said, now string) {
	if said != now {
		k.add("%s：证书为 %s，重新计算为 %s", place, said, now)
	}
}

func (k *comparison) number(place string, said, now int64) {
	k.text(place, fmt.Sprint(said), fmt.Sprint(now))
}

// results compares one pass; its second pass after it.
func (k *comparison) results(pass string, said, now *Result) {
	k.number(pass+"rate_dm2_per_job 每岗面积", int64(said.Rate), int64(now.Rate))
	k.text(pass+"proved 已证明", fmt.Sprint(said.Proved, said.Unproved), fmt.Sprint(now.Proved, now.Unproved))
	for i := range max(len(said.Ranks), len(now.Ranks)) {
		switch {
		case i >= len(said.Ranks):
			k.add("%s第 %d 名 %s：证书里没有这一行", pass, i+1, now.Ranks[i].Number)
		case i >= len(now.Ranks):
			k.add("%s第 %d 行 %s：重新计算没有这一行", pass, i+1, said.Ranks[i].Number)
		default:
			k.line(fmt.Sprintf("%s第 %d 名 %s：", pass, i+1, now.Ranks[i].Number), &said.Ranks[i], &now.Ranks[i])
		}
	}
	a, b := said.Totals, now.Totals
	k.number(pass+"totals.applicants 申请数", int64(a.Applicants), int64(b.Applicants))
	k.number(pass+"totals.served 安置数", int64(a.Served), int64(b.Served))
	k.number(pass+"totals.jobs_millis 岗位", a.JobsMillis, b.JobsMillis)
	k.number(pass+"totals.area_dm2 面积", int64(a.Area), int64(b.Area))
	k.number(pass+"totals.units 房源数", int64(a.Units), int64(b.Units))
	k.number(pass+"totals.units_left 剩余房源数", int64(a.UnitsLeft), int64(b.UnitsLeft))
	switch {
	case said.Rest != nil && now.Rest != nil:
		k.results(textSecond, said.Rest, now.Rest)
	case said.Rest != nil:
		k.add("rest 第二轮：参数里没有，证书里却有")
	case now.Rest != nil:
		k.add("rest 第二轮：证书里没有")
	}
}

// line compares one applicant's line.
func (k *comparison) line(at string, said, now *Rank) {
	k.number(at+"rank 名次", int64(said.Rank), int64(now.Rank))
	k.text(at+"number 申请编号", said.Number, now.Number)
	k.number(at+"weight_millis 折合岗位", said.WeightMillis, now.WeightMillis)
	k.text(at+"lot 签号", said.Lot, now.Lot)
	k.area(at+"target_dm2 应得面积", said.Target, now.Target)
	k.area(at+"lo_dm2 面积下限", said.Lo, now.Lo)
	k.area(at+"hi_dm2 面积上限", said.Hi, now.Hi)
	k.text(at+"units 分得房源", fmt.Sprint(said.Units), fmt.Sprint(now.Units))
	k.area(at+"area_dm2 面积", said.Area, now.Area)
	k.number(at+"choice 第几选择", int64(said.Choice), int64(now.Choice))
	k.number(at+"options 可选处数", int64(said.Options), int64(now.Options))
	k.text(at+"reason 原因", string(said.Reason), string(now.Reason))
	if said.Reason != now.Reason {
		return
	}
	if !slices.EqualFunc(said.Passed, now.Passed, samePassed) {
		k.add("%spassed 更合适而未得的几处与重新计算的不同", at)
	}
	if !sameBlocked(said.Blocked, now.Blocked) {
		k.add("%sblocked 未能安置的证明与重新计算的不同", at)
	}
	if (said.Excluded == nil) != (now.Excluded == nil) || said.Excluded != nil && *said.Excluded != *now.Excluded {
		k.add("%sexcluded 不合适的房源数与重新计算的不同", at)
	}
}

// prices adds up what a pass proves by other prices than the ones that were found anew.
func (k *comparison) prices(ctx context.Context, pass string, in *Instance, said, now *Result) error {
	var sums *adder
	for i := range said.Ranks {
		r := &said.Ranks[i]
		if r.Blocked == nil || len(r.Blocked.Prices) == 0 && r.Blocked.Like == "" || i < len(now.Ranks) && r.Blocked.Like == "" && samePrices(r.Blocked, now.Ranks[i].Blocked) {
			continue
		}
		if sums == nil {
			var err error
			if sums, err = newAdder(ctx, in); err != nil {
				return err
			}
		}
		if !sums.holds(said, r) {
			k.add("%s第 %d 名 %s：blocked.prices 按价的证明加总不成立", pass, r.Rank, r.Number)
		}
	}
	return nil
}

// textSecond stands before what differs in the second pass.
const textSecond = "第二轮 "

func (k *comparison) area(place string, said, now quantity.Area) {
	k.number(place, int64(said), int64(now))
}

// samePassed lets one side leave open who a needed unit is left to.
func samePassed(a, b Passed) bool {
	return slices.Equal(a.Units, b.Units) && a.Why == b.Why && (a.By == b.By || a.Why == PassedNeeded && (a.By == "" || b.By == ""))
}

// sameBlocked compares Hall sets, which are unique; prices are not, and a search of any length says only that there is no
// such set.
func sameBlocked(a, b *Blocked) bool {
	if a == nil || b == nil {
		return a == b
	}
	return slices.Equal(a.Units, b.Units) && (len(a.Units) == 0 || slices.Equal(a.Others, b.Others))
}

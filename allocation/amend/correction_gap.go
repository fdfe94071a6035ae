package amend

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/tenure"
)

// settleGaps takes back what was decided on days without a contract wherever a correction moves these days: the decision was on others,
// so that they are charged in full (一) until it is made anew.
func settleGaps(before, after *StayRecord) {
	for i := range after.Contracts {
		c := &after.Contracts[i]
		was, had := tenure.Gap(before.Contracts[i])
		if now, has := tenure.Gap(*c); had != has || was != now {
			c.GapKept = ""
		}
	}
}

// GapMoved says in words how the days without a contract in force move with a correction, decided or not; empty where they do not. The
// waiver rests on them: 一 gives the right of use only within the term.
func GapMoved(before, after CorrectionRecord, today civil.Date) (was, now string) {
	if before.Stay == nil || after.Stay == nil {
		return "", ""
	}
	a, b := bare(before.Stay.Contracts, today), bare(after.Stay.Contracts, today)
	if slices.Equal(a, b) {
		return "", ""
	}
	return spansText(a), spansText(b)
}

// bare are the days without a contract in force, whatever was decided on them.
func bare(contracts []allocation.Contract, today civil.Date) []charge.Span {
	all := slices.Clone(contracts)
	for i := range all {
		all[i].GapKept = ""
	}
	return tenure.Uncovered(all, today)
}

func spansText(list []charge.Span) string {
	var words []string
	for _, s := range list {
		if s.To.Year() == 9999 {
			words = append(words, fmt.Sprintf("%s 起", s.From))
			continue
		}
		words = append(words, fmt.Sprintf("%s 至 %s", s.From, s.To.AddDays(-1)))
	}
	return allocation.OrNone(strings.Join(words, "，"))
}

// keptText is what was decided on the gaps of a stay.
func keptText(c allocation.Contract) string {
	if c.GapKept == "" {
		return "按全价"
	}
	return "保留减免：" + c.GapKept
}

// Answered refuses a correction that moves days without a contract unless whoever confirms it says why, since with them goes what is
// waived (一). Errors: ErrCorrectionGap.
func (c *Correction) Answered(before, after CorrectionRecord, today civil.Date) error {
	was, now := GapMoved(before, after, today)
	if was == now || c.Decision != "" {
		return nil
	}
	return ErrCorrectionGap.Textf("更正以后没有合同的日子由“%s”变为“%s”，减免随着变（一）：请在复核意见里写明凭什么认定；空档要保留减免的，更正以后在入驻页按 g 另作决定", was, now).On("reason")
}

// Days on which a waiver rests.
var (
	ErrCorrectionRests = say.Refuse("correction_rests", "续签不能早于它依据的考核（四(四)）")
	ErrCorrectionGap   = say.Refuse("correction_gap", "更正会改变没有合同的日子，减免随着变（一）：请在复核意见里写明凭什么认定")
)

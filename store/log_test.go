package store

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
)

func TestLogPages(t *testing.T) {
	o := newOffice(t, "尖山区")
	by := o.as(t, allocation.Admin)
	for i := range 5 {
		o.clock.day = o.clock.day.AddDays(1)
		must(t, note(o, by, civil.MustParse("2021-05-01").AddDays(i).String()))
	}
	var seqs []int64
	for before := int64(0); ; {
		page, err := o.Log(t.Context(), LogFilter{}, before, 2)
		must(t, err)
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			seqs = append(seqs, e.Seq)
			before = e.Seq
		}
	}
	if len(seqs) != 7 || seqs[0] != 7 || seqs[6] != 1 { // the founding, the account, five notes
		t.Errorf("pages give %v", seqs)
	}
	for name, c := range map[string]struct {
		f    LogFilter
		want int
	}{
		"day":         {LogFilter{From: civil.MustParse("2021-03-17"), To: civil.MustParse("2021-03-18")}, 2},
		"account":     {LogFilter{Account: by.ID}, 5},
		"the console": {LogFilter{Account: -1}, 2},
		"action":      {LogFilter{Action: allocation.ActFoundOffice.Code}, 1},
		"subject":     {LogFilter{Text: "05-03"}, 1},
	} {
		page, err := o.Log(t.Context(), c.f, 0, 10)
		if err != nil || len(page) != c.want {
			t.Errorf("%s: %d entries, want %d, %v", name, len(page), c.want, err)
		}
	}
}

// TestLogPlans: pages of the log seek, they never scan or sort it.
func TestLogPlans(t *testing.T) {
	o := newOffice(t, "尖山区")
	for query, args := range map[string][]any{
		sqlLogPage:           {int64(9), nil, nil, 0, "", "", 50},
		sqlLogNoun:           {"account", 1, int64(9), 50},
		sqlHead:              nil,
		sqlParametersInForce: {"尖山区", "2021-03-15"},
	} {
		plan, err := all(t.Context(), o.read, func(s scanner) (string, error) {
			var a, b, c int64
			var detail string
			return detail, s.Scan(&a, &b, &c, &detail)
		}, "EXPLAIN QUERY PLAN "+query, args...)
		must(t, err)
		text := strings.Join(plan, "; ")
		if strings.Contains(text, "TEMP B-TREE") || strings.Contains(text, "SCAN") && query != sqlHead {
			t.Errorf("%s\n%s", query, text)
		}
	}
}

package engine_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func TestLogList(t *testing.T) {
	o := enginetest.New(t, allocation.CityOffice)
	by := o.As(t, allocation.Admin)
	district := o.AsOf(t, allocation.Admin, "宝山区")
	for i := range 5 {
		o.Clock.Day = o.Clock.Day.AddDays(1)
		ok(t, o.Note(by, civil.MustParse("2021-05-01").AddDays(i).String()))
	}
	ok(t, o.Note(district, "2021-06-01"))
	var seqs []int64
	q := engine.ListQuery{Limit: 2}
	for {
		page, err := o.LogList(t.Context(), by, q)
		ok(t, err)
		if page.Total != 9 || page.Offset != q.Offset {
			t.Fatalf("total %d, offset %d", page.Total, page.Offset)
		}
		for _, e := range page.Rows {
			seqs = append(seqs, e.Seq)
		}
		if len(seqs) == 9 {
			break
		}
		q.Offset, q.After = len(seqs), strconv.FormatInt(seqs[len(seqs)-1], 10)
	}
	if !slices.Equal(seqs, []int64{9, 8, 7, 6, 5, 4, 3, 2, 1}) { // founding, two accounts, six notes
		t.Errorf("pages give %v", seqs)
	}
	back, err := o.LogList(t.Context(), by, engine.ListQuery{Limit: 2, Offset: 3, Before: "4"})
	if err != nil || len(back.Rows) != 2 || back.Rows[0].Seq != 6 || back.Rows[1].Seq != 5 {
		t.Errorf("before 4: %+v %v", back.Rows, err)
	}
	found, err := o.LogList(t.Context(), by, engine.ListQuery{Limit: 2, Find: "2"})
	if err != nil || found.Offset != 6 || found.Rows[1].Seq != 2 {
		t.Errorf("find 2: %+v %v", found, err)
	}
	for _, c := range []struct {
		by     engine.Actor
		filter string
		want   int
	}{
		{by, "日期:2021-03-17~2021-03-18", 2},
		{by, "事项:jlsj", 1},
		{by, "办理人:命令行", 3},
		{by, "05-03", 1},
		{by, "wh 序号:>5", 4},
		{district, "", 1},
		{district, "05-03", 0},
	} {
		page, err := o.LogList(t.Context(), c.by, engine.ListQuery{Filter: c.filter, Limit: 20})
		if err != nil || page.Total != c.want || len(page.Rows) != c.want {
			t.Errorf("%q: %d of %d entries, want %d, %v", c.filter, len(page.Rows), page.Total, c.want, err)
		}
	}
}

// TestLogPlans: pages of the log seek, they never scan or sort it.
func TestLogPlans(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	for query, args := range map[string][]any{
		engine.LogNoun.Columns + engine.LogNoun.From + engine.SqlLogOf: {"account", 1, int64(9), 50},
		engine.SqlHead: nil,
	} {
		plan, err := engine.All(t.Context(), o.Read, func(s engine.Scanner) (string, error) {
			var a, b, c int64
			var detail string
			return detail, s.Scan(&a, &b, &c, &detail)
		}, "EXPLAIN QUERY PLAN "+query, args...)
		ok(t, err)
		text := strings.Join(plan, "; ")
		if strings.Contains(text, "TEMP B-TREE") || strings.Contains(text, "SCAN") && query != engine.SqlHead {
			t.Errorf("%s\n%s", query, text)
		}
	}
}

// TestLogHidesWhatIsSensitive: neither hashes nor full numbers stand in the log.
func TestLogHidesWhatIsSensitive(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	if n := count(t, o.Read, `SELECT count(*) FROM log WHERE instr(CAST(body AS TEXT), 'argon2id') > 0`); n != 0 {
		t.Error("a hash stands in the log")
	}
	for text, want := range map[string]string{"230502199001011234": "230*************34", "13812345678": "138******78", "12345": "*****", "": ""} {
		if got := engine.Mask(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

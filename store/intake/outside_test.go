package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/outside"
	"penggai/allocation/say"
	"penggai/allocation/say/saytest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/sheet"
)

// TestMatchOutside: a list in a file or pasted points to the people of the office and to what they have; it is kept nowhere, and the log
// says whose it was and what came of it.
func TestMatchOutside(t *testing.T) {
	o := intaketest.New(t, allocation.CityOffice)
	id := o.Drafted(t, 1, intaketest.Request())
	d := o.Detail(t, id)
	_, err := o.AcceptApplication(t.Context(), o.AsOf(t, allocation.Intake, "尖山区"), id, d.Version)
	ok(t, err)
	o.Drafted(t, 2, intaketest.Request())
	number := intaketest.ValidID(t, 1)
	by := o.AsOf(t, allocation.Reviewer, "尖山区")
	csv := "社保参保名单,,,\n序号,姓名,社会保障号码,参保单位,参保状态\n1,王某1," + number + ",某某学校,正常参保\n2,王某2,230502************,某厂,\n3,李四,2.30502E+17,,\n,王某1,,,\n合计,3,,\n"
	path := filepath.Join(t.TempDir(), "参保.csv")
	ok(t, os.WriteFile(path, []byte(csv), 0o600))
	before := enginetest.Count(t, o.Base().Read, `SELECT count(*) FROM log`)
	h, err := o.MatchOutside(t.Context(), by, intake.OutsideList{Kind: outside.Insurance, Source: "市人社局 2021-03 函", Path: path}, nil)
	ok(t, err)
	if h.Read != 4 || len(h.Suspects) != 1 || h.NameOnly != 2 || h.Spoiled != 1 {
		t.Fatalf("%+v", h)
	}
	s := h.Suspects[0]
	if w, leads := s.Lead(); !leads || w.Noun != allocation.NounApplication || w.ID != id || w.Label != "JS20210001 已受理" || s.Row != 3 || !s.Sure() {
		t.Errorf("%+v", s)
	}
	if got := strings.Join(s.Said, "，"); got != "参保状态 正常参保，参保单位 某某学校" {
		t.Errorf("said %q", got)
	}
	reason, err := engine.One(t.Context(), o.Base().Read, engine.ScanOne[string], `SELECT reason FROM log ORDER BY seq DESC LIMIT 1`)
	ok(t, err)
	if !strings.HasPrefix(reason, "来源 市人社局 2021-03 函；4 行，疑似 1 条；名单校验值 ") || strings.Contains(reason, number) {
		t.Errorf("the log says %q", reason)
	}
	if n := enginetest.Count(t, o.Base().Read, `SELECT count(*) FROM log`); n != before+1 {
		t.Errorf("%d entries", n-before)
	}
	h, err = o.MatchOutside(t.Context(), by, intake.OutsideList{Kind: outside.Payroll, Source: "区财政局", Text: "王某2 13846900002 科员\n无关的人 " + number[:17] + "A"}, nil)
	ok(t, err)
	if len(h.Suspects) != 1 || outside.PointWords(h.Suspects[0].Agree) != "名称、电话" {
		t.Errorf("pasted: %+v", h)
	}
	h, err = o.MatchOutside(t.Context(), o.AsOf(t, allocation.Reviewer, "岭东区"), intake.OutsideList{Kind: outside.Payroll, Source: "区财政局", Text: "王某1 " + number}, nil)
	ok(t, err)
	if len(h.Suspects) != 0 {
		t.Errorf("another district's people are not shown: %+v", h.Suspects)
	}
	o.Verified(t)
}

// TestMatchOutsideRefuses: what is no list says so, and nothing is logged.
func TestMatchOutsideRefuses(t *testing.T) {
	o := intaketest.New(t, "尖山区")
	by := o.As(t, allocation.Reviewer)
	before := enginetest.Count(t, o.Base().Read, `SELECT count(*) FROM log`)
	file := func(name, body string) intake.OutsideList {
		path := filepath.Join(t.TempDir(), name)
		ok(t, os.WriteFile(path, []byte(body), 0o600))
		return intake.OutsideList{Kind: outside.Tax, Source: "税务局", Path: path}
	}
	for name, tt := range map[string]struct {
		list intake.OutsideList
		want *say.Refusal
	}{
		"no kind":     {intake.OutsideList{Source: "x", Text: "王某1"}, outside.ErrKind},
		"no source":   {intake.OutsideList{Kind: outside.Tax, Text: "王某1"}, outside.ErrSource},
		"nothing":     {intake.OutsideList{Kind: outside.Tax, Source: "x", Text: " \n "}, outside.ErrEmpty},
		"no file":     {intake.OutsideList{Kind: outside.Tax, Source: "x", Path: "/none.xlsx"}, sheet.ErrNoFile},
		"no heading":  {file("x.csv", "房号,面积\n101,30\n"), sheet.ErrNoHeading},
		"old table":   {file("x.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), sheet.ErrOldExcel},
		"only a head": {file("x.csv", "姓名,身份证号\n"), outside.ErrEmpty},
	} {
		_, err := o.MatchOutside(t.Context(), by, tt.list, nil)
		saytest.Want(t, name, err, tt.want)
	}
	if n := enginetest.Count(t, o.Base().Read, `SELECT count(*) FROM log`); n != before {
		t.Errorf("%d entries", n-before)
	}
}

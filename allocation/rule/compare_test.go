package rule

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func certificateOf(t *testing.T, name string) *Certificate {
	t.Helper()
	in := worked(t, name)
	res := mustSolve(t, in)
	return &Certificate{Round: "尖山区 2021 年第 1 批次", Parameters: 1, Instance: in.Canonical(), Result: bytes.TrimSpace(res.JSON()), Digest: res.Digest}
}

// TestCertificateThatHolds: what the program wrote itself is proved, both passes of it, spaces or not.
func TestCertificateThatHolds(t *testing.T) {
	for _, name := range []string{"5-nobody-left-out-for-a-lower-rank", "6-runs", "7-packing", "8-fixed", "9-second-pass"} {
		c := certificateOf(t, name)
		c.Result = bytes.ReplaceAll(c.Result, []byte(`,"number"`), []byte(`,  "number"`))
		got, err := c.Verify(t.Context(), nil)
		if err != nil || len(got.Faults) != 0 {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

// TestCertificateThatWasAltered: every kind of alteration is named with its line.
func TestCertificateThatWasAltered(t *testing.T) {
	const five, nine = "5-nobody-left-out-for-a-lower-rank", "9-second-pass"
	for name, tc := range map[string]struct{ of, old, now, want string }{
		"award":           {five, `"units":["JS-NSQ-01-1-03"],"area_dm2":15500`, `"units":["JS-NSQ-01-1-04"],"area_dm2":15500`, "第 1 名 JS20170001：units 分得房源"},
		"weight":          {five, `"weight_millis":11000`, `"weight_millis":12000`, "第 2 名 JS20170002：weight_millis 折合岗位：证书为 12000，重新计算为 11000"},
		"reason":          {five, `"reason":"outranked"`, `"reason":"no_option"`, "reason 原因"},
		"passed":          {five, `"why":"needed"`, `"why":"taken"`, "passed"},
		"proof":           {five, `"blocked":{"applicants":["JS20170003"`, `"blocked":{"applicants":["JS20170001"`, "blocked"},
		"prices":          {"7-packing", `"price":1}`, `"price":2}`, "blocked.prices 按价的证明加总不成立"},
		"total":           {five, `"served":4`, `"served":5`, "totals.served 安置数"},
		"second pass":     {nine, `"hi_dm2":10000,"units":["JS-NSQ-01-1-02"]`, `"hi_dm2":10000,"units":["JS-NSQ-01-1-05"]`, "第二轮 第 5 名 JS20170004：units 分得房源"},
		"key twice":       {five, `"rank":1,`, `"rank":1,"rank":1,`, "写法"},
		"key of its own":  {five, `"rank":1,`, `"rank":1,"note":"x",`, "写法"},
		"digest of both":  {five, `"digest":"`, `"digest":"0`, "result.digest 摘要"},
		"second pass off": {nine, `"rest":{"format"`, `"none":{"format"`, "rest 第二轮：证书里没有"},
	} {
		c := certificateOf(t, tc.of)
		altered := bytes.Replace(c.Result, []byte(tc.old), []byte(tc.now), 1)
		if bytes.Equal(altered, c.Result) {
			t.Errorf("%s: %s is not in %s", name, tc.old, c.Result)
			continue
		}
		c.Result = altered
		got, err := c.Verify(t.Context(), nil)
		if err != nil || !strings.Contains(strings.Join(got.Faults, "\n"), tc.want) {
			t.Errorf("%s: %v %v, want %s", name, got.Faults, err, tc.want)
		}
	}
}

// TestCertificateOfAnotherInstance: an altered instance contradicts the result and the digest; one that cannot be read is refused.
func TestCertificateOfAnotherInstance(t *testing.T) {
	c := certificateOf(t, "5-nobody-left-out-for-a-lower-rank")
	whole := c.Instance
	c.Instance = bytes.Replace(whole, []byte(`"jobs_millis":11000`), []byte(`"jobs_millis":11001`), 1)
	got, err := c.Verify(t.Context(), nil)
	if err != nil || len(got.Faults) == 0 || !strings.Contains(strings.Join(got.Faults, "\n"), "digest 摘要") {
		t.Errorf("%v %v", got, err)
	}
	c.Instance = whole[:len(whole)-2]
	if _, err := c.Verify(t.Context(), nil); !errors.Is(err, ErrBadInstance) {
		t.Errorf("cut instance: %v", err)
	}
	c.Instance, c.Result = whole, []byte(`{"format":"x"}`)
	if _, err := c.Verify(t.Context(), nil); !errors.Is(err, ErrBadCertificate) {
		t.Errorf("no result: %v", err)
	}
}

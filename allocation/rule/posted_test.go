package rule

import (
	"os"
	"strings"
	"testing"
)

// TestCertificateNamesThePostedList: the digest of the list posted before the draw is that of the instance without draw text and
// decisions; a list that was corrected since is said, and is no fault.
func TestCertificateNamesThePostedList(t *testing.T) {
	data, err := os.ReadFile("testdata/allocation/6-runs.json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	res, err := Solve(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := Certificate{Round: "尖山区 2021 年第 1 批次", Parameters: 1, Instance: in.Canonical(), Result: res.JSON(), Digest: res.Digest, DrawnOn: in.Posted()}
	other := *in
	other.Seed, other.Fixed = "另一次", nil
	if other.Posted() != in.Posted() || len(in.Posted()) != 64 {
		t.Error("the draw text is part of the posted digest")
	}
	for drawn, want := range map[string]string{in.Posted(): "一致", strings.Repeat("0", 64): "更正过", "": ""} {
		c.DrawnOn = drawn
		back, is, err := ReadCertificate(c.File())
		if err != nil || !is || back.DrawnOn != drawn {
			t.Fatalf("%v %+v", err, back)
		}
		checked, err := back.Verify(t.Context(), nil)
		if err != nil || len(checked.Faults) > 0 || !strings.Contains(checked.List, want) || (want == "") != (checked.List == "") {
			t.Errorf("%q: %v %+v", drawn, err, checked)
		}
	}
}

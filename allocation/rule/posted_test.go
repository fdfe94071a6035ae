package rule

import (
	"os"
	"strings"
	"testing"
)

// TestCertificateNamesThePostedList: the digest of the list posted before the draw is that of the instance without draw text and
// decisions; another list is no proof unless the certificate names the correction.
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
	zero := strings.Repeat("0", 64)
	for _, tc := range []struct {
		drawn, corrected, want string
		moved                  bool
	}{
		{in.Posted(), "", "一致", false},
		{zero, "", "名单在抽签后被改动", true},
		{zero, "公示后重开", "证书写明的缘由：公示后重开", false},
		{"", "", "没有写抽签前张贴的名单", false},
	} {
		c.DrawnOn, c.Corrected = tc.drawn, tc.corrected
		back, is, err := ReadCertificate(c.File())
		if err != nil || !is || back.DrawnOn != tc.drawn || back.Corrected != tc.corrected {
			t.Fatalf("%v %+v", err, back)
		}
		checked, err := back.Verify(t.Context(), nil)
		if err != nil || len(checked.Faults) > 0 || !strings.Contains(checked.List, tc.want) || checked.Moved != tc.moved {
			t.Errorf("%+v: %v %+v", tc, err, checked)
		}
	}
}

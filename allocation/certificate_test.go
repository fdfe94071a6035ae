package allocation

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"penggai/allocation/rule"
)

func TestCertificateCarriesInstanceAndResult(t *testing.T) {
	data, err := os.ReadFile("rule/testdata/allocation/6-runs.json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	res, err := rule.Solve(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	file := rule.Certificate{Round: `尖山区 "第 1" 批次`, Office: "9f0c", Parameters: 2, Instance: in.Canonical(), Result: res.JSON(), Digest: res.Digest}.File()
	back, is, err := rule.ReadCertificate(file)
	if err != nil || !is || back.Round != `尖山区 "第 1" 批次` || back.Parameters != 2 || back.Digest != res.Digest {
		t.Fatalf("%+v %v %v", back, is, err)
	}
	if !bytes.Equal(back.Instance, in.Canonical()) {
		t.Error("the instance inside is another")
	}
	if !bytes.Equal(append(back.Result, '\n'), res.JSON()) {
		t.Error("the result inside is another")
	}
	if _, is, err := rule.ReadCertificate(data); is || err != nil {
		t.Errorf("a plain instance is taken for a certificate: %v", err)
	}
	for name, bad := range map[string]string{
		"cut":     string(file[:len(file)-40]),
		"unknown": strings.Replace(string(file), `"parameters"`, `"parameter"`, 1),
		"behind":  string(file) + "{}",
		"digest":  string(file[:len(file)-67]) + `ab"}`,
	} {
		if _, _, err := rule.ReadCertificate([]byte(bad)); !errors.Is(err, rule.ErrBadCertificate) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCompareResults(t *testing.T) {
	line := func(rank int, number string, units ...string) rule.Rank {
		return rule.Rank{Rank: rank, Number: number, Units: units}
	}
	old := &rule.Result{Ranks: []rule.Rank{line(1, "A", "1"), line(2, "B", "2"), line(3, "C"), line(4, "D"), line(5, "E")}}
	now := &rule.Result{Ranks: []rule.Rank{line(1, "A", "2"), line(2, "C", "1"), line(3, "B"), line(4, "D"), line(5, "F", "9")}}
	var got []string
	for _, c := range CompareResults(old, now) {
		got = append(got, c.Number+" "+string(c.Kind))
	}
	if s := strings.Join(got, ", "); s != "A moves, C gains, B loses, F gains, E rank" {
		t.Error(s)
	}
}

func TestSuccessionKeepsRanksAndRate(t *testing.T) {
	data, err := os.ReadFile("rule/testdata/allocation/2-rate-to-supply.json")
	if err != nil {
		t.Fatal(err)
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	res, err := rule.Solve(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := res.Ranks[0]
	s := Succession{Ran: in, Rate: res.Rate, Waiting: map[string]bool{}, Available: map[string]bool{}}
	for _, r := range res.Ranks[1:] {
		s.Waiting[r.Number] = true
	}
	for _, u := range first.Units {
		s.Available[u] = true
	}
	next, err := rule.Solve(context.Background(), s.Instance(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if next.Rate != res.Rate || len(next.Ranks) != len(res.Ranks) || next.Ranks[0].Number != first.Number || next.Ranks[0].Reason != rule.ReasonFixed {
		t.Errorf("rate %s of %d, first %+v", next.Rate, len(next.Ranks), next.Ranks[0])
	}
	for i, r := range next.Ranks {
		if r.Target != res.Ranks[i].Target || r.Rank != res.Ranks[i].Rank {
			t.Errorf("line %d: target %s, was %s", i+1, r.Target, res.Ranks[i].Target)
		}
	}
}

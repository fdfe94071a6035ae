package rule

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// towns are the sizes that the rule must answer, and some where many must join small shops: those may reach the limit.
var towns = []struct {
	name string
	town
}{
	{"district singles", town{units: 839, applicants: 700, communities: 9, districts: 1, perJob: 1200}},
	{"district runs", town{units: 839, applicants: 700, communities: 9, districts: 1, perJob: 1200, runsPermille: 200}},
	{"district runs, short of units", town{units: 500, applicants: 700, communities: 9, districts: 1, perJob: 1200, runsPermille: 200}},
	{"district runs, small shops", town{units: 839, applicants: 700, communities: 9, districts: 1, perJob: 1200, runsPermille: 600, small: true}},
	{"city runs", town{units: 1641, applicants: 3000, communities: 9, districts: 4, perJob: 1200, runsPermille: 200}},
	{"city runs, larger areas", town{units: 1641, applicants: 3000, communities: 9, districts: 4, perJob: 1500, runsPermille: 300}},
	{"60 shops, 22 applicants", town{units: 60, applicants: 22, communities: 2, districts: 1, perJob: 1200, runsPermille: 900, small: true}},
	{"400 shops, 160 applicants", town{units: 400, applicants: 160, communities: 5, districts: 1, perJob: 1500, runsPermille: 900, small: true}},
	{"200 small shops, 150 applicants", town{units: 200, applicants: 150, communities: 5, districts: 1, perJob: 1500, runsPermille: 900, small: true}},
	{"20,000 shops, 20,000 applicants", town{units: 20000, applicants: 20000, communities: 20, districts: 5, perJob: 1200, runsPermille: 200}},
	{"city runs, small shops", town{units: 1641, applicants: 3000, communities: 9, districts: 4, perJob: 1200, runsPermille: 600, small: true}},
}

func BenchmarkSolve(b *testing.B) {
	for _, c := range towns {
		in := c.instance(1)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				res, err := Solve(context.Background(), in, nil)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(res.Totals.Served), "served")
				b.ReportMetric(float64(len(res.Unproved)), "unproved")
			}
		})
	}
}

// BenchmarkScarce is a city of 1,641 shops and 3,000 applicants who all compete, a fifth of whom may join shops.
func BenchmarkScarce(b *testing.B) {
	file, err := os.Open(filepath.Join("testdata", "bench", "hard-c.json.gz"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	packed, err := gzip.NewReader(file)
	if err != nil {
		b.Fatal(err)
	}
	text, err := io.ReadAll(packed)
	if err != nil {
		b.Fatal(err)
	}
	in, err := ReadInstance(text)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		res, err := Solve(context.Background(), in, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(res.Totals.Served), "served")
		b.ReportMetric(float64(len(res.Unproved)), "unproved")
	}
}

// BenchmarkProvince is a hundred districts at once.
func BenchmarkProvince(b *testing.B) {
	in := town{units: 164100, applicants: 200000, communities: 9, districts: 100, perJob: 1200, onlyListed: true}.instance(1)
	for b.Loop() {
		res, err := Solve(context.Background(), in, nil)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, r := range res.Ranks {
			if r.Blocked != nil {
				n += len(r.Blocked.Others)
			}
		}
		b.ReportMetric(float64(res.Totals.Served), "served")
		b.Log(fmt.Sprint(n, " in Hall sets"))
	}
}

package oversight_test

import (
	"testing"

	"pgregory.net/rapid"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
)

// 四(四), 三.4: what a stay owes after its signing, one filing for each department.
func TestOwedPapers(t *testing.T) {
	p := allocation.DefaultParameters().Papers
	p.Bodies = []string{"市棚改办", "市国资局"}
	stay := allocation.Tenancy{State: allocation.TenancyOpen, Signed: civil.On(2021, 3, 15), Handed: civil.On(2021, 3, 16)}
	papers := []allocation.Milestone{{Kind: allocation.MilestoneFiled, Body: "棚改办"}, {Kind: allocation.MilestoneNotarised, Body: "市公证处"}}
	owed := oversight.Owed(stay, civil.Date{}, papers, p, nil)
	if len(owed) != 3 || owed[0].Title() != "备案（市国资局）" || owed[0].Last != civil.On(2021, 4, 14) || owed[1].Kind != allocation.MilestoneLicensed {
		t.Errorf("%+v", owed)
	}
	if owed[0].Late(civil.On(2021, 4, 14)) != 0 || owed[0].Late(civil.On(2021, 4, 16)) != 2 {
		t.Error("the last day is in time")
	}
	stay.State, stay.Handed = allocation.TenancySigned, civil.Date{}
	if owed = oversight.Owed(stay, civil.Date{}, nil, p, nil); len(owed) != 6 || owed[0].Title() != "交接钥匙" {
		t.Errorf("signed: %+v", owed)
	}
	stay.State = allocation.TenancyLeaving
	if owed = oversight.Owed(stay, civil.Date{}, papers, p, nil); len(owed) != 0 {
		t.Errorf("leaving: %+v", owed)
	}
	p.Bodies = nil
	if !oversight.Duties(p)[1].Met(papers[0], stay.Signed) {
		t.Error("any department will do where none is named")
	}
}

// 四(四): the contract of a renewal is notarised and filed by itself; a paper of the first term does not do for it, its licence does.
func TestARenewalOwesItsOwnPapers(t *testing.T) {
	p := allocation.DefaultParameters().Papers
	p.Bodies = []string{"市棚改办"}
	stay := allocation.Tenancy{State: allocation.TenancyOpen, Signed: civil.On(2018, 3, 15), Handed: civil.On(2018, 3, 16)}
	paper := func(kind allocation.MilestoneKind, body string, day civil.Date) allocation.Milestone {
		return allocation.Milestone{Kind: kind, Body: body, Day: day}
	}
	first, renewed := civil.On(2018, 3, 20), civil.On(2021, 2, 1)
	papers := []allocation.Milestone{
		paper(allocation.MilestoneFiled, "棚改办", first), paper(allocation.MilestoneNotarised, "公证处", first),
		paper(allocation.MilestoneLicensed, "市场监管局", first), paper(allocation.MilestoneTaxed, "税务局", first),
	}
	if owed := oversight.Owed(stay, civil.Date{}, papers, p, nil); len(owed) != 0 {
		t.Errorf("before the renewal: %+v", owed)
	}
	owed := oversight.Owed(stay, renewed, papers, p, nil)
	if len(owed) != 2 || owed[0].Title() != "续签公证" || owed[1].Title() != "续签备案（市棚改办）" || owed[0].Last != p.Notarised.Deadline(renewed, nil).Last {
		t.Errorf("after it: %+v", owed)
	}
	papers = append(papers, paper(allocation.MilestoneFiled, "棚改办", renewed.AddDays(3)))
	if owed := oversight.Owed(stay, renewed, papers, p, nil); len(owed) != 1 || owed[0].Title() != "续签公证" {
		t.Errorf("filed: %+v", owed)
	}
}

// The latest start of a period ends on a day or before it, the next day behind it.
func TestLatestStart(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := civil.Period{N: rapid.IntRange(1, 200).Draw(r, "n"), Unit: rapid.SampledFrom([]civil.Unit{civil.Days, civil.Workdays, civil.Months}).Draw(r, "unit")}
		if p.Unit == civil.Months {
			p.N = p.N%36 + 1
		}
		last := civil.On(2021, 1, 1).AddDays(rapid.IntRange(0, 2000).Draw(r, "last"))
		start := p.LatestStart(last, nil)
		if p.Deadline(start, nil).Last.After(last) || !p.Deadline(start.AddDays(1), nil).Last.After(last) {
			r.Fatalf("%s until %s: from %s", p, last, start)
		}
	})
}

package document

import (
	"maps"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/store/premises"
	"penggai/store/stay"
)

// TestPaperSaysWhatWasTrueOnItsDay: a later change of name, head, number, telephone, address, premises, areas, unit numbers and contract,
// and of what the office says of itself, changes nothing on any form that has a day of its own.
func TestPaperSaysWhatWasTrueOnItsDay(t *testing.T) {
	day := civil.MustParse
	office := func() Record {
		r := sample()
		r.Tenancy.Applicant, r.Application.Applicant, r.Tenancy.Ended = 1, 1, civil.Date{}
		r.Tenancy.Holdings[0].To = civil.Date{}
		r.Tenancy.Contracts = []allocation.Contract{r.Contract}
		r.people = map[int64]person{1: {now: r.Who}}
		r.houses = map[int64]house{7: {
			now:    premises.UnitRow{ID: 7, Number: "JS-NSQ-01-1-03", Community: "南市区", Area: 14235, Address: "平行路 18 号"},
			former: premises.UnitHistory{Areas: []premises.UnitAreaRow{{From: day("2017-08-05"), Area: 14235}}},
		}}
		return r
	}
	before, after := office(), office()
	changed := day("2021-03-10")
	p := after.people[1]
	p.former = stay.FormerFields{
		{Until: changed, Field: "name", Value: p.now.Name},
		{Until: changed, Field: "head", Value: p.now.Head},
		{Until: changed, Field: "id_number", Value: p.now.IDNumber},
		{Until: changed, Field: "phone", Value: p.now.Phone},
		{Until: changed, Field: "address", Value: p.now.Address},
	}
	p.now.Name, p.now.Head, p.now.IDNumber, p.now.Phone, p.now.Address = "新名", "新人", "110101199003070003", "13900000000", "岭东区"
	after.people = map[int64]person{1: p}
	after.put(p.now)
	after.Application.Who = p.now
	h := after.houses[7]
	h.former.Changes = []premises.ChangeRow{{Change: estate.Change{Day: changed}, Lines: []premises.ChangeLine{
		{UnitID: 7, Field: "number", Old: "JS-NSQ-01-1-03", New: "JS-NSQ-09-1-03"}, {UnitID: 7, Field: "address", Old: "平行路 18 号", New: "平行路 19 号"},
	}}}
	h.former.Areas = slices.Insert(h.former.Areas, 0, premises.UnitAreaRow{From: changed, Area: 9900})
	h.now.Number, h.now.Address, h.now.Area = "JS-NSQ-09-1-03", "平行路 19 号", 9900
	after.houses[7] = h
	after.houses[8] = house{now: premises.UnitRow{ID: 8, Number: "JS-NSQ-02-1-01", Area: 5000}}
	after.Tenancy.Holdings = append(after.Tenancy.Holdings, stay.HoldingRow{UnitID: 8, From: changed})
	after.Tenancy.Contracts = append(after.Tenancy.Contracts, allocation.Contract{Number: "HT-JS-2021-0009", Term: 2, Signed: changed, From: day("2020-11-15"), To: day("2023-11-15")})
	after.past = []bylaw.PastCard{{Until: changed, Card: after.Card.Card}}
	after.Card.Card = bylaw.Card{Leader: "新负责人", Adviser: "新顾问", Telephone: "0469-9", Address: "新址", Payees: []bylaw.Payee{{Name: "新账户"}}, Review: "新机关", Court: "新法院"}
	for _, f := range Forms() {
		if f.day == nil {
			continue
		}
		for _, r := range []*Record{&before, &after} {
			r.Noun, r.Application.State, r.Exit.State = f.Nouns[0], allocation.ApplicationRefused, sample().Exit.State
		}
		if f.day(&before).IsZero() {
			continue // not made out of this record
		}
		a, b := f.build(before.of(f)), f.build(after.of(f))
		if !maps.Equal(a.values, b.values) {
			for n, v := range a.values {
				if b.values[n] != v {
					t.Errorf("%s: %s was %q, is %q", f.Title, n, v, b.values[n])
				}
			}
		}
		for i, l := range a.lists {
			if !slices.EqualFunc(l.Rows, b.lists[i].Rows, slices.Equal) {
				t.Errorf("%s: %s was %v, is %v", f.Title, l.Name, l.Rows, b.lists[i].Rows)
			}
		}
	}
	f, err := FindForm("application")
	if err != nil {
		t.Fatal(err)
	}
	after.Application.AcceptedOn = civil.Date{}
	if v, _ := f.build(after.of(f)).Value("主体名称"); v != "新名" {
		t.Errorf("made out today for %s", v)
	}
}

package report

// The places where records of reports are shown.
const (
	placeUnit    = "unit"
	placeTenancy = "tenancy"
)

// Definitions are the reports that there are, in the order of their list.
func Definitions() []Definition {
	list := []Definition{
		{Name: "occupancy", make: occupancy}, {Name: "communities", make: communities}, {Name: "vacancy", make: vacancy},
		{Name: "ledger", make: ledger}, {Name: "jobs", make: jobs}, {Name: "sectors", make: sectors}, {Name: "groups", make: groups},
		{Name: "waived", make: waived}, {Name: "arrears", make: arrears}, {Name: "debtors", make: debtors}, {Name: "expiring", make: expiring}, {Name: "unopened", make: unopened}, {Name: "exits", make: exits},
	}
	for i := range list {
		words := definitionWords[list[i].Name]
		list[i].Title, list[i].About = words.title, words.about
	}
	return list
}

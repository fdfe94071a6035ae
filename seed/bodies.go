package seed

import (
	"fmt"
	"slices"

	"penggai/allocation"
)

// Bodies are those that decide by a clause of the policy, as it names them: each district's government, the four that supervise
// (四), and those that a benefit of 五 names.
func Bodies() []allocation.Body {
	var out []allocation.Body
	for _, d := range allocation.Districts() {
		out = append(out, allocation.Body{Code: d.Code, Name: d.Name + "政府", Source: clause2017("四")})
	}
	add := func(name, clause string) {
		if !slices.ContainsFunc(out, func(b allocation.Body) bool { return b.Name == name }) {
			out = append(out, allocation.Body{Code: fmt.Sprintf("B%02d", len(out)+1), Name: name, Source: clause2017(clause)})
		}
	}
	for _, name := range []string{"市人社局", "市国资局", "市棚改办", "市沉治办"} {
		add(name, "四")
	}
	for _, k := range Benefits() {
		for _, name := range k.Bodies {
			if name != EveryDistrict {
				add(name, k.Source.Clause)
			}
		}
	}
	return out
}

// EveryDistrict stands in a clause for the government of each district.
const EveryDistrict = "各区政府"

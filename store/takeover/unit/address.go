package unit

import (
	"strings"

	"penggai/allocation"
	"penggai/store/sheet"
)

// addressed reports whether a sheet says where a unit is by its address alone: 南市区1号楼101室.
func (s *Units) addressed(l sheet.Line) bool {
	return !s.r.Has(l, "door") && s.r.Has(l, "address") && s.r.Text(l, "number") == ""
}

func (s *Units) address(l sheet.Line) string { return s.r.Text(l, "address") }

// before is what an address says before its building, without the district and what lies above it.
func before(address string) string {
	name, _, _ := sheet.Address(address)
	for _, d := range allocation.Districts() {
		if i := strings.Index(name, d.Name); i >= 0 && name != d.Name {
			name = name[i+len(d.Name):]
		}
	}
	return name
}

package oversight

import (
	"slices"
	"strings"
)

// bodySeparator stands between departments.
const bodySeparator = "、"

// JoinBodies writes departments as one text; SplitBodies reads it back, whatever separates them.
func JoinBodies(bodies []string) string { return strings.Join(bodies, bodySeparator) }

// SplitBodies reads departments as people type them, each once, in their order.
func SplitBodies(text string) []string {
	var out []string
	for _, b := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；\n", r) }) {
		if b = strings.TrimSpace(b); b != "" && !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

// SupervisingBodies are the four departments that supervise the districts (四).
func SupervisingBodies() []string { return slices.Clone(supervisingBodies) }

// DistrictBodies are departments of a district that usually attend.
func DistrictBodies() []string { return slices.Clone(districtBodies) }

var supervisingBodies = []string{"市人社局", "市国资局", "市棚改办", "市沉治办"}

var districtBodies = []string{"区政府", "区人社局", "区市场监管局", "区税务局", "区住建局", "区应急局", "街道办"}

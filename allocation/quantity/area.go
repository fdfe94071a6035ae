package quantity

import (
	"strings"

	"penggai/allocation/say"
)

// Area is a floor area in dm² (0.01 ㎡).
type Area int64

// String prints square metres with thousands separators and two decimals, without the unit: 5,962.40.
func (a Area) String() string { return Hundredths(int64(a)) }

// ParseArea reads square metres as people type them: 142.35, 142.35㎡, 142平, full-width digits.
func ParseArea(s string) (Area, error) {
	n, err := ParseHundredths(strings.NewReplacer("㎡", "", "平方米", "", "平米", "", "平", "", "m2", "").Replace(s))
	if err != nil {
		return 0, Wrong(ErrBadArea, say.Area, s)
	}
	return Area(n), nil
}

// Numbers as people type them.
var ErrBadArea = say.Refuse("bad_area", "面积看不懂，请按平方米填写，最多两位小数，如 142.35")

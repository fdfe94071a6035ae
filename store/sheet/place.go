package sheet

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"penggai/allocation/quantity"
)

var (
	buildingForm  = regexp.MustCompile(`^(\d{1,4}|[一二三四五六七八九十]+)(号楼|#楼|#|号栋|号幢|栋|幢|号|楼|座)?$`)
	buildingTitle = regexp.MustCompile(`^[^\d一二三四五六七八九十]{0,12}?((\d{1,4}|[一二三四五六七八九十]+)(号楼|#楼|#|号栋|号幢|栋|幢))`)
	floorDoor     = regexp.MustCompile(`^第?(\d{1,2}|[一二三四五六七八九十])(?:层|楼|F)-?0?(\d{1,2})$`)
	inSpan        = regexp.MustCompile(`20\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}[日号]?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))`)
	inAddress     = regexp.MustCompile(`((?:\d{1,4}|[一二三四五六七八九十]+)(?:号楼|#楼|#|号栋|号幢|栋|幢))(?:\(.*?\))?`)
	inBrackets    = regexp.MustCompile(`\(.*\)|【.*】|\[.*\]`)
	doorForm      = regexp.MustCompile(`^(?:(\d{1,4}|[一二三四五六七八九十]+)(?:号楼|#楼|#|号栋|栋|幢)?-)?(.+)$`)
	floorForm     = regexp.MustCompile(`^(-?\d{1,3}|[一二三四五六七八九十]+)(层|楼|F)?$`)
	turnedForm    = regexp.MustCompile(`(?i)^(?:20[0-4]\d[/.](?:1[0-2]|0?[1-9])[/.](?:3[01]|[12]\d|0?[1-9])|20[0-4]\d-(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])|(?:20[0-4]\d年)?\d{1,2}月\d{1,2}日|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{1,2})$`)
	floorsForm    = regexp.MustCompile(`^(-?\d{1,3}|[一二三四五六七八九十]+)(?:层|楼|F)?[-~—至到、,+/](-?\d{1,3}|[一二三四五六七八九十]+)(?:层|楼|F)?$`)
)

// Compact is a text half-width and without white space.
func Compact(s string) string {
	if compact(s) {
		return s
	}
	return strings.Join(strings.Fields(quantity.HalfWidth(s)), "")
}

// compact reports whether a text is so already, as most are: signs of ASCII that are seen, and 汉字.
func compact(s string) bool {
	for _, r := range s {
		if (r <= ' ' || r >= 0x7f) && (r < 0x4e00 || r > 0x9fff) {
			return false
		}
	}
	return true
}

// figure reads 3 and 三.
func figure(s string) (int, bool) {
	if n, ok := Han(s); ok {
		return n, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// Building brings a building into form: 1号楼, 1#, 1栋, 一号楼, 01 and 1号楼（临街） are 1号楼; one without figures stays as it is.
func Building(text string) string {
	if rest := strings.TrimLeft(text, "0123456789"); rest == "号楼" && len(text) > len(rest) && len(text)-len(rest) <= 4 && text[0] != '0' {
		return text // in form already
	}
	t := strings.ToUpper(inBrackets.ReplaceAllString(Compact(text), ""))
	if m := buildingForm.FindStringSubmatch(t); m != nil {
		if n, ok := figure(m[1]); ok {
			return fmt.Sprintf("%d号楼", n)
		}
	}
	return t
}

// Span reads the two days of a time that is written as one: 2017.12.15—2020.12.14, 2017年12月15日至2020年12月14日.
func Span(text string) (from, to string, ok bool) {
	days := inSpan.FindAllString(Compact(text), -1)
	if len(days) != 2 {
		return "", "", false
	}
	return days[0], days[1], true
}

// Address parts an address at its building: 南市区1号楼101室 is 101室 in 1号楼, behind 南市区; door is empty where it names no building or nothing
// behind one.
func Address(text string) (before, building, door string) {
	t := dashes.Replace(Compact(text))
	at := inAddress.FindStringSubmatchIndex(t)
	if at == nil {
		return t, "", ""
	}
	return t[:at[0]], Building(t[at[2]:at[3]]), strings.TrimLeft(t[at[1]:], "-,，、.")
}

// BuildingIn is the building that a title begins with; empty when it names none.
func BuildingIn(title string) string {
	if m := buildingTitle.FindStringSubmatch(Compact(title)); m != nil {
		return Building(m[1])
	}
	return ""
}

// Door brings a door into form: of 1-101 in building 1 the building goes; 101室 is 101. building is that of the row, or what the door
// says when the row has none.
func Door(text, building string) (door, of string) {
	t := strings.ToUpper(Compact(text))
	if strings.ContainsAny(t, "-－—–") {
		t, building = doorIn(t, building)
	}
	for _, tail := range []string{"室", "号门市", "门市", "号商服", "商服", "号"} {
		if rest, ok := strings.CutSuffix(t, tail); ok && rest != "" {
			t = rest
			break
		}
	}
	return t, building
}

// dashes are the signs that people write between a building and a door.
var dashes = strings.NewReplacer("－", "-", "—", "-", "–", "-")

// doorIn takes the building off a door that names it: that of the row, or the one that is meant where the row has none.
func doorIn(t, building string) (door, of string) {
	if m := doorForm.FindStringSubmatch(dashes.Replace(t)); m != nil && m[1] != "" {
		switch b := Building(m[1]); {
		case building == "":
			building, t = b, m[2]
		case b == building:
			t = m[2]
		}
	}
	return t, building
}

// PlaceOfDoor is where a door says that it is: 207 is the seventh on the second floor, so is 2层7.
func PlaceOfDoor(door string) (floor, bay int) {
	if m := floorDoor.FindStringSubmatch(door); m != nil {
		floor, _ = figure(m[1])
		bay, _ = strconv.Atoi(m[2])
		return floor, bay
	}
	n, err := strconv.Atoi(door)
	switch {
	case err != nil || strings.HasPrefix(door, "-"):
		return 0, 0
	case n >= 1 && n <= 99 && len(door) <= 2:
		return 0, n
	case n > 100 && n <= 6099 && n%100 > 0:
		return n / 100, n % 100
	}
	return 0, 0
}

// Floor reads a floor: 1, 1层, 1楼, 一层, 1F, -1, 负一层, 地下1层, B1; of 1-2层 and 1、2、3层 the lower one, several says which there are;
// 1/6 is the first of six storeys.
func Floor(text string) (floor int, several string, ok bool) {
	t := dashes.Replace(strings.ToUpper(Compact(text)))
	t = strings.TrimPrefix(strings.TrimPrefix(t, "第"), "地上")
	t = strings.TrimSuffix(t, ".0") // a number of a csv
	for _, below := range []string{"地下", "负", "B"} {
		if rest, cut := strings.CutPrefix(t, below); cut {
			if rest = strings.TrimSuffix(rest, "室"); rest == "" {
				return -1, "", below == "地下"
			}
			n, _, ok := Floor(rest)
			return -n, "", ok && n > 0
		}
	}
	switch t {
	case "底层", "首层":
		return 1, "", true
	}
	if m := floorForm.FindStringSubmatch(t); m != nil {
		n, ok := figure(m[1])
		return n, "", ok && n != 0 && n >= -9 && n <= 60
	}
	if m := floorsForm.FindStringSubmatch(t); m != nil {
		low, ok1 := figure(m[1])
		high, ok2 := figure(m[2])
		if ok1 && ok2 && strings.Contains(t, "/") && high > low+1 { // 1/6: the first of six storeys
			return low, "", low != 0 && low >= -9 && high <= 60
		}
		if strings.ContainsAny(t, "、,+") && high != low+1 { // 1、3 leaves one out
			return 0, "", false
		}
		if ok1 && ok2 && low != 0 && low < high && low >= -9 && high <= 60 {
			return low, fmt.Sprintf("%d-%d层", low, high), true
		}
	}
	return floorList(t)
}

// floorList reads floors that are listed one by one: 1、2、3层.
func floorList(t string) (floor int, several string, ok bool) {
	list := strings.FieldsFunc(strings.TrimRight(t, "层楼F"), func(r rune) bool { return strings.ContainsRune("、,+", r) })
	for i, w := range list {
		n, ok := figure(strings.TrimRight(w, "层楼F"))
		if !ok || n == 0 || n > 60 || i > 0 && n != floor+i {
			return 0, "", false
		}
		if i == 0 {
			floor = n
		}
	}
	if len(list) < 3 {
		return 0, "", false
	}
	return floor, fmt.Sprintf("%d-%d层", floor, floor+len(list)-1), true
}

// TurnedDate reports whether a text is a day that a spreadsheet made of a door such as 9-3, as a csv has it: 9月3日, 2018/9/3, 2018-09-03,
// 3-Sep. 1001-1-2 and 2001-1-2 are doors: no spreadsheet writes a day so.
func TurnedDate(text string) bool { return turnedForm.MatchString(Compact(text)) }

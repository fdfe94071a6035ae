package allocation

import "fmt"

// RoundTitle is a round's name on screen and paper: 尖山区 2021 年第 7 批次.
func RoundTitle(district string, year int, n int64, single bool) string {
	if single {
		return fmt.Sprintf("%s %d 年单户安置第 %d 号", district, year, n)
	}
	return fmt.Sprintf("%s %d 年第 %d 批次", district, year, n)
}

// RoundNumber is its number, behind the letters of the district.
func RoundNumber(code string, year int, n int64, single bool) string {
	if single {
		return fmt.Sprintf("%s-%d-D%03d", code, year, n)
	}
	return fmt.Sprintf("%s-%d-%02d", code, year, n)
}

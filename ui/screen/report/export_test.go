package report

import (
	"penggai/store/report"
	"penggai/ui/screen"
)

// NewPage makes the page of a report of one district, or of all.
func NewPage(env *screen.Env, name, district string) screen.Screen {
	return newPage(env, name, report.Query{District: district})
}

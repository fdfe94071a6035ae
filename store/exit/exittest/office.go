// Package exittest adds exits to the office in which the store is tested.
//
//	exittest ──> watchtest, exit
package exittest

import (
	"testing"

	"penggai/allocation"
	"penggai/allocation/leave"
	"penggai/store/engine/enginetest"
	"penggai/store/exit"
	"penggai/store/stay/staytest"
	"penggai/store/watch/watchtest"
)

// Office is an office with the use cases of this room too.
type Office struct {
	watchtest.Office
	exit.Room
}

// Of gives an office the rooms up to this one.
func Of(o enginetest.Office) Office { return Office{watchtest.Of(o), exit.Of(o.Store)} }

// New is the office of staytest.New.
func New(t testing.TB, units int) Office {
	t.Helper()
	return Of(staytest.New(t, units).Base())
}

// Paper is the evidence of an exit.
var Paper = leave.Evidence{Document: "双尖监处〔2021〕7 号", Body: "尖山区市场监管局", Day: enginetest.Day("2021-03-15")}

// Weighed is what a decision says to an answer.
var Weighed = leave.Weighing{Heed: leave.HeedNot, Weighed: "没有新的事实"}

// Hear takes an exit through what goes before its decision: told, answered, advised today.
func (o Office) Hear(t testing.TB, id int64) {
	t.Helper()
	by := o.As(t, allocation.Manager)
	x := o.ExitOf(t, id)
	enginetest.OK(t, o.TellExit(t.Context(), by, id, x.Version, o.Clock.Day, "当面送达"))
	enginetest.OK(t, o.HearExit(t.Context(), by, id, x.Version+1, o.Clock.Day, "放弃陈述申辩"))
	enginetest.OK(t, o.AdviseExit(t.Context(), by, id, x.Version+2, "王律师", o.Clock.Day, "程序合法"))
}

// ExitOf is an exit as its page shows it.
func (o Office) ExitOf(t testing.TB, id int64) exit.ExitDetail {
	t.Helper()
	x, err := o.Exit(t.Context(), o.As(t, allocation.Auditor), id)
	enginetest.OK(t, err)
	return x
}

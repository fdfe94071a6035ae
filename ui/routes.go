package ui

import (
	"penggai/ui/screen"
	"penggai/ui/screen/applicant"
	"penggai/ui/screen/application"
	"penggai/ui/screen/assessment"
	"penggai/ui/screen/benefit"
	"penggai/ui/screen/bill"
	"penggai/ui/screen/correction"
	"penggai/ui/screen/deadline"
	"penggai/ui/screen/document"
	"penggai/ui/screen/exit"
	"penggai/ui/screen/fee"
	"penggai/ui/screen/finding"
	"penggai/ui/screen/home"
	"penggai/ui/screen/log"
	"penggai/ui/screen/payment"
	"penggai/ui/screen/report"
	"penggai/ui/screen/round"
	"penggai/ui/screen/signin"
	"penggai/ui/screen/support"
	"penggai/ui/screen/system"
	"penggai/ui/screen/tenancy"
	"penggai/ui/screen/unit"
)

// Route is a place: a name that screens use in screen.Go, and how its screen is made.
type Route struct {
	Place string // "unit"
	Title string // its name in the menu; empty: reached from other screens only
	New   func(env *screen.Env, to screen.Go) screen.Screen
	Why   func(env *screen.Env) string // the reason why the actor may not go there, "" when it may; nil: everyone may
}

// Routes are the places of the program, in the order of the menu. The first one is where everyone begins.
func Routes() []Route {
	return []Route{
		{Place: home.Place, Title: textHome, New: home.New},
		{Place: unit.Place, Title: "房源", New: unit.New},
		{Place: applicant.Place, Title: "主体", New: applicant.New},
		{Place: application.Place, Title: "申请", New: application.New},
		{Place: round.Place, Title: "分配批次", New: round.New},
		{Place: round.PlaceAward, Title: "分配结果", New: round.NewAwards},
		{Place: round.PlaceSingle, New: round.NewSingle},
		{Place: tenancy.Place, Title: "入驻", New: tenancy.New},
		{Place: bill.Place, Title: "账单", New: bill.New},
		{Place: payment.Place, Title: "缴费", New: payment.New},
		{Place: fee.Place, Title: "价格与费用", New: fee.New},
		{Place: benefit.Place, Title: "优惠", New: benefit.New},
		{Place: assessment.Place, Title: "考核", New: assessment.New},
		{Place: assessment.PlaceDue, Title: "考核到期", New: assessment.NewDue},
		{Place: support.Place, Title: "帮扶", New: support.New},
		{Place: finding.Place, Title: "督办", New: finding.New},
		{Place: exit.Place, Title: "退出", New: exit.New},
		{Place: correction.Place, Title: "更正", New: correction.New},
		{Place: deadline.Place, Title: "日程", New: deadline.New},
		{Place: document.Place, Title: "文书", New: document.New},
		{Place: report.Place, Title: "报表", New: report.New},
		{Place: "log", Title: "日志", New: log.New, Why: log.WhyNot},
		{Place: "system", Title: "系统", New: system.New, Why: system.WhyNot},
		{Place: "account", Title: "我的账号", New: signin.NewAccount},
	}
}

// First is the screen that everyone sees after signing in.
func First(env *screen.Env) screen.Screen {
	first := Routes()[0]
	return first.New(env, screen.Go{Place: first.Place})
}

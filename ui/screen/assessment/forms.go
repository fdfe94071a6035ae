package assessment

import (
	"context"
	"fmt"
	"strconv"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// form makes a form screen of one assessment.
func form(env *screen.Env, d watch.AssessmentDetail, title, left, draft string, spec kit.FormSpec) *screen.FormScreen {
	spec.Draft = "assessment/" + strconv.FormatInt(d.ID, 10) + "/" + draft
	over := screen.Facts(env, kit.Pair{Label: textTenant, Value: d.Name + "  " + d.Number}, kit.Pair{Label: textRectify, Value: d.Rectify},
		kit.Pair{Label: textRectifyBy, Value: fmtDeadline(d.Assessment, env.Today())})
	return screen.NewForm(env, screen.FormScreen{Path: title, Left: left, About: helpDetail, Over: over}, spec)
}

// newReinspection records what the re-inspection found.
func newReinspection(env *screen.Env, d watch.AssessmentDetail) *screen.FormScreen {
	return form(env, d, textReinspect, "整改期限前后都可以复查；Ctrl+S 保存，Esc 离开并保留草稿", "reinspect", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "day", Label: say.RecheckedOn, Kind: kit.KindDate, Value: env.Today().String(), Required: true, Hint: screen.FromTo(d.Day, env.Today())},
			{Name: "passed", Label: "已整改到位", Kind: kit.KindYesNo, Required: true, Hint: "否：转为不合格"},
			{Name: "found", Label: say.Recheck, Required: true, Limit: 300},
		}}},
		Check: func(f *kit.Form) error {
			a := d.Assessment
			return screen.OnField(a.Reinspect(f.Date("day"), f.Yes("passed"), f.Text("found"), env.Today(), d.Strict), "day")
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec {
			lines := []string{fmtReinspectLine(d.AssessmentRow, f.Date("day"), f.Yes("passed"))}
			switch {
			case f.Yes("passed"):
			case d.Strict:
				lines = append(lines, textFailStrict)
			default:
				lines = append(lines, textFailThen)
			}
			return kit.ConfirmSpec{Title: textReinspect, Lines: lines, Yes: textReinspect}
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			return "已登记复查", env.Store.ReinspectAssessment(ctx, by, d.ID, d.Version, f.Date("day"), f.Yes("passed"), f.Text("found"))
		}),
	})
}

// newExtension gives more time for a rectification.
func newExtension(env *screen.Env, d watch.AssessmentDetail) *screen.FormScreen {
	return form(env, d, textExtend, "写明新的期限和理由；Ctrl+S 保存", "extend", kit.FormSpec{
		Sections: []kit.Section{{Fields: []kit.Field{
			{Name: "until", Label: "延长到", Kind: kit.KindDate, Required: true},
			{Name: "reason", Label: textReason, Required: true, Limit: 300},
		}}},
		Check: func(f *kit.Form) error {
			a := d.Assessment
			return a.Extend(f.Date("until"), f.Text("reason"), env.Today())
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			until := f.Date("until")
			return fmtExtended(until), env.Store.ExtendAssessment(ctx, by, d.ID, d.Version, until, f.Text("reason"))
		}),
	})
}

func fmtExtended(until civil.Date) string { return fmt.Sprintf("整改期限延长到 %s", until) }

func fmtReinspectLine(r watch.AssessmentRow, day civil.Date, passed bool) string {
	if passed {
		return fmt.Sprintf("%s 复查 %s：已整改到位，考核办结。", day, r.Name)
	}
	return fmt.Sprintf("%s 复查 %s：没有整改到位，转为不合格。", day, r.Name)
}

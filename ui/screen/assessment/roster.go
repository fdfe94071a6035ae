package assessment

import (
	"context"
	"fmt"

	"penggai/allocation/civil"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/store/watch"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newRoster enters the workers of an assessment by name. What is typed is kept nowhere else: numbers stand in it whole.
func newRoster(env *screen.Env, d watch.AssessmentDetail) *screen.FormScreen {
	over := screen.Facts(env, kit.Pair{Label: textTenant, Value: d.Name + "  " + d.Number}, kit.Pair{Label: textVerified, Value: fmtFigure(d.Jobs)})
	left := "逐行填写或粘贴；证件号只留掩码和识别码，原有名单被替换"
	return screen.NewForm(env, screen.FormScreen{Path: textRoster, Left: left, About: helpDetail, Over: over}, kit.FormSpec{
		Sections: []kit.Section{{Fields: screen.RosterFields(8, "每行一人：姓名 证件号 入职日期（可不写）", nil)}},
		Check: func(f *kit.Form) error {
			workers, err := screen.CheckRoster(f, env.Today())
			if err != nil {
				return err
			}
			a := d.Assessment
			return a.MayList(len(workers))
		},
		Save: env.SaveBack(func(ctx context.Context, by engine.Actor, f *kit.Form) (string, error) {
			workers, err := screen.ReadRoster(f, env.Today())
			if err != nil {
				return "", err
			}
			elsewhere, err := env.Store.SetRoster(ctx, by, d.ID, d.Version, workers)
			return fmtListed(len(workers), elsewhere), err
		}),
	})
}

// rosterPairs are the workers by name, each with the other lists on which the same person stands.
func rosterPairs(th *kit.Theme, rows []stay.RosterRow) []kit.Pair {
	if len(rows) == 0 {
		return nil
	}
	out := []kit.Pair{{}, {Label: fmtRoster(len(rows))}}
	for _, r := range rows {
		p := kit.Pair{Label: r.Name, Value: r.IDNumber + since(r.Since)}
		for _, x := range r.Seen {
			p.Value += "；" + x.Text()
			if x.Another {
				p.Style = th.Warn
			}
		}
		out = append(out, p)
	}
	return out
}

func since(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return "  " + d.String() + " 入职"
}

const textRoster = "名单"

func fmtRoster(n int) string { return fmt.Sprintf("名单 %d 人", n) }

func fmtListed(n, elsewhere int) string {
	if elsewhere > 0 {
		return fmt.Sprintf("已登记名单 %d 人，其中 %d 人也在别户的名单里，请核实", n, elsewhere)
	}
	return fmt.Sprintf("已登记名单 %d 人", n)
}

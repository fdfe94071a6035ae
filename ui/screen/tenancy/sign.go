package tenancy

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/likeness"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/stay"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// newSign is the form that makes an award into a contract (四(四)).
func newSign(env *screen.Env, award int64) screen.Screen {
	read := func(ctx context.Context, by engine.Actor) (stay.Offer, error) { return env.Store.Offer(ctx, by, award) }
	left := "按合同填写签订日期和承诺岗位；Ctrl+S 确认签订，Esc 离开并保留草稿"
	return screen.NewReadForm(env, textSign, left, read, func(o *stay.Offer) *screen.FormScreen { return sign(env, *o) })
}

func sign(env *screen.Env, o stay.Offer) *screen.FormScreen {
	today := env.Today()
	jobs := o.Jobs.Claimed
	if o.Jobs.Accepted.Stated() {
		jobs = o.Jobs.Accepted
	}
	fields := []kit.Field{
		{
			Name: "signed", Label: textSignedDay, Kind: kit.KindDate, Value: today.String(), Required: true, Say: sayTerm,
			Hint: screen.FromTo(o.OfferedDay, today),
		},
		{Name: "full", Label: "承诺全职", Kind: kit.KindNumber, Value: strconv.FormatInt(jobs.Full, 10), Unit: textPeople, Hint: "合同约定的带动就业人数"},
		{Name: "part", Label: "承诺兼职", Kind: kit.KindNumber, Value: strconv.FormatInt(jobs.Part, 10), Unit: textPeople},
	}
	if len(o.Waivers) > 0 {
		fields = append(fields, waiverField(o))
	}
	fields = append(fields, clockFields(o)...)
	return screen.NewForm(env, screen.FormScreen{About: helpSign, Over: screen.Facts(env, slices.Concat(awardPairs(o.AwardRow), minorPairs(env.Theme, o), earlierPairs(env.Theme, o))...)}, kit.FormSpec{
		Draft:    "tenancy/sign/" + strconv.FormatInt(o.ID, 10),
		Sections: []kit.Section{{Title: textContract, Fields: fields}},
		Check: func(f *kit.Form) error {
			a := o.Award
			if err := a.Contract(f.Date("signed")); err != nil {
				return err
			}
			_, err := signed(env, f, o)
			return err
		},
		Confirm: func(f *kit.Form) kit.ConfirmSpec { return confirmSign(env, f, o) },
		Save: env.SaveOpen(func(ctx context.Context, by engine.Actor, f *kit.Form) (screen.Made, error) {
			id, err := env.Store.SignContract(ctx, by, stay.Signing{
				Award: o.ID, Version: o.Version, Signed: f.Date("signed"), FullTime: int64(f.Number("full")), PartTime: int64(f.Number("part")),
				Clock: allocation.ClockHow(f.Text("clock")), Decision: f.Text("decision"), Waivers: append([]string{}, f.Many("waivers")...),
			})
			return screen.Made{Page: newDetail(env, id), Done: screen.Done{Text: "合同已签订，下一步交接房屋", Move: true}}, err
		}),
	})
}

// minor is the flag of somebody who is not of full age on the day of the signature.
func minor(who string) likeness.Flag { return likeness.Flag{Kind: likeness.FlagMinor, Label: who} }

// minorPairs are those behind the tenant who are not of full age.
func minorPairs(th *kit.Theme, o stay.Offer) (out []kit.Pair) {
	for _, m := range o.Minors {
		out = append(out, kit.Pair{Label: say.Hints, Value: m + "，" + minor(m).Kind.Title(), Style: th.Warn})
	}
	return out
}

// sayTerm shows both dates of the contract as they follow from the day of the signing.
func sayTerm(f *kit.Form) string {
	day := f.Date("signed")
	if day.IsZero() {
		return ""
	}
	c := allocation.DrawContract(day, 1)
	return screen.FromTo(c.From, c.LastDay())
}

// confirmSign says what the signature brings about.
func confirmSign(env *screen.Env, f *kit.Form, o stay.Offer) kit.ConfirmSpec {
	day := f.Date("signed")
	t, err := signed(env, f, o)
	if err != nil {
		return kit.ConfirmSpec{Title: textSign, Lines: []string{err.Error()}, Yes: textSignNow}
	}
	c := allocation.DrawContract(day, 1)
	lines := []string{
		fmtSignWith(o.Applicant, joinUnits(o.Units), o.Area),
		fmtSignTerm(c.From, c.LastDay()),
		fmtSignClock(t),
		fmtSignWaivers(o.Waivers, f.Many("waivers")),
		"房源转为使用中，申请记为已签约；合同和入驻编号随即生成。",
	}
	if len(o.Earlier) > 0 {
		lines = append(lines, fmtClockHow(t))
	}
	for _, m := range o.Minors {
		lines = append(lines, fmtDoubt(minor(m)))
	}
	return kit.ConfirmSpec{Title: textSign, Lines: lines, Yes: textSignNow}
}

// waiverField asks which fee waivers are applied for with the signature; all that apply are ticked.
func waiverField(o stay.Offer) kit.Field {
	fd := kit.Field{Name: "waivers", Label: "同时申请费用减免", Kind: kit.KindChoices, Width: 30, Hint: "未选的按全价，可以补申请"}
	if o.Water {
		fd.Hint = "用水为主的不减免水费"
	}
	codes := make([]string, len(o.Waivers))
	for i, k := range o.Waivers {
		codes[i] = k.Code
		fd.Choices = append(fd.Choices, kit.Choice{Key: k.Code, Label: k.Name, Note: k.Source.Clause})
	}
	fd.Value = strings.Join(codes, "\n")
	return fd
}

// The contract form.
const (
	textPeople  = "人"
	textSignNow = "确认签订"
)

var helpSign = []string{
	"签订合同（四(四)）：期限三年，从签订日起，到满 36 个月的前一天止，两个日期都会打印。",
	"签订日期可以是今天以前，但不早于分配之日。优惠从首次签订起算：前 36 个月免收，后 36 个月减半（五(一)）。",
}

func fmtSignWith(name, units string, area quantity.Area) string {
	return fmt.Sprintf("与 %s 签订 %s（%s ㎡）的使用合同。", name, units, area)
}

func fmtSignClock(t allocation.Tenancy) string {
	if t.How == allocation.ClockFull {
		return "费用从签订之日起按全价。"
	}
	return fmt.Sprintf("费用从 %s 起算：%s 前免收，%s 前减半，此后全价。", t.Clock, t.FreeUntil(), t.WaivedUntil())
}

// fmtSignWaivers says which fees are spared from the signing on.
func fmtSignWaivers(kinds []allocation.BenefitKind, chosen []string) string {
	var words []string
	for _, fee := range charge.Fees {
		for _, k := range kinds {
			if slices.Contains(chosen, k.Code) && slices.Contains(k.Waives, string(fee)) {
				words = append(words, fee.Title())
			}
		}
	}
	if len(words) == 0 {
		return "不申请费用减免，各项费用按全价。"
	}
	return "同时批准减免：" + strings.Join(words, "、") + "。"
}

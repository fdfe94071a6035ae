package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/charge"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine/enginetest"
	"penggai/store/stay"
)

// signedOn is the day on which every journey's contract is signed and the keys are handed over.
const signedOn = "2021-03-15"

// wayOut is a journey out of a shop by one ground of 四(五).
type wayOut struct {
	ground  int
	waivers []string                                // applied for with the signature; nil for all
	live    func(l *life, d stay.TenancyDetail)     // from the keys to the exit
	days    [3]string                               // the exit opened, decided, the keys back
	papers  func(o *office)                         // types the evidence
	payable func(area quantity.Area) quantity.Money // on the bills that end the account
}

// part is a price by area over some days of a month or season, rounded half up once; half is the second phase.
func part(area quantity.Area, fen, days, of int64, half bool) quantity.Money {
	over := 100 * of
	if half {
		over *= 2
	}
	return quantity.Money((2*int64(area)*fen*days + over) / (2 * over))
}

// byApplication types the tenant's own application.
func byApplication(o *office) {
	o.next("经营不下去")
	o.write("承租人申请1号")
}

// byOwnWord chooses the tenant's application among the kinds of ground 4 and types it.
func byOwnWord(o *office) {
	o.next("经营不下去")
	o.press("space")
	o.sees("─ 材料种类", "法院文书", "区政府认定")
	o.press("enter")
	o.write("承租人申请1号")
}

// byAuthority types a document and the body that issued it.
func byAuthority(o *office) {
	o.next("见所附文件", "示例决字〔2021〕7号")
	o.write("区市场监管局")
}

// byAssessment picks the failed assessment.
func byAssessment(o *office) {
	o.next("转租", "") // no deceit
	o.press("space")
	o.sees("─ 依据", "考核 KH-JS-2021-0001 结论不合格")
	o.press("enter")
}

var waysOut = []wayOut{
	{
		ground: 1, live: openShop, papers: byAuthority, days: [3]string{"2021-05-06", "2021-05-10", "2021-06-10"},
		payable: func(a quantity.Area) quantity.Money { // full price from the day after the one for clearing, in two months
			return part(a, rentFen, 6, 31, false) + part(a, propertyFen, 6, 31, false) + part(a, rentFen, 9, 30, false) + part(a, propertyFen, 9, 30, false)
		},
	},
	{
		ground: 2, live: openShop, papers: byApplication, days: [3]string{"2024-02-20", "2024-02-21", "2024-03-25"},
		payable: func(a quantity.Area) quantity.Money { // ten days without a contract
			return part(a, rentFen, 10, 31, false) + part(a, propertyFen, 10, 31, false) + part(a, heatingFen, 10, 184, false)
		},
	},
	{
		ground: 3, papers: byAssessment, days: [3]string{"2021-09-20", "2021-09-24", "2021-10-08"},
		live: func(l *life, d stay.TenancyDetail) {
			openShop(l, d)
			l.Day("2021-09-15")
			l.fails(d)
		},
		payable: func(a quantity.Area) quantity.Money { // full price from the day of the service, in two months
			return part(a, rentFen, 7, 30, false) + part(a, propertyFen, 7, 30, false) + part(a, rentFen, 7, 31, false) + part(a, propertyFen, 7, 31, false)
		},
	},
	{
		ground: 4, papers: byOwnWord, days: [3]string{"2024-07-03", "2024-07-05", "2024-07-10"},
		live: func(l *life, d stay.TenancyDetail) {
			openShop(l, d)
			l.Renew(d.ID)
			l.Day("2024-07-02")
			l.Bill(d.ID)
			a, err := l.Store.TenancyAccount(context.Background(), l.Who[allocation.Manager], d.ID)
			l.Must(err)
			l.Pay(d.ID, a.Open)
		},
		payable: func(a quantity.Area) quantity.Money { // what the quarter's bill left
			return part(a, rentFen, 9, 31, true) + part(a, propertyFen, 9, 31, true)
		},
	},
	{
		ground: 5, papers: byAuthority, days: [3]string{"2021-06-21", "2021-06-23", "2021-07-01"},
		waivers: []string{"rent", "water"}, live: func(*life, stay.TenancyDetail) {}, // never opened
		payable: func(a quantity.Area) quantity.Money { // heating and property fee were not waived
			return part(a, propertyFen, 17, 31, false) + 3*part(a, propertyFen, 1, 1, false) +
				part(a, heatingFen, 17, 183, false) + part(a, heatingFen, 20, 183, false)
		},
	},
}

func openShop(l *life, d stay.TenancyDetail) {
	l.Day("2021-04-01")
	l.Begin(d)
}

// TestWaysOut walks out of a shop by each of the five grounds and gives the same shop to the next applicant.
func TestWaysOut(t *testing.T) {
	for _, w := range waysOut {
		t.Run(fmt.Sprintf("ground%d", w.ground), func(t *testing.T) {
			if w.ground != 3 {
				enginetest.Whole(t, "the way by ground 3, with the most steps, is walked always")
			}
			t.Parallel()
			l := &life{yard.New(t)}
			d := l.signed(l.approved("王小创"), w.waivers)
			second := l.approved("李小业") // who comes later passes over nobody
			w.live(l, d)
			unit, err := l.Store.Unit(t.Context(), l.Who[allocation.Manager], d.Holdings[0].UnitID)
			l.Must(err)
			o := l.handOn(t)
			o.leaveBy(w, unit.Number)
			o.endAccount(w, w.payable(unit.Area))
			o.vacant(unit.Number)
			o.placeNext(second, unit.Number, w)
		})
	}
}

// leaveBy opens the exit, lets another person decide it, serves the notice, and takes the keys back.
func (o *office) leaveBy(w wayOut, unit string) {
	o.t.Helper()
	o.onDay(w.days[0])
	o.signIn("manager", ownPassword, 0)
	o.menu("rz", "入驻")
	o.sees("王小创", ">")
	o.press("enter")
	o.sees("下一步")
	o.press("f8")
	o.sees(">四(五)情形*")
	o.press("enter")
	o.sees("─ 四(五)情形")
	for range w.ground - 1 {
		o.press("down")
	}
	o.press("enter")
	w.papers(o)
	o.press("ctrl+s")
	o.yes("提出退出")
	o.sees("已提出退出")
	if w.ground != 2 && w.ground != 4 {
		o.hear()
	}
	o.sees("下一步 分管领导批准")
	o.press("f5")
	o.sees("分管领导") // whose step it is
	o.onDay(w.days[1])
	o.signIn("approver", ownPassword, 0)
	o.todo("退出")
	o.sees("王小创", ">")
	o.press("enter")
	o.sees("下一步 分管领导批准")
	o.press("f5")
	o.sees("腾退期限*")
	switch w.ground {
	case 2:
		o.sees("到合同期满")
	case 3:
		o.sees("自决定送达之日起停止")
	default:
		o.sees("腾退期限以前照常")
	}
	o.approves(w.ground != 2 && w.ground != 4)
	o.onDay(w.days[1])
	o.signIn("manager", ownPassword, 0)
	o.todo("退出")
	o.sees("王小创", ">")
	o.press("enter")
	o.serve()
	o.sees("下一步 验房收钥匙")
	o.onDay(w.days[2])
	o.signIn("manager", ownPassword, 0)
	o.todo("退出")
	o.sees("王小创", ">")
	o.press("enter")
	o.inspect("12.5", "150")
	o.sees(unit)
}

// hear tells the tenant the intended decision and records the answer and the legal adviser's opinion, all today.
func (o *office) hear() {
	o.t.Helper()
	o.sees("下一步 告知拟作的决定", "F5 登记告知")
	o.press("f5")
	o.sees("告知送达日期")
	o.next("")
	o.write("直接送达本人")
	o.press("ctrl+s")
	o.sees("下一步 等陈述申辩")
	o.press("f5")
	o.sees("承租人的意见*")
	o.next("")
	o.write("放弃陈述申辩")
	o.press("ctrl+s")
	o.sees("下一步 登记法律顾问意见")
	o.press("f5")
	o.sees("法律顾问*")
	o.next("王律师", "")
	o.write("程序合法")
	o.press("ctrl+s")
}

// approves lets the exit through with the day for clearing that the form offers; of who was heard it says that the answer was waived.
func (o *office) approves(heard bool) {
	o.t.Helper()
	o.next("")
	if heard {
		o.press("enter")
		o.sees("部分采纳")
		o.press("down", "down", "down", "enter")
	}
	o.write("同意退出")
	o.press("ctrl+s")
	o.yes("批准")
	o.sees("已批准")
}

// serve records that the notice was served today.
func (o *office) serve() {
	o.t.Helper()
	o.sees("F5 送达通知")
	o.press("f5")
	o.sees("送达日期")
	o.next("")
	o.write("直接送达本人")
	o.press("ctrl+s")
}

// inspect takes the keys back today, with the meters as read.
func (o *office) inspect(water, power string) {
	o.t.Helper()
	o.sees("F5 验房收钥匙")
	o.press("f5")
	o.sees("收房日期")
	o.next("", "", water, power)
	o.press("ctrl+s")
	o.yes("验房收钥匙")
	o.sees("已收房")
}

// endAccount issues the bills that end the account, takes the money, settles, files and closes.
func (o *office) endAccount(w wayOut, want quantity.Money) {
	o.t.Helper()
	o.press("f5") // not yet: it says what is missing
	o.sees("F2 先出账单")
	o.press("f2")
	o.sees("已结束的周期", "F5 出账单", "应缴 "+want.String()+" 元")
	o.press("f5")
	o.yes("出账单")
	o.sees("未缴 "+want.String(), "F2 缴费")
	o.press("f2")
	o.sees("缴款人*", want.String())
	o.press("ctrl+s")
	o.yes("缴费")
	o.sees("已收款", "已缴清")
	o.press("esc")
	o.sees("F5 结清费用")
	o.settle("现金收讫")
	o.file()
	o.closeExit()
}

// settle records that the fees are settled.
func (o *office) settle(how string) {
	o.t.Helper()
	o.sees("F5 结清费用")
	o.press("f5")
	o.sees("结清日期")
	o.next("")
	o.write(how)
	o.press("ctrl+s")
	o.sees("已登记费用结清")
}

// file records the filing with the city.
func (o *office) file() {
	o.t.Helper()
	o.sees("F5 报市备案")
	o.press("f5")
	o.sees("备案日期")
	o.next("", "示例备〔2021〕1号")
	o.write("市棚改办")
	o.press("ctrl+s")
	o.sees("已登记备案")
}

// closeExit closes the exit and goes home.
func (o *office) closeExit() {
	o.t.Helper()
	o.sees("F5 办结")
	o.press("f5")
	o.yes("办结")
	o.sees("退出已办结")
	o.until("is back on the first page", func(screen string) bool {
		if strings.Contains(screen, "今日待办") {
			return true
		}
		o.press("esc")
		return false
	})
}

// vacant ends the repair of the shop.
func (o *office) vacant(unit string) {
	o.t.Helper()
	o.todo("收回整修")
	o.sees(">" + unit)
	o.press("ctrl+x")
	o.sees("─ 办理")
	o.write("整修")
	o.press("enter")
	o.sees("验收后转为闲置")
	o.write("验收合格")
	o.press("tab", "right", "enter")
	o.sees("0 套")
}

// placeNext gives the shop to the applicant who waits, and lets the office account for both stays.
func (o *office) placeNext(application int64, unit string, w wayOut) {
	o.t.Helper()
	day := civil.MustParse(w.days[2]).AddDays(1).String()
	o.onDay(day)
	o.signIn("approver", ownPassword, 0)
	o.todo("评审已过 待分配")
	o.sees("李小业", ">")
	o.press("enter")
	o.sees("F5 单户安置")
	o.press("f5")
	o.sees("李小业", unit)
	o.press("enter")
	o.yes("分配")
	o.sees("已分配 " + unit)
	o.terminal.kill()
	var units []struct{ Number, State string }
	o.list(day, &units, "units", "--user", "manager", "--filter", "编号:"+unit, "--json")
	if len(units) != 1 || units[0].State != "reserved" {
		o.t.Errorf("%s is %+v, not reserved for the next applicant", unit, units)
	}
	var bills []struct {
		Kind    string
		Issued  string
		Payable quantity.Money `json:"payable_fen"`
		Open    quantity.Money `json:"open_fen"`
	}
	o.list(day, &bills, "bills", "--user", "manager", "--json")
	final := 0
	for _, b := range bills {
		if b.Open != 0 {
			o.t.Errorf("open after the settlement: %+v", b)
		}
		if b.Kind == string(charge.BillFinal) {
			final++
		}
	}
	if final != 1 {
		o.t.Errorf("%d final bills: %+v", final, bills)
	}
	if out := o.commandOn(day, "verify"); !strings.Contains(out, "现有数据与日志一致") {
		o.t.Error(out)
	}
}

// list reads what a list prints for scripts, one object a line.
func (o *office) list(day string, into any, args ...string) {
	o.t.Helper()
	lines := strings.Split(strings.TrimSpace(o.commandOn(day, args...)), "\n")
	out := strings.Join(lines, "")
	if !strings.HasPrefix(out, "[") {
		out = "[" + strings.Join(lines, ",") + "]"
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		o.t.Fatalf("%v in %s", err, out)
	}
}

package fee

import (
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store"
	"penggai/ui/kit"
)

// What people read on the screens of fees.
const (
	textPrices      = "市场价格"
	textPricesAre   = "按年度登记的市场价格和依据"
	textYear        = "年度"
	textFee         = "费用"
	textPlace       = "范围"
	textPrice       = "单价"
	textPer         = "单位"
	textSeason      = "供热期"
	textDocument    = "依据文件"
	textPayee       = "收款单位"
	textPending     = "待公布"
	textNoPrices    = "还没有登记价格，费用计划只能显示“待公布”。"
	textNoPricesHow = "按 F2 登记第一项。"
	textNoneFound   = "没有符合筛选的价格。按 Esc 去掉筛选。"
	textNothingHere = "没有选中的一行"
	textChange      = "修改"
	textAdd         = "登记价格"

	textPriceForm     = "登记"
	textPriceHow      = "每项价格都要有文件依据；Ctrl+S 保存，Esc 离开并保留草稿"
	textWhat          = "价格"
	textDistrict      = "区"
	textCommunity     = "小区"
	textCommunityHint = "空着是全区同价；个别小区另定的才填"
	textFloor         = "楼层"
	textFloorHint     = "空着是各层同价；如 1、2"
	textSeasonYear    = "供热期开始的年份"
	textFrom          = "起"
	textLast          = "止"
	textLastHint      = "供热期最后一天"
	textYuan          = "元"
	textMayWait       = "，未公布可空着"
	textSource        = "依据"
	textDocumentHint  = "名称和文号"
	textDocumentDay   = "文件日期"
	textReason        = "修改理由"
	textReasonHint    = "旧价格留在日志里"
	textTwice         = "%s %d 年的%s已经登记过，请在列表里修改"

	textSchedule  = "费用计划"
	textBills     = "账单"
	textByYear    = "按年"
	textByLine    = "逐月"
	textPhase     = "阶段"
	textQuantity  = "数量"
	textDays      = "天数"
	textMarket    = "市场价 元"
	textPayable   = "应缴 元"
	textWaived    = "减免 元"
	textBar       = "减免"
	textSum       = "合计"
	textNoLines   = "没有可计算的费用。"
	textReading   = "正在读取"
	textTurn      = "换页"
	textNoSeason  = "供热期未登记，没有列供热费。按 F2 登记供热期的起止日期，价格未公布可先空着。"
	textGuessed   = "尚未公布的供热期按最近一期的月日推算。"
	textWaterPays = "以水为主要经营要件，水费不减免（五(一)2）。"
)

// What F1 says.
var (
	helpPrices = []string{
		"这里是每年的市场价格：房租和物业费按平方米和月，供热费按平方米和供热期，水费按立方米。",
		"F2 登记一项，Enter 修改。另定的价格优先：小区某层、小区、全区某层、全区、全市。",
		"费用计划按当年市场价格计算（五(一)）；没有价格的显示“待公布”，不算作零。",
	}
	helpPrice = []string{
		"登记一项市场价格。每项都要写明依据文件、日期和收款单位。供热费先登记供热期的起止日期，价格公布后再补。",
	}
	helpSchedule = []string{
		"这里是一户六年的费用：市场价、应缴、减免，只供查看，不产生账单。Tab 在按年和逐月之间切换。",
		"每行一个月，在满 36 个月、满 72 个月、面积变动、停止减免和退出之日断开；各自四舍五入到分，减免等于市场价减应缴。",
		"没有公布价格的行不计入合计，在下方列出。F2 登记价格，F4 看全部价格。",
	}
)

func fmtFilter(filter string) string { return "筛选: " + filter }
func fmtCount(n int) string          { return kit.Count(n) + " 项" }

func fmtSeason(from, last civil.Date) string { return fmt.Sprintf("%s 至 %s", from, last) }

func fmtSaved(p store.PriceRow) string {
	if !p.Priced {
		return fmt.Sprintf("已登记 %s %d 年供热期，价格待公布", p.Place(), p.Year)
	}
	return fmt.Sprintf("已登记 %s %d 年%s %s %s", p.Place(), p.Year, p.Fee.Title(), p.Fen, p.Fee.UnitTitle())
}

func fmtHead(f store.TenancyFees) string {
	t := f.Tenancy
	return fmt.Sprintf("%s  %s  %s 至 %s", t.Number, t.Units, t.Signed, f.Until.AddDays(-1))
}

func fmtSpared(m allocation.Money) string { return "共减免 " + m.String() + " 元" }

func fmtDays(days, of int) string { return fmt.Sprintf("%d/%d", days, of) }

func fmtYear(y allocation.FeeSum) string {
	name := fmt.Sprintf("%d %s", y.Year, y.Phase.Title())
	if y.Last != y.Phase {
		name += "/" + y.Last.Title()
	}
	if y.Unpriced && !y.Pending() {
		name += " *"
	}
	return name
}

func fmtMissing(f allocation.Fee, years []int) string {
	words := make([]string, len(years))
	for i, y := range years {
		words[i] = fmt.Sprint(y)
	}
	if first, last := years[0], years[len(years)-1]; last-first+1 == len(years) && len(years) > 2 {
		return fmt.Sprintf("* %s %d 至 %d 年价格待公布", f.Title(), first, last)
	}
	return fmt.Sprintf("* %s %s 年价格待公布", f.Title(), strings.Join(words, "、"))
}

func fmtStopped(day civil.Date) string {
	return fmt.Sprintf("%s 起停止减免，按全价（四(五)）。", day)
}

// fmtNotSpared says which fee is not waived, and since or until when.
func fmtNotSpared(f allocation.Fee, from civil.Date) string {
	return fmt.Sprintf("%s自 %s 起不减免：没有批准、已暂停或已终止，按全价。", f.Title(), from)
}

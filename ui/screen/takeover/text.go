package takeover

import (
	"fmt"

	"penggai/store/desk"
	"penggai/store/takeover/ledger"
)

const (
	textTakeover = "接入"
	textPreview  = "预览"
	textMapping  = "对应关系"
)

const (
	textDropMapping = "放弃修改"
	textDropAsk     = "改过的对应关系还没有用上：按 F5 再预览就用上，离开后就没有了。"
)

func fmtGivesWay(c ledger.Column, title string) string {
	return fmt.Sprintf("%s 列“%s”原来当作%s，现在不导入", c.Name, c.Heading, title)
}

// abouts say what a step brings.
var abouts = map[desk.Step]string{
	desk.StepCard:                "负责人、电话、地址、收款账户",
	desk.StepAccounts:            "受理、审核、审批、管理各有人",
	desk.Step(ledger.Units):      "小区、楼栋、门牌、面积",
	desk.Step(ledger.Applicants): "名称、证件、电话、地址",
	desk.Step(ledger.Tenancies):  "承租人、房源、首签日、岗位",
	desk.Step(ledger.Payments):   "户、日期、金额，或欠费余额",
	desk.Step(ledger.Readings):   "户、房源、日期、读数",
	desk.Step(ledger.Prices):     "年度、费用、单价、文件",
	desk.Step(ledger.Roster):     "姓名、证件号、入职日期",
	desk.StepCheck:               "合同、账单、账号、套数对得上",
}

// fmtWay says how far the office has moved in.
func fmtWay(o office) (left, right string) {
	if o.Left == 0 {
		return "接入办完，" + o.Since.String() + " 确认核对", ""
	}
	return "按顺序做完，就能照常办公；中途离开，首页 接入未完成 回到这里", fmt.Sprintf("还有 %d 步", o.Left)
}

// nextOf is the next step, and with which key.
func nextOf(o office) string {
	switch {
	case o.Left == 0:
		return ""
	case o.Next == desk.StepCheck:
		return "核对：Tab 换到核对栏，看对不上的，F5 确认"
	}
	return o.Next.Title() + "：" + abouts[o.Next]
}

func fmtRead(p *ledger.Preview) string {
	return fmt.Sprintf("读 %d 行  新增 %d  变更 %d  相同 %d  缺失 %d  拒收 %d", p.Read, len(p.New), len(p.Changed), p.Same, len(p.Absent), len(p.Rejected))
}

func fmtTaken(p *ledger.Preview) string {
	text := fmt.Sprintf("已写入 %s：新增 %d，变更 %d", p.File, len(p.New), len(p.Changed))
	if n := len(p.Rejected); n > 0 {
		text += fmt.Sprintf("，拒收 %d 行没有写入", n)
	}
	return text
}

var helpDesk = []string{
	"一个单位从这里搬进来：单位信息、同事账号、房源台账、市场价格、在租合同，最后核对。前面打 ! 的还要办。",
	"Enter 选文件：先看预览，看过再写入，一步写完；F7 写一张空白表，带表头、例行和可选项。",
	"没有价格文件、没有在租的，Ctrl+X 注明不用办；其余几种文件有就导入，没有不影响。",
	"核对栏列出互相对不上的，Enter 去改；F5 确认核对，接入就办完，首页不再提醒。",
	"首次导入本区台账，示例明细停用；报表注明从哪天起是本区台账。",
	"F12 整批撤销最近一次导入；之后已有业务用到的不能撤，会说是哪一条。",
}

var helpChoose = []string{
	"填文件的路径，或按 F4 从文件夹里选；xlsx 和 csv 都行，.xls 请先另存为 xlsx。",
	"表头在第几行、有没有标题和合计、单元格合并，都由程序认；几张工作表的，凡有表头的都读。",
	"看不懂的那一格会说第几行、哪一列、写的是什么、应该怎么填；没有看过预览不会写入。",
}

var helpPreview = []string{
	"还没有写入。拒收、新增、变更、缺失、合计五栏，Tab 换栏；没有读取的列和工作表写在上面。",
	"F5 写入；有拒收的行时只写入其余，改正后再导入一次即可。",
	"F9 看每一列当作什么，可以改；小区写法不同的，在拒收栏按 Enter 指明就是哪个小区。",
	"缺失的是现有数据里有、文件里没有的，不会动它们。",
}

var helpMapping = []string{
	"左边是文件的表头，右边是程序把它当作什么；Enter 换一个，F5 再预览。",
	"写入以后记住：下次同样的表头不用再选。",
}

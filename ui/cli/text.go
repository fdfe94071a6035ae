package cli

import "penggai/allocation"

// What people read on the command line.
const (
	textCancelled   = "已取消，没有写入任何内容"
	textInternal    = "系统内部错误："
	textBadFlag     = "penggai %s 的参数看不懂：%v"
	textUsage       = "用法：penggai %s %s"
	textAskPassword = "%s 的密码："
	textCreated     = "已建立%s的数据：%s\n输入 penggai 登录。现有房源为示例明细，导入本区台账后停用。\n"
	textCheckGood   = "正常"
	textCheckBad    = "不符"
	textBackingUp   = "正在备份……"
	textBackedUp    = "已备份并核对：%s\n"
	textRestored    = "已用 %s 恢复 %s\n"
	textAside       = "原来的数据移到了 %s，确认无误后再处理\n"
	textFormats     = "没有这种格式，可用的有 %s"
	textDemoMaking  = "\r正在生成演示数据（虚构）  %d 年 "
	textDemoToday   = "演示从 %s 开始，请给出这一天或以后的日期"

	textHelpHead = "penggai 棚改闲置商服安置\n\n  penggai [--data DIR] [--today DATE]\n      打开屏幕；没有数据时由欢迎页建立，或打开演示\n"
	textHelpFoot = "\n数据文件夹：--data，其次环境变量 PENGGAI_DATA，再次用户数据文件夹。密码：环境变量 PENGGAI_PASSWORD，没有时询问。\n" +
		"退出码：0 完成，1 未成或被拒绝，2 命令或输入有误，3 数据核对不符。\n"
)

// One line about each command.
const (
	textAboutDemo         = "打开演示：虚构的全市办公室，1,641 套房源，各阶段的事例"
	textAboutInit         = "不用屏幕建立办公室和第一位系统管理员"
	textAboutSolve        = "按规则计算一次分配，也可核对批次的分配证书"
	textAboutQuote        = "计算一户的费用计划"
	textAboutUnits        = "房源清单"
	textAboutApplications = "申请清单"
	textAboutTenancies    = "入驻清单"
	textAboutContracts    = "合同清单，各期分列"
	textAboutBills        = "账单清单，含已缴和未缴"
	textAboutReport       = "报表：occupancy 等，可指定日期"
	textAboutPrint        = "打印一份文书（docx）：application、contract、exit-notice 等，后跟编号"
	textAboutVerify       = "核对日志链、现有数据和每个已确认批次"
	textAboutBackup       = "备份并核对备份"
	textAboutRestore      = "从备份恢复，原数据移到一旁"
	textAboutDoctor       = "检查数据文件和文件夹"
)

// verifyStages name the parts of a verification.
var verifyStages = map[string]string{"chain": "核对日志", "rows": "核对数据", "rounds": "重算批次"}

// The account of the demonstration.
const (
	textDemoHead          = "penggai 演示（全部虚构，房源为示例明细）  演示日期 %s\n\n"
	textDemoRound         = "\n%s  %s  抽签 %s  摘要 %s\n名次 申请编号     折合岗位     应得 ㎡ 分得                                   面积 ㎡ 说明\n"
	textDemoRank          = "%4d %-12s %8s %11s %s %9s %s\n"
	textDemoRoundTotal    = "  申请 %d  安置 %d  岗位 %s  面积 %s ㎡  余 %d 套\n"
	textDemoContracts     = "\n合同（起、止两日都在内）\n"
	textDemoSchedule      = "\n费用计划  %s  %s  自 %s 起免收，%s 起减半，%s 起全价（元）\n  年   费用             市场价           应缴           减免\n"
	textDemoScheduleTotal = "  合计          %14s %14s %14s\n"
	textPriceWaits        = "部分价格待公布"
	textDemoExits         = "\n退出（四(五)）\n"
	textDemoExit          = "  第 %d 项 %s %s  提出 %s  决定 %s  收房 %s  备案 %s  %s\n"
	textDemoBills         = "\n账单\n"
	textDemoBill          = "  %s %s %s 至 %s  应缴 %12s  未缴 %12s  %s %s\n"
	textDemoArrears       = "\n"
	textDemoTotals        = "\n合计  合同 %d 户  %s ㎡  至今减免 %s 元  应缴 %s 元\n日志末条 %s\n"
)

// Refusals of the command line.
var (
	errUnknownCommand = allocation.Refuse("unknown_command", "没有这个命令，penggai help 列出全部命令")
	errBadFlag        = allocation.Refuse("bad_flag", "")
	errUsage          = allocation.Refuse("usage", "")
	errNoInput        = allocation.Refuse("no_input", "文件打不开，请检查路径和权限")
	errHugeInput      = allocation.Refuse("huge_input", "文件超过 256 MiB，不像是本程序的文件")
	errNoFolder       = allocation.Refuse("no_folder", "找不到用户数据文件夹，请用 --data 指定")
	errBadToday       = allocation.Refuse("bad_today", "--today 的日期看不懂，请写成 2021-03-15")
	errBadAsOf        = allocation.Refuse("bad_as_of", "--as-of 的日期看不懂，请写成 2021-03-15")
	errDemoToday      = allocation.Refuse("demo_today", "")
	errNoUser         = allocation.Refuse("no_user", "请用 --user 指定账号，密码放在环境变量 PENGGAI_PASSWORD 或按提示输入")
	errNoPassword     = allocation.Refuse("no_password", "没有密码：请设置环境变量 PENGGAI_PASSWORD，或在终端里运行后按提示输入")
	errNoTerminal     = allocation.Refuse("no_terminal", "屏幕需要终端；在脚本里请用命令，penggai help 列出全部命令")
	errOutExists      = allocation.Refuse("out_exists", "文件不能新建，可能已经存在或文件夹不可写，请换一个名字")
)

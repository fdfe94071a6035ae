package cli

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
)

// screens is the command without a name: it opens the office on screen.
func screens() command { return command{name: "penggai", run: openScreens} }

// help is `penggai help`.
func help() command { return command{name: "help", run: printHelp} }

// commands lists all commands in the order of the help.
func commands() []command {
	return []command{
		{"demo", "[--data DIR] [--today DATE] [--text]", "打开演示：虚构的全市办公室，1,641 套房源，各阶段的事例", demo},
		{"init", "--data DIR --office " + allocation.CityOffice + "|" + strings.Join(allocation.DistrictNames(), "|") + " --admin NAME [--display NAME] [--empty] [--trial]", "不用屏幕建立办公室和第一位系统管理员；--empty 不带示例房源，--trial 建一份试用的，日期可以指定", initOffice},
		{"solve", "FILE --json [--data DIR] [--signet FINGERPRINT]", "按规则计算一次分配，也可核对批次的分配证书或公示网页，并说出是哪把印鉴签名的；--data 再核对是不是这个办公室出具的，--signet 核对是不是这把印鉴", solve},
		{"fees quote", "FILE --json", "计算一户的费用计划", quote},
		{"units", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "房源清单", units},
		{"applications", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "申请清单", applications},
		{"rounds", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "分配批次清单", rounds},
		{"certificate", "ROUND --user NAME [--data DIR] [--html] [--notice N] [--out FILE]", "一个批次的分配证书，penggai solve 可核对；--html 为可自行核对的公示网页；--notice 为第几次公示的", certificate},
		{"tenancies", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "入驻清单", tenancies},
		{"contracts", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "合同清单，各期分列", contracts},
		{"bills", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "账单清单，含已缴和未缴", bills},
		{"payments", "--user NAME [--data DIR] [--district D] [--filter TEXT] " + listForms, "缴费清单，红冲为负数", payments},
		{"tills", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "日结清单，短款为负数", tills},
		{"roster", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] " + listForms, "用工名单，证件号遮掩", workers},
		{"import undo", "--user NAME [--data DIR] --reason TEXT", "整批撤销最近一次导入", importUndo},
		{"import blank", "KIND --user NAME [--data DIR] --out FILE", "写出一张空白表：表头、例行、可选项", importBlank},
		{"import", "KIND FILE --user NAME [--data DIR] [--sheet NAME] [--map FILE] [--dry-run] [--accept-partial] --json", "导入 xlsx 或 csv：units 房源台账，prices 市场价格，tenancies 在租合同，applicants 主体，readings 水表读数，payments 缴费流水，roster 用工名单；--map 为对应关系（JSON），--dry-run 只预览", importFile},
		{"match", "KIND FILE --source TEXT --user NAME [--data DIR] [--sheet NAME] --json", "与外部名单比对：registry 市场主体登记、insurance 社保参保、payroll 财政供养人员、tax 纳税登记、district 外区承租人；名单不保存", matchList},
		{"report", "NAME --user NAME [--data DIR] --format text|csv|xlsx|docx|json [--out FILE] [--as-of DATE] [--and DATE] [--figure KEY] [--from DATE] [--district D] [--filter TEXT] [--offices]", "报表：overview 全市一览、trend 月度变化、occupancy 等，可指定日期，--and 与另一天比较；trend 用 --figure 选指标（一览 json 中的 key），--from 起始；--offices 连同收到数据包的各区一起算，表下注明各区截至哪天", reports},
		{"print", "FORM NUMBER --user NAME [--data DIR] [--today DATE] [--out FILE] [--original | --blank | --all FILTER]", "打印一份文书（docx，--out 名为 .pdf 时做成 PDF）：application、contract、exit-notice 等，后跟编号；--original 原样重打第一次打印的，--blank 打印空白表，--all 按列表的筛选成批打印", printForm},
		{"serve key", "[--data DIR]", "本单位的主机指纹，印出来给各工位第一次连接时核对", serveKey},
		{"serve", "[--data DIR] [--listen ADDRESS:PORT] [--desks N] [--idle MINUTES]", "几台电脑同时用：屏幕经 SSH 提供，各用本人账号登录；默认只有本机能连接（127.0.0.1:2222），--desks 最多几个工位（30），--idle 多少分钟没有操作就断开（120）", serveOffice},
		{"verify", "[FILE] [--data DIR] [--head HEAD] [--signet FINGERPRINT] [--json]", "核对数据结构、日志链、现有数据、索引、每个已确认批次和备份，逐处列出不符；--head 另核对纸上印的日志头，或导出文件里签过名的日志头；加上 --signet，没有数据也能核对签名；后面写一份证书或公示网页，就只核对这份文件", verify},
		{"due", "--user NAME [--data DIR] [--json]", "到期清理：谁的证件号码和电话到期应删除，谁的期限已过但事情未了", dueList},
		{"archive", "NUMBER --user NAME [--data DIR] [--out FILE] | --check FILE [--signet FINGERPRINT] [--json]", "出案卷包：一件入驻或申请的全部文书、附件、日志摘录、抽签证书，带目录和印鉴签名，归档用；--check 不用数据核对一个案卷包", archive},
		{"pack", "--out FILE [--data DIR] [--since RECEIPT] [--user NAME] [--json]", "把本单位的数据打成一个签名的包，拿 U 盘或邮件交给市里；--since 为对方上次的回执，只打其后的；证件号码和电话在包里是密封的", packLog},
		{"unpack", "FILE [--data DIR] [--introduce FINGERPRINT] [--receipt FILE] [--user NAME] [--json]", "收下别的单位的包：核对签名、衔接和每一行，只读保存，写出回执；也收对方交回的回执，记为见证。第一次要与对方核对印鉴指纹，由系统管理员 --introduce 认下（要 --user）", unpackLog},
		{"backup", "[--data DIR] [--out FILE]", "备份并核对备份", backup},
		{"restore", "FILE [--data DIR] [--foreign]", "从备份恢复，原数据移到一旁；--foreign 允许换成另一个办公室的数据", restore},
		{"anonymise", "--to DIR [--data DIR]", "另建一份培训用数据：同样的房源、日期、面积和金额，姓名、证件、电话、地址、文字、附件都换成虚构的；原数据不动，各账号共用一个密码", anonymise},
		{"doctor", "[--data DIR]", "检查数据文件和文件夹", doctor},
		{"version", "", "程序的版本", printVersion},
	}
}

// listForms is how a list is put out: for programs, or as a file for people.
const listForms = "[--sort FIELDS] [--offices] --json|--format xlsx|csv [--out FILE]"

// printHelp lists the commands; it goes to standard output because it was asked for.
func printHelp(_ context.Context, s Streams, _ []string) error {
	fmt.Fprint(s.Out, "penggai 棚改闲置商服安置\n\n  penggai [--data DIR] [--today DATE]\n      打开屏幕；没有数据时由欢迎页建立，或打开演示\n")
	for _, c := range commands() {
		fmt.Fprintf(s.Out, "  penggai %s %s\n      %s\n", c.name, c.args, c.about)
	}
	fmt.Fprint(s.Out, textHelpFoot)
	return nil
}

const textHelpFoot = "\n数据文件夹：--data，其次环境变量 PENGGAI_DATA，再次用户数据文件夹。密码：环境变量 PENGGAI_PASSWORD，没有时询问。一个账号有几个角色的，用其中能办这件事的第一个，--role 另行指定。\n见证文件（本机看到日志第几条）：环境变量 PENGGAI_WITNESS 所指的文件夹，其次用户设置文件夹；- 为不留。\n" +
	"退出码：0 完成，1 未成或被拒绝，2 命令或输入有误，3 数据核对不符。\n"

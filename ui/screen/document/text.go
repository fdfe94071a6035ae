package document

import "fmt"

// What people read on this screen.
const (
	textDocuments  = "文书"
	textForm       = "文书"
	textOf         = "编号"
	textTemplate   = "模板"
	textState      = "现在"
	textOwn        = "本区模板"
	textBuiltIn    = "内置模板"
	textWrong      = "模板有误"
	textReady      = "可以打印"
	textUsable     = "可用"
	textReading    = "正在读取"
	textAll        = "各种文书和它们的模板"
	textPrint      = "打印"
	textExport     = "导出模板"
	textNames      = "占位符"
	textFault      = "模板有误"
	textNoneFound  = "没有符合筛选的文书，Esc 取消筛选"
	textNone       = "没有可以打印的文书"
	textFromRecord = "在申请、入驻、账单或退出的页面上按打印键，再选文书"
	textExportAsk  = "把内置模板写进数据文件夹，用 WPS 或 Word 修改后，打印时就用本区的模板。"
	textExportKeep = "已经改过的模板不覆盖；删去一个，就恢复使用内置的。旁边的 占位符.txt 列出每种文书可用的占位符。"
	textExportNow  = "导出"
	textSheet      = "可以写在模板里的占位符，打印时换成内容："
	textRow        = "表格里重复的行，写在行内："
)

var helpList = []string{
	"列出这条记录可以打印的文书。Enter 打印成 docx，写进数据文件夹的 documents，",
	"用 WPS、Word 或 LibreOffice 打开即可打印；同名的不覆盖，后面加 -2。",
	"文书页脚有打印人和日志编号，打印本身也记入日志。证件号只对有权查看的角色完整。",
	"模板：内置的随程序提供；F2 导出后用 WPS 修改，打印时就用本区的。",
	"模板有误时这里写明是哪个占位符、怎样改，F4 列出可用的占位符。",
}

func fmtRecord(number, name string) string { return number + "  " + name }

func fmtForms(n int) string { return fmt.Sprintf("%d 种", n) }

func fmtPrinted(title, path string) string { return "已打印《" + title + "》：" + path }

func fmtExported(n int, dir string) string {
	if n == 0 {
		return "模板都已经在 " + dir + "，没有覆盖"
	}
	return fmt.Sprintf("已导出 %d 个模板：%s", n, dir)
}

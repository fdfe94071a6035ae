package welcome

import "fmt"

// What people read before there is an office.
const (
	textWelcome      = "欢迎"
	textWelcomeHint  = "这里还没有数据"
	textAbout        = "填好下面几项就建成本单位的数据，以后都从这里登录。只想看看，按 F5 打开演示，不影响真实数据。"
	textOfficeTitle  = "单位"
	textOffice       = "本单位"
	textOfficeHint   = "左右键切换，或按 F4 选择"
	textCityNote     = "四个区和市本级"
	textFolder       = "存放位置"
	textAdminTitle   = "第一个系统管理员"
	textName         = "账号"
	textAdminName    = "admin"
	textNameHint     = "登录用，2 至 32 个字"
	textDisplay      = "姓名"
	textDisplayHint  = "写进日志和文书"
	textPassword     = "密码"
	textPasswordHint = "至少 8 个字符"
	textAgain        = "再输一遍"
	textNotSame      = "两次输入的密码不同，请重新输入"
	textCreate       = "建立"
	textCreating     = "正在建立，请稍候"
	textDemo         = "打开演示"
	textDemoOpen     = "演示已打开，在菜单（F10）的“我的账号”里切换角色"
	textNoDemo       = "这里没有演示数据"
)

func fmtCreated(office string) string {
	return fmt.Sprintf("已建立%s的数据。请先在系统里为同事新增账号", office)
}

var help = []string{
	"本单位可以是一个区，也可以是全市；建成后不能改。",
	"第一个系统管理员负责给别人开账号、发布参数和备份。",
	"Enter 下一项，最后一项上 Enter 就建立；F5 打开一套虚构的演示数据。",
}

package signin

import "penggai/allocation"

// What people read while they sign in and about their own account.
const (
	textSignIn         = "登录"
	textSignInHint     = "请输入账号和密码"
	textName           = "账号"
	textPassword       = "密码"
	textPasswordHint   = "忘记密码请找系统管理员重置"
	textChooseRole     = "这次用哪个角色办理"
	textChangePassword = "修改密码"
	textMustChange     = "密码是别人设的，先换成自己的再使用"
	textChangeHint     = "修改本人密码"
	textOld            = "原密码"
	textNew            = "新密码"
	textNewHint        = "至少 8 个字符，不能与账号相同"
	textAgain          = "再输一遍"
	textNotSame        = "两次输入的新密码不同，请重新输入"
	textChanged        = "密码已修改，下次登录用新密码"
	textAccount        = "我的账号"
	textAccountHint    = "正在使用的账号和角色"
	textDisplay        = "姓名"
	textRole           = "当前角色"
	textRoles          = "全部角色"
	textDistrict       = "范围"
	textSwitchRole     = "切换角色"
	textSignOut        = "退出登录"
	textLoading        = "正在读取"
	textOneRole        = "这个账号只有一个角色"
	textTrial          = "这是演示数据：切换角色时可以直接换成任一账号，不用密码。"
)

func fmtOffice(office string) string { return "双鸭山市棚改闲置商服  " + office }

// roleNotes say what a role is for.
var roleNotes = map[allocation.Role]string{
	allocation.Intake:     "登记申请，受理，补正",
	allocation.Reviewer:   "逐条审查，记录评审",
	allocation.Approver:   "批准，确认分配",
	allocation.Manager:    "合同、交接、费用、考核、退出",
	allocation.Supervisor: "查看，核验，督办",
	allocation.Admin:      "账号、参数、备份",
	allocation.Auditor:    "查看和核验日志",
}

var helpSignIn = []string{
	"输入系统管理员给的账号和密码，Enter 登录。",
	"连续输错 5 次要等一会儿再试；忘记密码由系统管理员重置。",
	"有几个角色的账号登录后选一个，办理中可在菜单（F10）的“我的账号”里切换。",
}

var helpAccount = []string{
	"F5 切换角色，F2 修改本人密码，F8 退出登录换人。",
}

package assessment

import (
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation/civil"
	"penggai/allocation/leave"
	"penggai/ui/kit"
)

// What people read on the screens of assessments.
const (
	textAssessments = say.Assessment
	textTenant      = say.Tenant
	textUnit        = say.Unit
	textDay         = say.AssessedOn
	textState       = say.State
	textWhatNext    = say.NextStep
	textLast        = "上一次"
	textHistory     = "本户考核"
	textTenancy     = say.Tenancy
	textNotStated   = "没有填"
)

// Facts and conclusion.
const (
	textBodies     = say.Attending
	textConclusion = say.Conclusion
	textReason     = say.Reason
	textRectify    = "整改内容"
	textRectifyBy  = say.RectifyBy
	textPapers     = "照片材料"
)

// byFailure is by which ground a failed assessment leads to an exit: 按四(五)3.
var byFailure = "按" + leave.FailureGround().Clause()

// The form that records an assessment.
const textRecord = say.RegisterAssessment

var (
	textFailStrict = "不合格须由分管领导（另一人）确认，确认后可" + byFailure + " 退出。"
	textFailThen   = "结论不合格，可" + byFailure + " 退出。"
)

// The steps.
const (
	textReinspect = say.RegisterRecheck
	textExtend    = "延长期限"
)

// What F1 says.
var (
	helpDetail = []string{
		"这里是一次考核：结论、查到的情况、经过。F5 是下一步：复查、确认不合格，或" + byFailure + " 退出。",
		"Ctrl+X 延长整改期限（分管领导），F8 作废录错的考核：没有退出依据它、后面没有再考核过才可以。Ctrl+P 打印考核表。",
		"F2 登记用工名单：逐行粘贴或从文件读入，看出同一人在别户、别年或 2018（九）奖补里重复计算。",
	}
)

func fmtCount(n int) string { return kit.Count(n) + " 次" }

func fmtYear(y int) string { return fmt.Sprintf("%d 年缴税", y) }

func fmtAnswers(due civil.Date) string { return fmt.Sprintf("应于 %s 的考核", due) }

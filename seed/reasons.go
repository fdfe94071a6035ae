package seed

import (
	"penggai/allocation"
	"penggai/allocation/refusal"
)

// Reasons are those for which an application may be turned away, from the words of the policy. What an applicant can do about
// each is the district's own rule.
func Reasons() []refusal.Reason {
	const accept, lapse, decide = refusal.StageAccept, refusal.StageLapse, refusal.StageDecide
	at := func(s ...refusal.Stage) []refusal.Stage { return s }
	const again, later = "补齐证明后可以重新申请，也可以要求复议", "条件具备后可以重新申请，也可以要求复议"
	return []refusal.Reason{
		{Code: "subject", Name: "不是有创业意愿和创业能力的本市居民或外来投资者", At: at(accept, decide), Remedy: "取得本市户籍、居住证或投资证明后可以重新申请", Source: clause2017("二")},
		{Code: "dwelling", Name: "没有固定住所", At: at(decide), Line: allocation.ClauseDwelling, Remedy: again, Source: clause2017("二")},
		{Code: "assets", Name: "没有固定资产", At: at(decide), Line: allocation.ClauseAssets, Remedy: again, Source: clause2017("二")},
		{Code: "sector", Name: "经营项目不在鼓励支持的行业范围内", At: at(accept, decide), Remedy: "调整经营项目后可以重新申请", Source: clause2017("三")},
		{Code: "prospect", Name: "项目市场前景、经济效益、社会效益或可操作性不足", At: at(decide), Line: "三.1", Remedy: "修改创业项目计划书后可以重新申请，也可以要求复议", Source: clause2017("三.1")},
		{Code: "lawful", Name: "项目不符合国家相关法律法规规定", At: at(accept, decide), Line: "三.2", Remedy: "依法取得许可或调整项目后可以重新申请", Source: clause2017("三.2")},
		{Code: "opening", Name: "不服从统一管理，或不能在三个月内营业", At: at(decide), Line: "三.3", Remedy: later, Source: clause2017("三.3")},
		{Code: "registered", Name: "企业注册地址或税收缴纳不在双鸭山市", At: at(decide), Line: "三.4", Remedy: "承诺或办理在双鸭山市注册和纳税后可以重新申请", Source: clause2017("三.4")},
		{Code: "funds", Name: "不具有必要的资金运营能力", At: at(decide), Line: "三.4", Remedy: again, Source: clause2017("三.4")},
		{Code: "jobs", Name: "不能带动一定数量人员就业", At: at(decide), Line: "三.5", Remedy: later, Source: clause2017("三.5")},
		{Code: "moving", Name: "属于双鸭山市区内现有企业转移搬迁", At: at(accept, decide), Line: allocation.MovingClause, Remedy: "有证据证明不是转移搬迁的，可以凭证据重新申请", Source: clause2017("三.6")},
		{Code: "place", Name: "创业所在地不在本区，应向创业所在地区政府申请", At: at(accept), Remedy: "请向创业所在地的区政府申请", Source: clause2017("四(一)")},
		{Code: "form", Name: "没有填报使用申请表或没有提交相关材料", At: at(accept), Remedy: "填报申请表、交齐材料后可以重新申请", Source: clause2017("四(一)")},
		{Code: "late", Name: "期限内没有补正材料", At: at(lapse), Remedy: "材料齐备后可以重新申请", Source: clause2017("四(一)")},
		{Code: "false", Name: "提交的材料与事实不符", At: at(decide), Remedy: "有相反证据的，可以要求复议", Source: clause2017("四(二)")},
		{Code: "score", Name: "创业项目没有通过论证评审", At: at(decide), Remedy: "可以要求复议，重新组成评审组；也可以修改项目后重新申请", Source: clause2017("四(二)")},
	}
}

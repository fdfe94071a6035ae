package amend

import "penggai/allocation/say"

const textProofUntil = "证明有效至"

// correctionTitles are the words for fields by part and name; those of applicants and applications that the form at the counter
// names too stand there (allocation.FieldTitle).
var correctionTitles = map[string]string{
	"application.jobs_full": "全职岗位", "application.jobs_part": "兼职岗位", "application.accepted_full": "认定全职岗位",
	"application.accepted_part": "认定兼职岗位", "application.groups_proof": say.GroupProof, "application.groups_accepted": "认定群体",
	"application.groups_until_1": textProofUntil, "application.groups_until_2": textProofUntil, "application.groups_until_3": textProofUntil,
	"application.groups_until_4": textProofUntil, "application.groups_until_5": textProofUntil, "application.groups_until_6": textProofUntil,
	"application.communities_1": "首选小区", "application.communities_2": "次选小区", "application.communities_3": "第三小区",
	"tenancy.signed_day": say.SignedOn, "tenancy.clock_how": "费用起算办法", "tenancy.clock_decision": "重新计费的决定", "tenancy.handed_day": say.HandedOverOn, "tenancy.opened_day": say.OpenedOn,
	"tenancy.water_intensive": "用水为主", "tenancy.jobs_full": "合同全职岗位", "tenancy.jobs_part": "合同兼职岗位", "contract.signed_day": "续签签订日期",
	"milestone.body": "机关", "milestone.number": say.Number, "milestone.day": say.Date, "milestone.remark": say.Remark, "milestone.struck": say.Void,
	"handover.keys": say.Keys, "handover.water": say.WaterMeter, "handover.power": say.PowerMeter, "handover.defects": say.Defects, "handover.remark": say.Remark,
	"reading.reversed": say.Reverse,
	"exit.document":    "材料和编号", "exit.document_body": say.IssuedBy, "exit.document_day": "材料日期", "exit.reason": say.Reason, "exit.decided_day": "批准日期",
	"exit.told_day": "告知日期", "exit.told_how": "告知方式", "exit.answer_by": say.AnswerBy, "exit.answered_day": "陈述申辩日期", "exit.answer": "陈述申辩",
	"exit.adviser": "法律顾问", "exit.advised_day": "法律意见日期", "exit.opinion": "法律意见",
	"exit.vacate_by": "腾退期限", "exit.false_from": "弄虚作假自",
	"exit.noticed_day": say.ServedOn, "exit.noticed_how": say.ServedHow, "exit.returned_day": say.RecoveredOn, "exit.settled_day": say.SettledOn,
	"exit.settled_how": "结清说明", "exit.filed_day": say.FiledOn, "exit.filed_number": "备案文号", "exit.filed_body": say.FilingBody,
	"unit_area.area_dm2": say.Area, "unit_area.from_day": "起算日", "unit_area.basis": say.Basis,
	"unit.community": say.Community, "unit.building": say.Building, "unit.floor": say.Floor, "unit.bay": "位", "unit.tags": say.Tags,
	"unit.source": "来源", "unit.usage": "用途", "unit.certificate": "权证号", "unit.address": "坐落",
}

var correctionEffects = map[string]string{
	"application.jobs_full":       "重算折合岗位",
	"application.jobs_part":       "重算折合岗位",
	"application.accepted_full":   "重算折合岗位",
	"application.accepted_part":   "重算折合岗位",
	"application.groups":          "新增的群体待认定",
	"application.groups_accepted": "同等条件优先",
	"tenancy.signed_day":          "重算各期合同、费用计划",
	"tenancy.clock_how":           "重算费用计划；依据写决定的文号",
	"tenancy.clock_decision":      "重算费用计划",
	"contract.signed_day":         "没有合同的日子随着变",
	"tenancy.handed_day":          "重算开业期限",
	"tenancy.opened_day":          "重算是否逾期",
	"tenancy.water_intensive":     "重算水费减免",
	"milestone.struck":            "保留并注明作废",
	"handover.water":              "原读数红冲，重算水费",
	"reading.reversed":            "保留并注明，不再计费",
	"exit.false_from":             "减免由此日收回",
	"exit.vacate_by":              "次日起按全价",
	"exit.noticed_day":            "四(五)3 由此日停止减免",
	"exit.returned_day":           "费用算到前一天",
	"unit_area.area_dm2":          "重算费用计划",
	"unit_area.from_day":          "重算费用计划",
	"unit.community":              "按新小区的价格计费",
}

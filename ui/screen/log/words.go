package log

// tableTitles are the words for what an entry changed.
var tableTitles = map[string]string{
	"office": "单位", "account": "账号", "parameter": "参数", "catalogue": "目录", "holiday": "日历", "sequence": "编号", "move": "状态变动",
	"unit": "房源", "unit_area": "房源面积", "unit_spell": "房源状态", "hold": "占用",
	"correction": "更正", "applicant": "主体", "party": "人员", "application": "申请", "application_correction": "更正", "application_group": "申请的群体",
	"application_jobs": "申请的岗位", "application_material": "申请的材料", "application_tax": "申请的税收", "application_wish": "意向小区",
	"review": "材料审查", "review_clause": "逐条审查", "evaluation": "论证评审", "evaluation_score": "评审打分", "evaluation_point": "评审分项", "flag": "提示",
	"round": "分配批次", "round_applicant": "批次的申请", "round_unit": "批次的房源", "round_input": "锁定的数据", "round_witness": "见证人",
	"run": "计算", "award": "分配结果", "award_unit": "分得的房源", "objection": "异议", "override": "人工调整",
	"tenancy": "入驻", "contract": "合同", "handover": "交接", "milestone": "节点", "price": "价格", "heating_season": "供热期", "reading": "抄表", "exit": "退出",
}

// fieldTitles are the words for columns; a column without one keeps its name.
var fieldTitles = map[string]string{
	"proposed_by": "提出人", "proposed_day": "提出日期", "part_id": "行", "row_title": "行名", "subject": "名称", "same_hands": "同一人",
	"reversed_day": "红冲日期", "reversed_by": "红冲人", "reversed_reason": "红冲理由", "struck_day": "作废日期", "struck_by": "作废人", "struck_reason": "作废理由",
	"account": "账号", "account_id": "账号", "active": "可用", "address": "地址", "applicant_id": "主体", "application_id": "申请",
	"approver": "批准人", "area_dm2": "面积 0.01㎡", "at": "时间", "author": "拟定人", "award_id": "分配结果", "bay": "位", "body": "内容",
	"building": "楼栋", "clause": "依据", "code": "代码", "community": "小区", "created": "建立日期", "created_by": "建立人", "created_day": "建立日期",
	"day": "日期", "decided_by": "决定人", "decided_day": "决定日期", "decision": "决定", "description": "说明", "display": "姓名", "district": "区",
	"document": "文件", "document_day": "文件日期", "effective": "生效日期", "ended_day": "结束日期", "expected": "预计完工", "fen": "金额 分",
	"field": "项目", "floor": "层", "founded": "建立日期", "from_day": "起", "from_state": "原状态", "head": "负责人", "identity": "证件号",
	"kind": "种类", "last": "最后一号", "must_change": "须改密码", "name": "名称", "new": "新", "note": "说明", "noun": "对象", "noun_id": "对象编号",
	"number": "编号", "old": "原", "opened_day": "开业日期", "parameter_id": "参数版本", "part": "身份", "password_hash": "密码（不记录）", "payee": "收款人",
	"phone": "电话", "position": "顺序", "project": "项目", "reason": "理由", "ref_id": "占用者", "remark": "备注", "roles": "角色", "round_id": "批次",
	"run_id": "计算", "sample": "示例明细", "sector": "行业", "series": "序列", "signed_day": "签订日期", "source": "来源", "stage": "阶段", "state": "状态",
	"state_day": "状态自", "tags": "特征", "tenancy_id": "入驻", "term": "期次", "title": "名称", "to_day": "止", "to_state": "新状态", "unit_id": "房源",
	"valid_from": "有效自", "valid_to": "有效至", "verdict": "结论", "version": "版本", "water_intensive": "用水为主", "working": "上班", "year": "年度",
}

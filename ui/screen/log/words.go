package log

import (
	"penggai/allocation/clerk"
	"penggai/allocation/say"
	"penggai/allocation/till"
)

// tableTitles are the words for tables that have no noun in the store.
var tableTitles = map[string]string{
	"office": "单位", "known_office": "认识的单位", "office_receipt": "回执", "signet": "印鉴", "clock": "日期核对", "sequence": say.Number, "move": "状态变动",
	"district": say.District, "unit_area": "房源面积", "unit_spell": "房源状态", "hold": "占用",
	"correction_change": "更正的项目", "applicant": say.Applicant, "party": "人员", "application": say.Application, "application_correction": say.Correction, "application_group": "申请的群体", "refusal": say.RefusalReason,
	"application_jobs": "申请的岗位", "application_material": "申请的材料", "application_tax": "申请的税收", "application_wish": "意向小区",
	"review": "材料审查", "review_clause": "逐条审查", "evaluation": "论证评审", "evaluation_score": "评审打分", "evaluation_point": "评审分项", "flag": say.Hints,
	"round_applicant": "批次的申请", "round_unit": "批次的房源", "round_input": "锁定的数据", "undone_draw": "作废的抽签", "paper_card": "文书所写的单位", "past_card": "单位从前的信息", "printed_paper": "打印的文书", "round_witness": "见证人",
	"erasure": "到期清理", "erasure_line": "清理的主体", "keeping_hold": "保全",
	"award_unit": "分得的房源", "doubt": "核对过的数值",
	"price": say.Price, "heating_season": "供热期",
	"assessment_point": "考核项目", "assessment_tax": "考核的税收", "benefit": say.Benefit, "benefit_pause": "优惠暂停",
	"bill_line": "账单明细", "open_bill": "未缴账单", "payment": say.Payment, "support_step": "帮扶经过",
	"takeover_district": "接入的区", "takeover_row": "接入前的记录", "takeover_heading": "表头对应", "takeover_step": "接入步骤", "takeover_used": "台账写使用中的房源",
	"file": "附件的内容", "double_row": "合并时移动的记录", "supervisor": "督办账号", "unit_change_line": "房源变动明细", "community": say.Community, "finding_step": "督办经过", "walk_person": "可抽取的检查人", "walk_bar": "核查回避", "interest": "回避申明", "holding_change_unit": "变更的房源",
}

// columnTitles are the words for columns of tables that have no noun in the store, whichever table they stand in.
var columnTitles = map[string]string{
	"subjects": say.Applicant, "numbers": "号码数", "erasure_id": "到期清理", "lifted_day": "解除日期", "lifted_by": "解除人", "lifted_reason": "解除原因",
	"introduced": "认下日期", "introduced_by": "认下人", "seq": "日志条", "hash": "校验值", "as_of": "截至", "came": "收到日期", "given": "出具日期", "kept": "收存日期",
	"size": "大小", "entry": "日志条", "term": "期次", "file_id": say.File, "double_id": "合并主体", "row_id": "行", "undone_day": "撤销日期", "undone_reason": "撤销原因", "merged_into": "并入",
	"correction_id": say.Correction, "old_whole": "原（完整）", "new_whole": "新（完整）", "proposed_by": "提出人", "part_id": "行", "row_title": "行名", "same_hands": "同一人",
	"account": say.Account, "account_id": say.Account, "address": "地址", "applicant_id": say.Applicant, "application_id": say.Application,
	"area_dm2": "面积 0.01㎡", "at": say.Time, "award_id": say.Award, "body": say.Content,
	"clause": say.Basis, "code": "代码", "community": say.Community, "created_by": "建立人", "created_day": "建立日期",
	"day": say.Date, "decided_by": "决定人", "decided_day": say.DecidedOn, "decision": say.Decision, "description": say.Note, "district": say.District,
	"document": say.File, "document_day": "文件日期", "ended_day": "结束日期", "fen": "金额 分",
	"field": say.Project, "floor": say.Floor, "founded": "建立日期", "from_day": "起", "from_state": "原状态", "head": say.Head, "identity": "证件号",
	"keeper": say.Payee, "clerk": clerk.Word, "till_id": till.Word, "counted_by": "点款人", "confirmed_by": "复核人",
	"kind": "种类", "gap": "间隔天数", "last": "最后一号", "name": say.Name, "new": "新", "note": say.Note, "noun": say.Subject, "noun_id": "对象编号",
	"number": say.Number, "old": "原", "parameter_id": "参数版本", "part": "身份", "payee": say.Payee,
	"phone": say.Phone, "position": "顺序", "reason": say.Reason, "ref_id": "占用者", "remark": say.Remark, "round_id": say.Round,
	"sector": say.Sector, "series": "序列", "short": "简称", "source": "来源", "stage": say.Phase, "state": say.State,
	"tenancy_id": say.Tenancy, "title": say.Name, "to_day": "止", "to_state": "新状态", "unit_id": say.Unit,
	"paper": "文书", "record_id": "对象编号", "leader": "区级负责人", "adviser": "法律顾问", "telephone": "办公电话", "review": "行政复议机关", "court": "诉讼法院",
	"public": "公钥", "until": "止", "payees": "收款账户", "since": "启用日期", "valid_from": "有效自", "proof_until": "证明有效至", "base": "仅孵化基地优先", "asked_when": "何时须交", "valid_to": "有效至", "verdict": say.Conclusion, "version": say.Version, "water_intensive": "用水为主", "year": say.Year,
	"accepted": say.Accept, "accepted_by": "受理人", "address_key": "地址检索",
	"amount": "金额 分", "amount_fen": "金额 分", "answer_by": say.AnswerBy,
	"applied_by":    "申请登记人",
	"assessment_id": say.Assessment, "back": say.ReversedBy, "basis": say.Basis, "benefit_id": say.Benefit, "bill_id": say.Bill,
	"change_id": say.Change,
	"letters":   "编号字母", "key": "数值", "role": "变动中", "unit": say.Unit,
	"days": say.Days, "direction": "方向",
	"due_day": say.Deadline, "due_sure": "期限确定", "duty": "分工",
	"eligible": "可入驻", "end_document": "终止文件", "end_reason": "终止理由", "entered_by": say.RecordedBy, "entered_day": "登记日期",
	"evaluation_id": "评审", "expert": "专家", "expert_id": "评审人名册", "turn": "第几次", "declared_day": "申明日期", "scored_day": "交分日期", "fee": say.Fee,
	"finding_id": say.Finding, "walk_id": "核查名单", "fixed_assets": say.FixedAssets, "fixed_residence": say.FixedHome, "full_time": say.FullTime, "good": "合格",
	"handler": "承办部门", "heads": "人数", "initials": "拼音",
	"instance": "数据", "witnesses": "见证人", "draw_text": "抽签文字", "draw_day": "抽签日期", "input_id": "锁定的数据", "item": "分项", "dispute_until": "名单异议截止",
	"label":      say.Content,
	"limit_days": "办理时限", "limit_working": "按工作日", "litres": "用水 升", "market_fen": "市场价 分", "max_units": say.MostUnits,
	"method": say.Method, "moving": "迁入企业", "name_key": "姓名检索",
	"outside":     "未列入的房源",
	"of_days":     "总天数",
	"only_listed": "只要所选小区", "open_fen": "未缴 分",
	"part_time": say.PartTime, "payable_fen": "应缴 分", "payer": say.Payer, "per_head": "每人金额 分", "phase": say.Phase,
	"place": "顺序", "points": "得分", "policy_claimed": "申报政策支持", "policy_document": say.PolicyPaper,
	"price_fen": "单价 分", "relief": "再减 %", "priority": say.Priority, "proof": "证明",
	"received_day": "收到日期", "remedy": "申请人可以",
	"repeats": "可重复", "required": "必备", "residence": "户籍", "resume_document": "恢复文件",
	"resume_reason": "恢复理由", "reverses_id": "冲销的缴费", "review_id": "审查", "score_id": "打分",
	"season": "供热季", "sector_reason": say.SectorNote, "sector_text": "行业名称",
	"sha256":           "校验值",
	"supplement_asked": "要求补正日期", "supplement_deadline": say.SupplementBy, "supplement_items": "补正内容", "support_id": say.Support,
	"takeover_id": "接入", "step": "步骤", "headings": "表头组", "heading": "表头", "undone_by": "撤销人",
	"text": say.Content, "uid": "唯一编号", "undoes": "撤销的变动",
	"waived_fen": "减免 分", "waives": "减免的费用",
	"wanted_max": "意向面积上限", "wanted_min": "意向面积下限", "with_tenancy": "随入驻终止",
}

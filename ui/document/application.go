package document

import (
	"fmt"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/allocation/refusal"
)

// applicationForm is the form of 四(一).
func applicationForm(r Record) *Data {
	d, a, who := &Data{}, r.Application, r.Who
	r.party(d)
	r.project(d)
	if who.Agent.IsZero() {
		d.Put("经办人证件", "") // beside the name, which says that there is none
	}
	d.Put(say.AppliedOn, date(a.CreatedDay))
	d.Put(say.ProjectNote, a.Description)
	natures := make([]string, len(a.Natures))
	for i, n := range a.Natures {
		natures[i] = n.Title()
	}
	d.Put("项目类型", or(strings.Join(natures, "、"), textNone))
	d.Put("全职岗位", count(a.Jobs.Claimed.Full))
	d.Put("兼职岗位", count(a.Jobs.Claimed.Part))
	d.Put("年纳税额", a.Taxes.Claimed.Amount.String())
	d.Put("产业政策", textNone)
	if a.Policy.Claimed {
		d.Put("产业政策", a.Policy.Document)
	}
	d.Put("需要面积", wanted(a.WantedMin, a.WantedMax))
	d.Put(say.MostUnits, fmt.Sprintf("%d 套", a.MaxUnits))
	d.Put("意向小区", communities(a.Application))
	d.Put("设施要求", or(strings.Join(a.Requires, "、"), textNoWish))
	d.Put("生产用水", choose(a.WaterIntensive, "以水为主要生产、经营要件", "不以水为主要生产、经营要件"))
	d.Put("市内迁移", choose(a.Moving, "申请人说明属于市区内现有企业迁移", "不是市区内现有企业迁移"))
	d.Put("受理日期", dateOr(a.AcceptedOn, ""))
	d.Put("受理人", a.AcceptedName)
	groups := d.AddList("优先群体", "群体名称", say.GroupProof)
	for _, g := range a.Groups {
		groups.Add(g.Title, g.Proof)
	}
	if len(a.Groups) == 0 && a.ID != 0 {
		groups.Add(textNone)
	}
	members := d.AddList("团队成员", "成员姓名", "成员证件", "成员电话", "成员分工")
	for _, m := range who.Members {
		members.Add(m.Name, m.IDNumber, m.Phone, m.Part)
	}
	if len(who.Members) == 0 && a.ID != 0 {
		members.Add(textNone)
	}
	papers := d.AddList(say.Material, "材料名称", "材料要求", "收到日期", "材料备注")
	for _, m := range a.Materials {
		papers.Add(m.Title, choose(m.Required, "必需", "可选"), choose(m.Received.After(r.onDay()), "", dateOr(m.Received, "")), m.Remark)
	}
	return d
}

func wanted(least, most quantity.Area) string {
	switch {
	case least > 0 && most > 0:
		return fmt.Sprintf("%s 至 %s ㎡", least, most)
	case least > 0:
		return fmt.Sprintf("不少于 %s ㎡", least)
	case most > 0:
		return fmt.Sprintf("不多于 %s ㎡", most)
	}
	return textNoWish
}

func communities(a allocation.Application) string {
	all := or(strings.Join(a.Communities, "、"), textNoWish)
	if a.OnlyListed {
		all += "（只要这些小区）"
	}
	return all
}

func choose(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// notice puts what the slips about an application have in common.
func (r *Record) notice() *Data {
	d, a := &Data{}, r.Application
	r.party(d)
	r.project(d)
	d.Put(say.AppliedOn, date(a.CreatedDay))
	d.Put("受理日期", dateOr(a.AcceptedOn, ""))
	d.Put("受理人", a.AcceptedName)
	return d
}

// acceptedNotice says that an application is taken in, and lists the papers received.
func acceptedNotice(r Record) *Data {
	d := r.notice()
	d.Put("文号", r.fileNumber("受", r.Application.Number))
	papers := d.AddList("已收材料", "材料名称", "收到日期", "材料备注")
	for _, m := range r.Application.Materials {
		if !m.Received.IsZero() && !m.Received.After(r.onDay()) {
			papers.Add(m.Title, date(m.Received), m.Remark)
		}
	}
	if len(papers.Rows) == 0 && r.Application.ID != 0 {
		papers.Add(textNone)
	}
	return d
}

// supplementNotice asks for what is missing, with the last day.
func supplementNotice(r Record) *Data {
	d, s := r.notice(), r.Application.Supplement
	d.Put("文号", r.fileNumber("补", r.Application.Number))
	d.Put("补正内容", s.Items)
	d.Put(say.SupplementBy, date(s.Deadline))
	d.Put("补正通知日", date(s.Asked))
	return d
}

// refusedNotice says that an application is not taken in, and why.
func refusedNotice(r Record) *Data {
	return r.turnedAway("不予受理理由", allocation.ApplicationRefused)
}

// rejectedNotice says that an application did not pass review or evaluation, and why.
func rejectedNotice(r Record) *Data {
	return r.turnedAway("不予通过理由", allocation.ApplicationRejected)
}

// turnedAway puts the reasons of a decision as it froze them, each a line; one of before there was a list says the words of its move.
func (r *Record) turnedAway(name string, state allocation.ApplicationState) *Data {
	d := r.notice()
	day, reason := r.Application.StateDay, ""
	for _, m := range r.Application.Moves {
		if m.To == state {
			day, reason = m.Day, m.Reason
		}
	}
	var lines []string
	for i, g := range r.Application.Grounds {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, g.Line()))
	}
	d.Put(name, or(strings.Join(lines, "\n"), reason))
	kind, prefix := "不受", prefixRefused
	if state == allocation.ApplicationRejected {
		kind, prefix = "不通", prefixRejected
	}
	number := r.refusalNumber(prefix, day)
	d.Put("决定编号", number)
	d.Put("文号", r.fileNumber(kind, number))
	remedies := refusal.Remedies(r.Application.Grounds)
	for i := range remedies {
		remedies[i] = strings.TrimPrefix(remedies[i], "可以") // it stands before all of them
	}
	d.Put("申请人可以", strings.Join(remedies, "；"))
	d.Put(say.DecidedOn, date(day))
	return d
}

// Words in documents.
const textNoWish = "不限"

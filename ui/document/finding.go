package document

import (
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/say"
)

// findingNotice tells a district what a supervising department found (四), by which day it has to answer. What was
// said and done since its day is there for templates of districts; the letter as it went out says none of it.
func findingNotice(r Record) *Data {
	d, f := &Data{}, r.Finding
	r.office(d)
	d.Put("督办编号", f.Number)
	d.Put("文号", r.fileNumber("督", f.Number))
	d.Put("督办部门", f.Body)
	d.Put("被督办单位", choose(f.District == "", "", f.District+"人民政府"))
	d.Put("督办对象", choose(f.Noun == "", "", f.Noun.Title()+" "+f.Subject))
	if f.Noun == oversight.FindingDistrict {
		d.Put("督办对象", f.District+"的工作")
	}
	d.Put("督办事项", f.Text)
	d.Put("督办条款", f.Clause)
	d.Put("提出日期", dateOr(f.Raised, ""))
	d.Put(say.AnswerBy, dateOr(f.AnswerBy, ""))
	d.Put("督办状态", choose(f.State == "", "", f.State.Title()))
	d.Put("销号日期", dateOr(f.Closed, ""))
	d.Put("销号意见", f.Remark)
	steps := d.AddList("答复情况", "答复日期", "答复类别", "答复内容", "答复文件")
	for _, x := range f.Steps {
		steps.Add(date(x.Day), choose(x.Kind == "answer", "区里答复", "再次督办"), x.Text, x.Document)
	}
	if len(f.Steps) == 0 && f.ID != 0 {
		steps.Add("", "尚未答复")
	}
	return d
}

// notFound refuses the notice of a finding that was raised by mistake.
func notFound(r Record) string {
	if r.Finding.State == oversight.FindingWithdrawn {
		return "这件督办已经撤销"
	}
	return ""
}

func dayFound(r *Record) civil.Date { return r.Finding.Raised }

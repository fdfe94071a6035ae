package home

import (
	"fmt"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/report"
	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// Body is the work at the left, the districts at the right, the state of the data in the last line. A wide terminal shows
// the communities of the district under the cursor and the latest entries of the log as well; an account of one district
// sees its communities on every terminal.
func (s *home) Body(w, h int) []string {
	s.wide, s.spots = picture.Beside(w), s.spots[:0]
	left := min(w*11/20, 62)
	if left < 41 {
		left = min(41, w)
	}
	list := s.todoLines(left, h-2)
	var side []string
	if w-left >= 24 {
		side = s.districtLines(left+2, w-left-3, h-2)
	}
	out := make([]string, h)
	for y := range h - 1 {
		text, more := "", ""
		if y < len(list) {
			text = list[y]
		}
		if y < len(side) {
			more = side[y]
		}
		out[y] = kit.Fit(text, left) + "  " + more
	}
	out[h-1] = s.footLine(w)
	return out
}

// todoLines is the list of work in w cells by h lines.
func (s *home) todoLines(w, h int) []string {
	th := s.env.Theme
	out := []string{" " + th.Head.Render(textTodo), ""}
	rows := s.load.Value.items
	switch {
	case !s.load.Ready:
		return append(out, "  "+th.Muted.Render(textReading))
	case len(rows) == 0:
		out = append(out, "  "+th.Muted.Render(textNoTodo))
		out = append(out, "")
		for _, line := range kit.Wrap(s.whatNow(), max(w-4, 4)) {
			out = append(out, "  "+line)
		}
		return out
	}
	var lines []string
	at := map[int]int{} // line to row
	for i, r := range rows {
		if r.head != "" {
			lines = append(lines, "  "+th.Muted.Render(r.head))
		}
		at[len(lines)] = i
		lines = append(lines, s.todoLine(i, r.TodoRow, w))
	}
	room := max(h-2, 1)
	for line, row := range at {
		if row == s.cur {
			s.top = max(min(s.top, line), line-room+1)
		}
	}
	s.top = max(min(s.top, len(lines)-room), 0)
	for y, l := range lines[s.top:min(s.top+room, len(lines))] {
		if row, ok := at[s.top+y]; ok {
			s.spots = append(s.spots, spot{y: len(out), to: w, at: row})
		}
		out = append(out, l)
	}
	if below := len(lines) - s.top - room; below > 0 {
		out[0] = kit.Sides(out[0], th.Muted.Render(fmtBelow(below)), w)
	}
	return out
}

const (
	titleWidth = 18
	countWidth = 5
)

// todoLine is one kind of work: title, count, detail.
func (s *home) todoLine(i int, r desk.TodoRow, w int) string {
	th := s.env.Theme
	title, count, detail := kit.Style{}, th.Strong, th.Muted
	if !r.Mine {
		title, count = th.Muted, th.Muted
	}
	switch r.Due {
	case desk.DueSoon:
		detail = th.Warn
	case desk.DueLate:
		detail = th.Bad
	}
	mark, base := " ", kit.Style{}
	if i == s.cur && !s.right {
		mark, base = ">", th.Cursor
	}
	room := max(w-titleWidth-countWidth-5, 4)
	line := mark + " " + title.Render(kit.Fit(r.Title, titleWidth)) + count.Render(kit.FitLeft(kit.CountOrNone(r.Count), countWidth)) +
		"  " + detail.Render(kit.Fit(r.Detail, room))
	return base.Over(kit.Fit(line, w))
}

// districtLines is the use of the premises: bars by district, and what a wide terminal has room for. x is where they stand.
func (s *home) districtLines(x, w, h int) []string {
	th := s.env.Theme
	b := s.load.Value
	if !s.load.Ready {
		return []string{th.Head.Render(textUse), "", th.Muted.Render(textReading)}
	}
	out := []string{kit.Sides(th.Head.Render(textUse), th.Muted.Render(fmtFinished(s.finished())), w), ""}
	bars := picture.Bars(th, w-2, s.bars(b.districts, 0))
	gap := !s.wide && len(bars)*2+3 <= h
	for i, bar := range bars {
		mark, base := " ", kit.Style{}
		if i == s.district && (s.right || s.wide && len(bars) > 1) {
			mark = ">"
			if s.right {
				base = th.Cursor
			}
		}
		s.spots = append(s.spots, spot{y: len(out), from: x, to: x + w, right: true, at: i})
		out = append(out, base.Over(mark+" "+bar))
		if gap && i < len(bars)-1 {
			out = append(out, "")
		}
	}
	if n := value(b.districts, b.districts.Totals, string(allocation.UnitBuilding)); n > 0 && s.env.Actor().District == "" {
		out = append(out, "", "  "+th.Muted.Render(fmtPool(n)))
	}
	if s.more.Ready && (s.wide || len(bars) == 1) {
		out = append(out, s.communityLines(w)...)
	}
	if s.more.Ready && s.wide {
		out = append(out, s.logLines(w, h-len(out)+1)...)
	}
	return out
}

// bars are the finished parts of a report of occupancy; label is the column of the name.
func (s *home) bars(r report.Report, label int) []picture.Bar {
	var out []picture.Bar
	for _, row := range r.Rows {
		usable := usableUnits(r, row.Cells)
		if row.Part.Pool {
			continue
		}
		occupied := value(r, row.Cells, string(allocation.UnitOccupied))
		text := row.Cells[len(row.Cells)-1].Show(report.Permille)
		if s.wide {
			text = fmtOf(occupied, usable) + " " + kit.PadLeft(text, 6)
		}
		out = append(out, picture.Bar{Label: row.Cells[label].Show(report.Text), Part: occupied, Whole: max(usable, 1), Text: text})
	}
	return out
}

// usableUnits is the denominator of occupancy.
func usableUnits(r report.Report, cells []report.Value) int64 {
	var n int64
	for _, state := range []allocation.UnitState{allocation.UnitVacant, allocation.UnitReserved, allocation.UnitOccupied, allocation.UnitRecovering} {
		n += value(r, cells, string(state))
	}
	return n
}

// communityLines are the communities of the district under the cursor.
func (s *home) communityLines(w int) []string {
	b := s.load.Value
	if s.district >= len(b.districts.Rows) {
		return nil
	}
	name := b.districts.Rows[s.district].Part.District
	here := s.more.Value.communities
	here.Rows = nil
	for _, row := range s.more.Value.communities.Rows {
		if row.Part.District == name && !row.Part.Pool {
			here.Rows = append(here.Rows, row)
		}
	}
	if len(here.Rows) == 0 {
		return nil
	}
	out := []string{"", s.env.Theme.Head.Render(fmtCommunities(name))}
	for _, bar := range picture.Bars(s.env.Theme, w-2, s.bars(here, 1)) {
		out = append(out, "  "+bar)
	}
	return out
}

// logLines are the latest entries of the log in at most h lines.
func (s *home) logLines(w, h int) []string {
	rows := s.more.Value.log
	if h < 5 || len(rows) == 0 {
		return nil
	}
	th := s.env.Theme
	out := []string{"", th.Head.Render("最近办理")}
	for _, e := range rows[:min(len(rows), h-2)] {
		line := th.Muted.Render(dayText(e, s.env.Today())) + "  " + kit.Fit(e.Title, 14) + " " + e.Subject
		out = append(out, "  "+kit.Cut(line, w-2))
	}
	return out
}

// footLine says when the last backup was made and how long the log is, or that the data are not what this machine saw.
func (s *home) footLine(w int) string {
	th := s.env.Theme
	if !s.load.Ready {
		return ""
	}
	if past := s.env.Store.Past(); past != "" {
		return "  " + th.Bad.Render(kit.Cut("与见证不符，请到“系统 > 备份”按 F4："+past, w-2))
	}
	b := s.load.Value
	backup := th.Warn.Render("还没有备份")
	if b.backups > 0 {
		backup = th.Muted.Render(fmtBackup(b.lastBackup.At, s.env.Today()))
	}
	if b.unsaved > 0 {
		backup += "   " + th.Warn.Render(fmtUnsaved(b.unsaved, b.never))
	}
	return kit.Cut("  "+backup+"   "+th.Muted.Render(fmtHead(b.head)), w)
}

// whatNow says, on a day with nothing to do, which keys start something.
func (s *home) whatNow() string {
	switch {
	case s.load.Value.alone:
		return "本单位还只有系统管理员一个账号。按 Enter 打开系统，再按 F2 新增账号：受理员、审核员、分管领导、管理员各一个，就可以登记申请了。"
	case s.env.WhyNot(allocation.ActDraftApplication) == "":
		return "有人来申请，按 F2 登记；F3 查找已有的申请和入驻，F4 看以后到期的事。"
	}
	return "F3 查找申请、入驻和房源，F4 看以后到期的事，F10 列出全部去处。"
}

// Heads of the parts of the left side.
const (
	textTodo   = "今日待办"
	textOthers = "其他岗位"
	textViews  = "常用筛选"
)

const textUse = "各区使用情况"

func fmtFinished(n int64) string { return fmt.Sprintf("已建成 %s 套", kit.Count(n)) }

func fmtPool(n int64) string { return fmt.Sprintf("在建 %s 套，待移交各区", kit.Count(n)) }

func fmtOf(part, whole int64) string { return kit.Count(part) + "/" + kit.Count(whole) }

func fmtCommunities(district string) string { return district + "各小区" }

func fmtBelow(n int) string { return fmt.Sprintf("下面还有 %d 行 ", n) }

func fmtBackup(at time.Time, today civil.Date) string {
	layout := "2006-01-02 15:04"
	if at.Year() == today.Year() {
		layout = "01-02 15:04"
	}
	return "备份 " + at.Format(layout)
}

func fmtUnsaved(days int, never bool) string {
	if never {
		return "还没有备份到 U 盘：系统 > 备份 Ctrl+X"
	}
	return fmt.Sprintf("%d 天没有备份到 U 盘：系统 > 备份 Ctrl+X", days)
}

func fmtHead(h engine.Head) string { return fmt.Sprintf("日志至第 %s 条", kit.Count(h.Seq)) }

// dayText is the day of an entry, without the year when that is this one.
func dayText(e engine.LogEntry, today civil.Date) string {
	if e.Day.Year() == today.Year() {
		return e.Day.String()[5:]
	}
	return e.Day.String()
}

// Package progress is the window of a long work: how far it is, and Esc that stops it.
package progress

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
	"penggai/ui/kit/picture"
)

// Report tells how far a long work is: done of total, and what is being done. total 0: not known.
type Report func(done, total int64, what string)

// Progress is an overlay that runs a long work, shows how far it is, and can stop it.
type Progress struct {
	title    string
	stop     context.CancelFunc
	news     chan progressNews
	last     progressNews
	stopping bool
}

type progressNews struct {
	of          *Progress
	done, total int64
	what        string
	end         bool
	result      tea.Msg
}

// Run opens a progress dialog and runs work in a command; its message is sent when it ends. Esc cancels ctx: the work
// should end soon and return what is true then (an error of the context becomes a Note, not a fault).
func Run(title string, work func(ctx context.Context, report Report) tea.Msg) tea.Cmd {
	ctx, stop := context.WithCancel(context.Background())
	p := &Progress{title: title, stop: stop, news: make(chan progressNews, 1)}
	return kit.Both(kit.Send(kit.Open{Overlay: p}), p.run(ctx, work), p.listen())
}

// run does the work. Only the newest news waits to be read.
func (p *Progress) run(ctx context.Context, work func(ctx context.Context, report Report) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		defer p.stop()
		result := work(ctx, func(done, total int64, what string) {
			p.tell(progressNews{of: p, done: done, total: total, what: what})
		})
		p.tell(progressNews{of: p, end: true, result: result})
		return nil
	}
}

// tell replaces news that nobody has read yet.
func (p *Progress) tell(n progressNews) {
	for {
		select {
		case p.news <- n:
			return
		default:
		}
		select {
		case <-p.news:
		default:
		}
	}
}

// listen waits for the next news.
func (p *Progress) listen() tea.Cmd { return func() tea.Msg { return <-p.news } }

// Title stands in the upper edge.
func (p *Progress) Title() string { return p.title }

// Cursor is always nil.
func (p *Progress) Cursor() *tea.Cursor { return nil }

// Actions are the keys for the help line.
func (p *Progress) Actions() []kit.Action {
	return []kit.Action{{Keys: []string{"esc"}, Label: "停止"}}
}

// Update takes news and Esc.
func (p *Progress) Update(msg tea.Msg) (bool, tea.Cmd) {
	switch m := msg.(type) {
	case progressNews:
		if m.of != p {
			return false, nil
		}
		if m.end {
			return true, kit.Send(m.result)
		}
		p.last = m
		return false, p.listen()
	case tea.KeyPressMsg:
		if kit.KeyName(m) == "esc" {
			p.stopping = true
			p.stop()
		}
	}
	return false, nil
}

// Lines renders what is being done, the bar and the figures.
func (p *Progress) Lines(th *kit.Theme, w, _ int) []string {
	what := p.last.what
	if p.stopping {
		what = "正在停止.."
	}
	out := []string{"", " " + kit.Cut(what, w-2), ""}
	if p.last.total > 0 {
		figures := kit.Count(p.last.done) + " / " + kit.Count(p.last.total)
		out = append(out, " "+picture.Gauge(th, max(w-kit.Width(figures)-4, 4), p.last.done, p.last.total, "")+"  "+figures)
	} else {
		out = append(out, " "+th.Muted.Render(kit.Count(p.last.done)))
	}
	return append(out, "")
}

package progress

import (
	"context"
	"errors"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

func TestProgressStops(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	p := &Progress{title: "备份", stop: stop, news: make(chan progressNews, 1)}
	work := p.run(ctx, func(ctx context.Context, report Report) tea.Msg {
		for i := range int64(1000) {
			report(i, 1000, fmt.Sprint("第", i))
		}
		<-ctx.Done()
		return kit.Failed{Err: ctx.Err()}
	})
	done := make(chan struct{})
	go func() { work(); close(done) }()
	if closed, _ := p.Update(p.listen()()); closed {
		t.Fatal("closed at the first news")
	}
	if _, cmd := p.Update(kit.Press("esc")); cmd != nil {
		t.Error("Esc does more than stop")
	}
	<-done
	closed, cmd := p.Update(p.listen()())
	if !closed {
		t.Fatal("not closed at the end")
	}
	if f, ok := cmd().(kit.Failed); !ok || !errors.Is(f.Err, context.Canceled) {
		t.Errorf("result %v", f)
	}
}

package serve

import (
	"context"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// hall knows who is in. It tells all desks when rows were written: at most once in a while, and none waits for another.
type hall struct {
	most int
	news chan struct{} // something was written that was not told yet

	mu     sync.Mutex
	seats  []*seat // in the order in which they came
	closed string  // what desks are told that come now; "" while they may come
	empty  sync.WaitGroup
}

// seat is one desk that is in.
type seat struct {
	desk  screen.Desk
	tell  chan struct{} // it has not heard of what was written last
	leave chan string   // it is to end; why
}

// How long what is written waits for more of its kind, and how soon a desk hears again: it is to read, not only to be told.
const (
	together = 150 * time.Millisecond
	again    = time.Second
)

func newHall(most int) *hall { return &hall{most: most, news: make(chan struct{}, 1)} }

// take lets a desk in; why says why not.
func (h *hall) take(a basis.Account, from string) (s *seat, why string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed != "":
		return nil, h.closed
	case len(h.seats) >= h.most:
		return nil, fmtFull(h.most)
	}
	now := time.Now()
	s = &seat{
		desk: screen.Desk{Account: a.Name + " " + a.Display, ID: a.ID, From: from, Window: h.window(from), Since: now, Touched: now},
		tell: make(chan struct{}, 1), leave: make(chan string, 1),
	}
	h.seats = append(h.seats, s)
	h.empty.Add(1)
	return s, ""
}

// window is the first number that no window of a machine has.
func (h *hall) window(from string) int {
	for n := 1; ; n++ {
		if !slices.ContainsFunc(h.seats, func(s *seat) bool { return s.desk.From == from && s.desk.Window == n }) {
			return n
		}
	}
}

// free takes a desk out that has ended.
func (h *hall) free(s *seat) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seats = slices.DeleteFunc(h.seats, func(o *seat) bool { return o == s })
	h.empty.Done()
}

// pressed says that somebody is at the desk.
func (h *hall) pressed(s *seat) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.desk.Touched = time.Now()
}

// who says who works at a desk now; another person may have signed in there.
func (h *hall) who(s *seat, by engine.Actor) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.desk.Account, s.desk.ID = by.Name+" "+by.Display, by.ID
}

// desks are those who are in.
func (h *hall) desks() []screen.Desk {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := make([]screen.Desk, len(h.seats))
	for i, s := range h.seats {
		out[i] = s.desk
	}
	return out
}

// wrote is told behind every entry of the log.
func (h *hall) wrote() {
	select {
	case h.news <- struct{}{}:
	default: // it is to be told already
	}
}

// spread tells the desks what was written until ctx ends.
func (h *hall) spread(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.news:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(together):
		}
		h.mu.Lock()
		for _, s := range h.seats {
			select {
			case s.tell <- struct{}{}:
			default:
			}
		}
		h.mu.Unlock()
	}
}

// hear passes on what a desk is told until ctx ends.
func (s *seat) hear(ctx context.Context, send func(tea.Msg)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.tell:
			send(kit.DataChanged{Elsewhere: true})
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(again):
		}
	}
}

// close lets nobody in any more and tells who is in to end.
func (h *hall) close(why string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = why
	for _, s := range h.seats {
		s.end(why)
	}
}

// end tells a desk to end.
func (s *seat) end(why string) {
	select {
	case s.leave <- why:
	default: // it ends already
	}
}

// wait waits until everybody has gone, or until ctx ends.
func (h *hall) wait(ctx context.Context) {
	gone := make(chan struct{})
	go func() {
		h.empty.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-ctx.Done():
	}
}

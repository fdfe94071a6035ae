package serve_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/seed"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/ui/screen/screentest"
)

// desks are how many people type at once in the benchmark, each a key every so often, as many rounds of a form as said.
const (
	benchDesks  = 20
	benchPace   = 150 * time.Millisecond
	benchRounds = 3
)

// inventory is the city's office with all 1,641 premises.
var inventory = screentest.Setting{Office: allocation.CityOffice, Units: func() []allocation.Unit { return seed.Units(1) }}

// BenchmarkDesks: 20 people at once over SSH on the full inventory, each walks through the list, opens premises and writes notes beside them.
// It reports the time from a key to its screen, the memory that a desk takes with its client, the bytes of one Down at 120×36, and fails when a
// note that was acknowledged is not in the log.
//
//	go test ./ui/serve -run XXX -bench Desks -benchtime 1x
func BenchmarkDesks(b *testing.B) {
	for b.Loop() {
		o := inventory.New(b)
		for i := range benchDesks {
			_, err := o.Store.AddAccount(b.Context(), engine.Console(), basis.NewAccount{
				Name: benchName(i), Display: fmt.Sprintf("工位%d", i+1), Roles: []allocation.Role{allocation.Manager}, Password: screentest.Password, Settled: true,
			})
			o.Must(err)
		}
		s := start(b, o, nil)
		all := make([]typist, benchDesks)
		for i := range all {
			all[i] = typist{client: s.sit(b, benchName(i), 120, 36), r: rand.New(rand.NewPCG(1, uint64(i)))}
		}
		for i := range all {
			all[i].enters(i)
		}
		var working sync.WaitGroup
		for i := range all {
			working.Go(func() { all[i].works(fmt.Sprintf("desk%02d", i)) })
		}
		working.Wait()
		b.ReportMetric(float64(s.weigh(b, all))/(1<<20), "MB/desk")
		var took []time.Duration
		notes, downs, wrote := 0, 0, 0
		for i := range all {
			took = append(took, all[i].took...)
			notes, downs, wrote = notes+all[i].acknowledged, downs+all[i].downs, wrote+all[i].wrote
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		b.ReportMetric(float64(wrote)/float64(downs), "B/down")
		b.ReportMetric(float64(len(took)), "keys")
		page, err := s.Store.LogList(b.Context(), engine.Console(), engine.ListQuery{Filter: "事项:记附注"})
		o.Must(err)
		if notes != benchDesks*benchRounds || page.Total != notes {
			b.Errorf("%d notes were acknowledged of %d, %d are in the log", notes, benchDesks*benchRounds, page.Total)
		}
		report, err := s.Store.Verify(b.Context(), nil)
		if err != nil || !report.OK() {
			b.Errorf("the log does not verify: %v", err)
		}
		s.stop()
	}
}

func benchName(i int) string { return fmt.Sprintf("desk%d", i) }

// weigh is the memory that a desk takes, with the other end of its line: what comes free when they all go.
func (s *served) weigh(b *testing.B, all []typist) int64 {
	b.Helper()
	with := inUse()
	for i := range all {
		_ = all[i].conn.Close()
	}
	for end := time.Now().Add(patience); len(s.server.Desks()) > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			b.Fatal("the desks stay")
		}
	}
	return (with - inUse()) / int64(len(all))
}

// inUse is the memory in use once what nobody needs is gone.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse) //nolint:gosec // far below
}

// typist is a person at a desk who types.
type typist struct {
	*client
	r            *rand.Rand
	took         []time.Duration // from each key to its screen
	acknowledged int             // notes that the screen called written
	downs, wrote int             // keys down, and bytes that came for them
}

// enters goes to a place in the list of premises that is its own.
func (p *typist) enters(i int) {
	p.sees("今日待办")
	p.types(f10 + "房源")
	p.sees("> 房源")
	p.types(enter)
	p.sees("区 / 小区 / 楼栋")
	p.types(enter)
	p.sees("/ 1,641")
	for range i {
		p.types(down)
	}
}

// pause is the time between two keys.
func (p *typist) pause() {
	time.Sleep(benchPace/2 + time.Duration(p.r.Int64N(int64(benchPace))))
}

// key presses one key and waits until the screen has what it does.
func (p *typist) key(keys string, so func() bool) {
	p.pause()
	from := time.Now()
	p.types(keys)
	for !so() {
		if time.Since(from) > patience {
			p.t.Errorf("a key showed nothing\n%s", p.text())
			return
		}
		time.Sleep(500 * time.Microsecond)
	}
	p.took = append(p.took, time.Since(from))
}

// marked is the number of the premises that the marker of the list stands on, empty where there is none.
func (p *typist) marked() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	for y := 2; y < p.emu.Height(); y++ {
		if c := p.emu.CellAt(0, y); c == nil || c.Content != ">" {
			continue
		}
		number := ""
		for x := 1; x < 16; x++ {
			number += p.emu.CellAt(x, y).Content
		}
		return number
	}
	return ""
}

// column is where the cursor stands.
func (p *typist) column() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.emu.CursorPosition().X
}

// bytes are what ever came.
func (p *typist) bytes() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plain.Len()
}

// works goes down the list, opens premises and writes a note beside it, again and again.
func (p *typist) works(name string) {
	for range benchRounds {
		for range 10 {
			at, had := p.marked(), p.bytes()
			p.key(down, func() bool { now := p.marked(); return now != at && now != "" })
			p.downs, p.wrote = p.downs+1, p.wrote+p.bytes()-had
		}
		unit := strings.TrimSpace(p.marked())
		p.types(enter)
		p.sees("Ctrl+N")
		p.types("\x0e")
		p.sees("选主题，写明情况")
		p.types(enter)
		p.sees("> ")
		p.types(enter)
		for _, letter := range name + " was here" {
			at := p.column()
			p.key(string(letter), func() bool { return p.column() != at })
		}
		p.pause()
		p.types(ctrlS)
		p.sees("已在 " + unit)
		p.acknowledged++
		p.types(esc)
		p.sees("/ 1,641")
	}
}

package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/premises"
)

// The benchmarks drive the built program in a real pseudo-terminal of 120×36 and report what a person feels, in
// milliseconds: go test -run '^$' -bench . -benchtime 20x ./ui/cli
var sizes = []struct {
	name  string
	times int
}{{"1641", 1}, {"164100", 100}}

// bigOffice makes an office of 全市 with the inventory, times over, and one account that sees everything.
func bigOffice(b *testing.B, times int) string {
	b.Helper()
	folder := filepath.Join(b.TempDir(), "office")
	st, err := store.Create(folder, basis.Founding{
		Clock: civil.Clock{Kind: civil.ClockTrial}, Office: allocation.CityOffice, Admin: "admin", Password: ownPassword, Stock: premises.Stock(seed.Units(times)),
		Catalogues: basis.Catalogues{Districts: allocation.Districts()},
	}, engine.Options{Today: func() civil.Date { return civil.On(2021, 3, 1) }})
	if err != nil {
		b.Fatal(err)
	}
	if err := st.Close(); err != nil {
		b.Fatal(err)
	}
	return folder
}

// BenchmarkFirstFrame is the time from the start of the process to the first full frame.
func BenchmarkFirstFrame(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			folder := bigOffice(b, size.times)
			if _, err := program(); err != nil {
				b.Fatal(err)
			}
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				t := open(b, 120, 36, nil, "--data", folder, "--today", "2021-03-01")
				t.soon("请输入账号和密码")
				t.soon("Esc 退出")
				took = append(took, time.Since(begin))
				t.kill()
			}
			summary(b, "frame", took)
		})
	}
}

// BenchmarkUnitsList measures on the list of all units: one Down, a filter word that is typed, a change of the order,
// and the memory that the program takes.
func BenchmarkUnitsList(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			o := &office{folder: bigOffice(b, size.times)}
			o.terminal = open(b, 120, 36, nil, "--data", o.folder, "--today", "2021-03-01")
			o.soon("请输入账号和密码")
			o.write("admin")
			o.press("enter")
			o.write(ownPassword)
			o.press("enter")
			o.soon("今日待办")
			o.press("f10")
			o.soon("菜单（输入")
			o.write("fy")
			o.soon("> 房源")
			o.press("enter")
			o.soon("Enter")
			time.Sleep(500 * time.Millisecond)
			o.press("f3")
			o.soon("筛选")
			o.press("enter")
			time.Sleep(time.Second)
			var down, filter []time.Duration
			for b.Loop() {
				down = append(down, o.change(func() { o.send("\x1b[B") }))
				time.Sleep(37 * time.Millisecond)
				o.press("f3")
				time.Sleep(100 * time.Millisecond)
				filter = append(filter, o.change(func() { o.send("jsq") }))
				time.Sleep(200 * time.Millisecond)
				o.press("esc")
				time.Sleep(200 * time.Millisecond)
			}
			summary(b, "down", down)
			summary(b, "filter", filter)
			b.ReportMetric(float64(o.resident())/1024, "MB")
		})
	}
}

// send writes keys without the pause of a hand.
func (t *terminal) send(s string) {
	if _, err := t.pty.WriteString(s); err != nil {
		t.tb.Fatal(err)
	}
}

// soon waits for a text by looking all the time.
func (t *terminal) soon(text string) {
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(t.text(), text) {
		if time.Now().After(deadline) {
			t.tb.Fatalf("waited in vain for %s; it shows\n%s", text, t.text())
		}
		time.Sleep(time.Millisecond)
	}
}

// change is the time from a key to the first byte of the answer.
func (t *terminal) change(act func()) time.Duration {
	begin := time.Now()
	act()
	for {
		t.mu.Lock()
		last := t.last
		t.mu.Unlock()
		if last.After(begin) {
			return last.Sub(begin)
		}
		if time.Since(begin) > 10*time.Second {
			t.tb.Fatalf("no answer; it shows\n%s", t.text())
		}
		time.Sleep(200 * time.Microsecond)
	}
}

// resident is the memory of the program in KiB.
func (t *terminal) resident() int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}

// summary reports median and 95th percentile.
func summary(b *testing.B, name string, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), name+"-p50-ms")
	b.ReportMetric(ms(took[min(len(took)-1, len(took)*95/100)]), name+"-p95-ms")
	b.ReportMetric(0, "ns/op")
}

package tries_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"penggai/store/engine/tries"
)

// TestManyAtOnce: of any number of tries at once no more than the free ones come through.
func TestManyAtOnce(t *testing.T) {
	folder := t.TempDir()
	now := time.Now()
	var all sync.WaitGroup
	var mu sync.Mutex
	through := 0
	for range 61 {
		all.Go(func() {
			h, err := tries.Take(folder, tries.OfAccount(7), true)
			if err != nil {
				t.Error(err)
				return
			}
			defer h.Let()
			if h.Wait(now) > 0 {
				h.Refused++
			} else {
				mu.Lock()
				through++
				mu.Unlock()
				h.Failures, h.Last = h.Failures+1, now.Unix()
			}
			if err := h.Save(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	h, err := tries.Take(folder, tries.OfAccount(7), true)
	if err != nil || through != tries.Free || h.Failures != tries.Free || h.Refused != 61-tries.Free {
		t.Errorf("%d came through, %+v %v", through, h.State, err)
	}
	h.Let()
}

// TestNamesAreBounded: a thousand names that no account has leave few small files, and no name in them; the wait grows to its longest.
func TestNamesAreBounded(t *testing.T) {
	folder := t.TempDir()
	for i := range 1000 {
		h, err := tries.Take(folder, tries.OfName(fmt.Sprint("name", i)), true)
		if err != nil {
			t.Fatal(err)
		}
		h.Failures++
		if err := h.Save(); err != nil {
			t.Fatal(err)
		}
		h.Let()
	}
	list, err := os.ReadDir(filepath.Join(folder, "signin"))
	if err != nil || len(list) > 64 {
		t.Errorf("%d files, %v", len(list), err)
	}
	now := time.Unix(1000, 0)
	for failures, want := range map[int]time.Duration{0: 0, 4: 0, 5: 30 * time.Second, 6: time.Minute, 9: 8 * time.Minute, 10: 15 * time.Minute, 4000: 15 * time.Minute} {
		if got := (tries.State{Failures: failures, Last: 1000}).Wait(now); got != want {
			t.Errorf("after %d failures %s, want %s", failures, got, want)
		}
	}
	if (tries.State{Failures: 5, Last: 5000}).Wait(now) != 30*time.Second {
		t.Error("a clock that went back makes one wait longer")
	}
	if err := os.WriteFile(filepath.Join(folder, "signin", "a7"), []byte("no JSON"), 0o600); err != nil {
		t.Fatal(err)
	}
	h, err := tries.Take(folder, "a7", true)
	if err != nil || h.Wait(time.Now()) == 0 {
		t.Errorf("what cannot be read lets in: %+v %v", h, err)
	}
	h.Let()
}

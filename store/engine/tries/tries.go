// Package tries counts who tried to sign in with what came of it, in files of the data folder that every process on it shares: also
// while one of them holds the folder and the others only read. A try holds the file of its name until it has ended, so that any number
// of processes at once try one password after the other.
//
//	signin/a7  of account 7     signin/u31  of one of 64 heaps of names that no account has     signin/unknown  what of those the log lacks
package tries

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"penggai/store/engine/host"
)

// After Free wrong passwords in a row each further one doubles the wait, up to the longest.
const (
	Free    = 5
	first   = 30 * time.Second
	longest = 15 * time.Minute
)

// heaps bounds the files: names that no account has share them, so that guessing names neither fills the disk nor pushes anything out.
const heaps = 64

// Unknown is the key of what the log lacks of names that no account has.
const Unknown = "unknown"

// State is what is known of a name.
type State struct {
	Failures int   `json:"failures"`       // wrong passwords since the last right one
	Refused  int   `json:"refused"`        // tries since then that came before the wait was over
	Last     int64 `json:"last"`           // of the last wrong one, unix seconds
	Lacks    int   `json:"lacks"`          // wrong ones that the log lacks
	Came     int   `json:"came,omitempty"` // right ones that the log lacks: of processes that only read
	Logged   int64 `json:"logged,omitempty"`
}

// Wait is how long the name still has to wait.
func (s State) Wait(now time.Time) time.Duration {
	over := s.Failures - Free
	if over < 0 {
		return 0
	}
	pause := longest
	if over < 5 {
		pause = min(first<<over, longest)
	}
	return max(0, min(pause, time.Unix(s.Last, 0).Add(pause).Sub(now)))
}

// OfAccount is the key of an account.
func OfAccount(id int64) string { return fmt.Sprintf("a%d", id) }

// OfName is the key of a name that no account has.
func OfName(name string) string {
	h := fnv.New32a()
	_, _ = io.WriteString(h, name) // never fails
	return fmt.Sprintf("u%d", h.Sum32()%heaps)
}

// Known reports whether a key is that of an account, and of which.
func Known(key string) (id int64, is bool) {
	n, err := fmt.Sscanf(key, "a%d", &id)
	return id, err == nil && n == 1
}

// Held is the state of a key that nobody else reads or writes until it is let go.
type Held struct {
	State
	file *os.File // nil in a folder that cannot be written
}

// patience is how long a try waits for others of the same name.
const patience = 30 * time.Second

// ErrBusy says that others of the same name took too long.
var ErrBusy = errors.New("others are trying the same name")

const folderName = "signin"

// Take holds a key; wait says whether to wait for others. In a folder that cannot be written nothing is counted.
// Errors: ErrBusy, those of the system.
func Take(folder, key string, wait bool) (*Held, error) {
	if !host.Writable(folder) {
		return &Held{}, nil
	}
	at := filepath.Join(folder, folderName)
	if err := os.MkdirAll(at, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(at, key), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	for began := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		err := host.Lock(f)
		if err == nil {
			break
		}
		if !errors.Is(err, host.ErrHeld) || !wait || time.Since(began) > patience {
			if errors.Is(err, host.ErrHeld) {
				err = ErrBusy
			}
			return nil, errors.Join(err, f.Close())
		}
	}
	h := &Held{file: f}
	text, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if len(text) > 0 && json.Unmarshal(text, &h.State) != nil { // what cannot be read counts as the worst that it may have said
		h.State = State{Failures: Free, Last: time.Now().Unix(), Lacks: 1}
	}
	return h, nil
}

// Save writes the state.
func (h *Held) Save() error {
	if h.file == nil {
		return nil
	}
	text, err := json.Marshal(h.State)
	if err != nil {
		return err
	}
	if _, err := h.file.WriteAt(append(text, '\n'), 0); err != nil {
		return err
	}
	return h.file.Truncate(int64(len(text)) + 1)
}

// Let lets the key go.
func (h *Held) Let() {
	if h.file != nil {
		_ = h.file.Close() // what was to be kept has been written
	}
}

// Lacking are the keys of which there are files.
func Lacking(folder string) ([]string, error) {
	list, err := os.ReadDir(filepath.Join(folder, folderName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var keys []string
	for _, e := range list {
		if !strings.HasPrefix(e.Name(), "u") || e.Name() == Unknown {
			keys = append(keys, e.Name())
		}
	}
	return keys, err
}

package relay

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// fileName is the file of a data folder that says where its holder listens.
const fileName = "penggai.line"

// address is what that file says.
type address struct {
	Protocol int    `json:"protocol"`
	At       string `json:"at"`    // the socket
	Token    string `json:"token"` // what a caller has to know
}

// Names of the folder of a socket, and of the socket in it.
const (
	folderPrefix = "penggai-"
	socketName   = "s"
)

// longest is the path of a socket that every system takes.
const longest = 100

// listen opens a socket in a folder of the user's alone. Data folders may be of any length and on disks that hold no sockets, so it does
// not lie there.
func listen() (net.Listener, string, error) {
	failed := errors.New("no folder for a socket")
	for _, base := range []string{os.Getenv("XDG_RUNTIME_DIR"), os.TempDir(), "/tmp"} {
		if base == "" {
			continue
		}
		folder, err := os.MkdirTemp(base, folderPrefix) // 0700
		if err != nil {
			failed = err
			continue
		}
		at := filepath.Join(folder, socketName)
		if len(at) <= longest {
			var l net.Listener
			if l, err = net.Listen("unix", at); err == nil {
				_ = os.Chmod(at, 0o600) // its folder is the user's alone anyway
				return l, at, nil
			}
			failed = err
		}
		_ = os.Remove(folder) // it holds nothing
	}
	return nil, "", failed
}

// publish says in the data folder where its holder listens.
func publish(folder, at string) (address, error) {
	var word [32]byte
	_, _ = rand.Read(word[:]) // it never fails
	a := address{protocol, at, hex.EncodeToString(word[:])}
	body, err := json.Marshal(a)
	if err != nil {
		return a, err
	}
	path := filepath.Join(folder, fileName)
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) { // of one that was killed
		return a, err
	}
	if err := os.WriteFile(fresh, body, 0o600); err != nil {
		return a, err
	}
	return a, os.Rename(fresh, path)
}

// published is what a data folder says of its holder; false when it says nothing that can be used.
func published(folder string) (a address, ok bool) {
	body, err := os.ReadFile(filepath.Join(folder, fileName))
	if err != nil || json.Unmarshal(body, &a) != nil {
		return a, false
	}
	return a, a.Protocol == protocol && a.Token != ""
}

// sweep takes away what an earlier holder of a data folder left: the caller holds the folder's lock.
func sweep(folder string) {
	if a, ok := published(folder); ok {
		drop(a.At)
	}
	_ = os.Remove(filepath.Join(folder, fileName)) // none is as good
}

// drop takes away a socket with its folder, and nothing else.
func drop(at string) {
	dir := filepath.Dir(at)
	if filepath.Base(at) != socketName || !strings.HasPrefix(filepath.Base(dir), folderPrefix) {
		return
	}
	if info, err := os.Lstat(at); err == nil && info.IsDir() {
		return
	}
	_ = os.Remove(at)  // it may be gone
	_ = os.Remove(dir) // and holds nothing else
}

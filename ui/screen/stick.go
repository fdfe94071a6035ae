package screen

import (
	"os"
	"path/filepath"
	"runtime"
)

// Stick is the folder of the first stick that is plugged in, as far as systems say; empty where none is.
func Stick() string {
	var places []string
	if runtime.GOOS == "windows" {
		for letter := 'E'; letter <= 'Z'; letter++ {
			places = append(places, string(letter)+`:\`)
		}
	}
	for _, pattern := range []string{"/media/*/*", "/run/media/*/*"} {
		found, _ := filepath.Glob(pattern) // the pattern is well-formed
		places = append(places, found...)
	}
	for _, p := range places {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return p
		}
	}
	return ""
}

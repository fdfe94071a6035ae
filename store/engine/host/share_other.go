//go:build !linux && !windows

package host

// Shared cannot be told here.
func Shared(string) bool { return false }

// lawless cannot be told here.
func lawless(string) bool { return false }

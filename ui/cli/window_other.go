//go:build !windows

package cli

// ownWindow is for Windows, where a window closes with the program that opened it.
func ownWindow() bool { return false }

//go:build !linux

package engine

// ofdLocking has nothing to do: only Linux has locks that belong to the open file.
func ofdLocking() {}

//go:build !linux

package host

// OFDLocking has nothing to do: only Linux has locks that belong to the open file.
func OFDLocking() {}

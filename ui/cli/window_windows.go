package cli

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// ownWindow reports whether the console was opened for this process alone, as a double click does: it closes with the process.
func ownWindow() bool {
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	var ids [2]uint32
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

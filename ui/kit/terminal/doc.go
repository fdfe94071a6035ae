// Package terminal writes what the program shows to the terminal, and nothing twice: of a frame only the cells that differ from the frame
// before it.
//
//	model ── View ──> Screen ── Frame ──> Painter ── cells that differ ──> terminal
//	                     ^
//	                     └─ size, raw mode, modes of the terminal, leaving it as it was
//
// Bubble Tea keeps the loop of messages and reads the keys; its own renderer is switched off, since it erases and writes anew every row with
// a wide character (5 KB for one Down on the list of premises) and looks for changes 120 times a second for as long as the program is open.
package terminal

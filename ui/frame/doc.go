// Package frame is the root of the screens: the frame around every screen, the stack of screens with Esc back, overlays,
// the menu of places and actions, help, answers, mouse.
//
//	line 1      program, office, path           who, day, 演示
//	line 2      summary of the screen
//	body        the screen on top of the stack
//	last - 1    answer to the last action
//	last        keys, most used first, Esc last
//
// Which places there are, it is told; what a screen is, stands in package ui/screen.
package frame

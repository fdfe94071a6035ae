// Package quantity is what the program counts with: money in fen, area in hundredths of a ㎡, read as people type them and
// written as they read them.
package quantity

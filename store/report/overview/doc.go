// Package overview answers what a leader asks in a meeting: the districts side by side on a day and on another one, figure by figure,
// and the records behind each figure.
//
//	store/report ──> Read ──────> figures by district, each the sum of its items
//	ui/screen ─────> Read, Items: one figure opens into the items that make it
//
// A figure is said once (figures): what it counts is one question to the data that gives items, and the figure is their number, their
// sum or their greatest. What other reports count too is read from the same place as they do.
package overview

// Package report turns the figures of the store into reports: columns and rows as of a day, with totals, the number of
// sample units counted (示例明细), and the end of the log that they were read from.
//
//	ui/screen/report ──> Make ──> store (reads)
//	ui/cli ──────────> Make ──> Text, CSV, JSON: the same figures
//
// A report knows which list shows the records behind each of its figures (Link). Every column of counts, areas or money
// sums its rows; a ratio in the totals is the ratio of the totals.
package report

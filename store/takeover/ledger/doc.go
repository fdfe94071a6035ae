// Package ledger is a file of an office beside what its data hold: how a row is read, rejected, held against the office and shown. It
// knows no kind of file.
//
//	Request ──Begin──> Reading ──Read──> Records ──Compare──> Preview
//	                   cells, places      Listing: rows that stand by themselves, one verdict each
//
// What a kind brings is its Noun: the columns that it looks for, what a blank spreadsheet says of them, and the Records that take its lines.
package ledger

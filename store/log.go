package store

import "penggai/allocation/civil"

// LogEntry is one entry of the log as people read it.
type LogEntry struct {
	Seq     int64
	Command string
	At      string // wall clock, RFC 3339
	Day     civil.Date
	Account int64  // 0 is the command line
	Actor   string // name and role as they were
	Action  string // code
	Title   string
	Subject string
	Noun    string
	NounID  int64
	Reason  string
}

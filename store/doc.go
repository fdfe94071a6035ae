// Package store keeps an office in one SQLite file: one data folder, one office.
//
//	folder/penggai.db      the data (with -wal and -shm while open)
//	folder/penggai.lock    says which process owns the folder
//	folder/backup/         copies made with VACUUM INTO
//
// An exported method is one use case: it takes the actor, checks the role, opens the transaction, writes and
// commits. Every change goes through Store.write (tx.go), which collects each changed row with SQLite's
// pre-update hook and appends the log entry with the rows' after-images to a hash chain (audit.go) in the same
// transaction; verify.go folds the log and compares it with the live rows. Tables outside the log are named once
// in audit.go.
//
//	ui, ui/cli ──> store ──> allocation
//	               │ one noun a file: unit.go, application.go, round.go, tenancy.go …
//	               │ open.go lock*.go migrate.go fault.go   the file
//	               │ tx.go query.go audit.go verify.go      writing, reading, proving
//	               └ migrations/NNNN_name.sql               the schema
//
// What goes wrong below is turned into a Refusal in one place, fault.go.
package store

// Package engine keeps an office in one SQLite file and knows none of its nouns: one data folder, one office.
//
//	folder/penggai.db      the data (with -wal and -shm while open)
//	folder/penggai.lock    says which process owns the folder
//	folder/backup/         copies made with VACUUM INTO
//
// Every change goes through Store.Write (tx.go), which checks role, repetition and clock, collects each changed row with
// SQLite's pre-update hook and appends the log entry with the rows' after-images to a hash chain (audit.go) in the same
// transaction; verify.go folds the log and compares it with the live rows. Which tables there
// are, and which of them stay outside the log, stands in package schema. What goes wrong below is turned into a Refusal in one place, fault.go.
//
//	open.go create.go lock*.go migrate.go   the file, and what package schema makes in it
//	tx.go query.go audit.go verify.go       writing, reading, proving
//	backup.go restore.go copy.go doctor.go  copies and their way back
//	field.go listing.go filter.go           the fields of a noun, said once, and the lists that come from them
package engine

// Package schema says which tables the file of an office has: migrations/NNNN_name.sql make them, each file once and in the
// order of the names. A file that was released stays as it is; a new one comes after all of them (TestMigrationsAreOnlyAdded).
// Here stands too what the log does not take: whole tables, and columns of which it keeps no value.
package schema

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var embedded embed.FS

// Migrations holds the files that make the schema in its folder migrations.
var Migrations fs.FS = embedded

// unlogged are the tables outside the log, attempt in files of before; shadow tables of a full-text index are told by their prefix.
var unlogged = map[string]bool{
	"log": true, "secret": true, "attempt": true, "draft": true, "view": true, "packed_file": true,
	"fee_kept": true, "fee_month": true, "fee_stale": true, "fee_until": true, // sums, which follow from other rows
}

//go:embed base.sql
var base string

// Base is the whole schema with the rows that the migrations leave in it, as one text, and its version: what an office that is new is
// made with. Held to be what the migrations make by TestBaseIsWhatTheMigrationsMake, which writes it with -update.
func Base() (version int, text string) {
	head, text, _ := strings.Cut(base, "\n")
	version, _ = strconv.Atoi(strings.TrimPrefix(head, "-- ")) // 0, of no release, for a head that is none
	return version, text
}

//go:embed fingerprint
var fingerprint string

// Fingerprint is the version of the schema and the hash over its texts, as the migrations make it: "55 6f0bb52091ab3d61".
func Fingerprint() string { return strings.TrimSpace(fingerprint) }

const searchPrefix = "search"

// Logged reports whether the log keeps a table.
func Logged(table string) bool {
	return !unlogged[table] && !strings.HasPrefix(table, searchPrefix) && !strings.HasPrefix(table, "sqlite_")
}

const passwordHash = "password_hash"

// sensitive are the columns, by name in whatever table, whose values never stand in the log: the log keeps a masked
// text and a keyed hash, which is enough to see that a value was changed behind its back.
var sensitive = map[string]bool{
	passwordHash: true,
	"identity":   true, // identity numbers of persons (GB 11643) and registration numbers (GB 32100)
	"phone":      true,
	"old_whole":  true, // of the private fields that a correction mends
	"new_whole":  true,
}

// Sensitive reports whether the log keeps no value of a column.
func Sensitive(column string) bool { return sensitive[column] }

// Masked reports whether the log keeps a masked text of a sensitive column; else it keeps the keyed hash alone.
func Masked(column string) bool { return column != passwordHash }

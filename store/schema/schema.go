// Package schema says which tables the file of an office has: migrations/NNNN_name.sql make them, each file once and in the
// order of the names. A file that was released stays as it is; a new one comes after all of them (TestMigrationsAreOnlyAdded).
// Here stands too what the log does not take: whole tables, and columns of which it keeps no value.
package schema

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var embedded embed.FS

// Migrations holds the files that make the schema in its folder migrations.
var Migrations fs.FS = embedded

// unlogged are the tables outside the log, attempt in files of before; shadow tables of a full-text index are told by their prefix.
var unlogged = map[string]bool{
	"log": true, "secret": true, "attempt": true, "draft": true, "view": true, "packed_file": true, "seal_key": true,
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

// sensitive are the columns, by name in whatever table, whose values never stand in the log: what it keeps instead is enough to see that
// a value was changed behind its back.
var sensitive = map[string]bool{
	passwordHash: true,
	"identity":   true, // identity numbers of persons (GB 11643) and registration numbers (GB 32100)
	"phone":      true,
	"old_whole":  true, // of the private fields that a correction mends
	"new_whole":  true,
}

// Sensitive reports whether the log keeps no value of a column.
func Sensitive(column string) bool { return sensitive[column] }

// Masked reports whether the log of an earlier version keeps a masked text of a sensitive column; else it keeps the keyed hash alone.
func Masked(column string) bool { return column != passwordHash }

// Owner says whose the sensitive values of a row are: the log keeps them sealed with a key of that owner's own (store/engine/seal), and what
// is sealed goes everywhere when the key is destroyed.
type Owner struct {
	Kind   string // applicant: a person or team with everybody behind it
	Column string // of the row, with the owner's id
}

// OwnerApplicant is the kind of owner whose values have a day on which they go.
const OwnerApplicant = "applicant"

// owners of the tables that hold values of persons.
var owners = map[string]Owner{
	"party":             {OwnerApplicant, "applicant_id"},
	"holding_change":    {OwnerApplicant, "old_id"},
	"correction_change": {"correction", "correction_id"},
	"takeover_row":      {"takeover_row", "id"},
}

// OwnerOf says whose the sensitive values of a table are; ok is false where they are nobody's own, such as the hash of a password.
func OwnerOf(table string) (o Owner, ok bool) {
	o, ok = owners[table]
	return o, ok
}

// Owned are the tables whose sensitive values have owners, by their names.
func Owned() []string { return slices.Sorted(maps.Keys(owners)) }

// partColumn and Firm tell the number of a company, which everybody may look up, from those of people: it has a key of its own, that
// stays.
const (
	partColumn = "part"
	firm       = "company"
)

// Apart is the kind of owner of a row when what stands in its column tells so.
func (o Owner) Apart(column, value string) (kind string, ok bool) {
	return firm, o.Kind == OwnerApplicant && column == partColumn && value == firm
}

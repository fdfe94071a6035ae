package engine

import "context"

// What the tests of this room look at from outside, where an office to test in can be had.
const (
	BackupFolder = backupFolder
	ChunkRows    = chunkRows
	SqlHead      = sqlHead
	SqlLogOf     = sqlLogOf
)

var (
	FaultOf       = faultOf
	Kept          = kept
	LoggedTables  = loggedTables
	Mask          = mask
	SchemaVersion = schemaVersion
)

// FreshFingerprint is the fingerprint of what the migrations make.
func FreshFingerprint(ctx context.Context) (string, error) {
	list, err := freshObjects(ctx, schemaVersion())
	return fingerprint(list), err
}

package engine

// What the tests of this room look at from outside, where an office to test in can be had.
const (
	BackupFolder = backupFolder
	ChunkRows    = chunkRows
	SqlHead      = sqlHead
	SqlLogOf     = sqlLogOf
)

var (
	ArgonCost        = argonCost
	FaultOf          = faultOf
	FreshFingerprint = freshFingerprint
	Kept             = kept
	LoggedTables     = loggedTables
	Mask             = mask
	PrivateMode      = privateMode
	SchemaVersion    = schemaVersion
)

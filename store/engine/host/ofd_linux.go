package host

import "modernc.org/sqlite"

// OFDLocking makes SQLite use locks that belong to the open file, not to the process: otherwise closing any other
// descriptor of the live file would drop them. Where the kernel lacks them the lock file still keeps others out.
func OFDLocking() { _, _ = sqlite.OFDLocking(true) }

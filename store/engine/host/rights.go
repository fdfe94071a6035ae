package host

// Rights is who may read and write a file besides its owner.
type Rights int

const (
	RightsUnknown Rights = iota // the system does not say
	RightsOwn                   // nobody
	RightsOthers                // other people of this computer
	RightsNone                  // the file system keeps no rights: whoever holds the disk
)

// Package host is what the systems do differently with the folder of an office: its lock, its rights and how a rename becomes durable.
package host

import "errors"

// ErrHeld says that another process holds the lock.
var ErrHeld = errors.New("lock held")

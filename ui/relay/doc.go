// Package relay lets the commands of one user work on an office that another process of the same user holds open: the holder runs them on
// its own store, with what the caller types and sees.
//
//	caller: Through ── a local socket ──> Listener.Serve ── one goroutine a command ──> Handler: the command, as in its own process
//	   │  stdin when asked, a password, Ctrl+C ->                  │
//	   └──<─────────────── stdout, stderr, status ─────────────────┘
//
// The socket lies in a folder of the user's alone, of which a file in the data folder says where, with a word that the caller has to know:
// who may read the data folder may call. What a holder that was killed left behind is no holder, and goes with the next one.
// The package knows no command.
package relay

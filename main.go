// Command penggai lets a district government hand out idle state-owned shop premises to people who start a
// business, and keeps account of every premises, every decision and every yuan waived until they come back.
// The work is in ui/cli; README.md says how to start.
package main

import (
	"os"

	"penggai/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.System()))
}

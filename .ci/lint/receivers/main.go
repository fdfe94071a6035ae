// Command receivers finds types whose methods have pointer receivers as well as value receivers.
package main

import (
	"github.com/raeperd/recvcheck"
	"golang.org/x/tools/go/analysis/singlechecker"
)

func main() {
	singlechecker.Main(recvcheck.NewAnalyzer(recvcheck.Settings{Exclusions: []string{
		"*.Scan", // database/sql writes through the pointer that it asks of a value type, as encoding/json does with UnmarshalText
	}}))
}

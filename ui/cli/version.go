package cli

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is that of a release, which .ci/release puts in; empty in a program that was built otherwise.
var version string

// printVersion is `penggai version`: what people name when they ask for help, and for which system it was built.
func printVersion(_ context.Context, s Streams, args []string) error {
	if _, err := parse(flags("version"), args, 0); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "penggai %s %s/%s\n", cmp.Or(version, builtFrom()), runtime.GOOS, runtime.GOARCH)
	return nil
}

// builtFrom is the commit that the program was built from, where the compiler wrote it down.
func builtFrom() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return textNoVersion
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return textNoVersion
}

const textNoVersion = "未标版本"

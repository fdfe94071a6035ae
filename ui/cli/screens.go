package cli

import (
	"context"

	"penggai/store"
)

func openScreens(context.Context, Streams, []string) error { return errUsage }

func runDemo(context.Context, *store.Store) error { return errUsage }

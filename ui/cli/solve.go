package cli

import (
	"context"

	"penggai/allocation/charge"
	"penggai/allocation/rule"
)

// solve is `penggai solve FILE --json`: the awards of an instance or of a round's certificate, computed anew.
func solve(ctx context.Context, s Streams, args []string) error {
	f := flags("solve")
	f.Bool("json", true, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	data, err := readInput(s, words[0])
	if err != nil {
		return err
	}
	data, err = rule.InstanceFile(data)
	if err != nil {
		return usageError{err}
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		return usageError{err}
	}
	result, err := rule.Solve(ctx, in, nil)
	if err != nil {
		return err
	}
	return result.WriteJSON(s.Out)
}

// quote is `penggai fees quote FILE --json`: the fee schedule of a tenancy that need not exist.
func quote(_ context.Context, s Streams, args []string) error {
	f := flags("fees quote")
	f.Bool("json", true, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	data, err := readInput(s, words[0])
	if err != nil {
		return err
	}
	in, err := charge.ReadQuote(data)
	if err != nil {
		return usageError{err}
	}
	out, err := charge.Schedule(in).JSON()
	if err != nil {
		return err
	}
	_, err = s.Out.Write(append(out, '\n'))
	return err
}

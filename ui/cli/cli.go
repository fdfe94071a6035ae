// Package cli is the command line: `penggai` opens the screens, the other commands serve scripts and
// supervisors. It is the only place that wires seed, store and ui together.
//
//	main → cli.Main → command → seed (a new office's premises and catalogues)
//	                          → store (one data folder)
//	                          → ui (the screens)
//
// Exit status of every command: 0 done, 1 the work failed or was refused, 2 a wrong call or unreadable input
// (nothing on standard output then), 3 the data did not verify.
package cli

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"penggai/allocation/say"
	"penggai/store/engine"
)

// Exit statuses that other programs rely on.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitUnproven = 3
)

// Streams are what a command reads and writes, and the environment it asks.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Terminal bool // standard output is a terminal

	line   []string // the whole command line, when the process that holds the office may run it
	caller *caller  // for whom the process that holds the office runs a command; nil in a process of its own
}

// System is the process's own streams.
func System() Streams {
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv,
		Terminal: term.IsTerminal(int(os.Stdout.Fd())) && term.IsTerminal(int(os.Stdin.Fd())),
	}
}

// command is one word of the command line and what it does.
type command struct {
	name  string // one or two words: "units", "fees quote"
	args  string // what follows, for the usage
	about string // Chinese, one line
	run   func(ctx context.Context, s Streams, args []string) error
}

// usageError is a wrong call or unreadable input: exit status 2.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// unverifiedError is what came from elsewhere and does not verify: exit status 3.
type unverifiedError struct{ err error }

func (e unverifiedError) Error() string { return e.err.Error() }
func (e unverifiedError) Unwrap() error { return e.err }

// errUnproven ends a command whose data did not verify; what differs has been printed: exit status 3.
var errUnproven = errors.New("data did not verify")

// Main runs one command and returns the exit status.
func Main(args []string, s Streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGHUP, syscall.SIGTERM) // a window that is closed ends it as a person does
	defer stop()
	context.AfterFunc(ctx, stop)                            // asked again, it ends at once
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // a reader that has enough is an error of writing, and what is passing is cleared away
	cmd, rest, err := find(args)
	if slices.Contains(passed, cmd.name) {
		s.line = args
	}
	if err == nil {
		err = cmd.run(ctx, s, rest)
	}
	status := conclude(s, err)
	if status != exitDone && len(args) == 0 && s.Terminal && ownWindow() {
		waitForKey(s)
	}
	return status
}

// waitForKey keeps the window of a program that was double-clicked open until what went wrong has been read.
func waitForKey(s Streams) {
	fmt.Fprint(s.Err, "\n读完后按回车键关闭这个窗口")
	_, _ = bufio.NewReader(s.In).ReadString('\n') // without a keyboard the window closes as before
}

// find picks the command; no word at all opens the screens.
func find(args []string) (command, []string, error) {
	if len(args) == 0 || (strings.HasPrefix(args[0], "-") && !isHelp(args[0])) {
		return screens(), args, nil
	}
	if isHelp(args[0]) {
		return help(), nil, nil
	}
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == c.name {
			return c, args[len(words):], nil
		}
	}
	return command{}, nil, usageError{errUnknownCommand.With(args[0])}
}

func isHelp(s string) bool { return s == "help" || s == "-h" || s == "--help" || s == "-help" }

// conclude prints the one message of a failed command and gives its exit status.
func conclude(s Streams, err error) int {
	var wrong usageError
	var elsewhere ranElsewhere
	var unverified unverifiedError
	switch {
	case errors.As(err, &elsewhere): // it has said what there was to say
		return int(elsewhere)
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errUnproven):
		return exitUnproven
	case errors.Is(err, syscall.EPIPE): // who read has enough
		return exitFailed
	case errors.As(err, &unverified):
		fmt.Fprintln(s.Err, "penggai: "+message(unverified.err))
		return exitUnproven
	case errors.As(err, &wrong):
		fmt.Fprintln(s.Err, "penggai: "+message(wrong.err))
		return exitUsage
	}
	fmt.Fprintln(s.Err, "penggai: "+message(err))
	return exitFailed
}

// message is what a person reads of an error: a refusal's own words, those of a file or a disk; anything else with its detail. What came
// from outside cannot write over the screen.
func message(err error) string {
	var r *say.Refusal
	var file *fs.PathError
	switch {
	case errors.As(err, &r):
	case errors.Is(err, context.Canceled):
		return "已取消，没有写入任何内容"
	case errors.As(err, &file) && errors.Is(err, fs.ErrNotExist):
		r = errNoFile.With(file.Path)
	case errors.As(engine.Fault(err), &r):
	default:
		return plain("系统内部错误：" + err.Error())
	}
	return plain(r.Error())
}

// plain is a text whose control signs and broken letters are spelled out.
func plain(text string) string {
	var b strings.Builder
	for i, c := range text {
		switch {
		case c == utf8.RuneError && text[i] != 0xef: // a byte of another encoding
			fmt.Fprintf(&b, `\x%02x`, text[i])
		case c == '\n', !unicode.IsControl(c):
			b.WriteRune(c)
		default:
			fmt.Fprintf(&b, `\x%02x`, c)
		}
	}
	return b.String()
}

// What the machine lacks.
var (
	errNoFile    = say.Refuse("no_file", "没有这个文件或文件夹，没有写入任何内容。请核对路径")
	errNoPassing = say.Refuse("no_passing_folder", "放临时文件的文件夹不能用，没有写入任何内容。请检查环境变量 TMPDIR（Windows 是 TEMP）所指的文件夹是否存在、能否写入")
)

// flags makes a flag set that is silent and speaks Chinese through conclude.
func flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet(name, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	return f
}

// parse reads flags that may stand before, between and after the words, and returns the words.
func parse(f *flag.FlagSet, args []string, words int) ([]string, error) {
	rest, err := parseUpTo(f, args, words)
	if err == nil && len(rest) != words {
		return nil, usageError{usageOf(f)}
	}
	return rest, err
}

// parseUpTo is parse where fewer words are possible.
func parseUpTo(f *flag.FlagSet, args []string, words int) ([]string, error) {
	var rest []string
	for {
		if err := f.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, usageError{usageOf(f)}
			}
			return nil, usageError{errBadFlag.Textf("penggai %s 的参数看不懂：%s", f.Name(), flagWords.Replace(err.Error()))}
		}
		args = f.Args()
		if len(args) == 0 {
			break
		}
		rest = append(rest, args[0])
		args = args[1:]
	}
	if len(rest) > words {
		return nil, usageError{usageOf(f)}
	}
	return rest, nil
}

// flagWords says in Chinese what the flag package says.
var flagWords = strings.NewReplacer("flag provided but not defined: ", "没有这个参数 -", "flag needs an argument: ", "后面要写值 -",
	"invalid value ", "值不对 ", "invalid boolean value ", "值不对 ", "bad flag syntax: ", "写法不对 ", " for flag ", " 参数 ")

// usageOf is the one-line usage of a command with its flags.
func usageOf(f *flag.FlagSet) error {
	args := ""
	for _, c := range commands() {
		if c.name == f.Name() {
			args = c.args
		}
	}
	return errUsage.Textf("用法：penggai %s %s", f.Name(), args)
}

// What a command reads whole at most; larger input is refused before it is parsed.
const (
	maxInput = 256 << 20
	maxQuote = 4 << 20 // one stay
)

// readInput reads a file or, for "-", standard input, of at most so many bytes.
func readInput(s Streams, name string, most int64) ([]byte, error) {
	r := s.In
	if name != "-" {
		f, err := os.Open(s.path(name))
		if err != nil {
			return nil, usageError{errNoInput.With(name)}
		}
		defer f.Close()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, usageError{errNoInput.With(name)}
	case int64(len(data)) > most:
		return nil, usageError{errHugeInput.Textf("文件超过 %d MiB，不像是本程序的文件", most>>20).With(name)}
	}
	return data, nil
}

// Refusals of the command line.
var (
	errUnknownCommand = say.Refuse("unknown_command", "没有这个命令，penggai help 列出全部命令")
	errBadFlag        = say.Refuse("bad_flag", "")
	errUsage          = say.Refuse("usage", "")
	errNoInput        = say.Refuse("no_input", "文件打不开，请检查路径和权限")
	errHugeInput      = say.Refuse("huge_input", "文件太大，不像是本程序的文件")
)

// unpacked is a file without the gzip around it, where it has one: large instances travel packed. Errors: errBadPacked, errHugeInput.
func unpacked(data []byte, most int64) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, usageError{errBadPacked}
	}
	out, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, usageError{errBadPacked}
	case int64(len(out)) > most:
		return nil, usageError{errHugeInput}
	}
	return out, nil
}

var errBadPacked = say.Refuse("bad_packed", "gzip 文件解不开，不完整或者损坏")

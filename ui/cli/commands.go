package cli

import (
	"context"
	"fmt"
)

// screens is the command without a name: it opens the office on screen.
var screens = command{name: "penggai", run: openScreens}

// help is `penggai help`.
var help = command{name: "help", run: printHelp}

// commands lists all commands in the order of the help.
func commands() []command {
	return []command{
		{"demo", "[--data DIR] [--today DATE] [--text]", textAboutDemo, demo},
		{"init", "--data DIR --office 全市|尖山区|岭东区|四方台区|宝山区 --admin NAME [--display NAME]", textAboutInit, initOffice},
		{"solve", "FILE --json", textAboutSolve, solve},
		{"fees quote", "FILE --json", textAboutQuote, quote},
		{"units", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] --json", textAboutUnits, units},
		{"applications", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] --json", textAboutApplications, applications},
		{"tenancies", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] --json", textAboutTenancies, tenancies},
		{"contracts", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] --json", textAboutContracts, contracts},
		{"bills", "--user NAME [--data DIR] [--district D] [--state S] [--filter TEXT] --json", textAboutBills, bills},
		{"report", "NAME --user NAME [--data DIR] --format text|csv|json [--out FILE] [--as-of DATE] [--district D]", textAboutReport, reports},
		{"print", "FORM NUMBER --user NAME [--data DIR] [--today DATE] [--out FILE]", textAboutPrint, printForm},
		{"verify", "[--data DIR]", textAboutVerify, verify},
		{"backup", "[--data DIR] [--out FILE]", textAboutBackup, backup},
		{"restore", "FILE [--data DIR]", textAboutRestore, restore},
		{"doctor", "[--data DIR]", textAboutDoctor, doctor},
	}
}

// printHelp lists the commands; it goes to standard output because it was asked for.
func printHelp(_ context.Context, s Streams, _ []string) error {
	fmt.Fprint(s.Out, textHelpHead)
	for _, c := range commands() {
		fmt.Fprintf(s.Out, "  penggai %s %s\n      %s\n", c.name, c.args, c.about)
	}
	fmt.Fprint(s.Out, textHelpFoot)
	return nil
}

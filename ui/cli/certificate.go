package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/round"
	screen "penggai/ui/screen/round"
)

// rounds is `penggai rounds --json`; served and area are those of the run that stands.
func rounds(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "rounds", args, round.RoundNoun, (*store.Store).RoundList, "number", "district", "title", "state", "single", "created", "applicants",
		"served", "units", "area_dm2", "units_left", "left_out", "left_out_reasons", "parameter_version", "draw", "draw_day", "notice_from", "notice_until", "objection_until", "confirmed")
}

// certificate is `penggai certificate ROUND`: the certificate of the run that stands, as penggai solve takes it, or with --html its notice as
// a page that anyone can check; with --notice N that of the Nth notice, as it was posted.
func certificate(ctx context.Context, s Streams, args []string) error {
	var p place
	f := flags("certificate")
	p.addSigned(f)
	out := f.String("out", "", "")
	html := f.Bool("html", false, "")
	nth := f.Int("notice", 0, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	return p.read(ctx, s, func(st *store.Store, by engine.Actor) error {
		r, err := st.RoundByNumber(ctx, by, strings.ToUpper(words[0]))
		if errors.Is(err, engine.ErrNotFound) {
			return errNoRound.With(words[0])
		}
		if err != nil {
			return err
		}
		if r.Run == 0 {
			return screen.ErrNoRun.With(r.Number)
		}
		write, what := certificateOf(ctx, st, by, r), desk.Exported{List: r.Number + " 证书", Format: "json"}
		if *html {
			write = func(w io.Writer) error { return screen.WriteNotice(ctx, st, by, r.ID, w) }
			what = desk.Exported{List: r.Number + " 公示网页", Format: "html"}
		}
		if *nth != 0 {
			what.List += fmt.Sprintf(" 第 %d 次公示", *nth)
			write = func(w io.Writer) error { return screen.WriteNoticed(ctx, st, by, r.ID, *nth, *html, w) }
		}
		var whole bytes.Buffer // before the export begins: what it signs with may be written down first
		if err := write(&whole); err != nil {
			return err
		}
		write = func(w io.Writer) error { _, err := w.Write(whole.Bytes()); return err }
		if *out == "" {
			return write(s.Out)
		}
		return exportOut(ctx, s, st, by, *out, func(_ context.Context, _ desk.Stand, w io.Writer) (desk.Exported, int, error) {
			return what, r.Applicants, write(w)
		})
	})
}

// certificateOf writes the certificate of the run that stands.
func certificateOf(ctx context.Context, st *store.Store, by engine.Actor, r round.RoundRow) func(io.Writer) error {
	return func(w io.Writer) error {
		c, err := st.Certificate(ctx, by, r.Run)
		if err != nil {
			return err
		}
		_, err = w.Write(c.File())
		return err
	}
}

var errNoRound = say.Refuse("no_round", "没有这个编号的批次，编号见 penggai rounds")

package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	files "penggai/store/engine/place"
	"penggai/store/exchange"
	"penggai/store/intake"
	"penggai/store/money"
	"penggai/store/premises"
	"penggai/store/report"
	"penggai/store/stay"
	"penggai/store/watch"
)

// listFlags are the flags that all list commands share; the filter is exactly that of the screens.
type listFlags struct {
	place
	district, state, filter string
	sort, format, out       string // of a file that is written instead of JSON
	offices                 bool   // the offices whose packages came, too
}

func (l *listFlags) addList(f *flag.FlagSet) {
	l.addSigned(f)
	f.StringVar(&l.district, "district", "", "")
	f.StringVar(&l.state, "state", "", "")
	f.StringVar(&l.filter, "filter", "", "")
	f.Bool("json", true, "")
	f.StringVar(&l.sort, "sort", "", "")
	f.StringVar(&l.format, "format", "json", "")
	f.StringVar(&l.out, "out", "", "")
	f.BoolVar(&l.offices, "offices", false, "")
}

// query is the list's question: the flags joined into one filter.
func (l *listFlags) query() engine.ListQuery {
	words := []string{l.filter}
	if l.district != "" {
		words = append(words, `district:"`+l.district+`"`)
	}
	if l.state != "" {
		words = append(words, `state:"`+l.state+`"`)
	}
	return engine.ListQuery{Filter: strings.TrimSpace(strings.Join(words, " "))}
}

// listNoun runs one list command over a noun: the fields with these keys of every row.
func listNoun[R any](ctx context.Context, s Streams, name string, args []string, n *engine.Noun[R],
	read func(*store.Store, context.Context, engine.Actor, engine.ListQuery) (engine.Page[R], error), keys ...string,
) error {
	return readList(ctx, s, name, args, func(ctx context.Context, st *store.Store, by engine.Actor, q engine.ListQuery, l *listFlags) error {
		var err error
		if q.Sort, err = sortOf(n, l.sort); err != nil {
			return usageError{err}
		}
		if l.format != formatJSON {
			return writeListFile(ctx, s, st, by, n, read, q, l, keys)
		}
		page, err := read(st, ctx, by, q)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return n.WriteJSON(w, st.Today(), page.Rows, keys...) }
		if l.out == "" {
			return write(s.Out)
		}
		what := desk.Exported{List: n.Title, Filter: q.Filter, Order: l.sort, Format: l.format}
		return exportOut(ctx, s, st, by, l.out, func(_ context.Context, _ desk.Stand, w io.Writer) (desk.Exported, int, error) {
			return what, len(page.Rows), write(w)
		})
	})
}

// readList signs in and puts the question of a list.
func readList(ctx context.Context, s Streams, name string, args []string,
	read func(context.Context, *store.Store, engine.Actor, engine.ListQuery, *listFlags) error,
) error {
	var l listFlags
	f := flags(name)
	l.addList(f)
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	if l.format != formatJSON && !slices.Contains(report.ListFormats, l.format) {
		return usageError{report.ErrUnknownFormat.Textf("没有这种格式，可用的有 %s", strings.Join(append(slices.Clone(report.ListFormats), formatJSON), "、")).With(l.format)}
	}
	if l.offices && (l.format != formatJSON || l.out != "") {
		return usageError{errOfficesFile}
	}
	return l.read(ctx, s, func(st *store.Store, by engine.Actor) error {
		if l.offices {
			whole, says, err := wholeOf(ctx, st)
			if err != nil {
				return err
			}
			defer whole.Close()
			for _, line := range says {
				fmt.Fprintln(s.Err, line)
			}
			st = whole
		}
		if d, err := allocation.FindDistrict(l.district); err == nil && !by.Sees(d.Name) {
			return engine.ErrOtherDistrict.With(d.Name)
		}
		return read(ctx, st, by, l.query(), &l)
	})
}

// units is `penggai units --json`: the district is empty for the city pool, bay is null while it is not known, hold is round,
// award, tenancy or empty.
func units(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "units", args, premises.UnitNoun, (*store.Store).Units, "number", "district", "community", "building", "floor", "bay",
		"area_dm2", "tags", "state", "since", "sample", "expected", "hold", "holder", "until", "source", "usage", "certificate", "address", "door", "former", "photo")
}

// applications is `penggai applications --json`.
func applications(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "applications", args, intake.ApplicationNoun, (*store.Store).Applications, "number", "district", "applicant", "kind", "state",
		"project", "sector", "jobs_claimed", "jobs_accepted", "group", "wanted_min", "wanted_max", "accepted", "since", "supplement_deadline", "flags")
}

// tenancies is `penggai tenancies --json`; the contract is the latest one.
func tenancies(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "tenancies", args, stay.TenancyNoun, (*store.Store).Tenancies, "number", "district", "applicant", "state", "unit", "area", "signed",
		"clock", "handed", "open_by", "opened", "ended", "contract", "contract.term", "contract.from", "contract.until")
}

// contracts is `penggai contracts --json`: the contracts of all terms. The state holdover is a running contract whose term is
// over; days_left is null when it does not run.
func contracts(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "contracts", args, stay.ContractNoun, (*store.Store).Contracts, "number", "district", "tenancy", "applicant", "unit", "term", "state",
		"signed", "from", "until", "ended", "days_left", "jobs_full_time", "jobs_part_time")
}

// bills is `penggai bills --json`.
func bills(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "bills", args, money.BillNoun, (*store.Store).Bills, "number", "district", "tenancy", "applicant", "unit", "kind", "from", "to",
		"issued", "due", "market", "payable", "waived", "paid", "open", "state", "late")
}

// payments is `penggai payments --json`: receipts, and what reverses them with a negative amount.
func payments(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "payments", args, money.PaymentNoun, (*store.Store).Payments, "number", "district", "tenancy", "applicant", "kind", "day", "amount",
		"method", "payer", "remark", "other", "by", "entered", "till")
}

// tills is `penggai tills --json`: the days' ends; a difference below zero is money that is missing.
func tills(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "tills", args, money.TillNoun, (*store.Store).Tills, "number", "district", "keeper_name", "from", "day", "receipts", "cash", "transfer",
		"scan", "other", "float", "found", "difference", "reason", "state", "second", "decided")
}

// workers is `penggai roster --json`: the workers by name of all assessments, their numbers masked.
func workers(ctx context.Context, s Streams, args []string) error {
	return listNoun(ctx, s, "roster", args, watch.WorkerNoun, (*store.Store).Workers, "number", "day", "district", "tenancy", "applicant", "name", "identity",
		"since", "elsewhere", "state")
}

// reports is `penggai report NAME`.
func reports(ctx context.Context, s Streams, args []string) error {
	var p place
	f := flags("report")
	p.addSigned(f)
	format := f.String("format", "text", "")
	out := f.String("out", "", "")
	asOf := f.String("as-of", "", "")
	and := f.String("and", "", "")
	from := f.String("from", "", "")
	figure := f.String("figure", "", "")
	district := f.String("district", "", "")
	filter := f.String("filter", "", "")
	offices := f.Bool("offices", false, "")
	words, err := parse(f, args, 1)
	if err != nil {
		return err
	}
	if !isFormat(*format) {
		return usageError{report.ErrUnknownFormat.Textf("没有这种格式，可用的有 %s", strings.Join(report.Formats, "、")).With(*format)}
	}
	if _, err := report.Find(words[0]); err != nil {
		return usageError{err}
	}
	return p.read(ctx, s, func(st *store.Store, by engine.Actor) error {
		q := report.Query{District: *district, Figure: *figure, Filter: *filter}
		for _, day := range []struct {
			flag, typed string
			to          *civil.Date
		}{{"--as-of", *asOf, &q.AsOf}, {"--and", *and, &q.And}, {"--from", *from, &q.From}} {
			if day.typed == "" {
				continue
			}
			if *day.to, err = civil.ParseTyped(day.typed, st.Today()); err != nil {
				return usageError{errBadAsOf.Textf("%s：%s", day.flag, civil.Wrong(day.typed, st.Today()))}
			}
		}
		if !*offices {
			return writeReport(ctx, s, st, st, nil, by, words[0], q, *format, *out)
		}
		whole, says, err := wholeOf(ctx, st)
		if err != nil {
			return err
		}
		defer whole.Close()
		return writeReport(ctx, s, st, whole, says, by, words[0], q, *format, *out)
	})
}

// wholeOf is the office with what came from others, and what stands under a list of all.
func wholeOf(ctx context.Context, st *store.Store) (whole *store.Store, says []string, err error) {
	office, err := st.Office(ctx)
	if err != nil {
		return nil, nil, err
	}
	whole, from, err := st.Whole(ctx)
	if err != nil {
		return nil, nil, err
	}
	return whole, exchange.Says(office.Name, from, st.Today()), nil
}

var errOfficesFile = say.Refuse("offices_file", "--offices 的清单只以 JSON 写到标准输出；要文件请用 penggai report … --offices --format xlsx --out")

// writeOut writes to a new file of this name, or to standard output where it is empty. There is a whole file or none,
// though the program is killed. Errors: errOutExists, those of writing.
func writeOut(s Streams, name string, write func(io.Writer) error) error {
	if name == "" {
		return write(s.Out)
	}
	return cannotOpen(files.New(s.path(name), time.Now(), write), name)
}

// cannotOpen says of a file that could not be made what to do.
func cannotOpen(err error, name string) error {
	var of *fs.PathError
	if errors.Is(err, fs.ErrExist) || errors.As(err, &of) && of.Op == "open" {
		return errOutExists.With(name)
	}
	return err
}

func isFormat(name string) bool {
	for _, f := range report.Formats {
		if f == name {
			return true
		}
	}
	return false
}

// Refusals of the command line.
var (
	errBadAsOf   = say.Refuse("bad_as_of", "--as-of 的日期看不懂，请写成 2021-03-15")
	errOutExists = say.Refuse("out_exists", "文件不能新建，可能已经存在或文件夹不可写，请换一个名字")
)

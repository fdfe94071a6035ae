package home

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"penggai/allocation/note"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/mend"
	"penggai/store/money"
	notes "penggai/store/note"
	"penggai/store/premises"
	"penggai/store/stay"
	"penggai/ui/screen"
)

// drawer is a list in which the finder looks.
type drawer struct {
	place screen.Place
	name  string
	look  func(ctx context.Context, by engine.Actor, q engine.ListQuery) (rows []found, total int, err error)
}

// drawerOf makes a drawer of a list of the store.
func drawerOf[R any](place screen.Place, name string, list func(context.Context, engine.Actor, engine.ListQuery) (engine.Page[R], error), row func(R) found) drawer {
	return drawer{place, name, func(ctx context.Context, by engine.Actor, q engine.ListQuery) (rows []found, total int, err error) {
		page, err := list(ctx, by, q)
		for _, r := range page.Rows {
			rows = append(rows, row(r))
		}
		return rows, page.Total, err
	}}
}

// people are the lists in which a name, a place or a word is looked for.
func people(st *store.Store) []drawer {
	return []drawer{
		drawerOf(screen.Tenancy, say.Tenancy, st.Tenancies, func(r stay.TenancyRow) found {
			return found{id: r.ID, text: r.Name, note: r.Number + "  " + r.State.Title()}
		}),
		drawerOf(screen.Application, say.Application, st.Applications, func(r intake.ApplicationRow) found {
			return found{id: r.ID, text: r.Applicant, note: strings.TrimSpace(r.Number + "  " + r.State.Title())}
		}),
		drawerOf(screen.Unit, say.Unit, st.Units, func(r premises.UnitRow) found {
			return found{id: r.ID, text: r.Number, note: r.Community + "  " + r.State.Title()}
		}),
	}
}

// papers are the lists of what bears a number of its own: they are looked through for a word with a digit, and not for a name, which
// would find every paper of one stay.
func papers(st *store.Store) []drawer {
	return []drawer{
		drawerOf(0, say.Contract, st.Contracts, func(r stay.ContractRow) found {
			return found{place: screen.Tenancy, id: r.Tenancy, text: r.Number, note: say.Contract + "  " + r.Name}
		}),
		drawerOf(screen.Bill, say.Bill, st.Bills, func(r money.BillRow) found {
			return found{id: r.ID, text: r.Number, note: say.Bill + "  " + r.Name}
		}),
		drawerOf(screen.Payment, "收据", st.Payments, func(r money.PaymentRow) found {
			return found{id: r.ID, text: r.Number, note: "收据  " + r.Name}
		}),
		drawerOf(screen.Exit, say.Exit, st.Exits, func(r stay.ExitRow) found {
			return found{id: r.ID, text: r.Called(), note: say.Exit + "  " + r.Name}
		}),
		drawerOf(screen.Correction, say.Correction, st.Corrections, func(r mend.CorrectionItem) found {
			return found{id: r.ID, text: r.Number, note: say.Correction + "  " + r.Subject}
		}),
	}
}

// byNumber are the applicants of a whole number of identity, registration or telephone, or of its last four figures; each such look is in the
// log.
func byNumber(st *store.Store) drawer {
	return drawer{screen.Applicant, say.Applicant, func(ctx context.Context, by engine.Actor, q engine.ListQuery) (rows []found, total int, err error) {
		list, err := st.FindApplicants(ctx, by, q.Filter, foundShown)
		for _, r := range list {
			rows = append(rows, found{id: r.ID, text: r.Name, note: strings.TrimSpace(say.Applicant + "  " + r.Phone + "  " + r.LastNumber)})
		}
		return rows, len(rows), err
	}}
}

// byPaper are the records of papers that no list above holds, by their whole number: the stay of a 补充协议, an assessment, a finding, a round.
func byPaper(st *store.Store) drawer {
	return drawer{0, "", func(ctx context.Context, by engine.Actor, q engine.ListQuery) (rows []found, total int, err error) {
		list, err := st.FindNumber(ctx, by, q.Filter)
		if errors.Is(err, engine.ErrNotFound) || errors.Is(err, engine.ErrOtherDistrict) {
			return nil, 0, nil
		}
		for _, n := range list {
			r := found{id: n.ID, text: strings.ToUpper(q.Filter)}
			switch n.Noun {
			case "change":
				c, err := st.StayChange(ctx, by, n.ID)
				if err != nil {
					return nil, 0, err
				}
				r.place, r.id, r.note = screen.Tenancy, c.Tenancy, "补充协议  "+c.NewName
			case "assessment":
				r.place, r.note = screen.Assessment, say.Assessment
			case "finding":
				r.place, r.note = screen.Finding, say.Finding
			case "round":
				r.place, r.note = screen.Round, say.Round
			case "till":
				r.place, r.note = screen.Till, "日结"
			default:
				continue // a list above has it
			}
			rows = append(rows, r)
		}
		return rows, len(rows), err
	}}
}

// look asks the lists. A filter that names a field is understood by some of them only; the others find nothing.
func look(ctx context.Context, st *store.Store, by engine.Actor, word string) ([]found, error) {
	q := engine.ListQuery{Filter: word, Limit: foundShown}
	shelves := people(st)
	if strings.ContainsAny(word, "0123456789") {
		shelves = append(shelves, byNumber(st))
		shelves = append(shelves, papers(st)...)
		shelves = append(shelves, byPaper(st))
	}
	shelves = append(shelves, drawerOf(screen.Notes, note.Word, st.Notes, func(r notes.Row) found {
		return found{place: screen.PlaceOf(r.Noun), id: r.Record, text: strings.Join(strings.Fields(r.Text), " "), note: note.Word + "  " + r.Subject}
	}))
	var out []found
	for _, s := range shelves {
		rows, total, err := s.look(ctx, by, q)
		switch {
		case errors.Is(err, search.ErrFilterField), errors.Is(err, search.ErrFilterValue):
			continue
		case err != nil:
			return nil, err
		}
		for _, r := range rows {
			r.place = cmp.Or(r.place, s.place)
			out = append(out, r)
		}
		if total > 1 && s.place != 0 { // contracts have no list of their own
			out = append(out, found{place: s.place, filter: word, text: fmtFound(s.name, total), note: say.All})
		}
	}
	return out, nil
}

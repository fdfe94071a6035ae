package store

import (
	"context"

	"penggai/allocation/oversight"
	"penggai/store/basis"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/exchange"
	"penggai/store/exit"
	"penggai/store/figure"
	"penggai/store/intake"
	"penggai/store/keep"
	"penggai/store/mend"
	"penggai/store/money"
	"penggai/store/note"
	"penggai/store/premises"
	"penggai/store/round"
	"penggai/store/stay"
	"penggai/store/takeover"
	"penggai/store/trail"
	"penggai/store/walk"
	"penggai/store/watch"
)

// The rooms by names of their own, so that one value may hold them all.
type (
	basisRoom    = basis.Room
	noteRoom     = note.Room
	premisesRoom = premises.Room
	intakeRoom   = intake.Room
	roundRoom    = round.Room
	stayRoom     = stay.Room
	moneyRoom    = money.Room
	watchRoom    = watch.Room
	walkRoom     = walk.Room
	exitRoom     = exit.Room
	mendRoom     = mend.Room
	takeoverRoom = takeover.Room
	figureRoom   = figure.Room
	keepRoom     = keep.Room
	exchangeRoom = exchange.Room
	deskRoom     = desk.Room
)

// Store is an open office with the use cases of every room. It is safe for concurrent use: reads run in parallel, writes
// one at a time.
type Store struct {
	*engine.Store
	basisRoom
	noteRoom
	premisesRoom
	intakeRoom
	roundRoom
	stayRoom
	moneyRoom
	watchRoom
	walkRoom
	exitRoom
	mendRoom
	takeoverRoom
	figureRoom
	keepRoom
	exchangeRoom
	deskRoom
}

// Over gives an open file its rooms.
func Over(s *engine.Store) *Store {
	return &Store{
		s, basis.Of(s), note.Of(s), premises.Of(s), intake.Of(s), round.Of(s), stay.Of(s), money.Of(s), watch.Of(s), walk.Of(s), exit.Of(s), mend.Of(s), takeover.Of(s), figure.Of(s), keep.Of(s), exchange.Of(s), desk.Of(s),
	}
}

// At hands out the office in one state of its data and on one day: what fn reads through it agrees. It cannot write, and it ends
// with fn. A page has a use case of its own in a room; this is for what reads over the store, as reports and papers do.
func (s *Store) At(ctx context.Context, fn func(at *Store) error) error {
	return s.Store.At(ctx, func(at *engine.Store) error { return fn(Over(at)) })
}

// Whole is the office with what is here of others, to read only; the caller closes it. Errors: those of exchange.Room.Whole.
func (s *Store) Whole(ctx context.Context) (*Store, []exchange.Known, error) {
	whole, from, err := s.exchangeRoom.Whole(ctx)
	if err != nil {
		return nil, nil, err
	}
	return Over(whole), from, nil
}

// LogChanges is what an entry of the log changed, as it may be read: marks that a panel still hides stay hidden. Errors: those of
// trail.Changes.
func (s *Store) LogChanges(ctx context.Context, seq int64) (changes []trail.Change, more bool, err error) {
	if changes, more, err = trail.Changes(ctx, s.Read, seq); err != nil {
		return nil, false, err
	}
	return changes, more, s.VeilMarks(ctx, changes)
}

// LogKinds counts the entries of the log by what an auditor looks through, on one state of the data. Errors: those of the database.
func (s *Store) LogKinds(ctx context.Context, by engine.Actor) (kinds map[oversight.AuditKind]int, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		kinds, err = trail.Kinds(ctx, q, by)
		return err
	})
	return kinds, err
}

// Open opens the office in a data folder; its verification recomputes every confirmed round. Errors: those of engine.Open.
func Open(folder string, o engine.Options) (*Store, error) {
	s, err := engine.Open(folder, proven(folder, o))
	if err != nil {
		return nil, err
	}
	return Over(s), nil
}

// Create makes a new office in a folder that has none and opens it. Errors: those of basis.Create.
func Create(folder string, f basis.Founding, o engine.Options) (*Store, error) {
	s, err := basis.Create(folder, f, proven(folder, o))
	if err != nil {
		return nil, err
	}
	return Over(s), nil
}

// proven adds what is proved beyond log and rows.
func proven(folder string, o engine.Options) engine.Options {
	o.Proofs = append([]engine.Proof{round.VerifyRounds, basis.VerifyDays, money.VerifyFees, note.VerifyFiles(folder), exchange.VerifyOffices(folder), exchange.VerifyReceipts}, o.Proofs...)
	return o
}

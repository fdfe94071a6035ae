package desk

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/keep"
)

// Exported says what is written to a file, in the words of the log.
type Exported struct {
	List   string // 房源, or the title of a report
	Filter string // as typed; empty for all
	Order  string
	Format string
}

// Stand is where the log stood when a file was written: its head, and that head signed with the key that this machine keeps for the
// office, "" where it keeps none.
type Stand struct {
	Head   engine.Head
	Signed string
}

// String is the stand as it is written into the file.
func (s Stand) String() string {
	if s.Signed == "" {
		return s.Head.String() + "，没有签名"
	}
	return s.Head.String() + "，签名 " + s.Signed
}

// Outcome is a file as it was made: under which name, with how many rows, and how it goes out or is taken away again.
type Outcome struct {
	Exported
	File string
	Rows int
	Out  Waiting
}

// Waiting is what was made and is not out yet. Settle lets it out, Drop takes away what is not.
type Waiting interface {
	Settle() error
	Drop()
}

// Export makes one file and keeps it in the log: who wrote which list with which filter to which file, and how many rows. make reads with its
// context, so that all that stands in the file is of one state, that of the signed head; meanwhile others go on writing. The file goes out
// after its entry stands, so that none is without one; when anything fails it is taken away. Errors: those of make and of its Outcome;
// engine.ErrReadOnlyStore, as there is no export without its entry.
func (s Room) Export(ctx context.Context, by engine.Actor, make func(ctx context.Context, at Stand) (Outcome, error)) error {
	return s.out(ctx, by, allocation.ActExport, make, func(t *engine.Tx, made Outcome) error {
		t.Subject(made.List + " " + made.Format)
		words := []string{fmt.Sprintf("%d 行", made.Rows), made.File}
		if made.Filter != "" {
			words = append(words, "筛选 "+made.Filter)
		}
		if made.Order != "" {
			words = append(words, "排序 "+made.Order)
		}
		t.Reason(strings.Join(words, "  "))
		return nil
	})
}

// Archive makes the package of a case as Export makes a file; the entry stands in the life of the case. Errors: those of Export,
// engine.ErrOtherDistrict.
func (s Room) Archive(ctx context.Context, by engine.Actor, c keep.Case, make func(ctx context.Context, at Stand) (Outcome, error)) error {
	if !by.Sees(c.District) {
		return engine.ErrOtherDistrict.With(c.District)
	}
	return s.out(ctx, by, keep.ActArchive, make, func(t *engine.Tx, made Outcome) error {
		t.Subject(strings.TrimSpace(c.Number + " " + c.Name))
		t.About(string(c.Noun), c.ID)
		t.Reason(fmt.Sprintf("%s %d 件 %s，%s", made.List, made.Rows, made.File, textWholeID))
		return t.Mine(c.District)
	})
}

// out is the frame of both: one state, the signed head, the entry, then the file.
func (s Room) out(ctx context.Context, by engine.Actor, act allocation.Action, make func(ctx context.Context, at Stand) (Outcome, error), said func(*engine.Tx, Outcome) error) error {
	if err := s.mayTakeOut(ctx, by, act); err != nil {
		return err
	}
	var made Outcome
	var seal string
	err := s.Pin(ctx, func(ctx context.Context) error {
		head, err := engine.ReadHead(ctx, s.Read)
		if err != nil {
			return err
		}
		at := Stand{Head: head}
		if at.Signed, seal, err = basis.Sign(ctx, s.Read, s.Options.Signets, head); err != nil {
			return err
		}
		made, err = make(ctx, at)
		return err
	})
	if err != nil {
		return err
	}
	defer made.Out.Drop()
	err = s.Write(ctx, by, act, func(t *engine.Tx) error {
		if err := said(t, made); err != nil {
			return err
		}
		return basis.Keep(t, seal)
	})
	if err != nil {
		return err
	}
	return made.Out.Settle()
}

// mayTakeOut refuses before anything is made what the entry would be refused for.
func (s Room) mayTakeOut(ctx context.Context, by engine.Actor, act allocation.Action) error {
	if s.Options.ReadOnly {
		return engine.ErrReadOnlyStore
	}
	if err := engine.MayDo(by, act); err != nil {
		return err
	}
	return s.StillIn(ctx, by)
}

package desk

import (
	"context"
	"fmt"
	"strings"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/engine"
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

// Export runs one export and keeps it in the log: who wrote which list with which filter to which file, and how many rows. write
// gets the head of the log that the list is read from, signed, and returns the file and the rows: while it runs nothing else is written, so
// that the list is of one state. When it fails nothing is logged. Errors: those of write; engine.ErrReadOnlyStore, as there is no
// export without its entry.
func (s Room) Export(ctx context.Context, by engine.Actor, e Exported, write func(at Stand) (file string, rows int, err error)) error {
	return s.Write(ctx, by, allocation.ActExport, func(t *engine.Tx) error {
		head, err := engine.ReadHead(t.Ctx, t)
		if err != nil {
			return err
		}
		signed, err := basis.Sign(t, s.Options.Signets, head)
		if err != nil {
			return err
		}
		file, rows, err := write(Stand{head, signed})
		if err != nil {
			return err
		}
		t.Subject(e.List + " " + e.Format)
		words := []string{fmt.Sprintf("%d 行", rows), file}
		if e.Filter != "" {
			words = append(words, "筛选 "+e.Filter)
		}
		if e.Order != "" {
			words = append(words, "排序 "+e.Order)
		}
		t.Reason(strings.Join(words, "  "))
		return nil
	})
}

package desk

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/stay"
)

// Printing says what is printed: the record, whose it is, and the words for the log.
type Printing struct {
	Noun      string
	ID        int64
	Applicant int64      // whose numbers the document shows; 0 for none
	Day       civil.Date // as of which it shows the applicant; none: today
	District  string
	Subject   string // 入驻合同 RZ-JS-2021-0003 北方家政服务
}

// Print runs one print and keeps it in the log: who printed what of which record. make writes the document and returns
// the name of its file; it gets the applicant, with whole numbers where the actor may see them (the log says so), and the head of
// the log that the document was printed from: while it runs nothing else is written. When it fails nothing is logged.
// Errors: those of make, ErrOtherDistrict, ErrNotAllowed.
func (s Room) Print(ctx context.Context, by engine.Actor, p Printing, make func(who allocation.Applicant, head engine.Head) (string, error)) error {
	return s.Write(ctx, by, allocation.ActPrint, func(t *engine.Tx) error {
		if err := t.Mine(p.District); err != nil {
			return err
		}
		var who allocation.Applicant
		whole := ""
		if p.Applicant != 0 {
			row, err := intake.ReadApplicant(t.Ctx, t, p.Applicant)
			if err != nil {
				return err
			}
			former, err := stay.ReadFormer(t.Ctx, t, p.Applicant)
			if err != nil {
				return err
			}
			row.Applicant = former.On(row.Applicant, p.Day)
			if who = intake.Masked(row.Applicant); allocation.ActUnmaskApplicant.Allows(by.Role) {
				who, whole = row.Applicant, textWholeID
			}
		}
		head, err := engine.ReadHead(t.Ctx, t)
		if err != nil {
			return err
		}
		file, err := make(who, head)
		if err != nil {
			return err
		}
		t.Subject(p.Subject)
		t.About(p.Noun, p.ID)
		t.Reason(strings.TrimSpace(file + " " + whole))
		return nil
	})
}

// NoteTemplates keeps in the log that the templates of documents were written out for editing.
func (s Room) NoteTemplates(ctx context.Context, by engine.Actor, folder string) error {
	return s.Write(ctx, by, allocation.ActExportTemplates, func(t *engine.Tx) error {
		t.Subject(folder)
		return nil
	})
}

// Numbered is a record that a number names.
type Numbered struct {
	Noun string
	ID   int64
	Term int // of a contract: which term of its tenancy; else 0
}

// recordsNumbered finds what a number names; the noun of a contract is its tenancy, of an application also its offered award.
const recordsNumbered = `SELECT 'application', id, 0, district FROM application WHERE number = $1
	UNION ALL SELECT 'award', w.id, 0, a.district FROM award w JOIN application a ON a.id = w.application_id
		WHERE a.number = $1 AND w.state = 'offered'
	UNION ALL SELECT 'tenancy', id, 0, district FROM tenancy WHERE number = $1
	UNION ALL SELECT 'tenancy', t.id, c.term, t.district FROM contract c JOIN tenancy t ON t.id = c.tenancy_id WHERE c.number = $1
	UNION ALL SELECT 'round', id, 0, district FROM round WHERE number = $1
	UNION ALL SELECT 'bill', id, 0, district FROM bill WHERE number = $1
	UNION ALL SELECT 'payment', id, 0, district FROM payment WHERE number = $1
	UNION ALL SELECT 'assessment', a.id, 0, t.district FROM assessment a JOIN tenancy t ON t.id = a.tenancy_id WHERE a.number = $1
	UNION ALL SELECT 'exit', x.id, 0, t.district FROM exit x JOIN tenancy t ON t.id = x.tenancy_id WHERE x.notice_number = $1
	UNION ALL SELECT 'exit', max(x.id), 0, t.district FROM exit x JOIN tenancy t ON t.id = x.tenancy_id
		WHERE t.number = $1 AND x.state IN ('opened', 'approved', 'noticed', 'returned', 'closed') GROUP BY t.id`

// FindNumber finds the records that a number names, as people write it on paper. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) FindNumber(ctx context.Context, by engine.Actor, number string) ([]Numbered, error) {
	number = strings.ToUpper(strings.TrimSpace(quantity.HalfWidth(number)))
	var other error
	rows, err := engine.All(ctx, s.Read, func(r engine.Scanner) (n Numbered, err error) {
		var district string
		if err = r.Scan(&n.Noun, &n.ID, &n.Term, &district); err == nil && !by.Sees(district) {
			other = engine.ErrOtherDistrict.With(district)
		}
		return n, err
	}, recordsNumbered, number)
	switch {
	case err != nil:
		return nil, err
	case other != nil:
		return nil, other
	case len(rows) == 0:
		return nil, engine.ErrNotFound.With(number)
	}
	return rows, nil
}

// Verifying.
const textWholeID = "含完整证件号"

package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
	"penggai/store/keep"
	"penggai/store/stay"
	"penggai/store/vault"
)

// Printing says what is printed: the record, whose it is, and the words for the log.
type Printing struct {
	Form      string // its code
	Noun      string
	ID        int64
	Term      int        // of a contract; else 0
	Tenancy   int64      // in whose life a change of it stands
	Applicant int64      // whose numbers the document shows; 0 for none
	Day       civil.Date // as of which it shows the applicant; none: today
	District  string
	Subject   string // 入驻合同 RZ-JS-2021-0003 北方家政服务
}

// Printed is a paper as it was first printed.
type Printed struct {
	Name   string // of its file in the folder of documents
	Digest string // SHA-256 of the file, under which it is kept
	Day    civil.Date
	By     string // display name
	Entry  int64  // of the log
}

// Copy is what a print makes: the name of its file, and what stands in it.
type Copy struct {
	Name string
	File []byte
}

const (
	firstPrinted = `SELECT p.name, f.sha256, p.day, coalesce(a.display, ''), p.entry FROM printed_paper p JOIN file f ON f.id = p.file_id
		LEFT JOIN account a ON a.id = p.account WHERE p.paper = $1 AND p.noun = $2 AND p.record_id = $3 AND p.term = $4`
	keepPrinted = `INSERT INTO printed_paper (paper, noun, record_id, term, file_id, name, day, account, entry) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
)

// FirstPrint is a paper as it was first printed, found is false before that and for papers that were printed before files were kept.
func (s Room) FirstPrint(ctx context.Context, p Printing) (first Printed, found bool, err error) {
	return firstPrint(ctx, s.Read, p)
}

func firstPrint(ctx context.Context, q engine.Querier, p Printing) (Printed, bool, error) {
	return engine.Maybe(ctx, q, func(s engine.Scanner) (f Printed, err error) {
		err = s.Scan(&f.Name, &f.Digest, &f.Day, &f.By, &f.Entry)
		return f, err
	}, firstPrinted, p.Form, p.Noun, p.ID, p.Term)
}

// Print runs one print and keeps it in the log: who printed what of which record, with the digest of the file. make writes the document and
// returns its copy; it gets the applicant as of the paper's day, with whole numbers where the actor may see them (the log says so), and the
// head of the log, which the entry of the print follows: while it runs nothing else is written. What is printed first is kept as it is.
// When it fails nothing is logged. Errors: those of make, ErrOtherDistrict, ErrNotAllowed.
func (s Room) Print(ctx context.Context, by engine.Actor, p Printing, make func(who allocation.Applicant, head engine.Head) (Copy, error)) error {
	v, kept := vault.In(s.Folder()), vault.Kept{}
	err := s.Write(ctx, by, allocation.ActPrint, func(t *engine.Tx) error {
		p.about(t)
		if err := t.Mine(p.District); err != nil {
			return err
		}
		who, whole, err := p.who(t.Ctx, t, t.By)
		if err != nil {
			return err
		}
		head, err := engine.ReadHead(t.Ctx, t)
		if err != nil {
			return err
		}
		c, err := make(who, head)
		if err != nil {
			return err
		}
		t.Reason(strings.TrimSpace(c.Name + " SHA-256 " + fmt.Sprintf("%x", sha256.Sum256(c.File)) + " " + whole))
		if _, found, err := firstPrint(t.Ctx, t, p); err != nil || found || p.ID == 0 {
			return err
		}
		if kept, err = v.Put(bytes.NewReader(c.File), mostPaper); err != nil {
			return engine.Fault(err)
		}
		file, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM file WHERE sha256 = $1`, kept.Digest)
		if err == nil && !found {
			file, err = t.Insert(`INSERT INTO file (sha256, size) VALUES ($1, $2)`, kept.Digest, kept.Size)
		}
		if err != nil {
			return err
		}
		return t.Exec(keepPrinted, p.Form, p.Noun, p.ID, p.Term, file, c.Name, t.Today, t.By.ID, head.Seq+1)
	})
	if err != nil && kept.New {
		return errors.Join(err, v.Drop(kept.Digest))
	}
	return err
}

// about names the record in the log; a change stands in the life of its stay.
func (p Printing) about(t *engine.Tx) {
	t.Subject(p.Subject)
	if p.Noun == nounChange {
		t.About("tenancy", p.Tenancy)
		return
	}
	t.About(p.Noun, p.ID)
}

const nounChange = "change"

// mostPaper is the size of the largest paper: one with a district's own pictures is far below.
const mostPaper = 32 << 20

// who is whose numbers the document shows, as of its day.
func (p Printing) who(ctx context.Context, q engine.Querier, by engine.Actor) (who allocation.Applicant, whole string, err error) {
	if p.Applicant == 0 {
		return who, "", nil
	}
	row, err := intake.ReadApplicant(ctx, q, p.Applicant)
	if err != nil {
		return who, "", err
	}
	former, err := stay.ReadFormer(ctx, q, p.Applicant)
	if err != nil {
		return who, "", err
	}
	who = former.On(row.Applicant, p.Day)
	if !allocation.ActUnmaskApplicant.Allows(by.Role) {
		return intake.Masked(who), "", nil
	}
	return intake.Shown(who), textWholeID, nil
}

// Pack gives the applicant as Print does, for a paper that goes into the package of a case: the entry of the package says that the numbers in it
// are whole. Errors: ErrNotAllowed, ErrOtherDistrict.
func (s Room) Pack(ctx context.Context, by engine.Actor, p Printing) (allocation.Applicant, error) {
	if err := engine.MayDo(by, keep.ActArchive); err != nil {
		return allocation.Applicant{}, err
	}
	if !by.Sees(p.District) {
		return allocation.Applicant{}, engine.ErrOtherDistrict.With(p.District)
	}
	who, _, err := p.who(ctx, s.Read, by)
	return who, err
}

// Reprint hands out a paper once more as it was first printed, byte for byte: write gets its file and says where it went. The log keeps it.
// Errors: ErrNotPrinted, vault.ErrMissing, vault.ErrAltered, those of write, ErrOtherDistrict, ErrNotAllowed.
func (s Room) Reprint(ctx context.Context, by engine.Actor, p Printing, write func(first Printed, file []byte) (string, error)) error {
	return s.Write(ctx, by, allocation.ActPrint, func(t *engine.Tx) error {
		p.about(t)
		if err := t.Mine(p.District); err != nil {
			return err
		}
		first, found, err := firstPrint(t.Ctx, t, p)
		switch {
		case err != nil:
			return err
		case !found:
			return ErrNotPrinted
		case !allocation.ActUnmaskApplicant.Allows(t.By.Role):
			return ErrWholeNumbers
		}
		v := vault.In(s.Folder())
		if err := v.Look(first.Digest); err != nil {
			var refusal *say.Refusal
			if errors.As(err, &refusal) {
				return refusal.With(first.Name)
			}
			return engine.Fault(err)
		}
		file, err := os.ReadFile(v.File(first.Digest))
		if err != nil {
			return engine.Fault(err)
		}
		name, err := write(first, file)
		if err != nil {
			return err
		}
		t.Reason(fmt.Sprintf(textAgain, name, first.Entry, first.Digest))
		return nil
	})
}

// The refusals of printing once more.
var (
	ErrNotPrinted   = say.Refuse("paper_not_printed", "这份文书还没有存下的原件：没有打印过，或者打印时程序还不留存。请按数据打印")
	ErrWholeNumbers = say.Refuse("paper_whole", "原件含完整证件号，这个角色不能重打原件。请按数据打印，证件号会隐去")
)

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
	UNION ALL SELECT 'change', h.id, 0, t.district FROM holding_change h JOIN tenancy t ON t.id = h.tenancy_id WHERE h.number = $1
	UNION ALL SELECT 'finding', id, 0, district FROM finding WHERE number = $1
	UNION ALL SELECT 'round', id, 0, district FROM round WHERE number = $1
	UNION ALL SELECT 'bill', id, 0, district FROM bill WHERE number = $1
	UNION ALL SELECT 'payment', id, 0, district FROM payment WHERE number = $1
	UNION ALL SELECT 'till', id, 0, district FROM till WHERE number = $1
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
const (
	textWholeID = "含完整证件号"
	textAgain   = "%s 原件重打，首次打印见日志第 %d 条，SHA-256 %s"
)

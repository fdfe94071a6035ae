package document

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/engine/place"
)

// documentFolder is where printed documents go inside the data folder, a folder a year.
const documentFolder = "documents"

// Offer is a form that a record's page offers, of that record or of one beside it.
type Offer struct {
	Form Form
	Target
	Number string       // of the record
	Why    string       // why it cannot be printed yet, "" when it can
	First  desk.Printed // as it was first printed
	Kept   bool         // it was, and the file is kept
}

// Offers lists the forms of a record and of what belongs to it: of a tenancy also its application's and its latest exit's.
// Errors: as Read.
func Offers(ctx context.Context, st *store.Store, by engine.Actor, t Target) (r Record, list []Offer, err error) {
	if r, err = Read(ctx, st, by, t); err != nil {
		return r, nil, err
	}
	add := func(r Record, only ...string) error {
		for _, f := range Forms() {
			if !f.Of(r.Noun) || len(only) > 0 && !slices.Contains(only, f.Code) {
				continue
			}
			o := Offer{Form: f, Target: r.Target, Number: r.number(f), Why: f.WhyNot(r)}
			if o.First, o.Kept, err = st.FirstPrint(ctx, desk.Printing{Form: f.Code, Noun: r.Noun, ID: r.ID, Term: r.Term}); err != nil {
				return err
			}
			list = append(list, o)
		}
		return nil
	}
	if err = add(r); err != nil {
		return r, nil, err
	}
	beside := func(noun string, id int64, only ...string) error {
		if id == 0 {
			return nil
		}
		other, err := Read(ctx, st, by, Target{Noun: noun, ID: id})
		if err == nil {
			err = add(other, only...)
		}
		return err
	}
	switch t.Noun {
	case NounTenancy:
		if err = beside(NounApplication, r.Tenancy.Application, "application"); err == nil && len(r.Tenancy.Exits) > 0 {
			err = beside(NounExit, r.Tenancy.Exits[0].ID)
		}
		for _, c := range r.Tenancy.Changes {
			if err == nil {
				err = beside(NounChange, c.ID)
			}
		}
	case NounExit:
		err = beside(NounTenancy, r.Exit.Tenancy)
	case NounAward:
		err = beside(NounApplication, r.Award.Application, "application")
	}
	return r, list, err
}

// Print prints one form of a record into a new file and says where it is: out, or with an empty out
// <data folder>/documents/<year>/<number>-<form>.docx, with -2 and so on where that is taken. The print is in the log, and the
// document names the state of the log that it was printed from. Identity numbers are whole where the actor may see them.
// The paper gets its name when the log has taken the print: after a kill there is no paper without its entry. Nothing is left behind when it
// fails. Errors: those of Read, Load and Template.Fill, ErrNotYet, ErrNotWritten, ErrFileThere.
func Print(ctx context.Context, st *store.Store, by engine.Actor, f Form, t Target, out string) (path string, err error) {
	if isPDF(out) {
		return asPDF(ctx, out, func() (string, error) { return Print(ctx, st, by, f, t, "") })
	}
	if !f.Of(t.Noun) {
		return "", ErrNoForm.Textf("《%s》不是这种记录的文书", f.Title)
	}
	r, err := Read(ctx, st, by, t)
	if err != nil {
		return "", err
	}
	if why := f.WhyNot(r); why != "" {
		return "", ErrNotYet.Textf("现在还不能打印《%s》：%s", f.Title, why)
	}
	template, err := Load(st.Folder(), f)
	if err != nil {
		return "", err
	}
	printing.Lock() // a name that is free stays so until the paper has it
	defer printing.Unlock()
	var made paper
	said := r.of(f)
	first, again, err := st.FirstPrint(ctx, said.printing(f))
	if err != nil {
		return "", err
	}
	p := said.printing(f)
	err = st.Print(ctx, by, p, func(who allocation.Applicant, head engine.Head) (desk.Copy, error) {
		now, err := Read(ctx, st, by, t) // as of the head of the log: nobody else writes now
		if err != nil {
			return desk.Copy{}, err
		}
		why := f.WhyNot(now)
		if now = now.of(f); now.applicant() != p.Applicant || now.Day != p.Day || why != "" {
			return desk.Copy{}, ErrChanged
		}
		if p.Applicant != 0 {
			now.put(who)
		}
		now.Stamp = fmt.Sprintf(textStamp, now.number(f), by.Display, now.Today, head.Seq+1, head)
		data := f.build(now)
		if err := data.mark(ctx, st); err != nil {
			return desk.Copy{}, err
		}
		if again {
			data.Note = fmt.Sprintf("重打件，按现有数据打印；原件打印于%s，见日志第 %d 条", date(first.Day), first.Entry)
		}
		file, err := template.Fill(data)
		if err != nil {
			return desk.Copy{}, err
		}
		made, err = write(st, out, now, f, file)
		return desk.Copy{Name: filepath.Base(made.path), File: file}, err
	})
	if err != nil {
		made.drop()
		return "", err
	}
	return made.path, written(place.Settle(made.temporary, made.path), made.path)
}

// mark says on the paper of an office that is not for real that it is none.
func (d *Data) mark(ctx context.Context, st *store.Store) error {
	clock, err := st.ClockState(ctx)
	if mark := clock.Kind.Mark(); err == nil && mark != "" {
		d.Mark = mark + "　不作正式文书"
	}
	return err
}

// Blank writes a form with nothing in it for the counter: gaps to be filled in by hand, the office's own particulars in place.
// Errors: ErrNotYet for a form that only says what a record says, those of Load and of Template.Fill, ErrNotWritten, ErrFileThere.
func Blank(ctx context.Context, st *store.Store, by engine.Actor, f Form, out string) (path string, err error) {
	if isPDF(out) {
		return asPDF(ctx, out, func() (string, error) { return Blank(ctx, st, by, f, "") })
	}
	if !f.Blank() {
		return "", ErrNotYet.Textf("《%s》没有空白表，请在记录的页面上打印", f.Title)
	}
	template, err := Load(st.Folder(), f)
	if err != nil {
		return "", err
	}
	r := Record{Target: Target{Noun: f.Nouns[0]}, Number: textBlank, District: by.District, Today: st.Today()}
	if r.Card, err = st.Card(ctx, r.District); err != nil {
		return "", err
	}
	printing.Lock()
	defer printing.Unlock()
	var made paper
	p := desk.Printing{Form: f.Code, Noun: f.Nouns[0], District: by.District, Subject: f.Title + " " + textBlank}
	err = st.Print(ctx, by, p, func(_ allocation.Applicant, head engine.Head) (desk.Copy, error) {
		r.Stamp = fmt.Sprintf(textStamp, textBlank, by.Display, r.Today, head.Seq+1, head)
		data := f.build(r)
		data.blank()
		if err := data.mark(ctx, st); err != nil {
			return desk.Copy{}, err
		}
		file, err := template.Fill(data)
		if err == nil {
			made, err = write(st, out, r, f, file)
		}
		return desk.Copy{Name: filepath.Base(made.path), File: file}, err
	})
	if err != nil {
		made.drop()
		return "", err
	}
	return made.path, written(place.Settle(made.temporary, made.path), made.path)
}

// printing is what the store keeps about a print of the paper.
func (r *Record) printing(f Form) desk.Printing {
	return desk.Printing{
		Form: f.Code, Noun: r.Noun, ID: r.ID, Term: r.Term, Tenancy: r.Tenancy.ID, Applicant: r.applicant(), Day: r.Day, District: r.District,
		Subject: strings.TrimSpace(f.Title + " " + r.number(f) + " " + r.Name),
	}
}

// Reprint writes a paper once more as it was first printed, byte for byte, into a new file as Print does. Errors: those of Read and of
// desk.Reprint, ErrNotWritten, ErrFileThere.
func Reprint(ctx context.Context, st *store.Store, by engine.Actor, f Form, t Target, out string) (path string, err error) {
	if isPDF(out) {
		return asPDF(ctx, out, func() (string, error) { return Reprint(ctx, st, by, f, t, "") })
	}
	r, err := Read(ctx, st, by, t)
	if err != nil {
		return "", err
	}
	said := r.of(f)
	printing.Lock()
	defer printing.Unlock()
	var made paper
	err = st.Reprint(ctx, by, said.printing(f), func(_ desk.Printed, file []byte) (string, error) {
		made, err = write(st, out, said, f, file)
		return filepath.Base(made.path), err
	})
	if err != nil {
		made.drop()
		return "", err
	}
	return made.path, written(place.Settle(made.temporary, made.path), made.path)
}

var printing sync.Mutex

// paper is a finished document that waits under a passing name beside its own for the log to take its print.
type paper struct{ temporary, path string }

func (p paper) drop() {
	if p.temporary != "" {
		_ = os.Remove(p.temporary) // the error that led here is the one to report
	}
}

// number names the record on the form: a contract has its own number.
func (r *Record) number(f Form) string {
	if f.Code == codeContract && r.Contract.Number != "" {
		return r.Contract.Number
	}
	return r.Number
}

// write writes the finished document beside where it will stand.
func write(st *store.Store, out string, r Record, f Form, file []byte) (p paper, err error) {
	if p.path, err = freeName(st.Folder(), out, r, f); err != nil {
		return p, err
	}
	place.Sweep(filepath.Dir(p.path), st.Now())
	if p.temporary, err = place.Temporary(p.path); err == nil {
		err = writeNew(p.temporary, file)
	}
	return p, written(err, p.path)
}

// freeName is out, which must not be there, or a name of the record and the form in the folder of documents.
func freeName(folder, out string, r Record, f Form) (string, error) {
	if out != "" {
		if _, err := os.Lstat(out); err == nil {
			return "", ErrFileThere.With(out)
		}
		if !strings.EqualFold(filepath.Ext(out), ".docx") {
			return "", ErrKind.With(out)
		}
		return out, nil
	}
	dir := filepath.Join(folder, documentFolder, strconv.Itoa(r.Today.Year()))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", ErrNotWritten.With(dir)
	}
	return unused(filepath.Join(dir, strings.Map(fileRune, r.number(f)+"-"+f.Title)))
}

// unused is the path of a docx that is free, with -2 and so on where a name is taken.
func unused(name string) (string, error) {
	path := name + ".docx"
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", written(err, path)
		}
		path = name + "-" + strconv.Itoa(n) + ".docx"
	}
}

// written is what people read about a file that was not written.
func written(err error, path string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return ErrFileThere.With(path)
	}
	return ErrNotWritten.With(path)
}

// fileRune keeps what may stand in a file's name on every system.
func fileRune(r rune) rune {
	if strings.ContainsRune(`/\:*?"<>| `, r) || r < ' ' {
		return -1
	}
	return r
}

// Find finds the record that a form is printed of by a number as people write it; an application without a number is 草稿12 by
// its id, as its form is named. Errors: ErrNoRecord, those of the store.
func Find(ctx context.Context, st *store.Store, by engine.Actor, f Form, number string) (Target, error) {
	var id int64
	if n, _ := fmt.Sscanf(number, textDraftNumber, &id); n == 1 && f.Of(NounApplication) {
		return Target{Noun: NounApplication, ID: id}, nil
	}
	found, err := st.FindNumber(ctx, by, number)
	if errors.Is(err, engine.ErrNotFound) {
		return Target{}, ErrNoRecord.With(number)
	}
	if err != nil {
		return Target{}, err
	}
	for _, n := range found {
		if f.Of(n.Noun) {
			return Target{n.Noun, n.ID, n.Term}, nil
		}
	}
	return Target{}, ErrNoRecord.With(number)
}

// Check tries a form's template with nothing in it: an unknown or broken placeholder is found before anything is printed.
func Check(folder string, f Form) (own bool, err error) {
	t, err := Load(folder, f)
	if err != nil {
		return true, err
	}
	_, err = t.Fill(f.build(Record{}))
	return t.Own, err
}

// The refusals of this package: what is wrong with a template or a file, and what to do.
var (
	ErrFileThere = say.Refuse("document_there", "这个文件已经存在，没有覆盖。请换一个名字")
	ErrKind      = say.Refuse("document_kind", "文书只能写成 docx 或 PDF：请把文件名改成以 .docx 或 .pdf 结尾")
	ErrNotYet    = say.Refuse("document_not_yet", "现在还不能打印这份文书")
	ErrNoBatch   = say.Refuse("document_batch", "按这个筛选没有可以打印的文书。筛选的写法与列表里相同，例如 状态:未缴；一份也没有打印")
	ErrChanged   = say.Refuse("document_changed", "打印时这条记录刚好被别人改动，没有打印。请再打印一次")
)

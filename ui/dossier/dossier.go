// Package dossier gathers a case for the archive (归档) and checks what was gathered.
//
//	store/keep.Case ── papers as first printed, else as they print now ─┐
//	                ── files laid beside its records ───────────────────┤
//	                ── entries of the log, in words and as they are ────┼──> store/dossier ──> one zip, signed
//	                ── certificates of its rounds ──────────────────────┘
package dossier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/desk"
	"penggai/store/dossier"
	"penggai/store/engine"
	"penggai/store/keep"
	"penggai/store/vault"
	"penggai/ui/document"
)

// Gathered is a case that is ready to be written.
type Gathered struct {
	keep.Case
	rounds []certificate
	st     *store.Store
	by     engine.Actor
}

type certificate struct {
	number string
	file   []byte
}

// Word is what people call the package.
func (g *Gathered) Word() string {
	if g.Running() {
		return keeping.WordExtract
	}
	return keeping.WordPackage
}

// Name is the name of its file: 2031-尖山区-D30-RZ-JS-2017-0031.zip, of a case that runs with 摘录 behind it.
func (g *Gathered) Name() string {
	name := keeping.Mark(g.Ended, g.District, keeping.ClassCase, g.Terms) + "-" + strings.ReplaceAll(g.Number, "/", "")
	if g.Running() {
		name += "-摘录"
	}
	return name
}

// Gather reads the case that a number names, and makes the certificates of its rounds, so that the key which signs them is known before
// anything is written. Errors: keeping.ErrNoCase, those of the store.
func Gather(ctx context.Context, st *store.Store, by engine.Actor, number string) (*Gathered, error) {
	c, err := st.FindCase(ctx, by, strings.ToUpper(strings.TrimSpace(number)))
	return gathered(ctx, st, by, c, err)
}

// GatherOf reads the case of a stay or an application. Errors: those of Gather.
func GatherOf(ctx context.Context, st *store.Store, by engine.Actor, noun allocation.Noun, id int64) (*Gathered, error) {
	c, err := st.CaseOf(ctx, by, noun, id)
	return gathered(ctx, st, by, c, err)
}

func gathered(ctx context.Context, st *store.Store, by engine.Actor, c keep.Case, err error) (*Gathered, error) {
	if errors.Is(err, engine.ErrNotFound) || err == nil && c.Number == "" {
		return nil, keeping.ErrNoCase
	}
	if err != nil {
		return nil, err
	}
	if err := engine.MayDo(by, keep.ActArchive); err != nil {
		return nil, err
	}
	g := &Gathered{Case: c, st: st, by: by}
	for _, id := range c.Rounds {
		r, err := st.Round(ctx, by, id)
		if err != nil {
			return nil, err
		}
		if r.Run == 0 {
			continue
		}
		proof, err := st.Certificate(ctx, by, r.Run)
		if err != nil {
			return nil, err
		}
		g.rounds = append(g.rounds, certificate{r.Number, proof.File()})
	}
	return g, nil
}

// Out is where a package goes: it is written with write and waits for its name.
type Out func(write func(io.Writer) error) (desk.Waiting, error)

// Archive writes the package and keeps it in the log; name is that of its file. n is how many papers and files are in it. Errors: those of out
// and of the store.
func (g *Gathered) Archive(ctx context.Context, name string, out Out) (n int, err error) {
	err = g.st.Archive(ctx, g.by.As(engine.NewCommand()), g.Case, func(ctx context.Context, at desk.Stand) (o desk.Outcome, err error) {
		o.List, o.File = g.Word(), name
		o.Out, err = out(func(w io.Writer) error {
			n, err = g.write(ctx, at, w)
			return err
		})
		o.Rows = n
		return o, err
	})
	return n, err
}

// write writes the package as of the head of the log.
func (g *Gathered) write(ctx context.Context, at desk.Stand, w io.Writer) (n int, err error) {
	about := dossier.About{
		Office: g.Office, OfficeUID: g.UID, District: g.District, Case: g.Number, Subject: g.Name(), Kind: kindTitles[g.Noun], Running: g.Running(),
		Made: g.st.Today().String(), Class: keeping.Classes[keeping.ClassCase].Title, Years: g.Terms.Records(), Head: dossier.HeadText(at.Head),
	}
	about.Subject = g.Case.Name
	for _, b := range g.Open {
		about.Open = append(about.Open, b.Title())
	}
	if !g.Running() {
		about.Closed, about.Until = g.Ended.String(), g.Terms.RecordUntil(g.Ended).String()
	}
	p := &packing{Gathered: g, w: dossier.New(w, about), stamp: fmt.Sprintf("%s %s %s 日志%s", g.Word(), g.by.Display, g.st.Today(), at.Head)}
	for _, part := range []func(context.Context) error{p.papers, p.attachments, p.proofs, p.log, p.contents} {
		if err := part(ctx); err != nil {
			return 0, err
		}
	}
	return p.numbered, p.close(at)
}

var kindTitles = map[allocation.Noun]string{allocation.NounTenancy: say.Tenancy, allocation.NounApplication: say.Application}

// packing is a package while it is written.
type packing struct {
	*Gathered
	w        *dossier.Writer
	stamp    string
	files    []keep.CaseFile
	numbered int
}

// add adds a paper or a file under the next number.
func (p *packing) add(folder, name, title, what, day string, body []byte) error {
	p.numbered++
	number := fmt.Sprintf("%s-%04d", keeping.Mark(p.Ended, p.District, keeping.ClassCase, p.Terms), p.numbered)
	f := dossier.File{
		Number: number, Name: path.Join(folder, fmt.Sprintf("%04d-%s", p.numbered, name)), Title: title, What: what, Day: day,
		Class: keeping.Classes[keeping.ClassCase].Title, Years: p.Terms.Records(),
	}
	if body == nil {
		f.Lacks = "不在附件文件夹里，或者内容已变"
		p.w.Lack(f)
		return nil
	}
	return p.w.Add(f, body)
}

// kept reads a file of the office by its digest; nil where it is not there whole.
func (p *packing) kept(digest string) ([]byte, error) {
	v := vault.In(p.st.Folder())
	switch err := v.Look(digest); {
	case errors.Is(err, vault.ErrMissing), errors.Is(err, vault.ErrAltered):
		return nil, nil
	case err != nil:
		return nil, engine.Fault(err)
	}
	body, err := os.ReadFile(v.File(digest))
	return body, engine.Fault(err)
}

// papers adds every paper of the case: as it was first printed where that is kept, else as it prints now.
func (p *packing) papers(ctx context.Context) (err error) {
	if p.files, err = p.st.CaseFiles(ctx, p.by, p.Case); err != nil {
		return err
	}
	for _, r := range p.Records {
		printed := map[string]bool{}
		for _, f := range p.files {
			if f.Form == "" || f.Noun != r.Noun || f.ID != r.ID || f.Term != r.Term {
				continue
			}
			printed[f.Form] = true
			body, err := p.kept(f.Digest)
			if err != nil {
				return err
			}
			if err := p.add("文书", f.Name, titleOf(f.Form)+" "+r.Number, "原件", f.Day.String(), body); err != nil {
				return err
			}
		}
		if !printable(r.Noun) {
			continue
		}
		now, err := document.Fill(ctx, p.st, p.by, document.Target{Noun: r.Noun, ID: r.ID, Term: r.Term}, p.stamp,
			func(f document.Form) bool {
				return printed[f.Code] || r.Term == 0 && p.hasTerms(r) && f.Code == "contract"
			},
			func(x desk.Printing) (allocation.Applicant, error) { return p.st.Pack(ctx, p.by, x) })
		if err != nil {
			return err
		}
		for _, f := range now {
			if err := p.add("文书", f.Name, f.Form.Title+" "+f.Number, "按现有数据", p.st.Today().String(), f.File); err != nil {
				return err
			}
		}
	}
	return nil
}

// hasTerms reports whether the contracts of a stay stand among the records each by itself.
func (p *packing) hasTerms(r keep.Record) bool {
	for _, x := range p.Records {
		if x.Noun == r.Noun && x.ID == r.ID && x.Term > 0 {
			return true
		}
	}
	return false
}

func printable(noun string) bool {
	for _, f := range document.Forms() {
		if f.Of(noun) {
			return true
		}
	}
	return false
}

func titleOf(code string) string {
	if f, err := document.FindForm(code); err == nil {
		return f.Title
	}
	return code
}

// attachments adds what was laid beside the records.
func (p *packing) attachments(context.Context) error {
	for _, f := range p.files {
		if f.Form != "" {
			continue
		}
		body, err := p.kept(f.Digest)
		if err != nil {
			return err
		}
		what := "附件"
		if f.Gone {
			what = "已撤回的附件"
		}
		if err := p.add("附件", f.Name, f.What, what, f.Day.String(), body); err != nil {
			return err
		}
	}
	return nil
}

// proofs adds the certificates of the rounds.
func (p *packing) proofs(context.Context) error {
	for _, c := range p.rounds {
		if err := p.add(Proofs, c.number+"-证书.json", "分配证书 "+c.number, "抽签", "", c.file); err != nil {
			return err
		}
	}
	return nil
}

// Proofs is the folder of the certificates in a package.
const Proofs = "抽签"

// close writes index and signature.
func (p *packing) close(at desk.Stand) error {
	if at.Signed == "" {
		return p.w.Close("", nil)
	}
	key, err := p.st.Options.Signets.Of(p.UID)
	if err != nil {
		return engine.Fault(err)
	}
	return p.w.Close(at.Signed, key.SignText)
}

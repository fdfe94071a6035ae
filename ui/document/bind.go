package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Bind writes, beside papers of one form, one document that holds them all, each from a page of its own with its own footer and counting
// its own pages, and the list of what was printed and of what not. A single paper is not bound: bound is its own path then. Errors: ErrBind,
// ErrNotWritten.
func Bind(day civil.Date, f Form, paths, lines []string) (bound, list string, err error) {
	if len(paths) == 0 {
		return "", "", ErrNoBatch
	}
	dir := filepath.Dir(paths[0])
	bound = paths[0]
	if len(paths) > 1 {
		files := make([][]byte, len(paths))
		for i, p := range paths {
			if files[i], err = os.ReadFile(p); err != nil {
				return "", "", ErrBind.With(p)
			}
		}
		whole, err := bind(files)
		if err != nil {
			return "", "", ErrBind.With(err.Error())
		}
		if bound, err = writeFree(filepath.Join(dir, "合订-"+f.Title+"-"+day.String()), ".docx", whole); err != nil {
			return "", "", err
		}
	}
	head := fmt.Sprintf("《%s》打印清单　%s　%d 份", f.Title, day, len(paths))
	text := strings.Join(append([]string{head}, lines...), "\r\n") + "\r\n"
	list, err = writeFree(filepath.Join(dir, "打印清单-"+f.Title+"-"+day.String()), ".txt", []byte(text))
	return bound, list, err
}

// writeFree writes a file under a name, with -2 and so on where that is taken.
func writeFree(name, end string, data []byte) (string, error) {
	for n, path := 2, name+end; ; n, path = n+1, fmt.Sprintf("%s-%d%s", name, n, end) {
		err := writeNew(path, data)
		if os.IsExist(err) {
			continue
		}
		return path, written(err, path)
	}
}

// docx is the parts of a document by name.
type docx map[string][]byte

func readParts(file []byte) (docx, []string, error) {
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, nil, err
	}
	out, left := docx{}, int64(maxTemplate)
	var names []string
	for _, f := range r.File {
		if out[f.Name], err = readPart(f, &left); err != nil {
			return nil, nil, err
		}
		names = append(names, f.Name)
	}
	return out, names, nil
}

const (
	partBody  = "word/document.xml"
	partRels  = "word/_rels/document.xml.rels"
	partTypes = "[Content_Types].xml"
)

// bind makes one docx of several that come from one template: the parts of the first, the bodies of all, and of each its own headers and
// footers.
func bind(files [][]byte) ([]byte, error) {
	first, names, err := readParts(files[0])
	if err != nil {
		return nil, err
	}
	rels, types := first[partRels], first[partTypes]
	var whole, into *node
	for i, file := range files {
		p, _, err := readParts(file)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(p[partRels], first[partRels]) {
			return nil, fs.ErrInvalid // of another template
		}
		root, err := parse(p[partBody])
		if err != nil {
			return nil, err
		}
		body := find(root, "w:body")
		if body == nil {
			return nil, fs.ErrInvalid
		}
		for _, part := range edgesOf(p[partRels]) { // headers and footers get names of their own
			name := "word/" + part.target
			content, there := p[name]
			if !there {
				return nil, fs.ErrInvalid
			}
			content = allPages.ReplaceAll(content, []byte("${1}PAGEREF "+endOf(i)+"$2"))
			if i == 0 {
				first[name] = content
				continue
			}
			end := path.Ext(part.target)
			target := fmt.Sprintf("%s_%d%s", strings.TrimSuffix(part.target, end), i+1, end)
			id := fmt.Sprintf("%s_%d", part.id, i+1)
			rels = before(rels, "</Relationships>", strings.NewReplacer(`"`+part.id+`"`, `"`+id+`"`, `"`+part.target+`"`, `"`+target+`"`).Replace(part.whole))
			types = before(types, "</Types>", `<Override PartName="/word/`+target+`" ContentType="`+part.content+`"/>`)
			first["word/"+target], names = content, append(names, "word/"+target)
			own := "word/_rels/" + part.target + ".rels"
			if r, has := p[own]; has {
				copied := "word/_rels/" + target + ".rels"
				first[copied], names = r, append(names, copied)
			}
			rename(body, part.id, id)
		}
		fromOne(body)
		last := lastOf(body)
		if i < len(files)-1 {
			closeSection(body, last)
		}
		last.kids = append(last.kids, &node{name: "w:bookmarkStart", start: fmt.Appendf(nil, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, firstMark+i, endOf(i))},
			&node{name: "w:bookmarkEnd", start: fmt.Appendf(nil, `<w:bookmarkEnd w:id="%d"/>`, firstMark+i)})
		if i == 0 {
			whole, into = root, body
			continue
		}
		into.kids = append(into.kids, body.kids...)
	}
	var b bytes.Buffer
	whole.write(&b)
	first[partBody], first[partRels], first[partTypes] = b.Bytes(), rels, types
	return pack(first, names)
}

// pack writes parts in their order.
func pack(p docx, names []string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		if err := addPart(w, name, p[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// before puts text before the end of a part.
func before(part []byte, end, text string) []byte {
	i := bytes.LastIndex(part, []byte(end))
	if i < 0 {
		return part
	}
	return slices.Concat(part[:i], []byte(text), part[i:])
}

// edge is a header or a footer among the relationships of a document.
type edge struct{ whole, id, target, content string }

var (
	oneRel    = regexp.MustCompile(`<Relationship\s[^>]*>`)
	relID     = regexp.MustCompile(`\sId="([^"]*)"`)
	relTarget = regexp.MustCompile(`\sTarget="([^"/]*)"`)
	relKind   = regexp.MustCompile(`/relationships/(header|footer)"`)
)

// allPages is the field that counts the pages of a paper in a footer. Bound, it would count those of all papers; the page on which the paper's
// own end stands is its number of pages, since each counts from 1, and is worked out by whatever opens the file.
var allPages = regexp.MustCompile(`(<w:instrText[^>]*>\s*)NUMPAGES(\s*</w:instrText>)`)

// firstMark is the number of the first mark at the end of a paper, above those that a template may hold of its own.
const firstMark = 9000

// endOf names the mark at the end of a paper.
func endOf(i int) string { return fmt.Sprintf("penggai_end_%d", i+1) }

func edgesOf(rels []byte) (out []edge) {
	for _, whole := range oneRel.FindAllString(string(rels), -1) {
		kind, id, target := relKind.FindStringSubmatch(whole), relID.FindStringSubmatch(whole), relTarget.FindStringSubmatch(whole)
		if kind != nil && id != nil && target != nil {
			out = append(out, edge{whole, id[1], target[1], "application/vnd.openxmlformats-officedocument.wordprocessingml." + kind[1] + "+xml"})
		}
	}
	return out
}

// find is the first element of a name.
func find(n *node, name string) *node {
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if got := find(k, name); got != nil {
			return got
		}
	}
	return nil
}

// rename gives the references of sections to a header or footer its new relation.
func rename(n *node, from, to string) {
	for _, k := range n.kids {
		if k.name == "w:headerReference" || k.name == "w:footerReference" {
			k.start = bytes.ReplaceAll(k.start, []byte(`"`+from+`"`), []byte(`"`+to+`"`))
		}
		rename(k, from, to)
	}
}

// ends is the section that ends a body.
func ends(body *node) *node {
	for _, k := range slices.Backward(body.kids) {
		if k.name != "" {
			if k.name == "w:sectPr" {
				return k
			}
			return nil
		}
	}
	return nil
}

// afterPages are the elements of a section that stand behind that which counts pages.
var afterPages = []string{"w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange"}

// fromOne lets a body count its pages from 1.
func fromOne(body *node) {
	s := ends(body)
	if s == nil || len(s.end) == 0 || find(s, "w:pgNumType") != nil {
		return
	}
	at := slices.IndexFunc(s.kids, func(k *node) bool { return slices.Contains(afterPages, k.name) })
	if at < 0 {
		at = len(s.kids)
	}
	s.kids = slices.Insert(s.kids, at, &node{name: "w:pgNumType", start: []byte(`<w:pgNumType w:start="1"/>`)})
}

// closeSection lets the section that ends a body end before the next body begins: it moves into its last paragraph.
func closeSection(body, last *node) {
	s := ends(body)
	if s == nil {
		s = &node{name: "w:sectPr", start: []byte("<w:sectPr/>")}
	}
	body.kids = slices.DeleteFunc(body.kids, func(k *node) bool { return k == s })
	if i := slices.IndexFunc(last.kids, func(k *node) bool { return k.name == "w:pPr" }); i >= 0 && len(last.kids[i].end) > 0 {
		last.kids[i].kids = append(last.kids[i].kids, s)
		return
	}
	last.kids = slices.DeleteFunc(last.kids, func(k *node) bool { return k.name == "w:pPr" })
	last.kids = slices.Insert(last.kids, 0, &node{name: "w:pPr", start: []byte("<w:pPr>"), end: []byte("</w:pPr>"), kids: []*node{s}})
}

// lastOf is the paragraph in which a body ends; where it does not end in one, a paragraph of hardly any height is added.
func lastOf(body *node) *node {
	at := len(body.kids)
	if s := ends(body); s != nil {
		at = slices.Index(body.kids, s)
	}
	for _, k := range slices.Backward(body.kids[:at]) {
		if k.name == "" {
			continue
		}
		if k.name == "w:p" && !section(k) && len(k.end) > 0 {
			return k
		}
		break
	}
	added, _ := parse([]byte(lastParagraph)) // it is well-formed
	body.kids = slices.Insert(body.kids, at, added.kids[0])
	return added.kids[0]
}

// ErrBind is the refusal of papers that do not go into one file.
var ErrBind = say.Refuse("document_bind", "各份都已打印，只是没有合订成一个文件：模板在打印途中改过，或者文件被移走。请从各份的文件打印")

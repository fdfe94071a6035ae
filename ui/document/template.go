package document

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/store/engine/place"
)

// templateFolder is where a district keeps its own templates inside the data folder.
const templateFolder = "templates"

// What a template may hold: a form with a picture or two is far below.
const (
	maxTemplate = 16 << 20 // bytes of the file, and of its parts together
	maxParts    = 512
)

// Template is a docx whose words hold placeholders.
type Template struct {
	Name string // 入驻合同.docx
	Own  bool   // the district's own
	file []byte
}

// Load reads the template of a form: the district's own where there is one, else the built-in one.
// Errors: ErrTemplate.
func Load(folder string, f Form) (Template, error) {
	t := Template{Name: f.File()}
	path := filepath.Join(folder, templateFolder, t.Name)
	file, err := readBounded(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		t.file, err = builtIn(f)
		return t, err
	case err != nil:
		return t, ErrTemplate.Textf("模板《%s》打不开，没有打印。请关闭正在编辑它的程序，检查权限", t.Name).With(err.Error())
	}
	if exported(folder)[digestOf(file)] { // nobody has edited it: what the program has better since then holds
		t.file, err = builtIn(f)
		return t, err
	}
	t.Own, t.file = true, file
	return t, nil
}

// exportList names, beside the templates, the digests of those that the program wrote there itself, one a line.
const exportList = "导出记录.txt"

// exported are the digests of the templates that the program wrote; none where it cannot be read.
func exported(folder string) map[string]bool {
	list, _ := readBounded(filepath.Join(folder, templateFolder, exportList)) // without it every template is a district's own
	out := map[string]bool{}
	for _, line := range strings.Fields(string(list)) {
		out[line] = true
	}
	return out
}

func digestOf(file []byte) string { return fmt.Sprintf("%x", sha256.Sum256(file)) }

// readBounded reads a file that is not larger than a template.
func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxTemplate+1))
	if err == nil && len(b) > maxTemplate {
		return nil, errors.New(textTooLarge)
	}
	return b, err
}

// Fill puts data into the template and returns the finished document. Parts without words stay as they are.
// Errors: ErrTemplate, ErrPlaceholder, ErrBroken, ErrOutsideRow, ErrTwoLists, each with the name of the template.
func (t Template) Fill(data *Data) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(t.file), int64(len(t.file)))
	if err != nil || len(r.File) > maxParts {
		return nil, ErrTemplate.Textf(textTemplateZip, t.Name)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	words, left := 0, int64(maxTemplate)
	for _, f := range r.File {
		if !hasWords(f.Name) {
			if err := copyPart(w, f); err != nil {
				return nil, ErrTemplate.Textf(textTemplateZip, t.Name)
			}
			continue
		}
		words++
		part, err := readPart(f, &left)
		if err != nil {
			return nil, ErrTemplate.Textf(textTemplateZip, t.Name)
		}
		if part, err = fill(part, data); err != nil {
			return nil, t.explain(err, data)
		}
		if f.Name == "word/document.xml" {
			part = marked(part, data.Note, "<w:sz w:val=\"18\"/>")
			part = marked(part, data.Mark, "<w:b/><w:color w:val=\"C00000\"/><w:sz w:val=\"28\"/>")
		}
		if err := addPart(w, f.Name, part); err != nil {
			return nil, err
		}
	}
	if words == 0 {
		return nil, ErrTemplate.Textf(textTemplateZip, t.Name)
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// marked puts a line before the first one of a document, in a look; an empty one is none.
func marked(part []byte, mark, look string) []byte {
	begin := bytes.Index(part, []byte("<w:body"))
	if begin < 0 || mark == "" {
		return part
	}
	at := begin + bytes.IndexByte(part[begin:], '>') + 1
	line := `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>` + look + `</w:rPr><w:t>` + mark + `</w:t></w:r></w:p>`
	return slices.Concat(part[:at], []byte(line), part[at:])
}

// hasWords reports whether a part holds words of the document: its body, headers, footers and notes.
func hasWords(name string) bool {
	base, in := strings.CutPrefix(name, "word/")
	if !in || strings.Contains(base, "/") || !strings.HasSuffix(base, ".xml") {
		return false
	}
	for _, kind := range []string{"document", "header", "footer", "footnotes", "endnotes"} {
		if strings.HasPrefix(base, kind) {
			return true
		}
	}
	return false
}

// copyPart copies a part as it is stored.
func copyPart(w *zip.Writer, f *zip.File) error {
	raw, err := f.OpenRaw()
	if err != nil {
		return err
	}
	to, err := w.CreateRaw(&f.FileHeader)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, raw)
	return err
}

// readPart reads a part; all parts together may not grow beyond left.
func readPart(f *zip.File, left *int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // it only reads
	b, err := io.ReadAll(io.LimitReader(r, *left+1))
	if err == nil && int64(len(b)) > *left {
		err = errors.New(textTooLarge)
	}
	*left -= int64(len(b))
	return b, err
}

// partTime is the time of every part that the program writes, so that the same document is the same file.
var partTime = time.Date(2017, 8, 5, 0, 0, 0, 0, time.UTC)

// addPart writes a part.
func addPart(w *zip.Writer, name string, part []byte) error {
	to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: partTime})
	if err != nil {
		return err
	}
	_, err = to.Write(part)
	return err
}

// explain names the template and, for a name that is not known, those that are.
func (t Template) explain(err error, data *Data) error {
	switch {
	case errors.Is(err, ErrPlaceholder):
		return ErrPlaceholder.Textf("模板《%s》里的 %s 不认识，没有打印。最接近的是 %s。请改成下列之一，或删去它：%s", t.Name, got(err), nearest(got(err), data), known(data))
	case errors.Is(err, ErrBroken):
		return ErrBroken.Textf("模板《%s》里“%s”附近的占位符不完整，没有打印。占位符要写成 {{名称}}，左右各两个花括号", t.Name, got(err))
	case errors.Is(err, ErrOutsideRow):
		return ErrOutsideRow.Textf("模板《%s》里的 %s 不在表格的行里，没有打印。请把它移进要重复的那一行，或删去", t.Name, got(err))
	case errors.Is(err, ErrTwoLists):
		return ErrTwoLists.Textf("模板《%s》的一行里有两个清单（%s），没有打印。一行只能重复一个清单，请分成两行", t.Name, got(err))
	}
	return ErrTemplate.Textf("模板《%s》的内容不完整，没有打印。请在 WPS 或 Word 里打开后另存为 docx，或移走它改用内置模板", t.Name).With(got(err))
}

// IsTemplateFault reports whether an error is something to mend in a template.
func IsTemplateFault(err error) bool {
	for _, of := range []error{ErrTemplate, ErrPlaceholder, ErrBroken, ErrOutsideRow, ErrTwoLists} {
		if errors.Is(err, of) {
			return true
		}
	}
	return false
}

// got is what a refusal refused.
func got(err error) string {
	var why *say.Refusal
	if errors.As(err, &why) {
		return why.Got
	}
	return err.Error()
}

// nearest is the name that takes the fewest changes to come from what stands between braces.
func nearest(text string, data *Data) string {
	_, name := split(strings.Trim(text, "{}｛｝"))
	best, least := "", 0
	for _, n := range data.Names() {
		if d := distance([]rune(name), []rune(n)); best == "" || d < least {
			best, least = n, d
		}
	}
	return braced(best)
}

// distance is how many characters are put in, taken out or replaced between two texts.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		last := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := last
			if x != y {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// known lists the names between braces.
func known(data *Data) string {
	names := data.Names()
	for i, n := range names {
		names[i] = braced(n)
	}
	return strings.Join(names, " ")
}

// Export writes the built-in templates that are not there yet into the data folder, for the district to edit, and a sheet
// with the names that each of them knows. It returns the folder and the names of the files written.
// Errors: ErrNotWritten, store.ErrNotAllowed.
func Export(ctx context.Context, st *store.Store, by engine.Actor) (dir string, written []string, err error) {
	dir = filepath.Join(st.Folder(), templateFolder)
	if err := st.NoteTemplates(ctx, by, dir); err != nil {
		return dir, nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return dir, nil, ErrNotWritten.With(dir)
	}
	known := exported(st.Folder())
	for _, f := range Forms() {
		file, err := builtIn(f)
		if err != nil {
			return dir, written, err
		}
		path := filepath.Join(dir, f.File())
		if old, err := readBounded(path); err == nil && known[digestOf(old)] && !bytes.Equal(old, file) {
			if err := os.Remove(path); err != nil {
				return dir, written, ErrNotWritten.With(path)
			}
		}
		known[digestOf(file)] = true
		switch err := writeNew(path, file); {
		case errors.Is(err, fs.ErrExist):
		case err != nil:
			return dir, written, ErrNotWritten.With(filepath.Join(dir, f.File()))
		default:
			written = append(written, f.File())
		}
	}
	list := filepath.Join(dir, exportList)
	if err := os.WriteFile(list, []byte(strings.Join(slices.Sorted(maps.Keys(known)), "\r\n")+"\r\n"), 0o600); err != nil {
		return dir, written, ErrNotWritten.With(list)
	}
	names := filepath.Join(dir, "占位符.txt")
	if err := os.WriteFile(names, namesSheet(), 0o600); err != nil {
		return dir, written, ErrNotWritten.With(names)
	}
	return dir, written, nil
}

// writeNew writes a file that must not exist, whole or not at all.
func writeNew(path string, data []byte) error {
	return place.New(path, time.Now(), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// namesSheet is the text file beside the templates: what may stand between braces, form by form.
func namesSheet() []byte {
	var b strings.Builder
	b.WriteString(textNamesHead)
	for _, f := range Forms() {
		b.WriteString("\r\n" + f.File() + "\r\n")
		values, lists := f.Names()
		for _, v := range values {
			b.WriteString("  " + v + "\r\n")
		}
		for _, l := range lists {
			b.WriteString("  " + l[0] + "  " + "这一行里还可以用" + " " + strings.Join(l[1:], " ") + "\r\n")
		}
	}
	return []byte(b.String())
}

// What is said of a template: its name, what was found there, the names that it knows.
const (
	textTemplateZip = "模板《%s》不是完整的 docx，没有打印。请在 WPS 或 Word 里另存为 docx，或移走它改用内置模板"
	textTooLarge    = "文件太大"
)

const textNamesHead = "各模板可用的占位符。写在双花括号里，程序打印时换成内容；没有内容的留空。\r\n" +
	"{{每行 清单}} 写在表格的一行里：清单有几项，这一行就重复几次。\r\n" +
	"{{如有 名称}} 写在一段里：没有这项内容时，这一段不打印。\r\n" +
	"模板可以在 WPS 或 Word 里修改文字和格式。删去文件夹里的模板，就恢复使用内置的。\r\n"

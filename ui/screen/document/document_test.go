package document_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/ui/document"
	"penggai/ui/screen"
	screens "penggai/ui/screen/document"
	"penggai/ui/screen/screentest"
)

func TestMain(m *testing.M) { screentest.Main(m, screens.Routes) }

// TestDocuments shows the forms of a tenancy and prints one twice, shows why another cannot be printed yet, exports the
// templates, and says what is wrong with one that was damaged.
func TestDocuments(t *testing.T) {
	o := screentest.New(t)
	d := o.Tenancy()
	of := screen.Go{Place: screen.PrintTenancy, ID: d.ID}
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, of, size[0], size[1])
		term.WaitFor("可以打印")
		term.Golden("tenancy")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.PrintApplication, ID: d.Application}, size[0], size[1])
		term.WaitFor("没有要求补正")
		term.Golden("application")
		term = o.Open(allocation.Manager, screen.Go{Place: screen.Document}, size[0], size[1])
		term.WaitFor("各种文书和它们的模板")
		term.Golden("all")
	}
	term := o.Open(allocation.Manager, of, 120, 36)
	term.WaitFor("可以打印")
	term.Press("enter")
	term.WaitFor("已打印《入驻合同》")
	term.Press("enter")
	folder := filepath.Join(o.Store.Folder(), "documents", "2017")
	name := d.Contract.Number + "-入驻合同"
	o.Must(exists(filepath.Join(folder, name+".docx")))
	term.WaitFor("入驻合同-2.docx")
	term = o.Open(allocation.Manager, of, 120, 36)
	term.WaitFor("可以打印")
	term.Press("f4")
	term.WaitFor("{{计费起始日}}")
	term.Golden("names")
	term.Press("esc")
	term.WaitGone("{{计费起始日}}")
	term.Press("f7")
	term.WaitFor("已经改过的模板不覆盖")
	term.Golden("export-confirm")
	term.Press("right", "enter")
	term.WaitFor("已导出")
	files, err := os.ReadDir(filepath.Join(o.Store.Folder(), "templates"))
	o.Must(err)
	if len(files) != len(document.Forms())+2 {
		t.Errorf("%d files exported, want a template a form, the list of names and that of what was exported", len(files))
	}
	broken := filepath.Join(o.Store.Folder(), "templates", "入驻合同.docx")
	o.Must(os.WriteFile(broken, []byte("not a document"), 0o600))
	printed, err := os.ReadDir(folder)
	o.Must(err)
	for _, size := range screentest.Sizes {
		term := o.Open(allocation.Manager, of, size[0], size[1])
		term.WaitFor("模板有误")
		term.Golden("broken")
		term.Press("enter")
		term.WaitFor("不是完整的 docx，没有打印")
		term.Golden("broken-print")
	}
	after, err := os.ReadDir(folder)
	o.Must(err)
	if len(after) != len(printed) || !strings.HasPrefix(after[0].Name(), name) {
		t.Errorf("a damaged template printed something: %v", after)
	}
}

func exists(path string) error {
	_, err := os.Stat(path)
	return err
}

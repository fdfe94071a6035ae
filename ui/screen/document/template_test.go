package document_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"penggai/allocation"
	"penggai/ui/document"
	"penggai/ui/screen/screentest"
)

// TestExportedTemplates holds that a template is the district's own only once somebody has edited it: one that lies there as the program
// wrote it, today or in an earlier version, gives way to the program's present one; an edited one stays through every export.
func TestExportedTemplates(t *testing.T) {
	o := screentest.New(t)
	export := func() (dir string) {
		t.Helper()
		dir, _, err := document.Export(context.Background(), o.Store, o.Who[allocation.Manager])
		o.Must(err)
		return dir
	}
	own := func(code string) bool {
		t.Helper()
		f, err := document.FindForm(code)
		o.Must(err)
		tpl, err := document.Load(o.Store.Folder(), f)
		o.Must(err)
		return tpl.Own
	}
	dir := export()
	bill, err := document.FindForm("bill")
	o.Must(err)
	path, list := filepath.Join(dir, bill.File()), filepath.Join(dir, "导出记录.txt")
	now, err := os.ReadFile(path)
	o.Must(err)
	if own("bill") {
		t.Error("a template as it was exported counts as edited")
	}

	earlier := append(bytes.Clone(now), 0) // as another version wrote it
	o.Must(os.WriteFile(path, earlier, 0o600))
	if !own("bill") {
		t.Error("a template that the program never wrote counts as its own")
	}
	written, err := os.ReadFile(list)
	o.Must(err)
	o.Must(os.WriteFile(list, fmt.Appendf(written, "%x\r\n", sha256.Sum256(earlier)), 0o600))
	if own("bill") {
		t.Error("a template as an earlier version exported it holds against the present one")
	}
	export()
	if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, now) {
		t.Errorf("an export left the template of an earlier version: %v", err)
	}

	edited := append(bytes.Clone(now), 0, 0)
	o.Must(os.WriteFile(path, edited, 0o600))
	export()
	if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, edited) || !own("bill") {
		t.Errorf("an edited template was not kept as the district's own: %v", err)
	}
}

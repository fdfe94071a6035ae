package store_test

import (
	"os"
	"runtime"
	"strings"
	"testing"

	"penggai/store"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

func TestDoctor(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	_, err := o.BackupIfChanged(t.Context())
	enginetest.OK(t, err)
	enginetest.OK(t, os.Chmod(o.Folder(), 0o700))
	r, err := store.Doctor(t.Context(), o.Folder(), engine.Options{})
	if err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
	enginetest.OK(t, os.Chmod(o.Folder(), 0o755))
	r, err = store.Doctor(t.Context(), o.Folder(), engine.Options{})
	if line := r.FirstBad(); runtime.GOOS != "windows" && (err != nil || !strings.Contains(line, "别人也能读写（权限 755）")) {
		t.Errorf("a folder open to others: %q, %v", line, err)
	}
	enginetest.OK(t, os.Chmod(o.Folder(), 0o700))
	o.Foreign(t, `DROP TRIGGER log_delete`)
	r, err = store.Doctor(t.Context(), o.Folder(), engine.Options{})
	if err != nil || r.OK() {
		t.Errorf("did not see a dropped trigger: %+v %v", r, err)
	}
}

package store_test

import (
	"os"
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
	o.Foreign(t, `DROP TRIGGER log_delete`)
	r, err = store.Doctor(t.Context(), o.Folder(), engine.Options{})
	if err != nil || r.OK() {
		t.Errorf("did not see a dropped trigger: %+v %v", r, err)
	}
}

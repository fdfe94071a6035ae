package basis_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/basis/basistest"
	"penggai/store/engine/enginetest"
)

func TestDrafts(t *testing.T) {
	o := basistest.New(t, "尖山区")
	ctx := t.Context()
	me, other := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer)
	for _, body := range []string{"a", "b"} {
		enginetest.OK(t, o.SaveDraft(ctx, me, "application/new", body))
	}
	d, found, err := o.Draft(ctx, me, "application/new")
	if err != nil || !found || d.Body != "b" {
		t.Errorf("%+v %v %v", d, found, err)
	}
	if _, found, err := o.Draft(ctx, other, "application/new"); err != nil || found {
		t.Errorf("another's draft: %v %v", found, err)
	}
	enginetest.OK(t, o.DropDraft(ctx, me, "application/new"))
	if _, found, _ := o.Draft(ctx, me, "application/new"); found {
		t.Error("still there")
	}
	if r, err := o.Verify(ctx, nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
}

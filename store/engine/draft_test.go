package engine_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine/enginetest"
)

func TestDraftsAndViews(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	ctx := t.Context()
	me, other := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer)
	for _, body := range []string{"a", "b"} {
		ok(t, o.SaveDraft(ctx, me, "application/new", body))
		ok(t, o.SaveView(ctx, me, "unit", body))
	}
	d, found, err := o.Draft(ctx, me, "application/new")
	if err != nil || !found || d.Body != "b" {
		t.Errorf("%+v %v %v", d, found, err)
	}
	if _, found, err := o.Draft(ctx, other, "application/new"); err != nil || found {
		t.Errorf("another's draft: %v %v", found, err)
	}
	if list, err := o.Drafts(ctx, me, "application/"); err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
	ok(t, o.DropDraft(ctx, me, "application/new"))
	if _, found, _ := o.Draft(ctx, me, "application/new"); found {
		t.Error("still there")
	}
	if v, err := o.View(ctx, me, "unit"); err != nil || v != "b" {
		t.Errorf("%q %v", v, err)
	}
	if r, err := o.Verify(ctx, nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
}

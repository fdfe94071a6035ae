package basis_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/basis"
	"penggai/store/basis/basistest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
)

// TestViewsAreOnesOwn keeps a filter under a name, replaces it, shows it to nobody else, writes nothing into the log and refuses bad names.
func TestViewsAreOnesOwn(t *testing.T) {
	o := basistest.New(t, "尖山区")
	me, other := o.As(t, allocation.Intake), o.As(t, allocation.Manager)
	head, err := o.Head(t.Context())
	enginetest.OK(t, err)
	v := basis.View{List: "bill", Name: "大额", Filter: "未缴:>1000", Order: []engine.Order{{Column: "due", Desc: true}}}
	enginetest.OK(t, o.SaveView(t.Context(), me, v))
	v.Filter = "未缴:>5000"
	enginetest.OK(t, o.SaveView(t.Context(), me, v))
	got, err := o.Views(t.Context(), me)
	enginetest.OK(t, err)
	if len(got) != 1 || got[0].Name != "大额" || got[0].List != "bill" || got[0].Filter != "未缴:>5000" || len(got[0].Order) != 1 || !got[0].Order[0].Desc {
		t.Errorf("views %+v", got)
	}
	if others, err := o.Views(t.Context(), other); err != nil || len(others) != 0 {
		t.Errorf("another account sees %+v, %v", others, err)
	}
	for _, name := range []string{"", " ", "a/b", strings.Repeat("长", 31)} {
		enginetest.Refused(t, name, o.SaveView(t.Context(), me, basis.View{List: "bill", Name: name}), basis.ErrViewName)
	}
	enginetest.OK(t, o.DropView(t.Context(), me, v))
	if got, err = o.Views(t.Context(), me); err != nil || len(got) != 0 {
		t.Errorf("after dropping %+v, %v", got, err)
	}
	if now, err := o.Head(t.Context()); err != nil || now.Seq != head.Seq {
		t.Errorf("the log went from %d to %d, %v", head.Seq, now.Seq, err)
	}
}

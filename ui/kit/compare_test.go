package kit

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
)

// staleForm is a form over a record with telephone, address and remark; its first saving is stale.
func staleForm(now map[string]string, saved *[]map[string]string) *Form {
	version := 1
	return NewForm(FormSpec{
		Sections: []Section{{Fields: []Field{{Name: "phone", Label: "电话", Value: "1"}, {Name: "address", Label: "住址", Value: "甲"}, {Name: "remark", Label: "备注"}}}},
		Fresh: func(context.Context) (Fresh, error) {
			return Fresh{Values: now, Adopt: func() { version = 2 }}, nil
		},
		Save: func(f *Form) tea.Cmd {
			if version == 1 {
				return Send(Failed{say.Refuse(codeStale, "别人改过")})
			}
			*saved = append(*saved, map[string]string{"phone": f.Text("phone"), "address": f.Text("address"), "remark": f.Text("remark")})
			return f.Saved()
		},
	})
}

// settle runs a command and what follows from it in the form; it returns the overlay that was opened.
func settle(f *Form, cmd tea.Cmd) (opened Overlay, notes []string) {
	queue := []tea.Cmd{cmd}
	for len(queue) > 0 {
		cmd, queue = queue[0], queue[1:]
		if cmd == nil {
			continue
		}
		switch m := cmd().(type) {
		case tea.BatchMsg:
			queue = append(queue, m...)
		case Open:
			opened = m.Overlay
		case Note:
			notes = append(notes, m.Text)
		default:
			queue = append(queue, f.Update(m))
		}
	}
	return opened, notes
}

// TestTheLaterClerkComparesBeforeSaving: what the other changed is shown beside what was typed; each field is theirs or mine,
// what only the other changed is kept, and the saving goes to the new version.
func TestTheLaterClerkComparesBeforeSaving(t *testing.T) {
	var saved []map[string]string
	f := staleForm(map[string]string{"phone": "2", "address": "乙", "remark": ""}, &saved)
	f.Set("phone", "3")
	f.Set("remark", "新")
	opened, _ := settle(f, f.Submit())
	c, ok := opened.(*Compare)
	if !ok || len(c.rows) != 2 || len(saved) != 0 {
		t.Fatalf("%T, saved %v", opened, saved)
	}
	th := &Theme{}
	if text := strings.Join(c.Lines(th, 70, 20), "\n"); !strings.Contains(text, "电话") || !strings.Contains(text, "(*) 对方 2") || !strings.Contains(text, "( ) 我的 3") {
		t.Errorf("%s", text)
	}
	c.Update(tea.KeyPressMsg{Code: tea.KeyRight}) // keep mine
	closed, cmd := c.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	settle(f, cmd)
	if !closed || len(saved) != 1 || saved[0]["phone"] != "3" || saved[0]["address"] != "乙" || saved[0]["remark"] != "新" {
		t.Errorf("closed %v, saved %v", closed, saved)
	}
}

// TestNothingToCompare: the other changed something that the form does not show; what was typed stays and goes to the new
// version with the next saving.
func TestNothingToCompare(t *testing.T) {
	var saved []map[string]string
	f := staleForm(map[string]string{"phone": "1", "address": "甲", "remark": ""}, &saved)
	f.Set("phone", "3")
	opened, notes := settle(f, f.Submit())
	if opened != nil || len(notes) != 1 || len(saved) != 0 {
		t.Fatalf("%T %v", opened, notes)
	}
	if settle(f, f.Submit()); len(saved) != 1 || saved[0]["phone"] != "3" {
		t.Errorf("%v", saved)
	}
}

// memoryDrafts keeps drafts in a map.
type memoryDrafts map[string]string

func (d memoryDrafts) Load(key string) (string, error) { return d[key], nil }

func (d memoryDrafts) Save(key, text string) error { d[key] = text; return nil }

func (d memoryDrafts) Drop(key string) error { delete(d, key); return nil }

// TestADraftDoesNotOverwriteWhatOthersChanged: a draft comes back over a record that someone else has changed since. What only
// the other changed is as they left it; what both changed is compared, and again before saving when nothing was decided.
func TestADraftDoesNotOverwriteWhatOthersChanged(t *testing.T) {
	drafts := memoryDrafts{}
	var saved map[string]string
	record := func(phone, address, remark string) *Form {
		return NewForm(FormSpec{
			Draft: "record/1", Drafts: drafts,
			Sections: []Section{{Fields: []Field{
				{Name: "phone", Label: "电话", Value: phone}, {Name: "address", Label: "住址", Value: address}, {Name: "remark", Label: "备注", Value: remark},
			}}},
			Fresh: func(context.Context) (Fresh, error) { return Fresh{}, nil },
			Save: func(f *Form) tea.Cmd {
				saved = map[string]string{"phone": f.Text("phone"), "address": f.Text("address"), "remark": f.Text("remark")}
				return f.Saved()
			},
		})
	}
	f := record("1", "甲", "")
	f.Set("phone", "3")
	f.Set("remark", "新")
	settle(f, f.keep())

	f = record("2", "乙", "")
	opened, _ := settle(f, f.Init())
	c, ok := opened.(*Compare)
	if !ok || len(c.rows) != 1 || c.rows[0].theirs != "2" || c.rows[0].mine != "3" {
		t.Fatalf("%+v", opened)
	}
	if f.Text("phone") != "2" || f.Text("address") != "乙" || f.Text("remark") != "新" {
		t.Errorf("%v", f.values)
	}
	if text := strings.Join(c.Lines(&Theme{}, 70, 20), ""); !strings.Contains(text, "您的草稿") {
		t.Errorf("%s", text)
	}
	c.Update(tea.KeyPressMsg{Code: tea.KeyEscape}) // nothing is decided
	settle(f, f.keep())

	f = record("2", "乙", "")
	if opened, _ = settle(f, f.Init()); opened == nil {
		t.Fatal("what was typed is forgotten")
	}
	opened, _ = settle(f, f.Submit())
	if c, ok = opened.(*Compare); !ok || saved != nil {
		t.Fatalf("saved without a decision: %v", saved)
	}
	c.Update(tea.KeyPressMsg{Code: tea.KeyRight})
	_, cmd := c.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	settle(f, cmd)
	if saved["phone"] != "3" || saved["address"] != "乙" || saved["remark"] != "新" || len(drafts) != 0 {
		t.Errorf("saved %v, drafts %v", saved, drafts)
	}
}

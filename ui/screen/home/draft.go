package home

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/ui/kit"
	"penggai/ui/screen"
)

// draftItems are the half-filled forms: those of the last year by themselves, the older ones in one line, from which they are dropped.
func draftItems(env *screen.Env, drafts []screen.Drafted) (out []item) {
	var old []screen.Drafted
	for _, d := range drafts {
		if d.Old {
			old = append(old, d)
			continue
		}
		row := desk.TodoRow{Key: "draft/" + d.Key, Title: d.Name, Detail: d.Title, Mine: true}
		out = append(out, item{TodoRow: row, open: func() tea.Cmd { return kit.Send(d.To) }, drop: func() tea.Cmd { return dropDrafts(env, []screen.Drafted{d}) }})
	}
	if len(old) > 0 {
		row := desk.TodoRow{Key: "drafts/old", Title: "一年没动的", Count: len(old), Detail: "Enter 清理", Mine: true}
		out = append(out, item{TodoRow: row, open: func() tea.Cmd { return chooseDrafts(env, old) }})
	}
	if len(out) > 0 {
		out[0].head = fmt.Sprintf("填了一半的表 %d 张", len(drafts))
	}
	return out
}

// chooseDrafts lets a person choose which of the old forms go; all are ticked.
func chooseDrafts(env *screen.Env, old []screen.Drafted) tea.Cmd {
	choices, keys := make([]kit.Choice, len(old)), make([]string, len(old))
	of := map[string]screen.Drafted{}
	for i, d := range old {
		choices[i] = kit.Choice{Key: d.Key, Label: d.Name, Note: d.Title + "，最后填写 " + d.At}
		keys[i], of[d.Key] = d.Key, d
	}
	return kit.Pick(kit.PickerSpec{Title: "丢弃哪些一年没动的表", Choices: choices, Current: keys, Multi: true}, func(got []kit.Choice) tea.Cmd {
		gone := make([]screen.Drafted, len(got))
		for i, c := range got {
			gone[i] = of[c.Key]
		}
		return dropDrafts(env, gone)
	})
}

// dropDrafts asks and forgets half-filled forms.
func dropDrafts(env *screen.Env, gone []screen.Drafted) tea.Cmd {
	if len(gone) == 0 {
		return nil
	}
	what := fmt.Sprintf("%d 张填了一半的表", len(gone))
	if len(gone) == 1 {
		what = gone[0].Title + "（" + gone[0].Name + "）"
	}
	return env.Ask(kit.ConfirmSpec{
		Title: "丢弃填了一半的表", Yes: "丢弃", Warn: true, Lines: []string{what, "其中还没有保存的内容不再保留；已经保存、受理的记录不受影响。"},
	}, func(ctx context.Context, by engine.Actor, _ string) (string, error) {
		for _, d := range gone {
			if err := env.Store.DropDraft(ctx, by, d.Key); err != nil {
				return "", err
			}
		}
		return "已丢弃" + what, nil
	})
}

// drop drops the form under the cursor.
func (s *home) drop() tea.Cmd { return s.load.Value.items[s.cur].drop() }

// whyNotDrop says why there is none.
func (s *home) whyNotDrop() string {
	if b := s.load.Value; s.right || s.cur >= len(b.items) || b.items[s.cur].drop == nil {
		return "请先移到一张填了一半的表上"
	}
	return ""
}

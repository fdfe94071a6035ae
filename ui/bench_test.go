package ui_test

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"penggai/ui/kit"
)

// drain runs a command and what follows from it, without a terminal.
func drain(m tea.Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			drain(m, c)
		}
	default:
		_, next := m.Update(msg)
		drain(m, next)
	}
}

// BenchmarkFrame is one Down key and the whole frame after it, at 120×36.
func BenchmarkFrame(b *testing.B) {
	for _, n := range []int{1641, 164100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			root, _ := sample(n)
			root.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
			drain(root, root.Init())
			down, up := kit.Press("down"), kit.Press("up")
			for i := 0; b.Loop(); i++ {
				key := down
				if i/100%2 == 1 {
					key = up
				}
				root.Update(key)
				if root.View().Content == "" {
					b.Fatal("no frame")
				}
			}
		})
	}
}

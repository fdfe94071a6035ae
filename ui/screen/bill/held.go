package bill

import (
	"context"
	"sync/atomic"

	"penggai/ui/kit"
)

// held are rows that a screen has read, for a table that asks for them in commands of its own.
type held[T any] struct{ rows atomic.Pointer[[]T] }

func (h *held[T]) put(rows []T) { h.rows.Store(&rows) }

func (h *held[T]) get() []T {
	if p := h.rows.Load(); p != nil {
		return *p
	}
	return nil
}

// fetch is the source of a table over the rows.
func (h *held[T]) fetch(cols []kit.Col[T], key func(T) string) kit.Fetch[T] {
	return kit.Slice(cols, key, func(context.Context) ([]T, error) { return h.get(), nil })
}

// keyed moves the actions with a key to another one: the screen has its own use for it.
func keyed(list []kit.Action, from, to string) []kit.Action {
	for i, a := range list {
		if a.Keys[0] == from {
			list[i].Keys = append([]string{to}, a.Keys[1:]...)
		}
	}
	return list
}

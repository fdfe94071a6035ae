package screen

import (
	"context"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// The shapes of screens are written once and compiled once: inside they hold records and rows as any. What a noun says of its
// records in functions is wrapped here in functions of any.

// as is a record or row of the type that its screen has given in; nothing is the zero value.
func as[T any](v any) T {
	t, _ := v.(T)
	return t
}

func on[T, R any](f func(T) R) func(any) R {
	if f == nil {
		return nil
	}
	return func(v any) R { return f(as[T](v)) }
}

func onLines[T any](f func(th *kit.Theme, w, h int, of T) []string) func(*kit.Theme, int, int, any) []string {
	if f == nil {
		return nil
	}
	return func(th *kit.Theme, w, h int, of any) []string { return f(th, w, h, as[T](of)) }
}

func anyPage[T any](spec PageSpec[T]) PageSpec[any] {
	out := PageSpec[any]{
		Noun: spec.Noun, Wait: spec.Wait, Gap: spec.Gap, Early: spec.Early, Free: spec.Free, About: spec.About,
		Read: func(ctx context.Context, by engine.Actor) (any, error) { return spec.Read(ctx, by) },
		Name: on(spec.Name), Title: on(spec.Title), Next: on(spec.Next), Mended: on(spec.Mended), Actions: on(spec.Actions), Head: onLines(spec.Head),
	}
	if spec.Summary != nil {
		out.Summary = func(of any) (string, string) { return spec.Summary(as[T](of)) }
	}
	if spec.Record != nil {
		out.Record = func(of any) (allocation.Noun, int64) { return spec.Record(as[T](of)) }
	}
	if spec.Took != nil {
		out.Took = func(of any) { spec.Took(as[T](of)) }
	}
	if spec.Start != nil {
		out.Start = func(now any) int { return spec.Start(as[T](now)) }
	}
	if spec.First != nil {
		out.First = func(was, now any) bool { return spec.First(as[T](was), as[T](now)) }
	}
	for _, p := range spec.Parts {
		out.Parts = append(out.Parts, anyPart(p))
	}
	if lines := spec.Lines; lines != nil {
		out.Parts = []Part[any]{{Lines: func(th *kit.Theme, w, _ int, of any) []string { return lines(th, w, as[T](of)) }}}
	}
	return out
}

func anyPart[T any](p Part[T]) Part[any] {
	out := Part[any]{Title: p.Title, Count: on(p.Count), When: on(p.When), Lines: onLines(p.Lines), Table: p.Table, Draw: onLines(p.Draw), Keys: p.Keys}
	if p.take != nil {
		out.take = func(of any) { p.take(as[T](of)) }
	}
	return out
}

func anyList[R, D any](spec ListSpec[R, D]) ListSpec[any, any] {
	out := ListSpec[any, any]{
		Title: spec.Title, Path: spec.Path, Views: spec.Views, ID: on(spec.ID), Key: on(spec.Key), Said: spec.Said, Total: spec.Total, Sums: spec.Sums, Above: spec.Above,
		None: spec.None, NoHits: spec.NoHits, Head: on(spec.Head), Stack: spec.Stack, Open: on(spec.Open), Typing: spec.Typing, About: spec.About,
		Beside: onPane(spec.Beside), Third: onPane(spec.Third), Own: onRow(spec.Own), More: onRow(spec.More),
	}
	if spec.Peek != nil {
		out.Peek = func(ctx context.Context, by engine.Actor, id int64) (any, error) { return spec.Peek(ctx, by, id) }
	}
	if spec.Row != nil {
		out.Row = func(th *kit.Theme, w, h int, row any, of *any) []string {
			if of == nil {
				return spec.Row(th, w, h, as[R](row), nil)
			}
			d := as[D](*of)
			return spec.Row(th, w, h, as[R](row), &d)
		}
	}
	return out
}

func onPane[D any](f func(th *kit.Theme, w int, of D) []string) func(*kit.Theme, int, any) []string {
	if f == nil {
		return nil
	}
	return func(th *kit.Theme, w int, of any) []string { return f(th, w, as[D](of)) }
}

func onRow[R any](f func(row R, ok bool) []kit.Action) func(any, bool) []kit.Action {
	if f == nil {
		return nil
	}
	return func(row any, ok bool) []kit.Action { return f(as[R](row), ok) }
}

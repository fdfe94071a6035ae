package basis

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// View is a filter of a list that an account has given a name. Views are one's own and stand outside the log.
type View struct {
	List   string         `json:"-"` // key of the list
	Name   string         `json:"-"`
	Filter string         `json:"filter"`
	Order  []engine.Order `json:"order,omitempty"` // the most important first
}

const (
	viewPrefix = "filter/"
	viewsKept  = 40 // of an account
	viewName   = 30 // characters
)

func (v View) key() string { return viewPrefix + v.List + "/" + v.Name }

// Views are the named filters of an account, in the order in which they were made.
func (s Room) Views(ctx context.Context, by engine.Actor) ([]View, error) {
	list, err := engine.All(ctx, s.Read, func(r engine.Scanner) (v View, err error) {
		var key, body string
		if err = r.Scan(&key, &body); err != nil {
			return v, err
		}
		if json.Unmarshal([]byte(body), &v) == nil { // what cannot be read is none
			v.List, v.Name, _ = strings.Cut(strings.TrimPrefix(key, viewPrefix), "/")
		}
		return v, nil
	}, `SELECT key, body FROM view WHERE account = $1 AND key LIKE '`+viewPrefix+`%' ORDER BY id`, by.ID)
	return slices.DeleteFunc(list, func(v View) bool { return v.Name == "" }), err
}

// SaveView keeps a filter under its name, in the place of one of that name. Errors: ErrViewName, ErrViews.
func (s Room) SaveView(ctx context.Context, by engine.Actor, v View) error {
	v.Name = strings.TrimSpace(quantity.Kept(v.Name))
	if n := utf8.RuneCountInString(v.Name); n == 0 || n > viewName || strings.ContainsAny(v.Name, "/\n\t") {
		return ErrViewName
	}
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.Scratch(ctx, func(t *engine.Tx) error {
		others, err := engine.One(ctx, t, engine.ScanOne[int], `SELECT count(*) FROM view WHERE account = $1 AND key LIKE '`+viewPrefix+`%' AND key <> $2`, by.ID, v.key())
		if err != nil {
			return err
		}
		if others >= viewsKept {
			return ErrViews
		}
		return t.Exec(`INSERT INTO view (account, key, body) VALUES ($1, $2, $3) ON CONFLICT (account, key) DO UPDATE SET body = excluded.body`, by.ID, v.key(), string(body))
	})
}

// DropView forgets a named filter; there need not be one.
func (s Room) DropView(ctx context.Context, by engine.Actor, v View) error {
	return s.Scratch(ctx, func(t *engine.Tx) error {
		return t.Exec(`DELETE FROM view WHERE account = $1 AND key = $2`, by.ID, v.key())
	})
}

// Named filters.
var (
	ErrViewName = say.Refuse("view_name", "名字要有 1 到 30 个字，不能有斜线。请换一个名字")
	ErrViews    = say.Refuse("views_many", "常用筛选已有 40 个，没有再存。请先删去不用的")
)

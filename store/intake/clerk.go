package intake

import (
	"context"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/clerk"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Colleague is an account that may handle cases, with what it has at hand.
type Colleague struct {
	clerk.Clerk
	Login string
	Load  map[allocation.ApplicationState]int // the cases that it handles, by state
}

// Cases are how many cases it has at hand.
func (c Colleague) Cases() (n int) {
	for _, k := range c.Load {
		n += k
	}
	return n
}

// sqlLoad counts the cases that somebody handles, by clerk and state.
const sqlLoad = `SELECT a.clerk, a.state, count(*) FROM application a INDEXED BY application_clerk WHERE a.clerk <> 0
	AND a.state IN ('draft', 'accepted', 'supplement', 'reviewed', 'approved', 'awarded') GROUP BY a.clerk, a.state`

// Colleagues are the accounts in use that may handle cases of the actor's district, who has least at hand first.
func (s Room) Colleagues(ctx context.Context, by engine.Actor) (list []Colleague, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		accounts, err := basis.AccountNoun.All(ctx, q, `WHERE a.active = 1 ORDER BY a.display, a.id`)
		if err != nil {
			return err
		}
		place := map[int64]int{}
		for _, a := range accounts {
			may := slices.ContainsFunc(a.Roles, allocation.ActAssignApplication.Allows)
			if may && (a.District == "" || by.District == "" || a.District == by.District) {
				place[a.ID] = len(list)
				list = append(list, Colleague{Clerk: clerkOf(a), Login: a.Name, Load: map[allocation.ApplicationState]int{}})
			}
		}
		_, err = engine.All(ctx, q, func(r engine.Scanner) (none struct{}, err error) {
			var who int64
			var state allocation.ApplicationState
			var n int
			if err = r.Scan(&who, &state, &n); err != nil {
				return none, err
			}
			if i, listed := place[who]; listed {
				list[i].Load[state] = n
			}
			return none, nil
		}, sqlLoad)
		return err
	})
	slices.SortStableFunc(list, func(a, b Colleague) int { return a.Cases() - b.Cases() })
	return list, err
}

func clerkOf(a basis.Account) clerk.Clerk {
	return clerk.Clerk{ID: a.ID, Name: a.Display, Active: a.Active, District: a.District, Roles: a.Roles}
}

// AssignApplication makes an account the one that handles an application: the actor's own to take it, another to hand it over.
// Errors: ErrStale, those of clerk.Clerk.Take.
func (s Room) AssignApplication(ctx context.Context, by engine.Actor, id, version, to int64, reason string) error {
	reason = strings.TrimSpace(reason)
	return s.ChangeApplication(ctx, by, allocation.ActAssignApplication, id, version, reason, func(t *engine.Tx, o *OpenedApplication) error {
		account, err := basis.AccountNoun.ByID(t.Ctx, t, to)
		if err != nil {
			return err
		}
		if err := clerkOf(account).Take(&o.Application); err != nil {
			return err
		}
		t.Subject(ApplicationSubject(o.Application, o.who.Name))
		t.About("application", id)
		if was := o.row.ClerkName; reason == "" {
			t.Reason(handedWords(was, account.Display))
		}
		return nil
	})
}

// handedWords say from whom a case went to whom.
func handedWords(from, to string) string {
	if from == "" {
		return to + " 承办"
	}
	return from + " 交 " + to + " 承办"
}

// byClerk finds who handles a case by name; as a whole also by what one signs in with, which two people never share.
func byClerk(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		return "(k.name = " + b.Add(word) + " OR k.display = " + b.Add(word) + ")", nil
	}
	return b.Like("k.display", word), nil
}

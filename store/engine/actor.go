package engine

import (
	"context"
	"errors"
	"fmt"

	"penggai/allocation"
	"penggai/allocation/say"
	"penggai/store/engine/pass"
)

// Actor is who acts: one signed-in account in one of its roles, and the command id that makes a repeated command
// harmless. An empty Command means that the call is not repeated; a screen makes one id for each command of its user.
type Actor struct {
	ID       int64
	Name     string // account name
	Display  string // the person's name
	Role     allocation.Role
	District string // "" is the whole city
	Command  string

	Session string // what the account signed in with; empty is not asked about

	Answers string // unlikely values that a person said are right, a line each behind a ?; empty: nobody sits there to be asked

	Console bool // acts by the right to the folder, not by an account

	Desk string // from which machine the account works over the network; empty: on this one
}

// deskKey is under which a context keeps a desk.
type deskKey struct{}

// AtDesk is a context in which everything is done from a desk: for what happens before there is an actor.
func AtDesk(ctx context.Context, desk string) context.Context {
	return context.WithValue(ctx, deskKey{}, desk)
}

// at is the actor at its desk: the one that it names, else that of the context.
func (a Actor) at(ctx context.Context) Actor {
	if desk, ok := ctx.Value(deskKey{}).(string); ok && a.Desk == "" {
		a.Desk = desk
	}
	return a
}

// Console is the actor of what needs no account (init, demo, restore): the right to the folder is the
// operating system's; the log names it as such.
func Console() Actor {
	return Actor{Name: "console", Display: "命令行", Role: allocation.Admin, Console: true}
}

// Door is the actor of what happens before anybody is in: a try to sign in.
func Door() Actor {
	return Actor{Name: "door", Display: "登录窗口", Role: allocation.Admin, Console: true}
}

// As is the actor with a command id.
func (a Actor) As(command string) Actor { a.Command = command; return a }

// Sure is the actor with what was answered about unlikely values.
func (a Actor) Sure(answers string) Actor { a.Answers = answers; return a }

// Sees reports whether the actor may see and touch what belongs to a district; "" is the city pool.
func (a Actor) Sees(district string) bool { return a.District == "" || a.District == district }

// String is the actor as the log keeps it.
func (a Actor) String() string {
	if a.Console {
		return a.Display
	}
	return fmt.Sprintf("%s（%s）", a.Display, a.Role.Title())
}

// Asks is the district that a question may be about: the actor's own, or the one asked for.
func (a Actor) Asks(district string) (string, error) {
	switch {
	case district == "":
		return a.District, nil
	case !a.Sees(district):
		return "", ErrOtherDistrict.With(district)
	}
	return district, nil
}

// in reports whether the actor is still let in, and whether its password is a first one. Errors: ErrSignedOut.
func (a Actor) in(ctx context.Context, q Querier) (first bool, err error) {
	in, err := One(ctx, q, func(s Scanner) (in bool, err error) {
		var roles, hash string
		err = s.Scan(&in, &first, &roles, &hash)
		return in && HasRole(roles, a.Role) && (a.Session == "" || a.Session == pass.Session(hash)), err
	}, `SELECT active, must_change, roles, password_hash FROM account WHERE id = $1 AND name = $2 AND district = $3`, a.ID, a.Name, a.District)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return false, err
	}
	if !in {
		return false, ErrSignedOut
	}
	return first, nil
}

// StillIn refuses an actor whose session has ended: the account was stopped, moved or lost the role, or its password was changed.
// Errors: ErrSignedOut, ErrFirstPassword.
func (s *Store) StillIn(ctx context.Context, by Actor) error {
	if by.Console {
		return nil
	}
	first, err := by.in(ctx, s.Read)
	if err == nil && first {
		return ErrFirstPassword
	}
	return err
}

// Sessions.
var (
	ErrSignedOut     = say.Refuse("signed_out", "账号已停用，或角色、密码已变动，这一步没有办理。请重新登录")
	ErrFirstPassword = say.Refuse("first_password", "密码还是别人设的，要先换成自己的：打开 penggai 登录一次，按提示改密码，再来办理")
)

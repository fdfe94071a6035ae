package engine

import (
	"fmt"

	"penggai/allocation"
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

	Console bool // acts by the right to the folder, not by an account
}

// Console is the actor of what needs no account (init, demo, restore): the right to the folder is the
// operating system's; the log names it as such.
func Console() Actor {
	return Actor{Name: "console", Display: "命令行", Role: allocation.Admin, Console: true}
}

// As is the actor with a command id.
func (a Actor) As(command string) Actor { a.Command = command; return a }

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

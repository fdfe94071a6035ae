package store

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

	console bool // acts by the right to the folder, not by an account
}

// Console is the actor of what needs no account (init, demo, restore): the right to the folder is the
// operating system's; the log names it as such.
func Console() Actor {
	return Actor{Name: "console", Display: textConsole, Role: allocation.Admin, console: true}
}

// As is the actor with a command id.
func (a Actor) As(command string) Actor { a.Command = command; return a }

// Sees reports whether the actor may see and touch what belongs to a district; "" is the city pool.
func (a Actor) Sees(district string) bool { return a.District == "" || a.District == district }

// String is the actor as the log keeps it.
func (a Actor) String() string {
	if a.console {
		return a.Display
	}
	return fmt.Sprintf(textActorAndRole, a.Display, a.Role.Title())
}

const sqlAccountInsert = `INSERT INTO account (name, display, roles, district, password_hash, must_change, created)
	VALUES ($1, $2, $3, $4, $5, $6, $7)`

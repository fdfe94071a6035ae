package cli

import (
	"errors"
	"testing"

	"penggai/allocation"
	"penggai/store/takeover"
)

// TestRoleOfACommand: an account with several roles acts in the first that may do what the command does, or in the one that is said; one
// that it has not is no call.
func TestRoleOfACommand(t *testing.T) {
	several := []allocation.Role{allocation.Intake, allocation.Manager, allocation.Admin}
	imports := []allocation.Action{takeover.ActImport}
	for name, c := range map[string]struct {
		said  string
		does  []allocation.Action
		roles []allocation.Role
		want  allocation.Role
		wrong bool
	}{
		"the first that may import": {does: imports, roles: several, want: allocation.Manager},
		"any for a list":            {roles: several, want: allocation.Intake},
		"by its title":              {said: "系统管理员", does: imports, roles: several, want: allocation.Admin},
		"by its code":               {said: string(allocation.Intake), does: imports, roles: several, want: allocation.Intake},
		"none that may":             {does: imports, roles: several[:1], want: ""}, // the account's first, which is refused with its reason
		"one that it has not":       {said: "督办", roles: several, wrong: true},
	} {
		p := place{role: c.said, does: c.does}
		got, err := p.roleOf(c.roles)
		var wrong usageError
		if got != c.want || errors.As(err, &wrong) != c.wrong {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

package basis

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"penggai/store/engine/pass"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/oversight"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// Account is one account of the office.
type Account struct {
	ID         int64
	Name       string // what one signs in with
	Display    string // the person's name
	Roles      []allocation.Role
	District   string // "" is the whole city
	Body       string // of a supervisor: the city's department that it acts for (四); "" of accounts from before
	MustChange bool   // the password was set by someone else
	Active     bool
	Created    civil.Date
	Version    int64
	Session    string     // what its password opens
	Before     Attendance // of who has just signed in: what was done under its name before
}

// Actor is the account in one of its roles; an empty role takes the first.
func (a Account) Actor(role allocation.Role) engine.Actor {
	if role == "" && len(a.Roles) > 0 {
		role = a.Roles[0]
	}
	return engine.Actor{ID: a.ID, Name: a.Name, Display: a.Display, Role: role, District: a.District, Session: a.Session}
}

// State is whether the account can be used.
func (a Account) State() string {
	switch {
	case !a.Active:
		return "已停用"
	case a.MustChange:
		return "待改密码"
	}
	return "可用"
}

// roleTitles are roles as people read them.
func roleTitles(roles []allocation.Role) string {
	titles := make([]string, len(roles))
	for i, r := range roles {
		titles[i] = r.Title()
	}
	return strings.Join(titles, "、")
}

// accountRoles are roles as their column keeps them: codes with commas, in the order of allocation.Roles, each once.
type accountRoles []allocation.Role

// Scan reads the column.
func (l *accountRoles) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("roles in a %T", src)
	}
	*l = nil
	for r := range strings.SplitSeq(text, ",") {
		*l = append(*l, allocation.Role(r))
	}
	return nil
}

// Kept is what the column keeps.
func (l *accountRoles) Kept() any {
	var out []string
	for _, r := range allocation.Roles() {
		if slices.Contains(*l, r) {
			out = append(out, string(r))
		}
	}
	return strings.Join(out, ",")
}

var accountFields = []engine.Field[Account]{
	{Key: "id", Column: "id", At: func(a *Account) any { return &a.ID }},
	{Key: "name", Title: say.Account, Column: "name", At: func(a *Account) any { return &a.Name }, Sorts: true},
	{Key: "display", Title: say.PersonName, Column: "display", At: func(a *Account) any { return &a.Display }, Sets: true, Sorts: true},
	{
		Key: "roles", Title: "角色", Column: "roles", At: func(a *Account) any { return (*accountRoles)(&a.Roles) }, Sets: true,
		Text: func(a Account, _ civil.Date) string { return roleTitles(a.Roles) }, Sorts: true,
	},
	{
		Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(a *Account) any { return &a.District }, Sets: true,
		Text: func(a Account, _ civil.Date) string { return cmp.Or(a.District, allocation.CityOffice) }, Sorts: true,
	},
	{Key: "body", Title: "督办部门", Expr: "coalesce((SELECT v.body FROM supervisor v WHERE v.account_id = a.id), '')", At: func(a *Account) any { return &a.Body }, Sorts: true},
	{Key: "must_change", Title: "须改密码", Column: "must_change", At: func(a *Account) any { return &a.MustChange }},
	{Key: "active", Title: "可用", Column: "active", At: func(a *Account) any { return &a.Active }},
	{Key: "state", Title: engine.TextFieldState, Text: func(a Account, _ civil.Date) string { return a.State() }, Sorts: true},
	{Key: "created", Title: "建立日期", Column: "created", At: func(a *Account) any { return &a.Created }},
	{Key: "session", Expr: "a.password_hash", At: func(a *Account) any { return (*session)(&a.Session) }, Private: true},
	{Key: "version", Title: say.Version, Column: "version", At: func(a *Account) any { return &a.Version }},
}

// AccountNoun is what accounts are.
var AccountNoun = engine.NewNoun(engine.Noun[Account]{Title: say.Account, From: ` FROM account a`, Fields: accountFields})

// secretAccount is an account with its password as it is kept, which no list and no screen reads.
type secretAccount struct {
	Account
	hash string
}

// AccountRecord is what the table of accounts keeps.
var AccountRecord = engine.NewNoun(engine.Noun[secretAccount]{
	From: ` FROM account a`,
	Fields: append(engine.Part(accountFields, func(r *secretAccount) *Account { return &r.Account }),
		engine.Field[secretAccount]{Key: "password", Title: "密码（不记录）", Column: "password_hash", At: func(r *secretAccount) any { return &r.hash }, Private: true}),
})

// insertAccount enters an account that is active from today on, with the hash of its password.
func insertAccount(t *engine.Tx, a Account, hash string) (int64, error) {
	a.Active, a.Created = true, t.Today
	return AccountRecord.Add(t, secretAccount{a, hash})
}

// Accounts are the accounts of the actor's scope, active ones first, by name.
func (s Room) Accounts(ctx context.Context, by engine.Actor) ([]Account, error) {
	return AccountNoun.All(ctx, s.Read, `WHERE $1 = '' OR a.district = $1 ORDER BY a.active DESC, a.name`, by.District)
}

const sqlBody = `SELECT body FROM supervisor WHERE account_id = $1`

// MyBody is the department that the actor acts for; empty where its account says none.
func (s Room) MyBody(ctx context.Context, by engine.Actor) (string, error) {
	body, _, err := engine.Maybe(ctx, s.Read, engine.ScanOne[string], sqlBody, by.ID)
	return body, err
}

// BodyOf is the department that the actor of a transaction supervises for; "" when none is known.
func BodyOf(t *engine.Tx) (string, error) {
	body, _, err := engine.Maybe(t.Ctx, t, engine.ScanOne[string], sqlBody, t.By.ID)
	return body, err
}

// setBody keeps for which department an account supervises; "" none.
func setBody(t *engine.Tx, account int64, body string) error {
	if body == "" {
		return t.Exec(`DELETE FROM supervisor WHERE account_id = $1`, account)
	}
	return t.Exec(`INSERT INTO supervisor (account_id, body) VALUES ($1, $2) ON CONFLICT (account_id) DO UPDATE SET body = excluded.body`, account, body)
}

// Account reads one account of the actor's scope by id. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Account(ctx context.Context, by engine.Actor, id int64) (Account, error) {
	return ownAccount(ctx, s.Read, by, id)
}

// NewAccount is what an administrator enters for a new account. The password is the first one; its owner changes it at
// the first sign-in.
type NewAccount struct {
	Name     string
	Display  string
	Roles    []allocation.Role
	District string
	Body     string // of a supervisor
	Password string
	Settled  bool // the owner need not change the password: demonstrations
}

// AddAccount makes an account and returns its id.
func (s Room) AddAccount(ctx context.Context, by engine.Actor, n NewAccount) (id int64, err error) {
	n.Name, n.Display = strings.TrimSpace(n.Name), strings.TrimSpace(n.Display)
	if err := checkAccount(n.Name, n.Display, n.Roles, n.Body); err != nil {
		return 0, err
	}
	hash, err := pass.Hash(n.Name, n.Password, s.Options.HashCost())
	if err != nil {
		return 0, err
	}
	err = s.Write(ctx, by, allocation.ActAddAccount, func(t *engine.Tx) error {
		if err := mayGrant(t, n.District); err != nil {
			return err
		}
		if _, found, err := engine.Maybe(t.Ctx, t, engine.ScanOne[int64], `SELECT id FROM account WHERE name = $1`, n.Name); err != nil || found {
			return orRefuse(err, ErrAccountTaken.With(n.Name).On("name"))
		}
		if id, err = insertAccount(t, Account{Name: n.Name, Display: n.Display, Roles: n.Roles, District: n.District, Body: n.Body, MustChange: !n.Settled}, hash); err != nil {
			return err
		}
		t.Subject(n.Name + " " + n.Display)
		t.About("account", id)
		return setBody(t, id, n.Body)
	})
	return id, err
}

// EditAccount changes name, roles and district of an account of the administrator's scope as it was seen (its Version); nobody gives
// more to the account that works. The last active administrator keeps the role.
// Errors: ErrOtherDistrict, ErrStale, ErrOwnRoles, ErrAccountDistrict, those of AddAccount.
func (s Room) EditAccount(ctx context.Context, by engine.Actor, a Account, reason string) error {
	a.Display = strings.TrimSpace(a.Display)
	if err := checkAccount(a.Name, a.Display, a.Roles, a.Body); err != nil {
		return err
	}
	return s.Write(ctx, by, allocation.ActEditAccount, func(t *engine.Tx) error {
		old, err := ownAccount(t.Ctx, t, t.By, a.ID)
		if err != nil {
			return err
		}
		if err := mayGrant(t, a.District); err != nil {
			return err
		}
		if a.ID == t.By.ID && !t.By.Console && widens(old, a) {
			return ErrOwnRoles
		}
		a.Name = old.Name
		t.Subject(a.Name + " " + a.Display)
		t.About("account", a.ID)
		t.Reason(reason)
		if err := AccountNoun.Set(t, a, a.Version); err != nil {
			return err
		}
		if err := setBody(t, a.ID, a.Body); err != nil {
			return err
		}
		return keepAdmin(t)
	})
}

// SetAccountActive stops an account or lets it in again. The last active administrator stays.
func (s Room) SetAccountActive(ctx context.Context, by engine.Actor, id int64, active bool, reason string) error {
	if id == by.ID && !by.Console && !active {
		return ErrOwnAccount
	}
	return s.Write(ctx, by, allocation.ActSetAccountActive, func(t *engine.Tx) error {
		a, err := ownAccount(t.Ctx, t, t.By, id)
		if err != nil {
			return err
		}
		if a.Active == active {
			return ErrAccountState
		}
		t.Subject(a.Name + " " + a.Display)
		t.About("account", id)
		t.Reason(reason)
		if err := t.Exec(`UPDATE account SET active = $1, version = version + 1 WHERE id = $2`, active, id); err != nil {
			return err
		}
		return keepAdmin(t)
	})
}

// ResetPassword gives an account a password that its owner must change at the next sign-in.
func (s Room) ResetPassword(ctx context.Context, by engine.Actor, id int64, password, reason string) error {
	a, err := s.Account(ctx, by, id)
	if err != nil {
		return err
	}
	hash, err := pass.Hash(a.Name, password, s.Options.HashCost())
	if err != nil {
		return err
	}
	err = s.Write(ctx, by, allocation.ActResetPassword, func(t *engine.Tx) error {
		if a, err = ownAccount(t.Ctx, t, t.By, id); err != nil {
			return err
		}
		t.Subject(a.Name + " " + a.Display)
		t.About("account", id)
		t.Reason(reason)
		return t.Exec(`UPDATE account SET password_hash = $1, must_change = 1, version = version + 1 WHERE id = $2`, hash, id)
	})
	if err != nil {
		return err
	}
	return s.forgetTries(ctx, a)
}

// ChangePassword changes the actor's own password; the old one is asked for.
func (s Room) ChangePassword(ctx context.Context, by engine.Actor, old, new string) error {
	stored, err := engine.One(ctx, s.Read, engine.ScanOne[string], `SELECT password_hash FROM account WHERE id = $1`, by.ID)
	if err != nil {
		return err
	}
	if !pass.Matches(stored, old) {
		return ErrWrongPassword.On("old")
	}
	if old == new {
		return ErrSamePassword.On("password")
	}
	hash, err := pass.Hash(by.Name, new, s.Options.HashCost())
	if err != nil {
		return err
	}
	return s.Write(ctx, by, allocation.ActChangePassword, func(t *engine.Tx) error {
		t.Subject(by.Name + " " + by.Display)
		t.About("account", by.ID)
		return t.Exec(`UPDATE account SET password_hash = $1, must_change = 0, version = version + 1 WHERE id = $2`, hash, by.ID)
	})
}

// keepAdmin refuses a change after which nobody could manage the office.
func keepAdmin(t *engine.Tx) error {
	roles, err := engine.All(t.Ctx, t, engine.ScanOne[string], `SELECT roles FROM account WHERE active = 1 ORDER BY id`)
	if err != nil {
		return err
	}
	for _, r := range roles {
		if engine.HasRole(r, allocation.Admin) {
			return nil
		}
	}
	return ErrLastAdmin
}

func checkAccount(name, display string, roles []allocation.Role, body string) error {
	if n := utf8.RuneCountInString(name); n < 2 || n > 32 || strings.ContainsFunc(name, notInName) {
		return ErrAccountName.With(name).On("name")
	}
	if n := utf8.RuneCountInString(display); n == 0 || n > 20 || !utf8.ValidString(display) || quantity.Visible(display) == "" || strings.ContainsFunc(display, unicode.IsControl) {
		return ErrDisplayName.On("display")
	}
	if len(roles) == 0 {
		return ErrNoRole.On("roles")
	}
	for _, r := range roles {
		if !r.Valid() {
			return ErrNoRole.With(string(r)).On("roles")
		}
	}
	if supervises := slices.Contains(roles, allocation.Supervisor); supervises != (body != "") || supervises && !slices.Contains(oversight.SupervisingBodies(), body) {
		return ErrAccountBody.With(body).On("body")
	}
	return nil
}

func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_", r)
}

// orRefuse is err, or the refusal when there is none.
func orRefuse(err error, r *say.Refusal) error {
	if err != nil {
		return err
	}
	return r
}

// Accounts and signing in.
var (
	ErrAccountName     = say.Refuse("account_name", "账号名须为 2 至 32 个字母、数字、汉字、点、横线或下划线，请重新填写")
	ErrAccountTaken    = say.Refuse("account_taken", "已经有这个账号名，请换一个")
	ErrDisplayName     = say.Refuse("display_name", "请填写使用人的姓名，不超过 20 个字，不能有看不见的字符")
	ErrNoRole          = say.Refuse("no_role", "请至少选一个角色")
	ErrAccountBody     = say.Refuse("account_body", "督办账号须写明代表四个督办部门中的哪一个（四），其他账号不写，请改正")
	ErrAccountDistrict = say.Refuse("account_district", "账号的区须与本单位一致，请改正")
	ErrOwnRoles        = say.Refuse("own_roles", "不能给自己的账号加角色或放宽范围，请由另一名系统管理员来办")
	ErrOwnAccount      = say.Refuse("own_account", "不能停用自己的账号，请由另一名系统管理员来办")
	ErrAccountState    = say.Refuse("account_state", "账号已经是这个状态，没有改动。请刷新列表")
	ErrLastAdmin       = say.Refuse("last_admin", "至少要保留一个可用的系统管理员账号，没有改动。请先指定另一名系统管理员")
	ErrWrongPassword   = say.Refuse("wrong_password", "原密码不对，请重新填写")
	ErrSamePassword    = say.Refuse("same_password", "新密码与原密码相同，请换一个")
)

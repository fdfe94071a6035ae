package basis

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store/engine"
)

// ParameterVersion is one version of a district's own rule (四(三)). A version is in force from its effective date
// until the effective date of the next one; nothing changes a published version.
type ParameterVersion struct {
	ID        int64
	District  string
	Version   int64 // 1, 2, 3 … within the district
	Effective civil.Date
	Author    string // who drew it up
	Approver  string // who approved it
	Note      string
	Created   civil.Date
	allocation.Parameters
}

// Title is the version as people name it: 尖山区 参数第 2 版.
func (v ParameterVersion) Title() string {
	return fmt.Sprintf("%s 参数第 %d 版", v.District, v.Version)
}

// parameterBody are the values as their column keeps them: JSON.
type parameterBody allocation.Parameters

// Scan reads the column.
func (b *parameterBody) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("parameters in a %T", src)
	}
	later := allocation.DefaultParameters() // what versions of earlier releases do not say
	b.Papers, b.Leads.Papers, b.RenewDays, b.ShortPermille, b.LockMinutes = later.Papers, later.Leads.Papers, later.RenewDays, later.ShortPermille, later.LockMinutes
	b.Exit, b.Keeping = later.Exit, later.Keeping
	return json.Unmarshal([]byte(text), (*allocation.Parameters)(b))
}

// Kept is what the column keeps.
func (b *parameterBody) Kept() any {
	text, err := engine.Encode((*allocation.Parameters)(b))
	if err != nil {
		panic(err) // integers and texts alone
	}
	return string(text)
}

// ParameterNoun is what versions of parameters are.
var ParameterNoun = engine.NewNoun(engine.Noun[ParameterVersion]{
	Title: say.Parameter, From: ` FROM parameter p`,
	Fields: []engine.Field[ParameterVersion]{
		{Key: "id", Column: "id", At: func(v *ParameterVersion) any { return &v.ID }},
		{Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(v *ParameterVersion) any { return &v.District }, Sorts: true},
		{Key: "number", Title: say.Version, Column: "version", At: func(v *ParameterVersion) any { return &v.Version }, Sorts: true},
		{Key: "effective", Title: "生效日期", Column: "effective", At: func(v *ParameterVersion) any { return &v.Effective }, Sorts: true},
		{Key: "author", Title: "拟定人", Column: "author", At: func(v *ParameterVersion) any { return &v.Author }, Sorts: true},
		{Key: "approver", Title: "批准人", Column: "approver", At: func(v *ParameterVersion) any { return &v.Approver }, Sorts: true},
		{Key: "note", Title: textBasis, Column: "note", At: func(v *ParameterVersion) any { return &v.Note }, Sorts: true},
		{Key: "created", Title: "建立日期", Column: "created", At: func(v *ParameterVersion) any { return &v.Created }},
		{Key: "body", Title: say.Content, Column: "body", At: func(v *ParameterVersion) any { return (*parameterBody)(&v.Parameters) }, Private: true},
	},
})

// sqlInForce leaves the version of a district that is in force on a day, behind FROM.
const sqlInForce = ` WHERE p.district = $1 AND p.effective <= $2 ORDER BY p.effective DESC, p.version DESC LIMIT 1`

// Parameters are the parameters of a district that are in force on a day; before the first version, ErrNoParameters.
func (s Room) Parameters(ctx context.Context, district string, day civil.Date) (ParameterVersion, error) {
	return ParametersOn(ctx, s.Read, district, day)
}

// Parameters are those in force today, read inside the transaction that uses them.
func Parameters(t *engine.Tx, district string) (ParameterVersion, error) {
	return ParametersOn(t.Ctx, t, district, t.Today)
}

// ParametersOn is the version of a district that is in force on a day. Errors: ErrNotFound.
func ParametersOn(ctx context.Context, q engine.Querier, district string, day civil.Date) (ParameterVersion, error) {
	v, err := ParameterNoun.One(ctx, q, sqlInForce, district, day)
	if errors.Is(err, engine.ErrNotFound) {
		return v, ErrNoParameters.With(district)
	}
	return v, err
}

// ParametersOrDefault are those in force on a day; the program's own where the district has none: it belongs to another
// office, or the day lies before the policy.
func ParametersOrDefault(ctx context.Context, q engine.Querier, district string, day civil.Date) (allocation.Parameters, error) {
	v, err := ParametersOn(ctx, q, district, day)
	if errors.Is(err, ErrNoParameters) {
		return allocation.DefaultParameters(), nil
	}
	return v.Parameters, err
}

// LockAfter is how long an actor's screen stays open without a key: as the district says, for the city the shortest of all districts.
func (s Room) LockAfter(ctx context.Context, by engine.Actor) time.Duration {
	minutes := 0
	for _, d := range allocation.Districts() {
		if by.District != "" && d.Name != by.District {
			continue
		}
		if p, err := ParametersOrDefault(ctx, s.Read, d.Name, s.Today()); err == nil && (minutes == 0 || p.LockMinutes < minutes) {
			minutes = p.LockMinutes
		}
	}
	return time.Duration(cmp.Or(minutes, allocation.DefaultParameters().LockMinutes)) * time.Minute
}

// ParameterVersions are all versions that the actor may see, by district in the order of the
// policy, the newest first.
func (s Room) ParameterVersions(ctx context.Context, by engine.Actor) ([]ParameterVersion, error) {
	list, err := ParameterNoun.All(ctx, s.Read, `WHERE $1 = '' OR p.district = $1 ORDER BY p.version DESC, p.id`, by.District)
	place := map[string]int{}
	for i, d := range allocation.Districts() {
		place[d.Name] = i
	}
	slices.SortStableFunc(list, func(a, b ParameterVersion) int { return cmp.Compare(place[a.District], place[b.District]) })
	return list, err
}

// NewParameters is what a person draws up for a new version.
type NewParameters struct {
	District  string
	Effective civil.Date
	Note      string
	allocation.Parameters
}

// Check returns every fault of the form, each on its field. today is the first day that may be the effective date:
// what has been decided under the version of its day stays decided.
func (n NewParameters) Check(today civil.Date) []*say.Refusal {
	var faults []*say.Refusal
	refuse := func(r *say.Refusal, field string) { faults = append(faults, r.On(field)) }
	if _, err := allocation.FindDistrict(n.District); err != nil {
		refuse(allocation.ErrUnknownDistrict, "district")
	}
	if n.Effective.IsZero() || n.Effective.Before(today) {
		refuse(ErrParamEffective, "effective")
	}
	if Blank(n.Note) {
		refuse(ErrParamNote, "note")
	}
	return append(faults, n.Parameters.Check()...)
}

// addParameters writes the next version of a district.
func addParameters(t *engine.Tx, v ParameterVersion) (ParameterVersion, error) {
	v.Created = t.Today
	var err error
	v.Version, err = engine.One(t.Ctx, t, engine.ScanOne[int64],
		`SELECT coalesce(max(version), 0) + 1 FROM parameter WHERE district = $1`, v.District)
	if err != nil {
		return v, err
	}
	v.ID, err = ParameterNoun.Add(t, v)
	return v, err
}

// Parameters.
var (
	ErrParamEffective = say.Refuse("param_effective", "生效日期不能早于今天：已按旧参数作出的决定不受影响。请重新填写")
	ErrParamNote      = say.Refuse("param_note", "请写明依据：这是本区自定的细则（四(三)）")
)

// DistrictChoices are the districts as a filter knows them.
func DistrictChoices() []search.Choice {
	var out []search.Choice
	for _, d := range allocation.Districts() {
		out = append(out, search.Choice{Value: d.Name, Title: d.Name})
	}
	return out
}

// ErrNoParameters says that a district has no parameters on a day.
var ErrNoParameters = say.Refuse("no_parameters", "这一天还没有生效的参数，请先由系统管理员发布参数")

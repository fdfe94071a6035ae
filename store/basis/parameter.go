package basis

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

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

const ParameterColumns = `SELECT id, district, version, effective, author, approver, note, created, body FROM parameter`

const SqlParametersInForce = ParameterColumns + ` WHERE district = $1 AND effective <= $2 ORDER BY effective DESC, version DESC LIMIT 1`

func ScanParameters(s engine.Scanner) (ParameterVersion, error) {
	var v ParameterVersion
	var body []byte
	err := s.Scan(&v.ID, &v.District, &v.Version, &v.Effective, &v.Author, &v.Approver, &v.Note, &v.Created, &body)
	if err != nil {
		return v, err
	}
	return v, json.Unmarshal(body, &v.Parameters)
}

// Parameters are the parameters of a district that are in force on a day; before the first version, ErrNoParameters.
func (s Room) Parameters(ctx context.Context, district string, day civil.Date) (ParameterVersion, error) {
	return ParametersOn(ctx, s.Read, district, day)
}

// parameters are those in force today, read inside the transaction that uses them.
func Parameters(t *engine.Tx, district string) (ParameterVersion, error) {
	return ParametersOn(t.Ctx, t, district, t.Today)
}

func ParametersOn(ctx context.Context, q engine.Querier, district string, day civil.Date) (ParameterVersion, error) {
	v, found, err := engine.Maybe(ctx, q, ScanParameters, SqlParametersInForce, district, day)
	if err == nil && !found {
		return v, engine.ErrNoParameters.With(district)
	}
	return v, err
}

// ParametersOrDefault are those in force on a day; the program's own where the district has none: it belongs to another
// office, or the day lies before the policy.
func ParametersOrDefault(ctx context.Context, q engine.Querier, district string, day civil.Date) (allocation.Parameters, error) {
	v, err := ParametersOn(ctx, q, district, day)
	if errors.Is(err, engine.ErrNoParameters) {
		return allocation.DefaultParameters(), nil
	}
	return v.Parameters, err
}

// ParametersByID is the version that a decision used.
func (s Room) ParametersByID(ctx context.Context, id int64) (ParameterVersion, error) {
	return engine.One(ctx, s.Read, ScanParameters, ParameterColumns+` WHERE id = $1`, id)
}

// ParameterVersions are all versions that the actor may see, by district in the order of the
// policy, the newest first.
func (s Room) ParameterVersions(ctx context.Context, by engine.Actor) ([]ParameterVersion, error) {
	list, err := engine.All(ctx, s.Read, ScanParameters,
		ParameterColumns+` WHERE $1 = '' OR district = $1 ORDER BY version DESC, id`, by.District)
	place := map[string]int{}
	for i, d := range allocation.Districts() {
		place[d.Name] = i
	}
	slices.SortStableFunc(list, func(a, b ParameterVersion) int { return cmp.Compare(place[a.District], place[b.District]) })
	return list, err
}

// NewParameters is what a person enters for a new version.
type NewParameters struct {
	District  string
	Effective civil.Date
	Author    string
	Approver  string
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
	if Blank(n.Author) {
		refuse(ErrParamAuthor, "author")
	}
	if Blank(n.Approver) {
		refuse(ErrParamApprover, "approver")
	}
	if Blank(n.Note) {
		refuse(ErrParamNote, "note")
	}
	return append(faults, n.Parameters.Check()...)
}

// AddParameters publishes a new version of a district's parameters and returns its id.
func (s Room) AddParameters(ctx context.Context, by engine.Actor, n NewParameters) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActAddParameters, func(t *engine.Tx) error {
		if err := t.Mine(n.District); err != nil {
			return err
		}
		if faults := n.Check(t.Today); len(faults) > 0 {
			return faults[0]
		}
		v, err := addParameters(t, n)
		if err != nil {
			return err
		}
		t.Subject(v.Title())
		t.About("parameter", v.ID)
		t.Reason(n.Note)
		id = v.ID
		return nil
	})
	return id, err
}

// addParameters writes the next version of a district.
func addParameters(t *engine.Tx, n NewParameters) (ParameterVersion, error) {
	v := ParameterVersion{
		District: n.District, Effective: n.Effective, Author: n.Author, Approver: n.Approver, Note: n.Note,
		Created: t.Today, Parameters: n.Parameters,
	}
	body, err := engine.Encode(n.Parameters)
	if err != nil {
		return v, err
	}
	v.Version, err = engine.One(t.Ctx, t, engine.ScanOne[int64],
		`SELECT coalesce(max(version), 0) + 1 FROM parameter WHERE district = $1`, n.District)
	if err != nil {
		return v, err
	}
	v.ID, err = t.Insert(`INSERT INTO parameter (district, version, effective, body, author, approver, note, created)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		v.District, v.Version, v.Effective, string(body), v.Author, v.Approver, v.Note, v.Created)
	return v, err
}

// Parameters (parameter.go).
var (
	ErrParamEffective = say.Refuse("param_effective", "生效日期不能早于今天：已按旧参数作出的决定不受影响。请重新填写")
	ErrParamAuthor    = say.Refuse("param_author", "请填写拟定人")
	ErrParamApprover  = say.Refuse("param_approver", "请填写批准人")
	ErrParamNote      = say.Refuse("param_note", "请写明依据：这是本区自定的细则（四(三)）")
)

func DistrictChoices() []search.Choice {
	var out []search.Choice
	for _, d := range allocation.Districts() {
		out = append(out, search.Choice{Value: d.Name, Title: d.Name})
	}
	return out
}

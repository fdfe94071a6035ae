package intake

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
)

// ExpertRow is somebody on the list of those who may sit on a panel.
type ExpertRow struct {
	allocation.Expert
	Seats     int // panels that the expert sat on
	CreatedBy int64
	Version   int64
}

// ExpertNoun is what experts are.
var ExpertNoun = engine.NewNoun(engine.Noun[ExpertRow]{
	Title: "评审人名册", From: ` FROM expert x`, District: "x.district",
	Fields: []engine.Field[ExpertRow]{
		{Key: "id", Column: "id", At: func(r *ExpertRow) any { return &r.ID }},
		{
			Key: "name", Title: "评审人", Column: "name", At: func(r *ExpertRow) any { return &r.Name },
			Sorts: true, Filters: 1, Match: engine.Sounding("x.name", `SELECT DISTINCT name FROM expert`), Plain: 1,
		},
		{
			Key: "body", Title: "单位", Column: "body", At: func(r *ExpertRow) any { return &r.Body },
			Sorts: true, Filters: 2, Match: engine.Sounding("x.body", `SELECT DISTINCT body FROM expert`), Plain: 2,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *ExpertRow) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 3,
		},
		{Key: "from", Title: "列入", Column: "from_day", At: func(r *ExpertRow) any { return &r.From }, Sorts: true, Filters: 4},
		{Key: "to", Title: "移出", Column: "to_day", Sets: true, At: func(r *ExpertRow) any { return &r.To }, Sorts: true, Filters: 5},
		{
			Key: "seats", Title: "评审次数", Expr: `(SELECT count(*) FROM evaluation_score s WHERE s.expert_id = x.id AND s.state IN ('named', 'scored'))`,
			At: func(r *ExpertRow) any { return &r.Seats },
		},
		{Key: "created_by", Column: "created_by", At: func(r *ExpertRow) any { return &r.CreatedBy }},
		{Key: "version", Column: "version", At: func(r *ExpertRow) any { return &r.Version }},
	},
})

// Experts reads a window of the list, the newest first where nothing else is asked. Errors: those of search.ParseFilter, ErrUnknownColumn.
func (s Room) Experts(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[ExpertRow], error) {
	return ExpertNoun.List(ctx, s.Store, by, q)
}

// Panelists are the experts of a district who are on the list today, by name.
func (s Room) Panelists(ctx context.Context, by engine.Actor, district string) ([]ExpertRow, error) {
	if !by.Sees(district) {
		return nil, engine.ErrOtherDistrict.With(district)
	}
	return ExpertNoun.All(ctx, s.Read, `WHERE x.district = $1 AND x.from_day <= $2 AND (x.to_day IS NULL OR x.to_day > $2) ORDER BY x.name, x.id`,
		district, s.Today())
}

// ListExpert puts somebody on the list from today on; who was on it before comes back. Errors: ErrExpertListed, what Expert.Check refuses.
func (s Room) ListExpert(ctx context.Context, by engine.Actor, x allocation.Expert) (id int64, err error) {
	err = s.Write(ctx, by, allocation.ActListExpert, func(t *engine.Tx) error {
		if x.District == "" {
			x.District = t.By.District
		}
		if _, err := allocation.FindDistrict(x.District); err != nil {
			return err
		}
		if err := t.Mine(x.District); err != nil {
			return err
		}
		x.Name, x.Body, x.From = identity.Name(x.Name), strings.TrimSpace(x.Body), t.Today
		if err := allocation.First(x.Check()); err != nil {
			return err
		}
		t.Subject(x.Name + " " + x.Body)
		had, err := ExpertNoun.All(ctx, t, `WHERE x.district = $1 AND x.name = $2 AND x.body = $3`, x.District, x.Name, x.Body)
		if err != nil {
			return err
		}
		if len(had) > 0 {
			if had[0].Listed(t.Today) {
				return ErrExpertListed.With(x.Name).On("name")
			}
			id, had[0].To = had[0].ID, civil.Date{}
			t.About("expert", id)
			return ExpertNoun.Set(t, had[0], had[0].Version)
		}
		if id, err = ExpertNoun.Add(t, ExpertRow{Expert: x, CreatedBy: t.By.ID}); err != nil {
			return err
		}
		t.About("expert", id)
		return nil
	})
	return id, err
}

// UnlistExpert takes somebody off the list from today on; panels that were named before stay as they are. Errors: ErrStale, ErrExpertOff.
func (s Room) UnlistExpert(ctx context.Context, by engine.Actor, id, version int64, reason string) error {
	return s.Write(ctx, by, allocation.ActListExpert, func(t *engine.Tx) error {
		x, err := ExpertNoun.ByID(ctx, t, id)
		if err != nil {
			return err
		}
		t.About("expert", id)
		if err := t.Mine(x.District); err != nil {
			return err
		}
		if !x.Listed(t.Today) {
			return ErrExpertOff.With(x.Name)
		}
		x.To = t.Today
		t.Subject(x.Name + " " + x.Body)
		t.Reason(reason)
		return ExpertNoun.Set(t, x, version)
	})
}

// Experts.
var (
	ErrExpertListed = say.Refuse("expert_listed", "名册上已有这名评审人")
	ErrExpertOff    = say.Refuse("expert_off", "这名评审人已不在名册上")
)

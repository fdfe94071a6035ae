package mend

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/likeness"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/intake"
)

// Double is a record that may be of the same person or company as another, and in what they are alike.
type Double struct {
	ID    int64
	Name  string
	Kinds []likeness.FlagKind
}

// Side is one of two records that lie side by side.
type Side struct {
	intake.ApplicantRow              // masked
	Has                 []string     // its stays and applications, in words
	CanKeep             error        // why it cannot be the one that survives
	takes               []doubleRows // what would move if it went
}

// Pair are two records side by side: field by field, with what hangs on each, and what putting them together would mean.
type Pair struct {
	Sides   [2]Side
	Traits  []likeness.Trait
	Effects []string // what a person should know before
}

// Merging is a merge that was made.
type Merging struct {
	ID     int64
	Kept   int64
	Gone   int64
	Name   string // of the record that went
	Day    civil.Date
	By     string
	Reason string
	entry  int64
	undone bool
}

// DoubleNoun is what a merge of two records is.
var DoubleNoun = engine.NewNoun(engine.Noun[Merging]{
	Title: "合并主体", From: ` FROM double d JOIN applicant g ON g.id = d.gone_id LEFT JOIN account o ON o.id = d.account_id`, District: "d.district",
	Fields: []engine.Field[Merging]{
		{Key: "id", Column: "id", At: func(m *Merging) any { return &m.ID }},
		{Key: "kept", Title: "保留的主体", Column: "kept_id", At: func(m *Merging) any { return &m.Kept }},
		{Key: "gone", Title: "并掉的主体", Column: "gone_id", At: func(m *Merging) any { return &m.Gone }},
		{Key: "name", Expr: "g.name", At: func(m *Merging) any { return &m.Name }},
		{Key: "day", Title: say.Date, Column: "day", At: func(m *Merging) any { return &m.Day }},
		{Key: "by", Expr: "coalesce(o.display, '')", At: func(m *Merging) any { return &m.By }},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(m *Merging) any { return &m.Reason }},
		{Key: "entry", Title: "日志序号", Column: "entry", At: func(m *Merging) any { return &m.entry }},
		{Key: "undone", Expr: "d.undone_day IS NOT NULL", At: func(m *Merging) any { return &m.undone }},
	},
})

// doubleRows are the rows of a part that hang on an applicant.
type doubleRows struct {
	part string
	ids  []int64
}

// doublePart is a place where rows hang on an applicant: how they are found, and how one ($2) is hung on another ($1) if it still hangs
// on the one that it is taken from ($3).
type doublePart struct{ name, find, hang string }

var doubleParts = []doublePart{
	{"application", `SELECT id FROM application WHERE applicant_id = $1 ORDER BY id`, `UPDATE application SET applicant_id = $1, version = version + 1 WHERE id = $2 AND applicant_id = $3`},
	{"tenancy", `SELECT id FROM tenancy WHERE applicant_id = $1 ORDER BY id`, `UPDATE tenancy SET applicant_id = $1, version = version + 1 WHERE id = $2 AND applicant_id = $3`},
	{
		"holding_both", `SELECT id FROM holding_change WHERE old_id = $1 AND new_id = $1 ORDER BY id`,
		`UPDATE holding_change SET old_id = $1, new_id = $1 WHERE id = $2 AND old_id = $3 AND new_id = $3`,
	},
	{"holding_old", `SELECT id FROM holding_change WHERE old_id = $1 AND new_id <> $1 ORDER BY id`, `UPDATE holding_change SET old_id = $1 WHERE id = $2 AND old_id = $3`},
	{"holding_new", `SELECT id FROM holding_change WHERE new_id = $1 AND old_id <> $1 ORDER BY id`, `UPDATE holding_change SET new_id = $1 WHERE id = $2 AND new_id = $3`},
	{"note", `SELECT id FROM note WHERE noun = 'applicant' AND noun_id = $1 ORDER BY id`, `UPDATE note SET noun_id = $1 WHERE id = $2 AND noun_id = $3`},
	{"scan", `SELECT id FROM scan WHERE noun = 'applicant' AND noun_id = $1 ORDER BY id`, `UPDATE scan SET noun_id = $1 WHERE id = $2 AND noun_id = $3`},
}

const (
	doubleHas = `SELECT text FROM (
		SELECT 0 AS at, t.id, t.number || ' ' || t.state || ' ' || t.clock_day AS text FROM tenancy t WHERE t.applicant_id = $1 AND t.state <> 'void'
		UNION ALL SELECT 1, a.id, coalesce(a.number, a.project) || ' ' || a.state FROM application a WHERE a.applicant_id = $1) ORDER BY at, id`
	doubleRounds = `SELECT r.number FROM round r WHERE r.state NOT IN ('draft','confirmed','cancelled')
		AND EXISTS (SELECT 1 FROM round_applicant x JOIN application a ON a.id = x.application_id WHERE x.round_id = r.id AND a.applicant_id = $1)
		AND EXISTS (SELECT 1 FROM round_applicant x JOIN application a ON a.id = x.application_id WHERE x.round_id = r.id AND a.applicant_id = $2) LIMIT 1`
	doubleClocks = `SELECT number || ' 从 ' || clock_day || ' 起算' FROM tenancy WHERE applicant_id IN ($1, $2) AND state <> 'void' AND clock_how <> 'on' ORDER BY clock_day, id`
	doubleLive   = `SELECT count(*) FROM tenancy WHERE applicant_id IN ($1, $2) AND state NOT IN ('ended','void')`
	doubleOpen   = `SELECT count(*) FROM application WHERE applicant_id IN ($1, $2) AND ` + intake.UnderWay
	doubleWaits  = `SELECT number FROM correction WHERE noun = 'applicant' AND noun_id = $1 AND state = 'proposed' LIMIT 1`
	// doubleRests are the entries of the log since a merge ($2) that are about what it moved ($1).
	doubleRests = `SELECT l.title || ' ' || l.subject FROM double_row r JOIN log l ON l.noun = r.part AND l.noun_id = r.row_id
		WHERE r.double_id = $1 AND r.part IN ('application','tenancy') AND l.seq > $2 AND l.seq = l.entry ORDER BY l.seq LIMIT 3`
)

// Doubles lists the records that may be of the same person or company as one, the likest first. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Doubles(ctx context.Context, by engine.Actor, id int64) (out []Double, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		row, err := doubleSide(ctx, q, by, id)
		if err != nil {
			return err
		}
		known, err := intake.Traces(ctx, q, id)
		if err != nil {
			return err
		}
		for _, t := range known {
			if t.Applicant.ID == id || t.Applicant.Kind != row.Kind || !by.Sees(t.Applicant.District) {
				continue
			}
			if kinds := likeness.LikeOf(row.Applicant, t.Applicant); len(kinds) > 0 {
				out = append(out, Double{t.Applicant.ID, t.Applicant.Name, kinds})
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Double) int { return len(b.Kinds) - len(a.Kinds) })
	return out, err
}

// doubleSide reads a record whole for whoever may see it.
func doubleSide(ctx context.Context, q engine.Querier, by engine.Actor, id int64) (intake.ApplicantRow, error) {
	row, err := intake.ReadApplicant(ctx, q, id)
	if err == nil && !by.Console && !by.Sees(row.District) {
		err = engine.ErrOtherDistrict.With(row.District)
	}
	return row, err
}

// Pair lays two records side by side. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Pair(ctx context.Context, by engine.Actor, a, b int64) (p Pair, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		p, err = readPair(ctx, q, by, a, b)
		return err
	})
	return p, err
}

func readPair(ctx context.Context, q engine.Querier, by engine.Actor, a, b int64) (p Pair, err error) {
	var whole [2]intake.ApplicantRow
	for i, id := range []int64{a, b} {
		if whole[i], err = doubleSide(ctx, q, by, id); err != nil {
			return p, err
		}
		side := &p.Sides[i]
		side.ApplicantRow = whole[i]
		side.Applicant = intake.Masked(whole[i].Applicant)
		if side.Has, err = engine.All(ctx, q, scanHas, doubleHas, id); err != nil {
			return p, err
		}
		for _, part := range doubleParts {
			ids, err := engine.All(ctx, q, engine.ScanOne[int64], part.find, id)
			if err != nil {
				return p, err
			}
			side.takes = append(side.takes, doubleRows{part.name, ids})
		}
	}
	for i := range p.Sides {
		if p.Sides[i].CanKeep, err = whyNotMerge(ctx, q, whole[i], whole[1-i]); err != nil {
			return p, err
		}
	}
	p.Traits = likeness.Compare(whole[0].Applicant, whole[1].Applicant)
	for i, t := range likeness.Compare(p.Sides[0].Applicant, p.Sides[1].Applicant) {
		p.Traits[i].A, p.Traits[i].B = t.A, t.B
	}
	p.Effects, err = doubleEffects(ctx, q, a, b)
	return p, err
}

// scanHas reads a stay or an application in words.
func scanHas(s engine.Scanner) (string, error) {
	var text string
	if err := s.Scan(&text); err != nil {
		return "", err
	}
	words := strings.Fields(text)
	if len(words) == 3 {
		return fmt.Sprintf("%s %s %s，优惠从 %s 起算", say.Tenancy, words[0], allocation.TenancyState(words[1]).Title(), words[2]), nil
	}
	last := len(words) - 1
	return say.Application + " " + strings.Join(words[:last], " ") + " " + allocation.ApplicationState(words[last]).Title(), nil
}

// whyNotMerge is why one record cannot take the other in; the second error is one of reading.
func whyNotMerge(ctx context.Context, q engine.Querier, kept, gone intake.ApplicantRow) (why, err error) {
	if kept.Merged != 0 || gone.Merged != 0 {
		return likeness.ErrDoubleGone, nil
	}
	if why := likeness.MayMerge(kept.Applicant, gone.Applicant); why != nil {
		return why, nil
	}
	for _, check := range []struct {
		refusal *say.Refusal
		query   string
		args    []any
	}{
		{likeness.ErrDoubleKeeps, `SELECT name FROM applicant WHERE merged_into = $1 LIMIT 1`, []any{gone.ID}},
		{likeness.ErrDoubleRound, doubleRounds, []any{kept.ID, gone.ID}},
		{likeness.ErrDoubleWaits, doubleWaits, []any{gone.ID}},
	} {
		word, found, err := engine.Maybe(ctx, q, engine.ScanOne[string], check.query, check.args...)
		if err != nil {
			return nil, err
		}
		if found {
			return check.refusal.With(word), nil
		}
	}
	return nil, nil
}

// doubleEffects are what a person should know before two records become one.
func doubleEffects(ctx context.Context, q engine.Querier, a, b int64) (out []string, err error) {
	clocks, err := engine.All(ctx, q, engine.ScanOne[string], doubleClocks, a, b)
	if err != nil {
		return nil, err
	}
	if len(clocks) > 1 {
		out = append(out, "是同一主体，只有一个 36 个月免收期（五(一)）："+strings.Join(clocks, "，")+"。合并不改起算日，请核实后用更正改后一次的起算日")
	}
	for query, text := range map[string]string{doubleLive: "%d 处入驻同时在办，合并后都在这一个主体名下", doubleOpen: "%d 份申请同时在办，合并后都在这一个主体名下"} {
		n, err := engine.One(ctx, q, engine.ScanOne[int], query, a, b)
		if err != nil {
			return nil, err
		}
		if n > 1 {
			out = append(out, fmt.Sprintf(text, n))
		}
	}
	slices.Sort(out)
	return out, nil
}

// Merge puts two records of the same person or company together: everything of both hangs on the one that survives; the other stays, points
// to it, and is found no more. Errors: those of likeness.MayMerge, likeness.ErrDoubleGone, ErrDoubleKeeps, ErrDoubleRound, ErrDoubleWaits,
// say.ErrFieldEmpty, ErrOtherDistrict.
func (s Room) Merge(ctx context.Context, by engine.Actor, kept, gone int64, reason string) (id int64, err error) {
	err = s.Write(ctx, by, likeness.ActMerge, func(t *engine.Tx) error {
		p, err := readPair(t.Ctx, t, t.By, kept, gone)
		if err != nil {
			return err
		}
		if why := p.Sides[0].CanKeep; why != nil {
			return why
		}
		if reason = strings.TrimSpace(reason); reason == "" {
			return say.ErrFieldEmpty.On("reason")
		}
		entry, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(seq), 0) + 1 FROM log`)
		if err != nil {
			return err
		}
		id, err = t.Insert(`INSERT INTO double (district, kept_id, gone_id, reason, day, account_id, entry) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			p.Sides[0].District, kept, gone, reason, t.Today, t.By.ID, entry)
		if err != nil {
			return err
		}
		for _, rows := range p.Sides[1].takes {
			for _, row := range rows.ids {
				if err := t.Exec(`INSERT INTO double_row (double_id, part, row_id) VALUES ($1, $2, $3)`, id, rows.part, row); err != nil {
					return err
				}
				if err := hang(t, rows.part, row, gone, kept); err != nil {
					return err
				}
			}
		}
		t.Subject(p.Sides[1].Name + " 并入 " + p.Sides[0].Name)
		t.About(string(allocation.NounApplicant), kept)
		t.Reason(reason)
		return t.Exec(`UPDATE applicant SET merged_into = $1, version = version + 1 WHERE id = $2`, kept, gone)
	})
	return id, err
}

// hang takes a row from one applicant to another.
func hang(t *engine.Tx, part string, row, from, to int64) error {
	i := slices.IndexFunc(doubleParts, func(p doublePart) bool { return p.name == part })
	n, err := t.ExecN(doubleParts[i].hang, to, row, from)
	if err == nil && n != 1 {
		err = likeness.ErrDoubleRests
	}
	return err
}

const mergesOf = `WHERE (d.kept_id = $1 OR d.gone_id = $1) AND d.undone_day IS NULL ORDER BY d.id DESC`

// Merges are the merges of a record that stand, the newest first: those that it survived, or the one into which it went.
func (s Room) Merges(ctx context.Context, id int64) ([]Merging, error) {
	return DoubleNoun.All(ctx, s.Read, mergesOf, id)
}

// UndoMerge takes a merge back: what it moved hangs where it hung. What was laid under the survivor since stays there. Errors: ErrNotFound,
// ErrOtherDistrict, likeness.ErrDoubleUndone, ErrDoubleRests.
func (s Room) UndoMerge(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, likeness.ActUndoMerge, func(t *engine.Tx) error {
		m, err := DoubleNoun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		kept, err := doubleSide(t.Ctx, t, t.By, m.Kept)
		if err != nil {
			return err
		}
		switch reason = strings.TrimSpace(reason); {
		case m.undone:
			return likeness.ErrDoubleUndone
		case reason == "":
			return say.ErrFieldEmpty.On("reason")
		}
		rests, err := engine.All(t.Ctx, t, engine.ScanOne[string], doubleRests, id, m.entry)
		if err != nil {
			return err
		}
		if len(rests) > 0 {
			return likeness.ErrDoubleRests.With(strings.Join(rests, "；"))
		}
		for _, part := range doubleParts {
			rows, err := engine.All(t.Ctx, t, engine.ScanOne[int64], `SELECT row_id FROM double_row WHERE double_id = $1 AND part = $2 ORDER BY row_id`, id, part.name)
			if err != nil {
				return err
			}
			for _, row := range rows {
				if err := hang(t, part.name, row, m.Kept, m.Gone); err != nil {
					return err
				}
			}
		}
		t.Subject(m.Name + " 与 " + kept.Name + " 分开")
		t.About(string(allocation.NounApplicant), m.Kept)
		t.Reason(reason)
		if err := t.Exec(`UPDATE applicant SET merged_into = 0, version = version + 1 WHERE id = $1`, m.Gone); err != nil {
			return err
		}
		return t.Exec(`UPDATE double SET undone_day = $1, undone_by = $2, undone_reason = $3 WHERE id = $4`, t.Today, t.By.ID, reason, id)
	})
}

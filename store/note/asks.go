package note

import (
	"context"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/store/engine"
)

// Ask is a file that a record asks for and does not have yet.
type Ask struct {
	What note.What
	Word string // what it is: the paper's name, or which materials
}

// Words are what is asked for as people read it.
func (a Ask) Words() string {
	if a.What == note.Document {
		return a.Word
	}
	return a.What.Title() + "：" + a.Word
}

// scanned is whether a record of a noun has a file of a kind that stands.
const scanned = `EXISTS (SELECT 1 FROM scan s WHERE s.noun = $2 AND s.noun_id = $1 AND s.withdrawn_day IS NULL AND s.what = `

// asked find what a record ($1) of a noun ($2) asks for: the paper on which a correction or an exit rests, the materials that an
// application handed in, the sheet of a hand-over, what a finding rests on.
var asked = map[allocation.Noun]string{
	allocation.NounCorrection: `SELECT 'document', c.document FROM correction c WHERE c.id = $1 AND c.document <> '' AND c.state IN ('proposed','applied')
		AND NOT ` + scanned + `'document')`,
	allocation.NounExit: `SELECT 'document', e.document FROM exit e WHERE e.id = $1 AND e.state NOT IN ('refused','cancelled','closed') AND NOT ` + scanned + `'document')`,
	allocation.NounApplication: `SELECT 'material', group_concat(m.title, '、') FROM (SELECT title FROM application_material
		WHERE application_id = $1 AND received_day IS NOT NULL
		AND EXISTS (SELECT 1 FROM application a WHERE a.id = $1 AND a.state IN ('accepted','supplement','reviewed','approved','awarded')) ORDER BY position) m HAVING count(*) > 0 AND NOT ` + scanned + `'material')`,
	allocation.NounTenancy: `SELECT 'handover', CASE h.direction WHEN 'out' THEN '交房 ' ELSE '收回 ' END || h.day FROM handover h
		JOIN tenancy t ON t.id = h.tenancy_id WHERE h.tenancy_id = $1 AND h.void_day IS NULL AND t.state NOT IN ('ended','void') AND NOT ` + scanned + `'handover') ORDER BY h.id DESC LIMIT 1`,
	allocation.NounFinding: `SELECT 'document', f.number || ' 所依据的文件或照片' FROM finding f WHERE f.id = $1 AND f.state IN ('raised','answered','returned')
		AND NOT ` + scanned + `'document') AND NOT ` + scanned + `'photo')`,
}

// asks reads what a record asks for.
func asks(ctx context.Context, q engine.Querier, r Record) ([]Ask, error) {
	query, known := asked[r.Noun]
	if !known {
		return nil, nil
	}
	return engine.All(ctx, q, func(s engine.Scanner) (a Ask, err error) {
		err = s.Scan(&a.What, &a.Word)
		return a, err
	}, query, r.ID, string(r.Noun))
}

// resting are the decisions that were taken with a file of a kind ($2) before the eyes: of a record ($1) that is settled it stays.
var resting = map[allocation.Noun]string{
	allocation.NounCorrection:  `SELECT EXISTS (SELECT 1 FROM correction WHERE id = $1 AND state = 'applied' AND $2 = 'document')`,
	allocation.NounExit:        `SELECT EXISTS (SELECT 1 FROM exit WHERE id = $1 AND state NOT IN ('opened','cancelled') AND $2 = 'document')`,
	allocation.NounFinding:     `SELECT EXISTS (SELECT 1 FROM finding WHERE id = $1 AND state = 'closed' AND $2 <> '')`,
	allocation.NounApplication: `SELECT EXISTS (SELECT 1 FROM application WHERE id = $1 AND state NOT IN ('draft','accepted','supplement','withdrawn') AND $2 = 'material')`,
	allocation.NounTenancy: `SELECT EXISTS (SELECT 1 FROM handover WHERE tenancy_id = $1 AND direction = 'back' AND void_day IS NULL
		AND $2 = 'handover')`,
}

// rests refuses to take a file back on which something rests that was decided. Errors: note.ErrRests.
func rests(ctx context.Context, q engine.Querier, f note.File) error {
	query, known := resting[f.Noun]
	if !known {
		return nil
	}
	decided, err := engine.One(ctx, q, engine.ScanOne[bool], query, f.Record, string(f.What))
	if err == nil && decided {
		err = note.ErrRests.With(f.Name)
	}
	return err
}

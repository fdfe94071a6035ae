package intake

import (
	"context"

	"penggai/allocation/tenure"
	"penggai/store/engine"
)

// origins are the first values of fields of the applicant $1 that corrections or new names (更名) replaced.
const origins = `SELECT field, old FROM (
	SELECT field, old, row_number() OVER (PARTITION BY field ORDER BY day, place) AS turn FROM (
		SELECT x.field, x.old, c.decided_day AS day, c.id AS place FROM correction c JOIN correction_change x ON x.correction_id = c.id
			WHERE c.noun = 'applicant' AND c.noun_id = $1 AND c.state = 'applied' AND x.part = 'applicant'
		UNION ALL SELECT 'name', old_name, entered_day, id FROM holding_change WHERE old_id = $1 AND kind = 'rename'))
	WHERE turn = 1`

// ReadOrigin reads what an applicant was known by when its application was accepted, where that was replaced since.
func ReadOrigin(ctx context.Context, q engine.Querier, applicant int64) (tenure.Origin, error) {
	o := tenure.Origin{}
	_, err := engine.All(ctx, q, func(s engine.Scanner) (none struct{}, err error) {
		var field, first string
		err = s.Scan(&field, &first)
		o[field] = first
		return none, err
	}, origins, applicant)
	return o, err
}

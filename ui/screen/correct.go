package screen

import (
	"fmt"

	"penggai/store/mend"
)

// CorrectionLine is a correction on one line, for the history of the record that it mends.
func CorrectionLine(c mend.CorrectionItem) string {
	return fmt.Sprintf("%s  %s  %s：%s -> %s  %s", c.Proposed, c.Number, c.Label(), c.Field.Show(c.Old), c.Field.Show(c.New), c.State.Title())
}

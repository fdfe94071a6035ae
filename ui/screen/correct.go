package screen

import (
	"fmt"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store/mend"
	"penggai/ui/kit"
)

// Corrections is the history of what was corrected in a record, each on a line that is wrapped and never cut; nothing without one.
func Corrections(list []mend.CorrectionItem) []kit.Pair {
	if len(list) == 0 {
		return nil
	}
	out := []kit.Pair{{}, {Label: say.Correction}}
	for _, c := range list {
		out = append(out, kit.Pair{Value: correctionLine(c)})
	}
	return out
}

// waitingLines say which corrections of a record wait for their confirmation, and what each would change.
func waitingLines(th *kit.Theme, w int, list []mend.CorrectionItem) []string {
	var out []string
	for _, c := range list {
		if c.State == amend.CorrectionProposed {
			out = append(out, " "+th.Warn.Render(kit.Cut(fmtWaiting(c.Number, c.Labels(), c.Texts()), w-2)))
		}
	}
	return out
}

func correctionLine(c mend.CorrectionItem) string {
	line := fmt.Sprintf("%s  %s  ", c.Proposed, c.Number)
	for i, x := range c.Changes {
		if i > 0 {
			line += "；"
		}
		line += x.Label() + "：" + x.Text()
	}
	line += "  " + c.State.Title() + "  " + c.Reason
	if c.Document != "" {
		line += "（" + c.Document + "）"
	}
	return line
}

// WhyNotCorrect says why the actor may not propose a correction of a record of a noun; nothing when it may.
func (e *Env) WhyNotCorrect(noun string) string {
	if why := e.WhyNot(allocation.ActProposeCorrection); why != "" {
		return why
	}
	if err := amend.MayPropose(noun, e.Actor().Role); err != nil {
		return err.Error()
	}
	return ""
}

func fmtWaiting(number, labels, texts string) string {
	return fmt.Sprintf("更正 %s 待复核：%s  %s", number, labels, texts)
}

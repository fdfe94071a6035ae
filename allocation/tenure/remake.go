package tenure

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Remake decides that what a stay holds is split or merged under it: p.Back are the units that are no more, p.Out what the stay goes
// on with in their place. Clock and contract go on; from the day on the new areas are charged. An area outside the applicant's band
// asks for a reason (四(三)).
// Errors: those of Tenancy.MayChange, ErrRemakeUnits, allocation.ErrTenancyDay, allocation.ErrChangeArea.
func Remake(t *allocation.Tenancy, c allocation.HoldingChange, p allocation.Premises, today civil.Date) error {
	if err := t.MayChange(c, today); err != nil {
		return err
	}
	if len(p.Out) == 0 {
		return ErrRemakeUnits.Textf("至少留一套给承租人；全部交回请先办理退出，收房整修后再%s", c.Kind.Title()).On("keep1")
	}
	for _, id := range p.Back {
		i := slices.IndexFunc(p.Held, func(h allocation.Holding) bool { return h.UnitID == id })
		if i < 0 {
			return ErrRemakeUnits
		}
		if h := p.Held[i]; !c.Day.After(h.From) {
			return allocation.ErrTenancyDay.Textf("%s 自 %s 起占用，%s日期应晚于这一天", h.Unit, h.From, c.Kind.Title()).With(c.Day.String()).On("day")
		}
	}
	if area := p.Area(); strings.TrimSpace(c.Reason) == "" && (area < p.Band.Lo || area > p.Band.Hi) {
		return allocation.ErrChangeArea.Textf("%s后 %s ㎡，不在按岗位核定的 %s 至 %s ㎡之内，请写明理由（四(三)）", c.Kind.Title(), area, p.Band.Lo, p.Band.Hi).On("reason")
	}
	return nil
}

// ErrRemakeUnits refuses to remake what one stay does not hold.
var ErrRemakeUnits = say.Refuse("remake_units", "拆分、合并使用中的房源，须都由同一户使用；别的先办换房或退出")

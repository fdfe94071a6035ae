package walk

import (
	"fmt"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

// Kind is how a list came about.
type Kind string

// The kinds.
const (
	ByBuilding Kind = "building" // every unit of a district, a community or a building
	ByLot      Kind = "drawn"    // 双随机: units and inspectors drawn by lot
)

// Kinds lists them.
var Kinds = []Kind{ByBuilding, ByLot}

// Title is the kind's word on screen.
func (k Kind) Title() string { return say.TitleOf(kindTitles, k) }

// State is where a list stands.
type State string

// The states.
const (
	Frozen    State = "frozen"    // 待抽取: who and what may be drawn is fixed
	Open      State = "open"      // 核查中
	Done      State = "done"      // 已办结
	Cancelled State = "cancelled" // 已作废
)

// States lists them in the order of a list's life.
var States = []State{Frozen, Open, Done, Cancelled}

// Title is the state's word on screen.
func (s State) Title() string { return say.TitleOf(stateTitles, s) }

// Walk is one list.
type Walk struct {
	ID         int64
	Number     string // HC-JS-2021-0001
	State      State
	Kind       Kind
	District   string
	Place      string // 南市区 3号楼; of what it is a list
	Inspectors string // who goes, or who may be drawn: names with 、 between them
	Wanted     int    // how many units are drawn; 0 of a list by building
	Seed       string // what lots were drawn from, in its one form; empty before
	Digest     string // of the frozen list; empty of a list by building
	Made       civil.Date
	MadeBy     int64
	Drawn      civil.Date
	Done       civil.Date
	Remark     string // why it was cancelled
}

// Number is the number of a list: HC-JS-2021-0001. n counts within district and year.
func Number(code string, year int, n int64) string {
	return fmt.Sprintf("HC-%s-%d-%04d", code, year, n)
}

// Series names the series of the numbers of lists.
func Series(code string, year int) string { return fmt.Sprintf("walk/%s/%d", code, year) }

// Check refuses a list that nobody goes along. Errors: ErrInspectors.
func (w *Walk) Check() error {
	if w.Inspectors = JoinNames(w.Inspectors); w.Inspectors == "" {
		return ErrInspectors.On("inspectors")
	}
	return nil
}

// JoinNames writes names as one text, each once.
func JoinNames(text string) string {
	var out []string
	for _, n := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；\n 　", r) }) {
		seen := false
		for _, o := range out {
			seen = seen || o == n
		}
		if !seen {
			out = append(out, n)
		}
	}
	return strings.Join(out, "、")
}

// may refuses a step that the state does not allow.
func (w *Walk) may(step string, from State) error {
	if w.State == from {
		return nil
	}
	return ErrMove.Textf("核查%s现在是%s，不能%s；只有%s时可以", w.Number, w.State.Title(), step, from.Title())
}

// MaySee refuses what was seen on a list that is not open. Errors: ErrMove.
func (w *Walk) MaySee() error { return w.may("录入", Open) }

// MayDeclare refuses who keeps out once lots are drawn. Errors: ErrMove.
func (w *Walk) MayDeclare() error { return w.may("申明回避", Frozen) }

// Complete ends a list whose units were all seen; unseen is how many were not. Errors: ErrMove, ErrUnseen.
func (w *Walk) Complete(unseen int, today civil.Date) error {
	if err := w.may("办结", Open); err != nil {
		return err
	}
	if unseen > 0 {
		return ErrUnseen.Textf("还有 %d 套没有录入看到的情况，请先录完；不用再看的请作废这份名单另列", unseen)
	}
	w.State, w.Done = Done, today
	return nil
}

// Cancel takes a list out with the reason. Errors: ErrMove, ErrReason.
func (w *Walk) Cancel(reason string, today civil.Date) error {
	if w.State != Frozen && w.State != Open {
		return w.may("作废", Open)
	}
	if w.Remark = strings.TrimSpace(reason); w.Remark == "" {
		return ErrReason.On("reason")
	}
	w.State, w.Done = Cancelled, today
	return nil
}

// Lists and what was seen.
var (
	ErrInspectors = say.Refuse("walk_inspectors", "请写明由谁去看")
	ErrMove       = say.Refuse("walk_move", "核查名单现在的状态不能这样办理")
	ErrUnseen     = say.Refuse("walk_unseen", "还有房源没有录入看到的情况，请先录完")
	ErrReason     = say.Refuse("walk_reason", "请写明作废的理由")
	ErrEmpty      = say.Refuse("walk_empty", "这个范围里没有可以核查的房源，请换一个范围")
	ErrSeen       = say.Refuse("walk_seen", "请选看到的情况：营业、关门、他人使用或空置")
	ErrSeenDay    = say.Refuse("walk_seen_day", "核查日期须在列出名单的当天到今天之间")
	ErrSeed       = say.Refuse("walk_seed", "请写明抽取所用的文字，如公开号码及期号，200 字以内")
	ErrWanted     = say.Refuse("walk_wanted", "抽取的套数须在 1 到名单的套数之间")
	ErrFewPeople  = say.Refuse("walk_few_people", "检查人至少选两名")
	ErrBarred     = say.Refuse("walk_barred", "有房源除去回避的人以后不足两名检查人，请增加检查人")
	ErrInterest   = say.Refuse("walk_interest", "请写明为什么回避")
)

var kindTitles = map[Kind]string{ByBuilding: "按楼栋", ByLot: "双随机"}

var stateTitles = map[State]string{Frozen: "待抽取", Open: "核查中", Done: "已办结", Cancelled: say.Voided}

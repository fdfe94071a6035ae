package unit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/store/sheet"
	"penggai/store/takeover/ledger"
)

// Noun reads a ledger of premises.
var Noun = ledger.Noun{Spec: unitSpec, Make: func(r *ledger.Reading) ledger.Records { return New(r) }, Help: Help}

func unitSpec(r *ledger.Reading) sheet.Spec {
	return sheet.Spec{
		Fields: Fields, Context: r.Known.Context, Total: "area",
		Enough: func(has func(string) bool) bool {
			return has("area") && (has("door") || has("number") || has("address"))
		},
	}
}

// unitLine is one unit as the file has it.
type unitLine struct {
	Sheet   string
	Row     int
	table   int  // of tables side by side
	numbers bool // the file gives a number
	unit    allocation.Unit
	given   unitGiven
	used    bool // the ledger says that somebody has it
	remark  string
	stated  string // the state, as the ledger has it
	place   string // as places are compared; empty without a door
	notes   []string
}

// unitGiven says which fields the file has a column for: the others stay as they are.
type unitGiven struct{ floor, usage, source, certificate, address, tags bool }

// Units are the lines of a ledger.
type Units struct {
	r      *ledger.Reading
	Lines  []unitLine
	places map[string]int // place to the row where it stood first
	named  map[string]int
	Plan   unitPlan
	Index  *unitIndex              // of the units of the office, as they were compared
	notes  map[int64][]string      // remarks that stand beside them
	Only   bool                    // units that are there stay as they are: the file is about something else
	Found  map[int]allocation.Unit // of each line the unit of the office, or the one that is made
}

func New(r *ledger.Reading) *Units {
	return &Units{r: r, places: map[string]int{}, named: map[string]int{}}
}

// Line reads one row of the ledger.
func (s *Units) Line(l sheet.Line) error {
	r := s.r
	n := unitLine{Sheet: l.Sheet, Row: l.Row, table: l.Table}
	u := &n.unit
	u.State, u.Source = allocation.UnitVacant, allocation.SourceRenewal
	c := s.community(l)
	u.District, u.Community = c.District, c.Name
	s.place(l, u)
	s.number(l, &n)
	s.area(l, u)
	s.floor(l, &n)
	if !s.Only {
		s.state(l, &n)
		s.particulars(l, &n)
	}
	if r.Bad {
		return nil
	}
	s.lone(l, &n)
	if !r.Bad {
		s.Lines = append(s.Lines, n)
	}
	return nil
}

// community is that of the catalogue; the file's own word may be mapped to one.
func (s *Units) community(l sheet.Line) (c estate.Community) {
	r := s.r
	name, district := r.Text(l, "community"), ""
	if text := r.Text(l, "district"); text != "" {
		d, err := allocation.FindDistrict(text)
		if err != nil {
			r.Refuse(l, "district", err, "请填 "+strings.Join(allocation.DistrictNames(), "、"))
			return c
		}
		district = d.Name
	}
	if s.addressed(l) {
		said := r.Known.Context(s.address(l))
		name, district = cmp.Or(name, said["community"], before(s.address(l))), cmp.Or(district, said["district"])
	}
	if to, mapped := r.Req.Mapping.Communities[name]; mapped {
		name = to
	}
	if _, known := r.Known.Community(name, district); !known && s.addressed(l) {
		r.Reject(l, "address", "从坐落看不出是目录里的哪个小区", "请写成 南市区1号楼101，或加“小区”一列；目录里没有的先登记")
		return c
	}
	if name == "" {
		r.Reject(l, "community", "没有写小区", "请填小区名称，或在表的标题里写明")
		return c
	}
	c, found := r.Known.Community(name, district)
	switch {
	case found && r.Known.District != "" && c.District != r.Known.District:
		r.Reject(l, "community", "是"+c.District+"的小区，本账号只能导入"+r.Known.District+"的", "请由该区导入，或删去这一行")
	case !found && district != "" && r.Known.District != "" && district != r.Known.District:
		r.Reject(l, "district", "本账号只能导入"+r.Known.District+"的房源", "请由该区导入，或删去这一行")
	case !found && len(r.Known.ByName[ledger.PlaceWord(name)]) > 1:
		r.Reject(l, "community", "几个区都有这个小区", "请加“区”一列，写明是哪个区")
	case !found:
		do := "请先在 房源 > 登记小区 里登记，或改正名称"
		if like := r.Known.Like(name); like != "" {
			do = "请先登记这个小区；如果就是“" + like + "”，请改成它，或在对应关系里指明"
		}
		r.Reject(l, "community", ledger.WhyNoCommunity, do)
	}
	return c
}

// place is building and door; 原编号 keeps the door as the ledger has it, with its community.
func (s *Units) place(l sheet.Line, u *allocation.Unit) {
	r := s.r
	for _, key := range []string{"building", "door"} {
		if c := r.Cell(l, key); c.Kind == sheet.Serial || c.Kind == sheet.Text && sheet.TurnedDate(c.Text) {
			r.Refuse(l, key, sheet.ErrTurnedDate, "")
			return
		}
	}
	written := sheet.Compact(r.Text(l, "door"))
	u.Building = sheet.Building(r.Text(l, "building"))
	if s.addressed(l) {
		_, building, door := sheet.Address(s.address(l))
		if building == "" || door == "" {
			r.Reject(l, "address", "看不出是哪栋楼、哪个门牌", "请写成 南市区1号楼101，或加 楼栋、门牌 两列")
			return
		}
		u.Building, written = building, door
	}
	u.Door, u.Building = sheet.Door(written, u.Building)
	switch {
	case len([]rune(u.Building)) > 20:
		r.Reject(l, "building", "楼栋名称太长", "请填楼号，如 1号楼")
	case len([]rune(u.Door)) > 20:
		r.Reject(l, "door", "门牌太长", "请填门牌，如 101")
	case u.Door == "" && r.Text(l, "number") == "":
		r.Reject(l, "door", "没有写门牌", "请填门牌，如 101；没有门牌的请填编号")
	case u.Building == "":
		r.Reject(l, "building", "没有写楼栋", "请填楼号，如 1号楼，或写在这一段的标题里")
	}
	if u.Door == "" {
		return
	}
	u.Former = u.Community + written
	if _, b := sheet.Door(written, ""); b == "" {
		u.Former = u.Community + u.Building + written
	}
}

// InCommunity reads where a unit is.
func InCommunity(r *ledger.Reading, l sheet.Line, u *allocation.Unit) {
	s := Units{r: r}
	c := s.community(l)
	u.District, u.Community = c.District, c.Name
	s.place(l, u)
}

// number is the ledger's own; a number by the program's rule is drawn later where there is none.
func (s *Units) number(l sheet.Line, n *unitLine) {
	text := s.r.Text(l, "number")
	if text == "" {
		return
	}
	number, err := estate.Number(text)
	if err != nil { // one of another form is kept as 原编号, the program gives its own
		n.unit.Former = strings.TrimSpace(n.unit.Former + " " + sheet.Compact(text))
		return
	}
	n.unit.Number, n.numbers = number, true
}

func (s *Units) area(l sheet.Line, u *allocation.Unit) {
	r := s.r
	c := r.Cell(l, "area")
	if c.Empty() {
		if !s.Only { // a unit that is there has its area
			r.Reject(l, "area", "没有写面积", "请填平方米数，如 142.35")
		}
		return
	}
	a, err := c.Area()
	switch {
	case err != nil:
		r.Refuse(l, "area", err, "")
	case a <= 0:
		r.Reject(l, "area", "面积必须大于 0", "请按权证或实测填写平方米数，如 142.35")
	case a > estate.MostArea:
		r.Reject(l, "area", "面积超过 100,000 ㎡，一处商服没有这么大", "请核对，小数点和单位（平方米）也请看一看")
	}
	u.Area = a
}

// floor is what the column says, else what the door says, else the ground floor.
func (s *Units) floor(l sheet.Line, n *unitLine) {
	r, u := s.r, &n.unit
	byDoor, bay := sheet.PlaceOfDoor(u.Door)
	text := r.Text(l, "floor")
	n.given.floor = r.Has(l, "floor") && text != ""
	switch {
	case text != "":
		floor, several, ok := sheet.Floor(text)
		if !ok {
			r.Reject(l, "floor", "楼层看不懂", "请填 1、2、-1，地下一层填 -1，跨层的填 1-2层")
			return
		}
		u.Floor = floor
		if several != "" {
			u.Tags = append(u.Tags, several)
		}
	case byDoor != 0:
		u.Floor = byDoor
	case r.Has(l, "floor"):
		r.Reject(l, "floor", "没有写楼层，从门牌也看不出", "请填 1、2、-1")
		return
	default:
		u.Floor = 1
		n.notes = append(n.notes, "没有楼层，按 1 层")
	}
	if byDoor == 0 || byDoor == u.Floor {
		u.Bay = bay
	}
}

// Words of states in ledgers, as parts of what is written there.
var (
	brokenWords    = []string{"修", "封", "危", "毁", "拆"} // whoever is in it or not
	vacantWords    = []string{"空", "闲", "未", "待", "无人", "没有", "退", "腾"}
	withdrawnWords = []string{"停", "封", "修", "危", "占道", "毁", "不可", "不能", "拆"}
	usedWords      = []string{"用", "租", "占", "营业", "住", "驻", "经营", "承", "有人"}
)

// stateText is the state in words: under 是否空置 a mark says whether it is so, and none says nothing.
func (s *Units) stateText(l sheet.Line) (text string, known bool) {
	text = sheet.Compact(s.r.Text(l, "state"))
	asked, whether := strings.CutPrefix(sheet.Plain(l.Heading(s.r.Fields["state"])), "是否")
	if !whether {
		return text, true
	}
	yes, err := s.r.Cell(l, "state").Mark()
	switch vacant := asked == "空置" || asked == "闲置"; {
	case text == "":
		s.r.Reject(l, "state", "没有写是否"+asked, "请填 是 或 否")
		return "", false
	case err != nil: // in words after all
		return text, true
	case yes == vacant:
		return "闲置", true
	}
	return "使用中", true
}

// state is where the life of a new unit begins. One that the ledger has in use is not handed out before its tenancy was taken over.
func (s *Units) state(l sheet.Line, n *unitLine) {
	text, known := s.stateText(l)
	if !known {
		return
	}
	n.stated = text
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	switch {
	case text == "":
	case strings.Contains(text, "在建") || strings.Contains(text, "未完工") || strings.Contains(text, "未竣工"):
		n.unit.State = allocation.UnitBuilding
	case strings.HasPrefix(text, "不") && !strings.HasPrefix(text, "不可") && !strings.HasPrefix(text, "不能") || strings.HasPrefix(text, "非"):
		s.r.Reject(l, "state", "使用状态看不懂", "请填 闲置、使用中、停用 或 在建")
	case has(vacantWords) && !has(brokenWords):
	case has(withdrawnWords):
		n.unit.State = allocation.UnitWithdrawn
		n.notes = append(n.notes, "台账写“"+text+"”，列为停用")
	case has(usedWords):
		n.unit.State, n.used = allocation.UnitWithdrawn, true
		n.notes = append(n.notes, "台账写“"+text+"”，先列为停用，导入在租合同后转为使用中")
	default:
		s.r.Reject(l, "state", "使用状态看不懂", "请填 闲置、使用中、停用 或 在建")
	}
	if n.unit.District == "" && n.unit.State != allocation.UnitBuilding {
		n.unit.State = allocation.UnitBuilding
	}
}

func (s *Units) particulars(l sheet.Line, n *unitLine) {
	r, u := s.r, &n.unit
	clip := func(key string, most int) string {
		text := r.Text(l, key)
		if len([]rune(text)) > most {
			r.Reject(l, key, fmt.Sprintf("超过 %d 字", most), "请缩短")
		}
		return text
	}
	u.Usage, n.given.usage = clip("usage", 40), r.Has(l, "usage")
	u.Certificate, n.given.certificate = clip("certificate", 60), r.Has(l, "certificate")
	u.Address, n.given.address = clip("address", 80), r.Has(l, "address")
	if text := r.Text(l, "source"); text != "" {
		n.given.source = true
		switch {
		case strings.Contains(text, "沉"):
			u.Source = allocation.SourceSubsidence
		case !strings.Contains(text, "棚"):
			r.Reject(l, "source", "来源看不懂", "请填 棚改 或 沉治")
		}
	}
	n.given.tags = r.Has(l, "tags")
	u.Tags = append(u.Tags, strings.FieldsFunc(r.Text(l, "tags"), func(c rune) bool { return strings.ContainsRune(" 、,，;；/|", c) })...)
	for i, f := range r.Spec.Fields {
		tag, isTag := strings.CutPrefix(f.Key, "tag:")
		if !isTag || l.Heading(i) == "" {
			continue
		}
		n.given.tags = true
		yes, err := l.Cells[i].Mark()
		if err != nil {
			r.Refuse(l, f.Key, err, "")
		} else if yes {
			u.Tags = append(u.Tags, tag)
		}
	}
	if n.remark = r.Remark(l); n.remark != "" {
		n.notes = append(n.notes, ledger.RemarkSaid(n.remark))
	}
	u.Tags = inOrder(u.Tags)
}

// inOrder are tags once each, the usual ones in their order, others behind them.
func inOrder(tags []string) []string {
	var out []string
	for _, t := range append(slices.Clone(allocation.UnitTags()), tags...) {
		if slices.Contains(tags, t) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// lone refuses a second row of one place or of one number.
func (s *Units) lone(l sheet.Line, n *unitLine) {
	u := n.unit
	if u.Door != "" {
		key := placeOf(u)
		n.place = key
		if first, twice := s.places[key]; twice {
			s.r.Reject(l, "door", fmt.Sprintf("与第 %d 行是同一处：%s %s %s", first, u.Community, u.Building, u.Door), "请核对门牌，重复的删去一行")
			return
		}
		s.places[key] = l.Row
	}
	if n.numbers {
		if first, twice := s.named[u.Number]; twice {
			s.r.Reject(l, "number", fmt.Sprintf("编号与第 %d 行相同", first), "编号不能重复，请改正一行")
			return
		}
		s.named[u.Number] = l.Row
	}
}

// PlaceKey is the place of a unit as units are compared.
func PlaceKey(u allocation.Unit) string {
	u.Building, u.Door = sheet.Building(u.Building), strings.ToUpper(u.Door)
	return placeOf(u)
}

// placeOf is the place of a unit whose building and door are in form.
func placeOf(u allocation.Unit) string {
	return u.District + "|" + u.Community + "|" + u.Building + "|" + u.Door
}

// nameOf names a unit in a preview.
func nameOf(u allocation.Unit) string {
	return strings.TrimSpace(u.Number + " " + u.Community + " " + u.Building + " " + u.Door)
}

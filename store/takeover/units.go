package takeover

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/estate"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/sheet"
)

func init() {
	nouns[Units] = noun{spec: unitSpec, make: func(r *reading) records { return newUnits(r) }, help: unitHelp}
}

// unitFields are the columns of a ledger of premises.
var unitFields = []sheet.Field{
	{Key: "row", Title: "序号", Names: []string{"顺序", "排序"}, Skipped: true},
	{Key: "district", Title: "区", Names: []string{"所在区", "区县", "所属区", "行政区", "辖区"}, Carry: true},
	{Key: "community", Title: say.Community, Names: []string{"小区名称", "所在小区", "居住区", "项目名称", "楼盘", "项目小区", "园区", "地段"}, Carry: true},
	{Key: "building", Title: say.Building, Names: []string{"楼号", "栋号", "幢号", "楼", "栋", "幢", "楼栋号", "楼座", "座号", "楼幢"}, Carry: true},
	{Key: "door", Title: "门牌", Names: []string{"门牌号", "房号", "门市号", "门市房号", "商服号", "室号", "房间号", "房屋号", "商铺号", "单元房号", "号码", "门号", "户号"}, Need: true},
	{Key: "number", Title: engine.TextFieldNumber, Names: []string{"房源编号", "房屋编号", "商服编号", "资产编号", "统一编号"}},
	{Key: "floor", Title: "楼层", Names: []string{"层", "所在层", "所在楼层", "层数", "层次"}},
	{Key: "area", Title: "建筑面积", Names: []string{"面积", "房屋面积", "商服面积", "实测面积", "产权面积", "使用面积", "套内面积", "平方米", "㎡"}, Need: true},
	{Key: "state", Title: "使用状态", Names: []string{"状态", "现状", "使用情况", "使用现状", "房屋状态", "目前状态"}},
	{Key: "usage", Title: "用途", Names: []string{"规划用途", "房屋用途", "设计用途", "使用用途"}},
	{Key: "source", Title: "来源", Names: []string{"房源来源", "项目来源", "资金来源"}},
	{Key: "certificate", Title: "权证号", Names: []string{"产权证号", "房产证号", "不动产权证号", "产权证", "房产证", "权证编号"}},
	{Key: "address", Title: "坐落", Names: []string{"地址", "房屋坐落", "座落", "详细地址", "具体位置"}},
	{Key: "tags", Title: say.Tags, Names: []string{"设施", "配套", "配套设施"}},
	{Key: "tag:" + say.Plumbing, Title: "有无上下水", Names: []string{"上下水", "有无水", "是否有上下水", "给排水"}},
	{Key: "tag:临街", Title: "是否临街", Names: []string{"临街", "临街否"}},
	{Key: "tag:转角", Title: "是否转角", Names: []string{"转角"}},
	{Key: "tag:燃气", Title: "有无燃气", Names: []string{"燃气", "天然气", "是否通燃气"}},
	{Key: "tag:三相电", Title: "有无三相电", Names: []string{"三相电", "动力电", "是否三相电"}},
	{Key: "note", Title: say.Remark, Names: []string{"说明", "备 注", "其他说明"}},
}

func unitSpec(r *reading) sheet.Spec {
	return sheet.Spec{
		Fields: unitFields, Context: r.known.context, Total: "area",
		Enough: func(has func(string) bool) bool { return has("area") && (has("door") || has("number")) },
	}
}

// unitLine is one unit as the file has it.
type unitLine struct {
	sheet   string
	row     int
	numbers bool // the file gives a number
	unit    allocation.Unit
	given   unitGiven
	used    bool // the ledger says that somebody has it
	remark  string
	stated  string // the state, as the ledger has it
	notes   []string
}

// unitGiven says which fields the file has a column for: the others stay as they are.
type unitGiven struct{ floor, usage, source, certificate, address, tags bool }

// units are the lines of a ledger.
type units struct {
	r      *reading
	lines  []unitLine
	places map[string]int // place to the row where it stood first
	named  map[string]int
	plan   unitPlan
	index  *unitIndex              // of the units of the office, as they were compared
	notes  map[int64][]string      // remarks that stand beside them
	only   bool                    // units that are there stay as they are: the file is about something else
	found  map[int]allocation.Unit // of each line the unit of the office, or the one that is made
}

func newUnits(r *reading) *units {
	return &units{r: r, places: map[string]int{}, named: map[string]int{}}
}

// line reads one row of the ledger.
func (s *units) line(l sheet.Line) error {
	r := s.r
	n := unitLine{sheet: l.Sheet, row: l.Row}
	u := &n.unit
	u.State, u.Source = allocation.UnitVacant, allocation.SourceRenewal
	c := s.community(l)
	u.District, u.Community = c.District, c.Name
	s.place(l, u)
	s.number(l, &n)
	s.area(l, u)
	s.floor(l, &n)
	if !s.only {
		s.state(l, &n)
		s.particulars(l, &n)
	}
	if r.bad {
		return nil
	}
	s.lone(l, &n)
	if !r.bad {
		s.lines = append(s.lines, n)
	}
	return nil
}

// community is that of the catalogue; the file's own word may be mapped to one.
func (s *units) community(l sheet.Line) (c estate.Community) {
	r := s.r
	name, district := r.text(l, "community"), ""
	if text := r.text(l, "district"); text != "" {
		d, err := allocation.FindDistrict(text)
		if err != nil {
			r.refuse(l, "district", err, "请填 "+strings.Join(allocation.DistrictNames(), "、"))
			return c
		}
		district = d.Name
	}
	if to, mapped := r.req.Mapping.Communities[name]; mapped {
		name = to
	}
	if name == "" {
		r.reject(l, "community", "没有写小区", "请填小区名称，或在表的标题里写明")
		return c
	}
	c, found := r.known.community(name, district)
	switch {
	case found && r.known.district != "" && c.District != r.known.district:
		r.reject(l, "community", "是"+c.District+"的小区，本账号只能导入"+r.known.district+"的", "请由该区导入，或删去这一行")
	case !found && district != "" && r.known.district != "" && district != r.known.district:
		r.reject(l, "district", "本账号只能导入"+r.known.district+"的房源", "请由该区导入，或删去这一行")
	case !found && len(r.known.byName[placeWord(name)]) > 1:
		r.reject(l, "community", "几个区都有这个小区", "请加“区”一列，写明是哪个区")
	case !found:
		do := "请先在 房源 > 登记小区 里登记，或改正名称"
		if like := r.known.like(name); like != "" {
			do = "请先登记这个小区；如果就是“" + like + "”，请改成它，或在对应关系里指明"
		}
		r.reject(l, "community", WhyNoCommunity, do)
	}
	return c
}

// place is building and door; 原编号 keeps the door as the ledger has it, with its community.
func (s *units) place(l sheet.Line, u *allocation.Unit) {
	r := s.r
	for _, key := range []string{"building", "door"} {
		if r.cell(l, key).Kind == sheet.Serial {
			r.refuse(l, key, sheet.ErrTurnedDate, "")
			return
		}
	}
	written := sheet.Compact(r.text(l, "door"))
	u.Building = sheet.Building(r.text(l, "building"))
	u.Door, u.Building = sheet.Door(written, u.Building)
	switch {
	case len([]rune(u.Building)) > 20:
		r.reject(l, "building", "楼栋名称太长", "请填楼号，如 1号楼")
	case len([]rune(u.Door)) > 20:
		r.reject(l, "door", "门牌太长", "请填门牌，如 101")
	case u.Door == "" && r.text(l, "number") == "":
		r.reject(l, "door", "没有写门牌", "请填门牌，如 101；没有门牌的请填编号")
	case u.Building == "":
		r.reject(l, "building", "没有写楼栋", "请填楼号，如 1号楼，或写在这一段的标题里")
	}
	if u.Door == "" {
		return
	}
	u.Former = u.Community + written
	if _, b := sheet.Door(written, ""); b == "" {
		u.Former = u.Community + u.Building + written
	}
}

// number is the ledger's own; a number by the program's rule is drawn later where there is none.
func (s *units) number(l sheet.Line, n *unitLine) {
	text := s.r.text(l, "number")
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

func (s *units) area(l sheet.Line, u *allocation.Unit) {
	r := s.r
	c := r.cell(l, "area")
	if c.Empty() {
		if !s.only { // a unit that is there has its area
			r.reject(l, "area", "没有写面积", "请填平方米数，如 142.35")
		}
		return
	}
	a, err := c.Area()
	switch {
	case err != nil:
		r.refuse(l, "area", err, "")
	case a <= 0:
		r.reject(l, "area", "面积必须大于 0", "请按权证或实测填写平方米数，如 142.35")
	case a > estate.MostArea:
		r.reject(l, "area", "面积超过 100,000 ㎡，一处商服没有这么大", "请核对，小数点和单位（平方米）也请看一看")
	}
	u.Area = a
}

// floor is what the column says, else what the door says, else the ground floor.
func (s *units) floor(l sheet.Line, n *unitLine) {
	r, u := s.r, &n.unit
	byDoor, bay := sheet.PlaceOfDoor(u.Door)
	text := r.text(l, "floor")
	n.given.floor = r.has(l, "floor") && text != ""
	switch {
	case text != "":
		floor, several, ok := sheet.Floor(text)
		if !ok {
			r.reject(l, "floor", "楼层看不懂", "请填 1、2、-1，地下一层填 -1，跨层的填 1-2层")
			return
		}
		u.Floor = floor
		if several != "" {
			u.Tags = append(u.Tags, several)
		}
	case byDoor != 0:
		u.Floor = byDoor
	case r.has(l, "floor"):
		r.reject(l, "floor", "没有写楼层，从门牌也看不出", "请填 1、2、-1")
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
	vacantWords    = []string{"空", "闲", "未", "待", "无人", "没有"}
	withdrawnWords = []string{"停", "封", "修", "危", "占道", "毁", "不可", "拆"}
	usedWords      = []string{"用", "租", "占", "营业", "住", "驻", "经营", "承"}
)

// state is where the life of a new unit begins. One that the ledger has in use is not handed out before its tenancy was taken over.
func (s *units) state(l sheet.Line, n *unitLine) {
	text := sheet.Compact(s.r.text(l, "state"))
	n.stated = text
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	switch {
	case text == "":
	case strings.Contains(text, "在建") || strings.Contains(text, "未完工") || strings.Contains(text, "未竣工"):
		n.unit.State = allocation.UnitBuilding
	case has(vacantWords):
	case has(withdrawnWords):
		n.unit.State = allocation.UnitWithdrawn
		n.notes = append(n.notes, "台账写“"+text+"”，列为停用")
	case has(usedWords):
		n.unit.State, n.used = allocation.UnitWithdrawn, true
		n.notes = append(n.notes, "台账写“"+text+"”，先列为停用，导入在租合同后转为使用中")
	default:
		s.r.reject(l, "state", "使用状态看不懂", "请填 闲置、使用中、停用 或 在建")
	}
	if n.unit.District == "" && n.unit.State != allocation.UnitBuilding {
		n.unit.State = allocation.UnitBuilding
	}
}

func (s *units) particulars(l sheet.Line, n *unitLine) {
	r, u := s.r, &n.unit
	clip := func(key string, most int) string {
		text := r.text(l, key)
		if len([]rune(text)) > most {
			r.reject(l, key, fmt.Sprintf("超过 %d 字", most), "请缩短")
		}
		return text
	}
	u.Usage, n.given.usage = clip("usage", 40), r.has(l, "usage")
	u.Certificate, n.given.certificate = clip("certificate", 60), r.has(l, "certificate")
	u.Address, n.given.address = clip("address", 80), r.has(l, "address")
	if text := r.text(l, "source"); text != "" {
		n.given.source = true
		switch {
		case strings.Contains(text, "沉"):
			u.Source = allocation.SourceSubsidence
		case !strings.Contains(text, "棚"):
			r.reject(l, "source", "来源看不懂", "请填 棚改 或 沉治")
		}
	}
	n.given.tags = r.has(l, "tags")
	u.Tags = append(u.Tags, strings.FieldsFunc(r.text(l, "tags"), func(c rune) bool { return strings.ContainsRune(" 、,，;；/|", c) })...)
	for i, f := range r.spec.Fields {
		tag, isTag := strings.CutPrefix(f.Key, "tag:")
		if !isTag || l.Heading(i) == "" {
			continue
		}
		n.given.tags = true
		yes, err := l.Cells[i].Mark()
		if err != nil {
			r.refuse(l, f.Key, err, "")
		} else if yes {
			u.Tags = append(u.Tags, tag)
		}
	}
	if n.remark = r.remark(l); n.remark != "" {
		n.notes = append(n.notes, fmtRemark(n.remark))
	}
	u.Tags = inOrder(u.Tags)
}

func fmtRemark(text string) string { return "备注记作附注：" + sheet.OneLine(text) }

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
func (s *units) lone(l sheet.Line, n *unitLine) {
	u := n.unit
	if u.Door != "" {
		key := placeKey(u)
		if first, twice := s.places[key]; twice {
			s.r.reject(l, "door", fmt.Sprintf("与第 %d 行是同一处：%s %s %s", first, u.Community, u.Building, u.Door), "请核对门牌，重复的删去一行")
			return
		}
		s.places[key] = l.Row
	}
	if n.numbers {
		if first, twice := s.named[u.Number]; twice {
			s.r.reject(l, "number", fmt.Sprintf("编号与第 %d 行相同", first), "编号不能重复，请改正一行")
			return
		}
		s.named[u.Number] = l.Row
	}
}

// placeKey is the place of a unit as units are compared.
func placeKey(u allocation.Unit) string {
	return u.District + "|" + u.Community + "|" + sheet.Building(u.Building) + "|" + strings.ToUpper(u.Door)
}

// nameOf names a unit in a preview.
func nameOf(u allocation.Unit) string {
	return strings.TrimSpace(u.Number + " " + u.Community + " " + u.Building + " " + u.Door)
}

package sheet

import (
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode"

	"penggai/allocation/civil"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Refusals of what stands in a cell: what is wrong, and what would be right.
var (
	ErrNoNumber   = say.Refuse("cell_number", "不是数字")
	ErrFine       = say.Refuse("cell_fine", "小数超过两位")
	ErrNoDate     = say.Refuse("cell_date", "日期看不懂")
	ErrNoCount    = say.Refuse("cell_count", "不是整数")
	ErrFault      = say.Refuse("cell_fault", "表格里的公式出错")
	ErrPending    = say.Refuse("cell_pending", "公式没有算出结果")
	ErrSpoiled    = say.Refuse("cell_spoiled", "长号码已被表格软件改坏，后几位丢失，不能猜")
	ErrTurnedDate = say.Refuse("cell_turned", "表格软件把它改成了日期，原来的写法已丢失")
	ErrMark       = say.Refuse("cell_mark", "看不懂，请填“有”或“无”")
)

// Do says what would be right where a reader refused.
func Do(err error) string {
	for _, d := range []struct {
		of *say.Refusal
		do string
	}{
		{ErrNoNumber, "请填数字，如 142.35"},
		{ErrFine, "请改为最多两位小数，如 142.35"},
		{ErrNoDate, "请写成 2017-08-05"},
		{ErrNoCount, "请填整数，如 12"},
		{ErrFault, "请在表格里改正公式，或直接填数"},
		{ErrPending, "请在表格软件里打开、保存一次，或直接填数"},
		{ErrSpoiled, "请把该列设为文本格式，按证件重新填写全部位数"},
		{ErrTurnedDate, "请把该列设为文本格式，重新填写"},
		{ErrMark, "请填“有”或“无”，也可打 √"},
	} {
		if d.of.Is(err) {
			return d.do
		}
	}
	return ""
}

// check refuses cells that hold nothing that could be read.
func (c Cell) check() error {
	switch c.Kind {
	case Fault:
		return ErrFault.With(c.Text)
	case Pending:
		return ErrPending
	case Text, Number, Serial:
	}
	return nil
}

// figures reports whether a text is a number by itself, as those of a csv are.
func (c Cell) figures() bool {
	if c.Kind != Text || c.Text == "" || c.Text[0] > '9' && c.Text[0] < 0x80 {
		return false
	}
	text := bare(c.Text)
	if _, ok := shortHundredths(text); ok {
		return true
	}
	_, ok := exact(text)
	return ok
}

// String is the cell as text: the digits of a number, the day of a date.
func (c Cell) String() string {
	switch c.Kind {
	case Number:
		return digits(c.Text)
	case Serial:
		if d, err := c.Date(int(c.since)); err == nil {
			return d.String()
		}
	case Pending:
		return ""
	case Text, Fault:
	}
	return c.Text
}

// digits writes a number of a spreadsheet out as it shows it: at most 15 figures that mean something, no exponent.
func digits(s string) string {
	if n, ok := shortHundredths(s); ok && n >= 100 && s[0] != '0' && !strings.Contains(s, ".") {
		return s
	}
	v, ok := exact(s)
	if !ok {
		return s
	}
	text := v.FloatString(15)
	text = strings.TrimRight(text, "0")
	return strings.TrimSuffix(text, ".")
}

// exact is a number to 15 figures, which is as many as a spreadsheet keeps: what it keeps as 77.09999999999999 was entered as 77.1.
func exact(s string) (*big.Rat, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 40 || strings.Trim(s, "0123456789+-.eE") != "" {
		return nil, false
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		if n, err := strconv.Atoi(s[i+1:]); err != nil || n > 30 || n < -30 {
			return nil, false
		}
	}
	v, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil, false
	}
	abs := new(big.Rat).Abs(v)
	places := 15
	for one := big.NewRat(1, 1); abs.Cmp(one) >= 0 && places > 0; one.Mul(one, big.NewRat(10, 1)) {
		places--
	}
	r, ok := new(big.Rat).SetString(v.FloatString(places))
	return r, ok
}

// hundredths reads a number with at most two decimals. Errors: ErrNoNumber, ErrFine, ErrFault, ErrPending.
func (c Cell) hundredths(units ...string) (int64, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	text := cutUnit(bare(c.Text), units...)
	text = strings.TrimPrefix(strings.TrimPrefix(text, "¥"), "￥")
	if whole, _, _ := strings.Cut(text, "."); strings.Contains(text, ",") {
		if !grouped(whole) {
			return 0, ErrNoNumber.With(c.Text)
		}
		text = strings.ReplaceAll(text, ",", "")
	}
	if n, ok := shortHundredths(text); ok {
		return n, nil
	}
	v, ok := exact(text)
	if !ok {
		return 0, ErrNoNumber.With(c.Text)
	}
	v.Mul(v, big.NewRat(100, 1))
	if !v.IsInt() {
		return 0, ErrFine.With(c.Text)
	}
	if !v.Num().IsInt64() {
		return 0, ErrNoNumber.With(c.Text)
	}
	return v.Num().Int64(), nil
}

// shortHundredths reads what most cells hold, a number of few figures with at most two decimals, without the arithmetic of long ones.
func shortHundredths(s string) (n int64, ok bool) {
	whole, part, point := strings.Cut(s, ".")
	if whole == "" || len(whole) > 12 || len(part) > 2 || point && part == "" {
		return 0, false
	}
	for _, figures := range []string{whole, part} {
		for i := range len(figures) {
			if figures[i] < '0' || figures[i] > '9' {
				return 0, false
			}
			n = n*10 + int64(figures[i]-'0')
		}
	}
	for i := len(part); i < 2; i++ {
		n *= 10
	}
	return n, true
}

// cutUnit takes a unit off the end of a text, the longer ones first among those given.
func cutUnit(text string, units ...string) string {
	lower := strings.ToLower(text)
	for _, u := range units {
		if strings.HasSuffix(lower, u) {
			return text[:len(text)-len(u)]
		}
	}
	return text
}

// grouped reports whether a whole number has its commas behind every three figures.
func grouped(s string) bool {
	parts := strings.Split(strings.TrimPrefix(s, "-"), ",")
	for i, p := range parts {
		if len(p) > 3 || i > 0 && len(p) != 3 || p == "" || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return true
}

// Area reads square metres: 142.35, 142.35㎡, 142.35 平方米, full-width figures. Its sign and size are not judged.
func (c Cell) Area() (quantity.Area, error) {
	n, err := c.hundredths("平方米", "平米", "平方", "平", "㎡", "m2", "m²")
	return quantity.Area(n), err
}

// Money reads yuan.
func (c Cell) Money() (quantity.Money, error) {
	n, err := c.hundredths("元/月", "元/年", "元/㎡", "元", "圆")
	return quantity.Money(n), err
}

// Thousandths reads a number with at most three decimals, as cubic metres of water are: the answer in litres.
func (c Cell) Thousandths() (int64, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	text := strings.ReplaceAll(cutUnit(bare(c.Text), "立方米", "立方", "吨", "方", "m³", "m3", "度"), ",", "")
	if c.Kind == Number {
		text = c.Text
	}
	v, ok := exact(text)
	if !ok {
		return 0, ErrNoNumber.With(c.Text)
	}
	v.Mul(v, big.NewRat(1000, 1))
	if !v.IsInt() || !v.Num().IsInt64() {
		return 0, ErrFine.With(c.Text)
	}
	return v.Num().Int64(), nil
}

// Count reads a whole number, with its measure word: 12, 12人, 39套.
func (c Cell) Count() (int64, error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	text := bare(c.Text)
	trimmed := strings.TrimRightFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if n, ok := hanNumber(text); ok {
		return n, nil
	}
	v, ok := exact(strings.ReplaceAll(trimmed, ",", ""))
	if !ok || !v.IsInt() || !v.Num().IsInt64() {
		return 0, ErrNoCount.With(c.Text)
	}
	return v.Num().Int64(), nil
}

// hanNumber reads 一 to 九十九.
func hanNumber(s string) (int64, bool) {
	figures := map[rune]int64{'一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	var n int64
	last := int64(0)
	tens := false
	for _, r := range s {
		switch f, ok := figures[r]; {
		case ok && last == 0:
			last = f
		case r == '十' && !tens:
			n, last, tens = max(last, 1)*10, 0, true
		default:
			return 0, false
		}
	}
	return n + last, n+last > 0
}

// Han is hanNumber for those who read places: 三.
func Han(s string) (int, bool) {
	n, ok := hanNumber(s)
	return int(n), ok
}

// Date reads a day in whatever habit: 2017-08-05, 2017.8.5, 2017/8/5, 2017年8月5日, 20170805, with a time behind it, the serial of a
// spreadsheet; 2017年8月 and 2017-08 are the first of the month. epoch is that of the book. Errors: ErrNoDate, ErrFault, ErrPending.
func (c Cell) Date(epoch int) (civil.Date, error) {
	if err := c.check(); err != nil {
		return civil.Date{}, err
	}
	text := quantity.HalfWidth(c.Text)
	if v, ok := exact(text); ok && !strings.Contains(text, "-") {
		whole := new(big.Int).Quo(v.Num(), v.Denom())
		n := whole.Int64()
		if whole.IsInt64() && n >= 20_000 && n < 100_000 && text[0] != '0' && (c.Kind != Text || v.IsInt()) {
			return civil.On(1899, 12, 30).AddDays(int(n) + epoch), nil // 43103 is 2018-01-03
		}
	}
	if i := strings.IndexByte(text, ':'); i > 0 { // a time of day
		text = strings.TrimRight(text[:i], "0123456789")
		text = strings.TrimRight(strings.TrimSpace(text), "T")
	}
	text = strings.TrimSuffix(bare(text), "T")
	if i := strings.IndexByte(text, 'T'); i > 0 {
		text = text[:i]
	}
	text = strings.TrimRight(text, "起止前签.,、;")
	if d, ok := monthOnly(text); ok {
		return d, nil
	}
	figures := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if len(text) == 8 && len(figures) == 1 || len(figures) == 3 && len(figures[0]) == 4 {
		if d, err := civil.ParseTyped(strings.ReplaceAll(text, "\\", "-"), civil.On(2017, 1, 1)); err == nil {
			return d, nil
		}
	}
	return civil.Date{}, ErrNoDate.With(c.Text)
}

// monthOnly reads 2017年8月, 2017-08, 2017.8 and 201708.
func monthOnly(text string) (civil.Date, bool) {
	t := strings.TrimRight(strings.NewReplacer("年", "-", "/", "-", ".", "-").Replace(text), "月份")
	year, month, cut := strings.Cut(t, "-")
	if !cut && len(t) == 6 {
		year, month = t[:4], t[4:]
	}
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	if err1 != nil || err2 != nil || len(year) != 4 || len(month) > 2 || y < 1990 || y > 2199 || m < 1 || m > 12 {
		return civil.Date{}, false
	}
	return civil.On(y, time.Month(m), 1), true
}

// Mark reads a cell that says yes or no: √, 有, 是, 1; ×, 无, 否, nothing. Errors: ErrMark.
func (c Cell) Mark() (bool, error) {
	if err := c.check(); err != nil {
		return false, err
	}
	switch strings.ToLower(bare(c.Text)) {
	case "√", "✓", "✔", "☑", "v", "y", "yes", "有", "是", "1", "对", "通", "已通", "true":
		return true, nil
	case "", "×", "x", "✗", "✘", "☐", "□", "n", "no", "无", "否", "没有", "0", "未", "未通", "不", "/", "-", "—", "——", "false":
		return false, nil
	}
	return false, ErrMark.With(c.Text)
}

// Nothing reports whether a text says that there is nothing to write: 无, 暂无, /, —.
func Nothing(text string) bool {
	t := bare(text)
	switch t {
	case "":
		return false
	case "无", "暂无", "没有", "不详", "未知":
		return true
	}
	return strings.Trim(t, `-—–_/\`) == ""
}

// Long reads a number of many figures that is kept as text: of identity, of registration, of a telephone or an account. One that the
// spreadsheet has turned into a number lost what follows its 15th figure: that is said. Errors: ErrSpoiled, ErrFault, ErrPending.
func (c Cell) Long() (string, error) {
	if err := c.check(); err != nil {
		return "", err
	}
	text := bare(c.Text)
	if Nothing(text) {
		return "", nil
	}
	v, ok := exact(text)
	if !ok {
		return text, nil
	}
	plain := digits(text)
	if strings.ContainsAny(text, "eE") && (len(plain) > 15 || c.Kind == Text) {
		return "", ErrSpoiled.With(c.Text)
	}
	if c.Kind != Text && (len(plain) > 15 || v.Sign() < 0 || !v.IsInt()) {
		return "", ErrSpoiled.With(plain)
	}
	if c.Kind == Text {
		return text, nil
	}
	return plain, nil
}

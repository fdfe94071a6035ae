package training

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
)

// masks gives each text of a kind another one, the same to the same; none that it gives stands anywhere in the source.
type masks struct {
	rnd    *rand.Rand
	public map[string]bool              // words of the policy and of the inventory: they stay
	taken  map[string]bool              // originals of all kinds, and what was given
	given  map[string]map[string]string // by kind, what an original became
	counts map[string]int
}

func newMasks() *masks {
	var seed [32]byte
	for i := range seed {
		seed[i] = byte(rand.Uint32())
	}
	return &masks{
		rnd: rand.New(rand.NewChaCha8(seed)), public: map[string]bool{}, taken: map[string]bool{},
		given: map[string]map[string]string{}, counts: map[string]int{},
	}
}

// give is what an original of a kind became, made on its first sight.
func (m *masks) give(kind, original string, next func(i int) string) string {
	if was, ok := m.given[kind][original]; ok {
		return was
	}
	if m.given[kind] == nil {
		m.given[kind] = map[string]string{}
	}
	for {
		text := next(m.counts[kind])
		m.counts[kind]++
		if !m.taken[text] {
			m.taken[text] = true
			m.given[kind][original] = text
			return text
		}
	}
}

// forget lets an original of a kind become something else when it is met again.
func (m *masks) forget(kind, original string) { delete(m.given[kind], original) }

// The kinds of what is given.
const (
	kindName    = "name"
	kindID      = "id"
	kindPhone   = "phone"
	kindAddress = "address"
	kindPaper   = "paper"
	kindBody    = "body"
)

var (
	families = []rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹潘葛范彭鲁韦马苗方俞任袁柳史唐费薛雷贺倪汤罗毕郝安常于傅康伍余顾孟黄穆萧尹姚邵汪毛米贝明计成戴宋茅庞熊纪舒项祝董梁")
	seconds  = []rune("安邦成达恩丰刚广浩和弘华基吉佳建杰锦景君俊凯康可乐力良林茂铭楠宁平琪清庆荣瑞善尚声胜盛世寿舒顺思泰涛腾天通桐万维文武熙贤祥翔欣兴秀旭轩雅言扬业宜毅盈永咏勇优宇裕远悦泽展哲正志中洲卓子宗")
	words    = []string{"安居", "百汇", "晨光", "德源", "东升", "丰硕", "光明", "广济", "海联", "恒昌", "宏图", "华茂", "惠民", "嘉禾", "金穗", "锦程", "九州", "康乐", "礼和", "隆兴", "民生", "明珠", "南枫", "鹏程", "启航", "千禧", "青松", "荣光", "瑞丰", "盛世", "顺达", "泰和", "天成", "同心", "万家", "祥云", "新业", "兴安", "永康", "众合"}

	companyEnds = regexp.MustCompile(`(股份有限公司|有限责任公司|有限公司|公司|专业合作社|合作社|合伙企业|个体工商户|工作室|商行|商店|商城|超市|中心|服务站|服务部|经营部|门市部|门市|团队|小组|协会|学校|饭店|餐厅|书店|药店|店|厂|社|部|站|行|队)$`)
	bracketed   = regexp.MustCompile(`[（(][^（）()]*[）)]$`)
)

// name is another person's or company's name; a company keeps what it ends with.
func (m *masks) name(s string) string {
	if s == "" || m.public[s] {
		return s
	}
	return m.give(kindName, s, func(i int) string {
		bare := bracketed.ReplaceAllString(s, "")
		end := companyEnds.FindString(bare)
		if end == "" && utf8.RuneCountInString(bare) <= 4 || strings.ContainsRune(bare, '·') || !strings.ContainsFunc(bare, isHan) {
			return personName(i)
		}
		return "培训" + spelled(i, words, 2) + end
	})
}

// personName is the i-th name of a person: a family name, 培, a sign, and one more where those do not reach.
func personName(i int) string {
	family := families[i%len(families)]
	i /= len(families)
	out := string([]rune{family, '培', seconds[i%len(seconds)]})
	if i /= len(seconds); i > 0 {
		out += string(seconds[i%len(seconds)])
	}
	return out
}

// spelled writes a count in words as digits, at least so many.
func spelled(i int, digits []string, least int) string {
	out := ""
	for n := 0; n < least || i > 0; n++ {
		out += digits[i%len(digits)]
		i /= len(digits)
	}
	return out
}

// body is another office's or firm's name; those of the lists of the policy stay.
func (m *masks) body(s string) string {
	if s == "" || m.public[s] {
		return s
	}
	return m.give(kindBody, s, func(i int) string { return fmt.Sprintf("培训单位%d", i+1) })
}

// bodies are names of offices joined by 、.
func (m *masks) bodies(s string) string {
	list := strings.Split(s, "、")
	for i, b := range list {
		list[i] = m.body(b)
	}
	return strings.Join(list, "、")
}

// names are names joined by 、.
func (m *masks) names(s string) string {
	list := strings.Split(s, "、")
	for i, b := range list {
		list[i] = m.name(b)
	}
	return strings.Join(list, "、")
}

// paper is another number of a document.
func (m *masks) paper(s string) string {
	if s == "" || m.public[s] {
		return s
	}
	return m.give(kindPaper, s, func(i int) string { return fmt.Sprintf("培训文书%d号", i+1) })
}

// address is another address, in its district where it names one.
func (m *masks) address(s string) string {
	if s == "" {
		return s
	}
	return m.give(kindAddress, s, func(i int) string {
		district := ""
		for d := range m.public {
			if strings.HasSuffix(d, "区") && strings.HasPrefix(identity.PlainAddress(s), d) && len(d) > len(district) {
				district = d
			}
		}
		return fmt.Sprintf("%s培训路%d号", district, i+1)
	})
}

// id is another number of a person or company of the same kind, with its own check character: a person of the same year and sex, not
// younger; a company registered in the same place.
func (m *masks) id(s string) string {
	if s == "" {
		return s
	}
	return m.give(kindID, identity.PlainID(s), func(int) string {
		id := identity.PlainID(s)
		switch {
		case identity.CheckCreditCode(id) == nil:
			return m.creditCode(id)
		case len(id) == 18 && !identity.IDBirth(id).IsZero():
			return m.citizen(id)
		}
		return m.scramble(id)
	})
}

func (m *masks) citizen(id string) string {
	birth := identity.IDBirth(id)
	first := civil.On(birth.Year(), 1, 1)
	day := first.AddDays(m.rnd.IntN(birth.Sub(first) + 1))
	sex := int(id[16]-'0') % 2
	body := fmt.Sprintf("%s%04d%02d%02d%02d%d", id[:6], day.Year(), day.Month(), day.Day(), m.rnd.IntN(100), m.rnd.IntN(5)*2+sex)
	return body + identity.IDCheck(body)
}

func (m *masks) creditCode(code string) string {
	const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	org := "TR" // no registry gives codes that begin so
	for range 6 {
		org += string(signs[m.rnd.IntN(len(signs))])
	}
	body := code[:8] + org + orgCheck(org)
	return body + identity.CreditCheck(body)
}

// orgCheck is the check character of GB 11714 within a credit code.
func orgCheck(org string) string {
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		c := int(org[i] - '0')
		if org[i] >= 'A' {
			c = int(org[i]-'A') + 10
		}
		sum += c * w
	}
	return string("0123456789X"[(11-sum%11)%11])
}

// scramble keeps where digits and letters stand.
func (m *masks) scramble(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '0' + rune(m.rnd.IntN(10))
		case r >= 'A' && r <= 'Z':
			return 'A' + rune(m.rnd.IntN(26))
		}
		return r
	}, s)
}

// phone is another telephone, written as it was: of 1440, a block of machines that nobody answers; a landline keeps its area and begins
// with a nought, as none does.
func (m *masks) phone(s string) string {
	plain := identity.PlainPhone(s)
	if s == "" || plain == "" {
		return m.text(s)
	}
	number, extension, _ := strings.Cut(plain, "-")
	other := m.give(kindPhone, plain, func(i int) string {
		out := ""
		switch {
		case len(number) == 11 && number[0] == '1':
			out = fmt.Sprintf("1440%07d", i)
		case len(number) > 8 && number[0] == '0':
			out = number[:4] + fmt.Sprintf("%0*d", len(number)-4, i%1_000_000)
		default:
			out = fmt.Sprintf("%0*d", len(number), i%1_000_000)
		}
		if extension != "" {
			out += "-" + strings.Repeat("8", len(extension))
		}
		return out
	})
	digits := strings.ReplaceAll(other, "-", "")
	if strings.Count(s, "")-1 != len(s) || countDigits(s) != len(digits) {
		return other
	}
	i := 0
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		i++
		return rune(digits[i-1])
	}, s)
}

func countDigits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// filler is what stands where people wrote something.
var filler = []rune("培训用文字，不是原来的内容。情况属实，按规定办理，材料已经看过。")

// text is as long as it was, line by line.
func (m *masks) text(s string) string {
	if m.public[s] {
		return s
	}
	at := 0
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			at = 0
			return r
		case !unicode.IsPrint(r):
			return ' '
		}
		at++
		return filler[(at-1)%len(filler)]
	}, s)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

var serial = regexp.MustCompile(`^(?:[A-Z]{2,}[A-Z0-9]*\d|[A-Z]{2,3}-)[A-Z0-9旧-]*`)

// subject is the number and the name of a record: the number of the program stays.
func (m *masks) subject(s string) string {
	if m.public[s] {
		return s
	}
	number := serial.FindString(s)
	rest := strings.TrimPrefix(s, number)
	bare := strings.TrimLeft(rest, " ")
	if bare == "" {
		return s
	}
	gap := rest[:len(rest)-len(bare)]
	if m.given[kindName][bare] != "" || m.taken[bare] {
		return number + gap + m.name(bare)
	}
	return number + gap + m.text(bare)
}

var figures = regexp.MustCompile(`^[0-9A-Za-z.,_\- ]*$`)

// figure keeps what is a day, an amount or a code, and replaces what people wrote.
func (m *masks) figure(s string) string {
	if figures.MatchString(s) {
		return s
	}
	return m.text(s)
}

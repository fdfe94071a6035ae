// Package roster reads lists of workers by name: those of an assessment (四(三), 四(五)) and those for whom the reward of 2018（九） is
// applied for, which goes to named persons, once each, after a year of work.
package roster

import (
	"fmt"
	"strings"
	"unicode"

	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
)

// Worker is a person of a list. The number stands whole only in what is read; what is kept is masked.
type Worker struct {
	Name     string
	IDNumber string
	Since    civil.Date // first day of work; none: not said
}

// most is more persons than any shop has, and more than anybody pastes.
const most = 1000

// Parse reads one person a line: name, identity number and, where it is said, the first day of work, with blanks, commas or tabs
// between, as they come out of a spreadsheet; a line of headings and empty lines are passed over.
// Errors: ErrLine, ErrTwice, ErrMany, each with the line.
func Parse(text string, today civil.Date) ([]Worker, error) {
	var out []Worker
	seen := map[string]int{}
	n := 0
	for line := range strings.Lines(quantity.Visible(text)) {
		n++
		words := split(line)
		if len(words) == 0 || len(out) == 0 && strings.Contains(line, say.PersonName) {
			continue
		}
		w, err := parseWorker(words, today)
		if err != nil {
			return nil, ErrLine.Textf("第 %d 行：%s", n, err.Error()).With(strings.TrimSpace(line)).On("roster")
		}
		if before, twice := seen[w.IDNumber]; twice {
			return nil, ErrTwice.Textf("第 %d 行与第 %d 行是同一个人，请去掉一行", n, before).With(w.Name).On("roster")
		}
		if seen[w.IDNumber] = n; len(out) == most {
			return nil, ErrMany.On("roster")
		}
		out = append(out, w)
	}
	return out, nil
}

func split(line string) []string {
	return strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，;；、\t\"|", r) })
}

// parseWorker reads the words of a line in whatever order: what has many figures is the number, what is a day the first day of work.
func parseWorker(words []string, today civil.Date) (w Worker, err error) {
	for _, word := range joined(words) {
		switch plain := identity.PlainID(word); {
		case w.IDNumber == "" && figures(plain) >= 7 && len(plain) >= 9 && !isDay(word, today):
			w.IDNumber = plain
		case isDay(word, today):
			w.Since, _ = civil.ParseTyped(word, today)
		case w.Name == "" && strings.IndexFunc(word, unicode.IsLetter) >= 0:
			w.Name = identity.Name(word)
		}
	}
	switch {
	case w.Name == "":
		return w, ErrName
	case w.IDNumber == "":
		return w, ErrNumber
	case w.Since.After(today):
		return w, ErrSince
	}
	return w, identity.CheckIDNumber(w.IDNumber, today)
}

// joined puts a number together that is written in groups: 230502 19960229 0011.
func joined(words []string) []string {
	var out []string
	for _, w := range words {
		if n := len(out) - 1; n >= 0 && grouped(out[n]) && grouped(w) && len(out[n])+len(w) <= 18 {
			out[n] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

func grouped(word string) bool { return strings.Trim(word, "0123456789Xx") == "" }

// figures counts the figures of a word.
func figures(word string) (n int) {
	for _, r := range word {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// isDay tells a day from a number of a document: eight figures at most, or with signs between.
func isDay(word string, today civil.Date) bool {
	if n := figures(word); n < 5 || n > 8 {
		return false
	}
	_, err := civil.ParseTyped(word, today)
	return err == nil
}

// Sighting is another list on which a person stands.
type Sighting struct {
	Reward  bool   // a list of 2018（九）; else that of an assessment
	Number  string // of the assessment, or of the stay
	Stay    string // number
	Who     string // the tenant
	Day     civil.Date
	Another bool // of another tenant
}

// Text says where the person stands too: 同在 RZ-JS-2020-0003 李雷 2020-11-20 的名单.
func (s Sighting) Text() string {
	switch {
	case s.Reward:
		return fmt.Sprintf("已随 %s %s 申请奖补（%s）", s.Stay, s.Who, s.Day)
	case s.Another:
		return fmt.Sprintf("同在 %s %s %s 的名单（别户）", s.Stay, s.Who, s.Day)
	}
	return fmt.Sprintf("本户 %s 已在名单", s.Day)
}

// Reward checks that each person of an application of a day has worked for a year, and was not rewarded before: 2018（九）, 稳定就业 1
// 年以上, 1000 元 once each. before says of each, by place, where he was rewarded. Errors: ErrNobody, ErrYear, ErrRewarded.
func Reward(workers []Worker, before []string, day civil.Date) error {
	if len(workers) == 0 {
		return ErrNobody.On("roster")
	}
	for i, w := range workers {
		if w.Since.IsZero() || w.Since.AddMonths(12).After(day) {
			return ErrYear.Textf("%s就业不满 1 年或没有写入职日期（2018（九）：稳定就业 1 年以上），请满 1 年后再申请", w.Name).With(w.Since.String()).On("roster")
		}
		if i < len(before) && before[i] != "" {
			return ErrRewarded.Textf("%s%s，每人只奖补一次（2018（九）），请从名单去掉", w.Name, before[i]).On("roster")
		}
	}
	return nil
}

// Lists of workers.
var (
	ErrLine     = say.Refuse("roster_line", "名单有一行看不懂，请按“姓名 证件号”逐行填写")
	ErrTwice    = say.Refuse("roster_twice", "名单里有人写了两次，请去掉一行")
	ErrMany     = say.Refuse("roster_many", "名单超过 1000 人，请分次登记")
	ErrMore     = say.Refuse("roster_more", "名单人数多于核实岗位，请核对")
	ErrName     = say.Refuse("roster_name", "没有姓名")
	ErrNumber   = say.Refuse("roster_number", "没有证件号")
	ErrSince    = say.Refuse("roster_since", "入职日期在今天以后")
	ErrNobody   = say.Refuse("roster_nobody", "请逐人写明吸纳的劳动者：姓名 证件号 入职日期（2018（九））")
	ErrYear     = say.Refuse("roster_year", "就业不满 1 年（2018（九）），请满 1 年后再申请")
	ErrRewarded = say.Refuse("roster_rewarded", "每人只奖补一次（2018（九）），请从名单去掉")
)

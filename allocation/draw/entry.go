package draw

import (
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/rule"
	"penggai/allocation/say"
)

// Share is what a representative of the applicants adds to the draw: digits that he chose himself.
type Share struct {
	Name   string
	Digits string
}

// Bounds of the digits of a representative.
const (
	minDigits = 4
	maxDigits = 12
)

// Entry is what is typed in when lots are drawn.
type Entry struct {
	Issue     string // of a public number, as the one who enters it read it
	Number    string // the number as it was published, or what was drawn
	Shares    []Share
	Witnesses []string
	Accept    string // why a draw below Enough is taken as it is
}

// Draw is the draw of lots: a text fixed before witnesses once the inputs are frozen, so that nobody can choose a lot.
type Draw struct {
	Text      string // in its one form (rule.DrawText), which is hashed
	Witnesses []string
	Day       civil.Date
	Bits      int    // estimated strength in hundredths of a bit; 0: never estimated
	Accept    string // why it was taken although it is weak
	Second    string // who agreed to that, beside the one who entered it
	Digest    string // of the posted list that it was drawn on; empty where none was posted
}

// Take makes the draw of what was entered today, for the list as posted and the source as named. Errors: those of
// Posting.MayDraw, ErrOther with what was named, ErrEmpty, ErrLong, ErrShare, ErrWitnesses, ErrWeak.
func Take(s Source, p Posting, e Entry, today civil.Date) (Draw, error) {
	if err := p.MayDraw(s, today); err != nil {
		return Draw{}, err
	}
	if s.Kind == ByNumber && issue(e.Issue) != s.Issue {
		return Draw{}, ErrOther.Textf("锁定时指定的是 %s，只能录入这一期，不能录入“%s”", s.Words(), rule.DrawText(e.Issue)).On("issue")
	}
	shares, err := tidyShares(e.Shares)
	if err != nil {
		return Draw{}, err
	}
	d := Draw{Text: Text(s, e.Number, shares), Witnesses: tidy(e.Witnesses), Day: today, Digest: p.Digest}
	switch {
	case rule.DrawText(e.Number) == "" || !s.Named() && d.Text == "":
		return Draw{}, ErrEmpty.On("draw")
	case len([]rune(d.Text)) > MaxRunes:
		return Draw{}, ErrLong.On("draw")
	case len(d.Witnesses) < MinWitnesses:
		return Draw{}, ErrWitnesses.On("witnesses")
	case s.Kind == ByWitnesses && !sameNames(s.Witnesses(), d.Witnesses):
		return Draw{}, ErrOther.Textf("锁定时指定的是 %s，只能由这几位见证；换人须先撤销锁定，重新公布名单", s.Words()).On("witnesses")
	}
	if p.Until.IsZero() {
		d.Digest = ""
	}
	d.Bits = Strength(e.Number, shares)
	if !s.Named() || d.Bits >= Enough {
		return d, nil
	}
	if d.Accept = strings.TrimSpace(e.Accept); d.Accept == "" {
		return Draw{}, ErrWeak.Textf("这次抽签的强度约 %s，不足 %s：%s", Bits(d.Bits), Bits(Enough), weakAdvice).On("accept")
	}
	return d, nil
}

// Text is the draw text in its one form: the named number with its issue, what was published or drawn, then the digits of the
// representatives with their names.
func Text(s Source, number string, shares []Share) string {
	text := number
	if s.Kind == ByNumber {
		text = s.Name + " 第" + s.Issue + "期 " + number
	}
	for _, x := range shares {
		text += " " + x.Name + " " + x.Digits
	}
	return rule.DrawText(text)
}

// ReadShares reads representatives: a name, then digits, then the next. Errors: ErrShare.
func ReadShares(text string) ([]Share, error) {
	var out []Share
	name := ""
	for _, word := range strings.Fields(rule.DrawText(text)) {
		if strings.Trim(word, "0123456789") != "" {
			name = strings.TrimSpace(name + " " + word)
			continue
		}
		out = append(out, Share{Name: name, Digits: word})
		name = ""
	}
	if name != "" {
		out = append(out, Share{Name: name})
	}
	return tidyShares(out)
}

func tidyShares(shares []Share) ([]Share, error) {
	var out []Share
	for _, x := range shares {
		x = Share{rule.DrawText(x.Name), rule.DrawText(x.Digits)}
		digits := strings.Trim(x.Digits, "0123456789") == ""
		if x.Name == "" || !digits || len(x.Digits) < minDigits || len(x.Digits) > maxDigits ||
			slices.ContainsFunc(out, func(y Share) bool { return y.Name == x.Name }) {
			return nil, ErrShare.Textf("每位代表写姓名、空格、%d 至 %d 位数字，每人一次；“%s”不符合", minDigits, maxDigits, strings.TrimSpace(x.Name+" "+x.Digits)).On("shares")
		}
		out = append(out, x)
	}
	return out, nil
}

func sameNames(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

// Bits prints a strength: 19.92 比特.
func Bits(hundredths int) string {
	return fmt.Sprintf("%d.%02d 比特", hundredths/100, hundredths%100)
}

const weakAdvice = "有人把各种可能都试一遍并不难。请改用公开号码，并让申请人代表各报几位数字一并录入；确要照此抽签的，写明理由"

// The draw.
var (
	ErrEmpty = say.Refuse("draw_empty", "请录入见证抽签得到的文字")
	ErrLong  = say.Refuse("draw_long", "抽签文字最多 200 字")
	ErrOther = say.Refuse("draw_other", "录入的不是锁定时指定的来源")
	ErrShare = say.Refuse("draw_share", "申请人代表的数字不完整")
	ErrWeak  = say.Refuse("draw_weak", "这次抽签的强度不足 64 比特")
)

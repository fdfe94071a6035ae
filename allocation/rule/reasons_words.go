package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/quantity"
)

// insideCount is what a pool comes to for one applicant.
type insideCount struct {
	community, tags, small, large, taken, free int
	short, over                                quantity.Area // the least of them
	lacks                                      map[string]int
	ranks                                      []int
}

func (u *Unserved) count() insideCount {
	c := insideCount{lacks: map[string]int{}}
	for _, f := range u.Inside {
		switch f.Why {
		case WhyCommunity:
			c.community++
		case WhyTags:
			c.tags++
			for _, t := range f.Lacking {
				c.lacks[t]++
			}
		case WhyArea:
			if f.Off < 0 {
				if c.small++; c.small == 1 || -f.Off < c.short {
					c.short = -f.Off
				}
			} else if c.large++; c.large == 1 || f.Off < c.over {
				c.over = f.Off
			}
		case WhyTaken:
			c.taken++
			if !slices.Contains(c.ranks, f.Rank) {
				c.ranks = append(c.ranks, f.Rank)
			}
		case WhyFree:
			c.free++
		}
	}
	slices.Sort(c.ranks)
	return c
}

// ranksShown is how many ranks a sentence names.
const ranksShown = 6

// InsideText says in one sentence why the units of the pool are not the applicant's: how many fail by community, feature and area,
// how far, and to whom those went that fit.
func (u *Unserved) InsideText() string {
	c := u.count()
	var parts []string
	add := func(n int, format string, args ...any) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d 套", n)+fmt.Sprintf(format, args...))
		}
	}
	add(c.community, "不在所选小区")
	add(c.tags, "缺少设施（%s）", c.lacking())
	add(c.small, "面积不足，最接近的差 %s ㎡", c.short)
	add(c.large, "面积超出，最接近的超 %s ㎡", c.over)
	add(c.taken, "适合，归%s", fmtRanks(c.ranks))
	add(c.free, "适合而有余，计算未证完")
	if len(parts) == 0 {
		return "列入的房源一套也没有"
	}
	return fmt.Sprintf("列入的 %d 套中 ", len(u.Inside)) + strings.Join(parts, textLineStop)
}

func (c *insideCount) lacking() string {
	var names []string
	for t := range c.lacks {
		names = append(names, t)
	}
	slices.Sort(names)
	for i, t := range names {
		names[i] = fmt.Sprintf("%s %d", t, c.lacks[t])
	}
	return strings.Join(names, "、")
}

// fmtRanks names ranks: 第 1、3、4 名.
func fmtRanks(ranks []int) string {
	var words []string
	for i, r := range ranks {
		if i == ranksShown {
			return "第 " + strings.Join(words, "、") + fmt.Sprintf(" 名等 %d 户", len(ranks))
		}
		words = append(words, fmt.Sprint(r))
	}
	return "第 " + strings.Join(words, "、") + " 名"
}

// Text says why a unit of the pool is not the applicant's.
func (f Fate) Text() string {
	switch f.Why {
	case WhyCommunity:
		return "不在所选小区"
	case WhyTags:
		return "缺" + strings.Join(f.Lacking, "、")
	case WhyArea:
		if f.Off < 0 {
			return fmt.Sprintf("小 %s ㎡", -f.Off)
		}
		return fmt.Sprintf("大 %s ㎡", f.Off)
	case WhyTaken:
		return fmt.Sprintf("适合，归第 %d 名", f.Rank)
	case WhyFree:
	}
	return "适合，余"
}

// OutsideText says what would fit outside the pool, each with the reason for which it was left out; why gives that of a unit.
func (u *Unserved) OutsideText(why func(unit string) string) string {
	if u.Fits == 0 {
		return "未列入批次的房源里没有适合的"
	}
	const shown = 5
	places := map[string][]string{}
	var reasons []string
	for i, p := range u.Outside {
		if i == shown {
			break
		}
		reason := ""
		for _, unit := range p.Units {
			reason = cmp.Or(reason, why(unit))
		}
		if places[reason] == nil {
			reasons = append(reasons, reason)
		}
		places[reason] = append(places[reason], fmt.Sprintf("%s %s ㎡", strings.Join(p.Units, "+"), p.Area))
	}
	var parts []string
	for _, reason := range reasons {
		text := strings.Join(places[reason], "、")
		if u.Fits > shown {
			text += " 等"
		}
		parts = append(parts, text+"（未列入的理由："+reason+"）")
	}
	return fmt.Sprintf("未列入批次的房源里有 %d 处适合：", u.Fits) + strings.Join(parts, textLineStop)
}

// ChangesText says which smallest changes of its wishes would have served the applicant.
func (u *Unserved) ChangesText() string {
	unsure := ""
	if !u.Proved {
		unsure = "（更小的改变没有查完）"
	}
	if len(u.Changes) == 0 {
		return "小区、面积、设施怎样改都不能安置：岗位所能得的各处都须归名次在前者" + unsure
	}
	var parts []string
	for _, c := range u.Changes {
		parts = append(parts, c.Text())
	}
	return "下列改变各自都能使本户得到安置：" + strings.Join(parts, "；或") + unsure
}

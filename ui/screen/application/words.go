package application

import (
	"fmt"
	"strings"

	"penggai/allocation/likeness"
	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/quantity"
	"penggai/ui/screen"
)

// brackets puts a note behind a word; nothing for an empty one.
func brackets(s string) string {
	if s == "" {
		return ""
	}
	return "（" + s + "）"
}

// jobsWords are the figures of jobs that have been stated, each with its source.
func jobsWords(j allocation.Jobs) string {
	var parts []string
	for _, f := range []struct {
		word   string
		figure allocation.JobFigure
	}{{textClaimed, j.Claimed}, {textAccepted, j.Accepted}, {"承诺", j.Contracted}, {"核实", j.Verified}} {
		if f.figure.Stated() {
			parts = append(parts, f.word+" "+screen.JobWords(f.figure))
		}
	}
	return strings.Join(parts, "，")
}

func taxWords(t allocation.Taxes) string {
	var parts []string
	if t.Claimed.Stated() && t.Claimed.Amount > 0 {
		parts = append(parts, textClaimed+" "+screen.Yuan(t.Claimed.Amount))
	}
	if t.Accepted.Stated() {
		parts = append(parts, textAccepted+" "+screen.Yuan(t.Accepted.Amount))
	}
	return strings.Join(parts, "，")
}

func groupWords(groups []allocation.GroupClaim) string {
	var parts []string
	for _, g := range groups {
		word := g.Title
		switch {
		case g.Base:
			word += brackets(textFirstInBase)
		case g.Priority:
			word += brackets(textFirstIf)
		}
		switch g.Verdict() {
		case allocation.VerdictMet:
			word += " " + "已认定"
		case allocation.VerdictUnmet:
			word += " " + textNotAccepted + brackets(g.Remark)
		default:
			word += " " + "待认定"
		}
		if !g.Until.IsZero() {
			word += " " + "证明至 " + g.Until.String()
		}
		parts = append(parts, word)
	}
	return strings.Join(parts, "；")
}

// natureWords are the kinds of enterprise that 三 encourages.
func natureWords(natures []allocation.Nature) string {
	words := make([]string, len(natures))
	for i, n := range natures {
		words[i] = n.Title()
	}
	return strings.Join(words, "、")
}

func policyWords(p allocation.PolicySupport) string {
	if !p.Claimed && p.Document == "" {
		return ""
	}
	return strings.TrimSpace("三.7 " + p.Document)
}

// wantedWords says what premises are asked for.
func wantedWords(a allocation.Application) string {
	var parts []string
	switch {
	case a.WantedMin > 0 && a.WantedMax > 0:
		parts = append(parts, fmtBetween(a.WantedMin, a.WantedMax))
	case a.WantedMin > 0:
		parts = append(parts, fmtAtLeast(a.WantedMin))
	case a.WantedMax > 0:
		parts = append(parts, fmtAtMost(a.WantedMax))
	}
	if len(a.Communities) > 0 {
		text := strings.Join(a.Communities, "、")
		if a.OnlyListed {
			text += "（只要所列）"
		}
		parts = append(parts, text)
	}
	if len(a.Requires) > 0 {
		parts = append(parts, "须有"+strings.Join(a.Requires, "、"))
	}
	return strings.Join(append(parts, fmtUnits(a.MaxUnits)), "，")
}

// flagWords is a flag in words.
func flagWords(f likeness.Flag) string {
	return strings.TrimSpace(f.Kind.Title() + "：" + f.Label)
}

const (
	textAccepted    = say.Accept
	textNotAccepted = "不认定"
)

func fmtBetween(low, high quantity.Area) string {
	return low.String() + " 至 " + high.String() + " ㎡"
}

func fmtAtLeast(a quantity.Area) string { return "不小于 " + a.String() + " ㎡" }

func fmtAtMost(a quantity.Area) string { return "不大于 " + a.String() + " ㎡" }

func fmtUnits(n int64) string { return fmt.Sprintf("最多 %d 套", n) }

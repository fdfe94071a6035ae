package draw

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// entrants are n applicants without anything in common; those in served (by place) get premises.
func entrants(n int, served ...int) []Entrant {
	out := make([]Entrant, n)
	for i := range out {
		out[i] = Entrant{Number: fmt.Sprintf("JS2021%04d", i+1), Name: fmt.Sprintf("第%d户", i+1), Address: fmt.Sprintf("西平行路 %d 号", i+1)}
	}
	for _, s := range served {
		out[s].Served = true
	}
	return out
}

// TestScreen: 六(二), what frauds looked like is found, and nothing where there is nothing.
func TestScreen(t *testing.T) {
	with := func(list []Entrant, change func([]Entrant)) []Entrant { change(list); return list }
	for _, c := range []struct {
		name      string
		list      []Entrant
		house     []Insider
		interests []Interest
		want      string // kinds
		says      string
	}{
		{"nothing", entrants(20, 1, 5, 9), nil, nil, "", ""},
		{"everybody served", entrants(6, 0, 1, 2, 3, 4, 5), nil, nil, "", ""},
		{"six in a row of eight among forty", entrants(40, 3, 4, 5, 6, 7, 8, 20, 30), nil, nil, "row", "JS20210004 至 JS20210009 连续 6 个"},
		{"three in a row where most are served", entrants(10, 0, 1, 2, 4, 6, 8), nil, nil, "", ""},
		{"the name of an account", with(entrants(3, 0), func(l []Entrant) { l[0].People = []string{"王某", "周 经办"} }), []Insider{{"周经办", "账号"}}, nil, "staff", "与账号“周经办”同名"},
		{"a namesake who gets nothing", with(entrants(3, 1), func(l []Entrant) { l[0].People = []string{"周经办"} }), []Insider{{"周经办", "账号"}}, nil, "", ""},
		{"a declared interest", entrants(3, 0), nil, []Interest{{"JS20210001", "专家甲", "亲属"}, {"JS20210002", "专家乙", "同学"}}, "conflict", "专家甲 申明回避（亲属）"},
		{"one agent", with(entrants(4, 0), func(l []Entrant) { l[0].Agent, l[2].Agent = "李雷", " 李雷" }), nil, nil, "agent", "李雷，2 户：JS20210001 第1户、JS20210003 第3户"},
		{"one telephone, two ways of writing", with(entrants(4, 0), func(l []Entrant) {
			l[0].Phones, l[1].Phones = []string{"138 4690 0001"}, []string{"13846900001"}
		}), nil, nil, "phone", "2 户"},
		{"one address", with(entrants(4, 0), func(l []Entrant) { l[3].Address = l[0].Address }), nil, nil, "address", "JS20210004"},
		{"an address among those who get nothing", with(entrants(4, 1), func(l []Entrant) { l[3].Address = l[0].Address }), nil, nil, "", ""},
	} {
		var kinds, words []string
		for _, f := range Screen(c.list, c.house, c.interests) {
			kinds, words = append(kinds, string(f.Kind)), append(words, f.Words())
		}
		if got := strings.Join(kinds, " "); got != c.want || !strings.Contains(strings.Join(words, "\n"), c.says) {
			t.Errorf("%s: %q %q", c.name, got, words)
		}
	}
}

// TestScreenOne六二: a single placement is screened beside those placed one by one before it and those who wait; what does not touch it is
// not found again.
func TestScreenOne六二(t *testing.T) {
	list := entrants(60, 3, 4, 5, 6, 20, 21, 22, 23)
	list[5].Agent, list[40].Agent = "李雷", "李雷"
	list[20].Agent, list[41].Agent = "韩梅", "韩梅"
	list[6].Address, list[5].Address = "同一处 1 号", "同一处 1 号"
	list[20].People = []string{"周经办"}
	got := ScreenOne(list, "JS20210006", []Insider{{"周经办", "账号"}}, []Interest{{"JS20210021", "专家甲", "亲属"}, {"JS20210006", "专家乙", "同学"}})
	var words []string
	for _, f := range got {
		words = append(words, f.Words())
	}
	want := []string{
		"编号相连：JS20210004 至 JS20210007 连续 4 个申请编号都分到房；60 户中 8 户分到，偶然这样的不到 1%",
		"评审人回避：JS20210006 第6户：评审人 专家乙 申明回避（同学）",
		"同一经办人：李雷，2 户：JS20210006 第6户、JS20210041 第41户",
		"同一地址：同一处1号，2 户：JS20210006 第6户、JS20210007 第7户",
	}
	if strings.Join(words, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q", words)
	}
	if got := ScreenOne(list, "JS20210050", nil, nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// TestRemarked: every finding is remarked before the result is confirmed.
func TestRemarked(t *testing.T) {
	list := []Finding{{FindingAgent, "甲"}, {FindingPhone, "乙"}}
	err := Remarked(list, map[string]string{list[0].Words(): "夫妻两人"})
	if !errors.Is(err, ErrUnremarked) || !strings.Contains(err.Error(), "1 项") || !strings.Contains(err.Error(), "同一电话：乙") {
		t.Error(err)
	}
	if err := Remarked(list, map[string]string{list[0].Words(): "夫妻两人", list[1].Words(): "父子"}); err != nil {
		t.Error(err)
	}
}

package takeover_test

import (
	"fmt"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/takeover/ledger"
	"penggai/store/takeover/takeovertest"
)

// seenIn is what a preview says of the rows of a file: building, door, floor and area of what comes, column and value of what is refused.
func seenIn(p *ledger.Preview) (out []string) {
	for _, i := range p.New {
		out = append(out, fmt.Sprint(i.Row, " ", i.Name[strings.Index(i.Name, "南市区 ")+len("南市区 "):], " ", i.Notes[0]))
	}
	for _, r := range p.Rejected {
		if r.Why == "" || r.Do == "" {
			out = append(out, "says nothing")
		}
		out = append(out, fmt.Sprintf("%d! %s %s", r.Row, r.Column, r.Value))
	}
	return out
}

// TestLedgersOfOtherHabits: files as other offices write them are read, or each row is refused by its column and what stands there.
func TestLedgersOfOtherHabits(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	by := o.As(t, allocation.Manager)
	const head = "小区,楼栋,门牌,楼层,面积\n"
	for name, c := range map[string]struct{ text, want string }{
		"areas": {
			head + "南市区,1,101,1,\"1,142.35\"\n南市区,1,102,1,约140\n南市区,1,103,1,142,35\n南市区,1,104,1,１４２．３５M²\n南市区,1,105,1,\"142,35\"\n",
			"2 1号楼 101 1层 1,142.35 ㎡ 闲置|5 1号楼 104 1层 142.35 ㎡ 闲置|3! 面积 约140|4! （表头之外） 35|6! 面积 142,35",
		},
		"floors": {
			head + "南市区,1,1,\"1、2、3层\",10\n南市区,1,2,1/6,10\n南市区,1,3,—1,10\n南市区,1,4,1.0,10\n南市区,1,5,地上二层,10\n南市区,1,6,\"1、3层\",10\n南市区,1,7,1/2,10\n",
			"2 1号楼 1 1层 10.00 ㎡ 闲置|3 1号楼 2 1层 10.00 ㎡ 闲置|4 1号楼 3 -1层 10.00 ㎡ 闲置|5 1号楼 4 1层 10.00 ㎡ 闲置|6 1号楼 5 2层 10.00 ㎡ 闲置|8 1号楼 7 1层 10.00 ㎡ 闲置|7! 楼层 1、3层",
		},
		"states": {
			"小区,楼栋,门牌,面积,使用状态\n南市区,1,101,10,不闲置\n南市区,1,102,10,待维修\n南市区,1,103,10,已退租\n南市区,1,104,10,不可用\n",
			"3 1号楼 102 1层 10.00 ㎡ 停用|4 1号楼 103 1层 10.00 ㎡ 闲置|5 1号楼 104 1层 10.00 ㎡ 停用|2! 使用状态 不闲置",
		},
		"addresses alone": {
			"序号,房屋坐落,建筑面积,现状\n1,尖山区南市区1号楼101室,50.5,闲置\n2,南市区2#-1-03,60,闲置\n3,双鸭山市尖山区南市区3号楼2层5号,70,闲置\n4,公安街口,80,闲置\n5,南市区门市,90,闲置\n",
			"2 1号楼 101 1层 50.50 ㎡ 闲置|3 2号楼 1-03 1层 60.00 ㎡ 闲置|4 3号楼 2层5 2层 70.00 ㎡ 闲置|5! 房屋坐落 公安街口|6! 房屋坐落 南市区门市",
		},
		"whether vacant": {
			"小区,楼栋,门牌,面积,是否空置\n南市区,1,101,10,√\n南市区,1,102,10,否\n南市区,1,103,10,\n南市区,1,104,10,有人\n",
			"2 1号楼 101 1层 10.00 ㎡ 闲置|3 1号楼 102 1层 10.00 ㎡ 停用|5 1号楼 104 1层 10.00 ㎡ 停用|4! 是否空置 ",
		},
		"signatures below":     {head + "南市区,1,101,1,10\n分管领导签字：,,,经办人：,\n校对人：某某,,,,\n", "2 1号楼 101 1层 10.00 ㎡ 闲置"},
		"lines of old systems": {strings.ReplaceAll(head+"南市区,1,101,1,10\n", "\n", "\r"), "2 1号楼 101 1层 10.00 ㎡ 闲置"},
		"bars":                 {strings.ReplaceAll(head+"南市区,1,101,1,10\n", ",", "|"), "2 1号楼 101 1层 10.00 ㎡ 闲置"},
		"full-width commas":    {strings.ReplaceAll(head+"南市区,1,101,1,10\n", ",", "，"), "2 1号楼 101 1层 10.00 ㎡ 闲置"},
		"two tables side by side": {
			"小区,楼栋,门牌,面积,,小区,楼栋,门牌,面积\n南市区,1,101,10,,南市区,2,201,20\n,,102,10,,,,202,20\n,,,,,,,203,20\n",
			"2 1号楼 101 1层 10.00 ㎡ 闲置|2 2号楼 201 2层 20.00 ㎡ 闲置|3 1号楼 102 1层 10.00 ㎡ 闲置|3 2号楼 202 2层 20.00 ㎡ 闲置|4 2号楼 203 2层 20.00 ㎡ 闲置",
		},
		"a building for both": {
			"小区,楼栋,门牌,面积,门牌,面积\n南市区,1,101,10,201,20\n,,102,10,202,约20\n",
			"2 1号楼 101 1层 10.00 ㎡ 闲置|2 1号楼 201 2层 20.00 ㎡ 闲置|3 1号楼 102 1层 10.00 ㎡ 闲置|3! 面积 约20",
		},
	} {
		if got := strings.Join(seenIn(o.Seen(t, by, csv(t, c.text))), "|"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// TestTotalOfABlock: a subtotal is right when it is that of the rows above it, up to the total before; of tables side by side each has its own,
// and one may end before the other.
func TestTotalOfABlock(t *testing.T) {
	o := takeovertest.New(t, "尖山区")
	for name, c := range map[string]struct {
		text, off string
		read      int
	}{
		"one below the other": {"小区,楼栋,门牌,面积\n南市区,1,101,10\n南市区,1,102,20\n小计,,,30\n南市区,2,101,40\n小计,,,41\n合计,,,70\n", "第 6 行 小计", 3},
		"side by side": {"小区,楼栋,门牌,面积,,小区,楼栋,门牌,面积\n南市区,1,101,10,,南市区,2,101,40\n南市区,1,102,20,,南市区,2,102,50\n小计,,,30,,小计,,,91\n" +
			"南市区,3,101,5,,南市区,4,101,6\n合计,,,35,,合计,,,96\n", "第 4 行 小计", 6},
		"one label for both":       {"小区,楼栋,门牌,面积,楼栋,门牌,面积\n南市区,1,101,10,2,101,40\n,1,102,20,2,102,50\n合计,,,30,,,95\n", "第 4 行 合计", 4},
		"one total for both":       {"小区,楼栋,门牌,面积,楼栋,门牌,面积\n南市区,1,101,10,2,101,40\n,1,102,20,2,102,50\n合计,,,120,,,\n", "", 4},
		"the right one ends first": {"小区,楼栋,门牌,面积,小区,楼栋,门牌,面积\n南市区,1,101,10,南市区,2,101,40\n南市区,1,102,20,合计,,,41\n南市区,1,103,30,,,,\n合计,,,60,,,,\n", "第 3 行 合计", 4},
		"the left one ends first":  {"小区,楼栋,门牌,面积,小区,楼栋,门牌,面积\n南市区,1,101,10,南市区,2,101,40\n合计,,,11,,2,102,20\n,,,,,2,103,30\n,,,,合计,,,90\n", "第 3 行 合计", 4},
	} {
		p := o.Seen(t, o.As(t, allocation.Manager), csv(t, c.text))
		var off []string
		for _, x := range p.Places {
			if x.At.Row > 0 && x.Off {
				off = append(off, x.Name)
			}
		}
		if strings.Join(off, "|") != c.off || p.Read != c.read || len(p.Rejected) > 0 {
			t.Errorf("%s: off %q, read %d, rejected %+v", name, off, p.Read, p.Rejected)
		}
	}
}

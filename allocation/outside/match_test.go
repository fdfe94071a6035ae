package outside_test

import (
	"fmt"
	"slices"
	"testing"

	"penggai/allocation"
	"penggai/allocation/outside"
)

var known = []outside.Party{
	{
		Applicant: 1, Of: "王宝", Part: "本人", Name: "王宝", Number: "110101199001010015", Phone: "13800000001", Address: "双鸭山市尖山区新兴街12号",
		Has: []outside.Where{{Noun: allocation.NounApplication, ID: 3}, {Noun: allocation.NounTenancy, ID: 7, Live: true}},
	},
	{Applicant: 2, Of: "王宝（另一人）", Part: "本人", Name: "王宝", Number: "110101198001010017", Phone: "13800000002", Address: "岭东区和平路3号"},
	{Applicant: 3, Of: "北方家政", Part: "公司", Name: "双鸭山市北方家政（个体）有限公司", Number: "91110000600037341L"},
}

// TestMatch: a number is enough; a name needs an address, a telephone or what a hidden number shows; what differs is said as well.
func TestMatch(t *testing.T) {
	for name, tt := range map[string]struct {
		entry outside.Entry
		want  []string // applicant: agree / differ
		only  int
	}{
		"number":                    {outside.Entry{Number: "110101199001010015"}, []string{"1: 证件号 / "}, 0},
		"number, another name":      {outside.Entry{Name: "王保", Number: "110101199001010015"}, []string{"1: 证件号 / 名称"}, 0},
		"name alone":                {outside.Entry{Name: "王宝"}, nil, 1},
		"name, another number":      {outside.Entry{Name: "王宝", Number: "110101197001010011"}, nil, 1},
		"name and address":          {outside.Entry{Name: "王 宝", Address: "新兴街１２号"}, []string{"1: 名称、地址 / "}, 0},
		"name, address, and number": {outside.Entry{Name: "王宝", Address: "尖山区新兴街12号", Number: "110101197001010011"}, []string{"1: 名称、地址 / 证件号"}, 0},
		"name and telephone":        {outside.Entry{Name: "王宝", Phone: "138 0000 0002"}, []string{"2: 名称、电话 / "}, 0},
		"hidden number":             {outside.Entry{Name: "王宝", Number: "1101**********0017"}, []string{"2: 部分证件号、名称 / "}, 0},
		"little of it shows":        {outside.Entry{Name: "王宝", Number: "***************015"}, nil, 1},
		"only the region shows":     {outside.Entry{Name: "王宝", Number: "110101************"}, nil, 1},
		"hidden number, no name":    {outside.Entry{Number: "1101**********0017"}, nil, 0},
		"company":                   {outside.Entry{Name: "双鸭山市北方家政(个体)有限公司", Number: "91110000600037341l"}, []string{"3: 证件号、名称 / "}, 0},
		"old number":                {outside.Entry{Number: "110101900101001"}, []string{"1: 证件号 / "}, 0},
		"spoiled number":            {outside.Entry{Name: "王宝", Number: "110101199001010000", Phone: "13800000001", Spoiled: true}, []string{"1: 名称、电话 / "}, 0},
		"a street is no address":    {outside.Entry{Name: "王宝", Address: "街12号"}, nil, 1},
		"nobody":                    {outside.Entry{Name: "李四", Number: "110101196001010019"}, nil, 0},
	} {
		found := outside.Match([]outside.Entry{tt.entry}, known)
		var got []string
		for _, s := range found.Suspects {
			got = append(got, fmt.Sprintf("%d: %s / %s", s.Applicant, outside.PointWords(s.Agree), outside.PointWords(s.Differ)))
		}
		if !slices.Equal(got, tt.want) || found.NameOnly != tt.only {
			t.Errorf("%s: %q %d, want %q %d", name, got, found.NameOnly, tt.want, tt.only)
		}
	}
}

// TestMatchLeads: sure ones come first, and each leads to the stay that lives.
func TestMatchLeads(t *testing.T) {
	found := outside.Match([]outside.Entry{{Row: 2, Name: "王宝", Phone: "13800000002"}, {Row: 3, Number: "110101199001010015"}}, known)
	if len(found.Suspects) != 2 || found.Suspects[0].Row != 3 {
		t.Fatalf("%+v", found.Suspects)
	}
	if w, ok := found.Suspects[0].Lead(); !ok || w.Noun != allocation.NounTenancy || w.ID != 7 {
		t.Errorf("%+v %v", w, ok)
	}
	if _, ok := found.Suspects[1].Lead(); ok {
		t.Error("who has nothing leads nowhere")
	}
}

// TestParse: what was pasted without headings is told apart by how it looks.
func TestParse(t *testing.T) {
	got, err := outside.Parse("1\t王宝\t110101199001010015\t138 0000 0001\t尖山区新兴街12号\t在职\n\n李四 １１０１０１１９９００１０１００１５\r\n1101**********0017，王宝\n")
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v %v", got, err)
	}
	if e := got[0]; e.Row != 1 || e.Name != "王宝" || e.Number != "110101199001010015" || e.Phone == "" || e.Address != "尖山区新兴街12号" || !slices.Equal(e.Said, []string{"在职"}) {
		t.Errorf("%+v", e)
	}
	if e := got[1]; e.Row != 3 || e.Name != "李四" || e.Number != "110101199001010015" {
		t.Errorf("%+v", e)
	}
	if e := got[2]; e.Name != "王宝" || e.Number != "1101**********0017" {
		t.Errorf("%+v", e)
	}
	if _, err := outside.Parse(" \n\t"); err == nil {
		t.Error("nothing was pasted")
	}
}

package leave

import (
	"slices"
	"strconv"

	"penggai/allocation"
)

// ExitGround is a ground on which premises come back (四(五)): an entry of the catalogue, with what it asks for and does.
type ExitGround struct {
	Number      int            // what exits say
	Name        string         // in short
	Kinds       []EvidenceKind // what it may rest on, the usual one first
	Heard       bool           // held against the tenant: told first, with days to answer, and with the legal adviser's opinion
	StopsWaiver bool           // 停止并收回免费使用权: full price from the day on which the decision is served
	Evidence    string         // what has to be on file
	AtExpiry    bool           // only when the term is over, or ends within the lead time
	OnFailure   bool           // may rest on a failed assessment or on a finding instead of a paper
	ByDistrict  bool           // the district's own finding: for whoever leaves early, does not open, or stays on
	Source      allocation.Source
}

// ExitGrounds are the five grounds of 四(五) and their rules of evidence. One more is a line here, and an entry of the catalogue
// by a migration; forms, filters, reports and papers read either.
func ExitGrounds() []ExitGround {
	paper := []EvidenceKind{EvidencePaper}
	return []ExitGround{
		{Number: 1, Name: "违法违规被追究责任", Kinds: paper, Heard: true, Evidence: "有关部门追究责任的文书", Source: allocation.From2017("四(五)1")},
		{Number: 2, Name: "期满不再使用", Kinds: []EvidenceKind{EvidenceApplication}, Evidence: "退出申请", AtExpiry: true, Source: allocation.From2017("四(五)2")},
		{Number: 3, Name: "考核不合格或弄虚作假", Kinds: paper, Heard: true, StopsWaiver: true, Evidence: "不合格的考核结论或督办认定", OnFailure: true, Source: allocation.From2017("四(五)3")},
		{
			Number: 4, Name: "破产或无法继续经营", Kinds: []EvidenceKind{EvidenceApplication, EvidenceCourt, EvidenceFinding},
			Evidence: "退出申请、法院文书或区政府的认定", Source: allocation.From2017("四(五)4"),
		},
		{Number: 5, Name: "区政府认定不适合继续入驻", Kinds: []EvidenceKind{EvidenceFinding}, Heard: true, Evidence: "区政府的认定", ByDistrict: true, Source: allocation.From2017("四(五)5")},
	}
}

// Clause is where the ground stands: 四(五)3.
func (g ExitGround) Clause() string { return g.Source.Clause }

// FailureGround is the one for a failed assessment, or for what a finding shows.
func FailureGround() ExitGround { return groundThat(func(g ExitGround) bool { return g.OnFailure }) }

// DistrictGround is the one that the district itself finds.
func DistrictGround() ExitGround { return groundThat(func(g ExitGround) bool { return g.ByDistrict }) }

// GroundClause is the clause of the ground with a number; the number itself where no ground has it.
func GroundClause(number int) string {
	if g := groundThat(func(g ExitGround) bool { return g.Number == number }); g.Number != 0 {
		return g.Clause()
	}
	return strconv.Itoa(number)
}

func groundThat(is func(ExitGround) bool) ExitGround {
	grounds := ExitGrounds()
	if i := slices.IndexFunc(grounds, is); i >= 0 {
		return grounds[i]
	}
	return ExitGround{}
}

// GroundKinds says how many there are: 五种.
func GroundKinds() string {
	n := len(ExitGrounds())
	if numerals := []rune("零一二三四五六七八九十"); n < len(numerals) {
		return string(numerals[n]) + "种"
	}
	return strconv.Itoa(n) + " 种"
}

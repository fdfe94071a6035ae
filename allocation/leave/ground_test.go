package leave

import "testing"

// TestGroundsThatTheProgramDecidesBy四五: one ground is for the end of the term, one for a failure, one is the district's own finding.
func TestGroundsThatTheProgramDecidesBy四五(t *testing.T) {
	var expiry, failure, district []int
	for _, g := range ExitGrounds() {
		if g.AtExpiry {
			expiry = append(expiry, g.Number)
		}
		if g.OnFailure {
			failure = append(failure, g.Number)
		}
		if g.ByDistrict {
			district = append(district, g.Number)
		}
		if GroundClause(g.Number) != g.Clause() {
			t.Errorf("ground %d is %s", g.Number, GroundClause(g.Number))
		}
	}
	if len(expiry) != 1 || expiry[0] != 2 || len(failure) != 1 || failure[0] != FailureGround().Number || len(district) != 1 || district[0] != DistrictGround().Number {
		t.Errorf("expiry %v, failure %v, district %v", expiry, failure, district)
	}
	if FailureGround().Clause() != "四(五)3" || DistrictGround().Clause() != "四(五)5" || GroundClause(99) != "99" || GroundKinds() != "五种" {
		t.Error(FailureGround(), DistrictGround(), GroundClause(99), GroundKinds())
	}
}

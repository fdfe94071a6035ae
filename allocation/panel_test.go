package allocation

import (
	"errors"
	"testing"

	"penggai/allocation/civil"
	"penggai/allocation/say"
)

func experts(names ...string) []Naming {
	var out []Naming
	for i, name := range names {
		out = append(out, Naming{Expert: Expert{ID: int64(i + 1), District: "尖山区", Name: name, Body: "人社局", From: civil.MustParse("2021-01-01")}})
	}
	return out
}

// TestPanelIsNamed (四(二)): members come from the list and declare their interests; who has one gets no seat.
func TestPanelIsNamed(t *testing.T) {
	day := civil.MustParse("2021-03-15")
	for _, tt := range []struct {
		name string
		edit func([]Naming)
		want *say.Refusal
	}{
		{"three", func([]Naming) {}, nil},
		{"two of them", func(n []Naming) { n[0].Conflict, n[0].Reason = true, "亲属" }, ErrPanelSmall},
		{"an interest without a word", func(n []Naming) { n[0].Conflict = true }, ErrConflictReason},
		{"the applicant itself", func(n []Naming) { n[1].Expert.Name = "王某某" }, ErrSeatConflict},
		{"a member of the team", func(n []Naming) { n[1].Expert.Name = "李 某" }, ErrSeatConflict},
		{"one twice", func(n []Naming) { n[2] = n[1] }, ErrExpertTwice},
		{"no longer on the list", func(n []Naming) { n[2].Expert.To = day }, ErrExpertGone},
		{"not on the list yet", func(n []Naming) { n[2].Expert.From = day.AddDays(1) }, ErrExpertGone},
	} {
		list := experts("甲", "乙", "丙")
		tt.edit(list)
		var e Evaluation
		err := e.Name(list, testTeam(), day)
		if tt.want == nil && err != nil || tt.want != nil && (!errors.Is(err, tt.want) || len(e.Scores) > 0) {
			t.Errorf("%s: %v, %d seats", tt.name, err, len(e.Scores))
		}
	}
}

// TestMarksAreHiddenUntilAllAreIn: nobody sees what others gave before all marks are in; a member that finds a conflict leaves, its
// marks stay and do not count; what was entered by mistake is entered again beside it.
func TestMarksAreHiddenUntilAllAreIn(t *testing.T) {
	day, rubric := civil.MustParse("2021-03-15"), testRubric()
	list := experts("甲", "乙", "丙", "丁")
	list[3].Conflict, list[3].Reason = true, "曾合伙"
	var e Evaluation
	if err := e.Name(list, testPerson(), day); err != nil {
		t.Fatal(err)
	}
	for i := range e.Scores {
		e.Scores[i].ID = int64(i + 1)
	}
	marks := func(seat, points int64) error {
		return e.Score(seat, map[string]int64{"market": points, "jobs": points}, "", rubric, day)
	}
	for _, tt := range []struct {
		name string
		do   func() error
		want *say.Refusal
	}{
		{"over the points", func() error { return marks(1, 41) }, ErrScoreRange},
		{"the first", func() error { return marks(1, 30) }, nil},
		{"twice", func() error { return marks(1, 40) }, ErrSeatDone},
		{"who has an interest", func() error { return marks(4, 40) }, ErrSeatDone},
		{"a decision now", func() error { return First(e.Check(rubric)) }, ErrPanelWaits},
		{"entered by mistake", func() error { return e.Again(1, "看错一栏", day) }, nil},
		{"its second seat is open", func() error { e.Scores[4].ID = 5; return marks(5, 40) }, nil},
		{"the second", func() error { return marks(2, 40) }, nil},
	} {
		if err := tt.do(); tt.want == nil && err != nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if !e.Sealed() || e.Shown().Scores[0].Points != nil {
			t.Fatalf("%s: the marks are shown", tt.name)
		}
	}
	if err := marks(3, 40); err != nil || e.Sealed() || e.Shown().Scores[1].Points["market"] != 40 || e.Average(rubric) != 8000 {
		t.Fatalf("all are in: %v %+v", err, e)
	}
	if err := e.Again(2, "看错", day); !errors.Is(err, ErrSeatOpen) {
		t.Errorf("again after all have seen it: %v", err)
	}
	if err := e.Withdraw(2, "发现是亲属"); err != nil || !e.Sealed() || e.Scores[1].Points["market"] != 40 || !errors.Is(First(e.Check(rubric)), ErrPanelSmall) {
		t.Errorf("a conflict is found: %v %+v", err, e)
	}
	if err := e.Name(experts("甲", "乙")[1:], testPerson(), day); !errors.Is(err, ErrExpertTwice) {
		t.Errorf("who left comes back: %v", err)
	}
	fifth := []Naming{{Expert: Expert{ID: 9, Name: "戊", Body: "工信局", From: day}}}
	if err := e.Name(fifth, testPerson(), day); err != nil || len(e.Scores) != 6 {
		t.Errorf("another comes: %v", err)
	}
}

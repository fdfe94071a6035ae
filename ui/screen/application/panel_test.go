package application

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/store/intake"
	"penggai/ui/kit"
)

// TestPanelNamesItsMembersWhole: at 80 columns the names of the members are whole in the list and over their marks, and why one left is read to its end.
func TestPanelNamesItsMembersWhole(t *testing.T) {
	const why = "开会时发现与申请团队成员合伙经营过饭店，属于利害关系，本人申明退出评审"
	day := civil.On(2021, 3, 15)
	rubric := allocation.DefaultParameters().Rubric
	row := intake.EvaluationRow{Rubric: rubric, Turn: 1}
	for _, name := range []string{"专家甲（示例）", "专家乙（示例）", "专家丙（示例）"} {
		row.Scores = append(row.Scores, allocation.ExpertScore{
			Expert: name, Body: "双鸭山市人力资源和社会保障局", State: allocation.SeatScored, Declared: day, Scored: day, Points: map[string]int64{rubric.Items[0].Code: 20},
		})
	}
	row.Scores = append(row.Scores, allocation.ExpertScore{Expert: "专家丁（示例）", Body: "市就业局", State: allocation.SeatWithdrawn, Declared: day, Reason: why})
	lines := panelLines(kit.NewTheme(true, colorprofile.ASCII, false), row, 78)
	for _, l := range lines {
		if kit.Width(l) > 78 {
			t.Errorf("%d cells: %q", kit.Width(l), l)
		}
	}
	text := strings.Join(lines, "\n")
	for name, n := range map[string]int{"专家甲（示例）": 2, "专家乙（示例）": 2, "专家丙（示例）": 2, "专家丁（示例）": 1} {
		if strings.Count(text, name) != n {
			t.Errorf("%s stands %d times, want %d\n%s", name, strings.Count(text, name), n, text)
		}
	}
	if plain := strings.NewReplacer("\n", "", " ", "").Replace(text); !strings.Contains(plain, why) {
		t.Errorf("the reason is not whole\n%s", text)
	}
}

// TestOverviewSaysWhatTheApplicantSays: the page names what 三 encourages of the project, and that the business says it moves (三.6).
func TestOverviewSaysWhatTheApplicantSays(t *testing.T) {
	var d intake.ApplicationDetail
	d.Natures, d.Moving = []allocation.Nature{"科技型", "服务型"}, true
	said := map[string]string{}
	for _, p := range overview(kit.NewTheme(true, colorprofile.ASCII, false), d) {
		said[p.Label] = p.Value
	}
	if said["类型"] != "科技型、服务型" || !strings.Contains(said["市内搬迁"], "三.6") {
		t.Errorf("%v", said)
	}
}

package report

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"penggai/allocation/say"
	"penggai/store/report/overview"
)

// TrendMonths is how far back a course goes where nothing else is asked.
const TrendMonths = 24

// trend is how a figure of the overview went: a row for the end of each month, and the last day.
func trend(a ask) (Report, error) {
	key := or(a.query.Figure, "occupancy")
	f, found := overview.Named(key)
	if !found {
		return Report{}, ErrUnknownFigure.Textf("没有这个指标，可用的有 %s", strings.Join(figureKeys(), "、")).With(key).On("figure")
	}
	from := a.query.From
	if from.IsZero() {
		from = a.day.AddMonths(-TrendMonths)
	}
	course, err := overview.Trace(a.ctx, a.st, a.by, f, a.district, from, a.day)
	if err != nil {
		return Report{}, err
	}
	r := Report{Charted: true, Notes: append([]string{f.Name() + "（" + f.Unit + "）：" + f.About}, course.Notes...), Columns: []Column{{Key: "day", Title: say.Date}}}
	for _, place := range course.Places {
		r.Columns = append(r.Columns, Column{Key: placeKey(place), Title: place, Kind: figureKind(f), Free: true})
	}
	for _, p := range course.Points {
		row := Row{Cells: []Value{Day(p.Day)}}
		for _, v := range p.Values {
			row.Cells = append(row.Cells, figureCell(f, v))
		}
		r.Rows = append(r.Rows, row)
	}
	r.total()
	return r, nil
}

func figureKeys() (keys []string) {
	for _, f := range overview.Figures() {
		keys = append(keys, f.Key)
	}
	return keys
}

// chart lays a native chart over the rows of a sheet, on a sheet of its own: a line for each column behind the first.
func (l *List) chart(f *excelize.File, name string, rows int) error {
	const sheet = "曲线图"
	headingRow := l.headingRow()
	if _, err := f.NewSheet(sheet); err != nil {
		return err
	}
	cell := func(column, row int) string {
		at, _ := excelize.CoordinatesToCellName(column, row, true) // columns and rows of a sheet
		return "'" + name + "'!" + at
	}
	span := func(column int) string {
		end, _ := excelize.CoordinatesToCellName(column, headingRow+rows, true)
		return cell(column, headingRow+1) + ":" + end
	}
	chart := &excelize.Chart{
		Type: excelize.Line, Dimension: excelize.ChartDimension{Width: 960, Height: 480}, Legend: excelize.ChartLegend{Position: "bottom"},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: Clean(l.title())}}}, ShowBlanksAs: "gap",
		YAxis: excelize.ChartAxis{MajorGridLines: true},
	}
	for i := 1; i < len(l.Columns); i++ {
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name: cell(i+1, headingRow), Categories: span(1), Values: span(i + 1), Marker: excelize.ChartMarker{Symbol: "none"},
		})
	}
	if err := f.AddChart(sheet, "A1", chart); err != nil {
		return err
	}
	a4, landscape, one, fit := 9, "landscape", 1, true
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &one})
}

// ErrUnknownFigure is said of a figure that the overview does not have.
var ErrUnknownFigure = say.Refuse("unknown_figure", "没有这个指标")

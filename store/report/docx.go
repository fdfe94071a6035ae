package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
)

// writeDocx writes the report to be printed on A4: title, office, day and filter, the table with its headings on every page, what is said
// beside the figures, a line for signatures, and the number of each page.
func (r *Report) writeDocx(w io.Writer) error {
	if r.paper != nil {
		r = r.paper(r)
	}
	z := zip.NewWriter(w)
	for _, p := range []struct{ name, body string }{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRels},
		{"word/_rels/document.xml.rels", docxDocumentRels},
		{"word/styles.xml", docxStyles},
		{"word/footer1.xml", fmt.Sprintf(docxFooter, escaped(r.Scope+"　"+r.Title+"　日志 "+r.Head))},
		{"word/document.xml", r.docxBody()},
	} {
		out, err := z.Create(p.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, p.body); err != nil {
			return err
		}
	}
	return z.Close()
}

// page is an A4 page in twentieths of a point.
type page struct{ wide, high, margin int }

// docxBody is the text of the document.
func (r *Report) docxBody() string {
	p, orient := page{11906, 16838, 680}, ""
	if r.needs() > 84 { // letters of half a width that fit upright
		p.wide, p.high, orient = p.high, p.wide, ` w:orient="landscape"`
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	paragraph(&b, "Title", r.Title)
	l := List{Office: r.Scope, AsOf: r.AsOf, And: r.And, Filter: r.Filter, Order: r.Order, Head: r.Head}
	paragraph(&b, "Info", l.info())
	r.docxTable(&b, p.wide-2*p.margin)
	if len(r.Rows) == 0 {
		paragraph(&b, "Info", "没有记录")
	}
	for _, said := range r.Said() {
		paragraph(&b, "Note", said)
	}
	paragraph(&b, "Sign", textSign)
	if r.Signed != "" {
		paragraph(&b, "Stand", r.stand())
	}
	fmt.Fprintf(&b, `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%[4]d" w:right="%[4]d" w:bottom="%[4]d" w:left="%[4]d" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>`,
		p.wide, p.high, orient, p.margin)
	return b.String()
}

// needs is how wide the table is, in letters of half a width.
func (r *Report) needs() (n int) {
	for _, w := range r.widths() {
		n += w + 2
	}
	return n
}

// widths are those of the columns, in letters of half a width.
func (r *Report) widths() []int {
	out := make([]int, len(r.Columns))
	for i, c := range r.Columns {
		out[i] = min(cellWidth(c.Heading()), 12)
	}
	for _, line := range r.Lines() {
		for i, v := range line.Cells {
			out[i] = min(max(out[i], cellWidth(v.Show(r.Columns[i].Kind))), 40)
		}
	}
	return out
}

// docxTable writes the table over the whole width of the text.
func (r *Report) docxTable(b *bytes.Buffer, wide int) {
	widths, whole := r.widths(), r.needs()
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, wide)
	for i := range widths {
		widths[i] = (widths[i] + 2) * wide / whole
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	b.WriteString(`</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range r.Columns {
		docxCell(b, widths[i], "Head", c.Heading())
	}
	b.WriteString(`</w:tr>`)
	for _, line := range r.Lines() {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		for i, v := range line.Cells {
			style := "Cell"
			if r.Columns[i].Kind != Text {
				style = "Number"
			}
			if line.Sub || line.Total {
				style += "Bold"
			}
			docxCell(b, widths[i], style, v.Show(r.Columns[i].Kind))
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

func docxCell(b *bytes.Buffer, wide int, style, text string) {
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`, wide)
	paragraph(b, style, text)
	b.WriteString(`</w:tc>`)
}

func paragraph(b *bytes.Buffer, style, text string) {
	fmt.Fprintf(b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, style, escaped(text))
}

// escaped is a text as XML holds it.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(Clean(s))) // a buffer takes everything
	return b.String()
}

// The parts of the file that no figure changes.
const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`
	docxRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	docxDocumentRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`
	docxFooter = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:pStyle w:val="Foot"/></w:pPr><w:r><w:t xml:space="preserve">%s　第 </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> 页 共 </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>`
	docxStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="20"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:spacing w:after="60"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Info"><w:name w:val="Info"/><w:pPr><w:spacing w:after="80"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:pPr><w:spacing w:before="20"/></w:pPr><w:rPr><w:sz w:val="16"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Stand"><w:name w:val="Stand"/><w:pPr><w:keepLines/><w:spacing w:before="60"/></w:pPr><w:rPr><w:sz w:val="12"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Sign"><w:name w:val="Sign"/><w:pPr><w:keepLines/><w:spacing w:before="200"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Foot"><w:name w:val="Foot"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="16"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Head"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Number"><w:name w:val="Number"/><w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="CellBold"><w:name w:val="CellBold"/><w:basedOn w:val="Cell"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="NumberBold"><w:name w:val="NumberBold"/><w:basedOn w:val="Number"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>`
)

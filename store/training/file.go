package training

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"

	"penggai/allocation/note"
	"penggai/store/engine"
)

// lookAtFiles reads of what kind the files of records are.
func (c *copier) lookAtFiles(ctx context.Context) error {
	type file struct {
		id   int64
		kind string
	}
	list, err := engine.All(ctx, c.from, func(r engine.Scanner) (f file, err error) {
		return f, r.Scan(&f.id, &f.kind)
	}, `SELECT f.id, coalesce((SELECT s.kind FROM scan s WHERE s.file_id = f.id LIMIT 1), '') FROM file f`)
	for _, f := range list {
		c.kinds[f.id] = f.kind
		c.left[f.id] = f.kind == ""
	}
	return err
}

// fileDigest lays another file of the same kind into the copy's folder.
func fileDigest(c *copier, r row, s string) (string, error) {
	id := r.number("id")
	if c.left[id] {
		return s, nil
	}
	body, err := page(note.Kind(c.kinds[id]), id)
	if err != nil {
		return "", err
	}
	kept, err := c.to.Put(bytes.NewReader(body), note.MostBytes)
	if err != nil {
		return "", engine.Fault(err)
	}
	c.laid = append(c.laid, kept.Digest)
	r.values[r.at["size"]] = kept.Size
	return kept.Digest, nil
}

// page is a file of a kind that shows only that it stands for another, and its number.
func page(kind note.Kind, id int64) ([]byte, error) {
	var b bytes.Buffer
	switch kind {
	case note.JPG:
		err := jpeg.Encode(&b, picture(id), nil)
		return b.Bytes(), err
	case note.PNG:
		err := png.Encode(&b, picture(id))
		return b.Bytes(), err
	case note.DOCX:
		return packed(docxParts, id)
	case note.XLSX:
		return packed(xlsxParts, id)
	case note.PDF:
	}
	return pdf(id), nil
}

// mark is what the pages say.
func mark(id int64) string { return fmt.Sprintf("TRAINING COPY %d", id) }

// letters are the signs of mark in five columns, a bit a row, the top one lowest.
var letters = map[rune][5]byte{
	'T': {1, 1, 127, 1, 1}, 'R': {127, 9, 25, 41, 70}, 'A': {126, 9, 9, 9, 126}, 'I': {0, 65, 127, 65, 0}, 'N': {127, 2, 4, 8, 127},
	'G': {62, 65, 73, 73, 58}, 'C': {62, 65, 65, 65, 34}, 'O': {62, 65, 65, 65, 62}, 'P': {127, 9, 9, 9, 6}, 'Y': {3, 4, 120, 4, 3},
	'0': {62, 81, 73, 69, 62}, '1': {0, 66, 127, 64, 0}, '2': {98, 81, 73, 73, 70}, '3': {34, 65, 73, 73, 54}, '4': {24, 20, 18, 127, 16},
	'5': {39, 69, 69, 69, 57}, '6': {62, 73, 73, 73, 50}, '7': {1, 113, 9, 5, 3}, '8': {54, 73, 73, 73, 54}, '9': {38, 73, 73, 73, 62},
}

// picture is the mark, large, in black on white.
func picture(id int64) image.Image {
	const dot = 6
	text := mark(id)
	img := image.NewGray(image.Rect(0, 0, dot*(6*len(text)+6), dot*13))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for i, r := range text {
		for x, column := range letters[r] {
			for y := range 7 {
				if column>>y&1 == 0 {
					continue
				}
				for d := range dot * dot {
					img.SetGray(dot*(3+6*i+x)+d%dot, dot*(3+y)+d/dot, color.Gray{})
				}
			}
		}
	}
	return img
}

// pdf is one page with the mark.
func pdf(id int64) []byte {
	stream := "BT /F1 24 Tf 60 700 Td (" + mark(id) + ") Tj ET"
	parts := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(stream), stream), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	places := make([]int, len(parts))
	for i, p := range parts {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, p)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(parts)+1)
	for _, at := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(parts)+1, table)
	return []byte(b.String())
}

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	relsHead = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	typeHead = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
	typeOf   = `<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>`
)

// docxParts and xlsxParts are the parts of a document and of a table with one line, MARK.
var (
	docxParts = [][2]string{
		{"[Content_Types].xml", typeHead + fmt.Sprintf(typeOf, "word/document.xml", "wordprocessingml.document.main") + `</Types>`},
		{"_rels/.rels", relsHead + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>MARK</w:t></w:r></w:p></w:body></w:document>`},
	}
	xlsxParts = [][2]string{
		{"[Content_Types].xml", typeHead + fmt.Sprintf(typeOf, "xl/workbook.xml", "spreadsheetml.sheet.main") + fmt.Sprintf(typeOf, "xl/worksheets/sheet1.xml", "spreadsheetml.worksheet") + `</Types>`},
		{"_rels/.rels", relsHead + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relsHead + `worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>MARK</t></is></c></row></sheetData></worksheet>`},
	}
)

func packed(parts [][2]string, id int64) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p[0])
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(strings.ReplaceAll(p[1], "MARK", "培训用 "+mark(id)))); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

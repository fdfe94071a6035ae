package document

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// The built-in templates are texts in a small markup that reads well, made into docx here:
//
//	@ 14 24        the size of the body and the height of its lines, in points; @ 12 18 full leaves narrow margins above and below
//	# …            title          ## …   line under the title      = …   heading
//	< …            flush left     > …    at the right, >> … by four characters, >>> … with room for a signature     ---   page break
//	+ …            a paragraph that stays on the page of what follows
//	- …            a note in small letters, on the page of what follows; -- … in smaller ones
//	~              an empty line; anything else is a paragraph
//	[20 30 20 30]  a table with borders, its columns in parts of a hundred; (50 50) is one without;
//	               [small 50 50] has small letters
//	| a | b |      a row; |30| a | b | is at least 30 mm high (else 6); || a | b || is repeated at the top of every page;
//	               +| a | b | stays on the page of the next row
//
// In a cell: "*" before the words makes a label, ">" sets them right, "=" in the middle, "<" alone joins the cell to the one at
// its left, "//" begins a new paragraph.
//
//go:embed builtin/*.txt
var builtins embed.FS

// parts of a built-in template that do not depend on its words.
//
//go:embed builtin/parts
var fixedParts embed.FS

// builtIn makes the docx of a form's built-in template.
func builtIn(f Form) ([]byte, error) {
	source, err := builtins.ReadFile("builtin/" + f.Code + ".txt")
	if err != nil {
		return nil, err
	}
	body, sizes, err := compile(string(source))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.Code, err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	footer, spacing := "footer.xml", ""
	if sizes.letter() { // 28 characters fit between the margins
		footer, spacing = "footer_letter.xml", `<w:spacing w:val="-4"/>`
	}
	for _, p := range []struct{ name, file string }{
		{"[Content_Types].xml", "content_types.xml"},
		{"_rels/.rels", "rels.xml"},
		{"docProps/core.xml", "core.xml"},
		{"word/_rels/document.xml.rels", "document.rels.xml"},
		{"word/styles.xml", "styles.xml"},
		{"word/settings.xml", "settings.xml"},
		{"word/fontTable.xml", "fonts.xml"},
		{"word/footer1.xml", footer},
	} {
		part, err := fixedParts.ReadFile("builtin/parts/" + p.file)
		if err != nil {
			return nil, err
		}
		text := strings.NewReplacer("$SIZE$", strconv.Itoa(sizes.half), "$LINE$", strconv.Itoa(sizes.line), "$TITLE$", f.Title, "$SPACING$", spacing).Replace(string(part))
		if err := addPart(w, p.name, []byte(text)); err != nil {
			return nil, err
		}
	}
	if err := addPart(w, "word/document.xml", body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// sizes of the body: half points, twentieths of a point for the height of a line, and whether the sheet is filled.
type sizes struct {
	half, line int
	full       bool // narrow margins above and below
}

// signatureFrom is how many characters from the left a person signs: what is signed stands before the room for the name.
const signatureFrom = 12

// textWidth is the width between the margins in twentieths of a point: 210 − 28 − 26 mm.
const textWidth = 8844

// compiler writes the body of a document.
type compiler struct {
	b     bytes.Buffer
	sizes sizes
	cols  []int // widths of the open table; nil outside of one
	small bool  // the open table has small letters
	keep  bool  // the row stays on the page of the next one
}

// compile makes word/document.xml of a text.
func compile(source string) ([]byte, sizes, error) {
	c := &compiler{sizes: sizes{half: 28, line: 480}}
	c.b.WriteString(documentHead)
	for n, line := range strings.Split(source, "\n") {
		if err := c.line(strings.TrimRight(line, " \r")); err != nil {
			return nil, c.sizes, fmt.Errorf("line %d: %w", n+1, err)
		}
	}
	c.closeTable()
	body := bytes.TrimSuffix(c.b.Bytes(), []byte(spacer))
	if len(body) < c.b.Len() { // a document does not end in a table
		body = append(body, lastParagraph...)
	}
	margins := marginsOfSheet
	switch {
	case c.sizes.letter():
		margins = marginsOfLetter
	case c.sizes.full:
		margins = marginsOfFull
	}
	return append(body, documentTail+margins+documentEnd...), c.sizes, nil
}

func (c *compiler) line(line string) error {
	if row, keep := strings.CutPrefix(line, "+|"); keep || strings.HasPrefix(line, "|") {
		c.keep = keep
		if keep {
			line = "|" + row
		}
		return c.row(line)
	}
	c.closeTable()
	mark, rest, _ := strings.Cut(line, " ")
	switch {
	case line == "":
	case line == "~":
		c.paragraph("", "<w:keepNext/>", "")
	case line == "---":
		c.b.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
	case mark == "@":
		var size, height int
		rest, full := strings.CutSuffix(rest, " full")
		if _, err := fmt.Sscan(rest, &size, &height); err != nil {
			return err
		}
		c.sizes = sizes{size * 2, height * 20, full}
	case mark == "#":
		c.paragraph("Title", "", rest)
	case mark == "##":
		c.paragraph("Subtitle", "", rest)
	case mark == "=":
		c.paragraph("Heading1", "", rest)
	case mark == "<":
		c.paragraph("", "", rest)
	case mark == "+":
		c.paragraph("BodyText", "<w:keepNext/>", rest)
	case mark == "-":
		c.paragraph("Note", "<w:keepNext/>", rest)
	case mark == "--":
		c.paragraph("Fine", "<w:keepNext/>", rest)
	case mark == ">":
		c.paragraph("", `<w:keepNext/>`+c.indent(2)+`<w:jc w:val="right"/>`, rest)
	case mark == ">>":
		c.paragraph("", `<w:keepNext/>`+c.indent(4)+`<w:jc w:val="right"/>`, rest)
	case mark == ">>>":
		c.paragraph("", fmt.Sprintf(`<w:keepNext/><w:ind w:leftChars="%d00" w:left="%d"/>`, signatureFrom, signatureFrom*c.sizes.half*10), rest)
	case strings.HasPrefix(line, "["):
		return c.openTable(strings.Trim(line, "[]"), true)
	case strings.HasPrefix(line, "("):
		return c.openTable(strings.Trim(line, "()"), false)
	default:
		c.paragraph("BodyText", "", line)
	}
	return nil
}

// indent leaves some characters free at the right, where the seal stands over the date (GB/T 9704).
func (c *compiler) indent(characters int) string {
	return fmt.Sprintf(`<w:ind w:rightChars="%d" w:right="%d"/>`, characters*100, characters*c.sizes.half*10)
}

// letter reports whether the sizes are those of an official letter.
func (s sizes) letter() bool { return s.half == 32 }

// paragraph writes a paragraph of one run.
func (c *compiler) paragraph(style, properties, words string) {
	c.b.WriteString("<w:p>")
	if style != "" {
		properties = `<w:pStyle w:val="` + style + `"/>` + properties
	}
	if properties != "" {
		c.b.WriteString("<w:pPr>" + properties + "</w:pPr>")
	}
	if words != "" {
		c.b.WriteString(`<w:r><w:t xml:space="preserve">`)
		_ = xml.EscapeText(&c.b, []byte(words)) // a buffer takes everything
		c.b.WriteString("</w:t></w:r>")
	}
	c.b.WriteString("</w:p>")
}

func (c *compiler) openTable(widths string, borders bool) error {
	total := 0
	widths, c.small = strings.CutPrefix(widths, "small ")
	for _, f := range strings.Fields(widths) {
		n, err := strconv.Atoi(f)
		if err != nil {
			return err
		}
		total += n
		c.cols = append(c.cols, n*textWidth/100)
	}
	if total != 100 {
		return fmt.Errorf("the columns %s make %d", widths, total)
	}
	if bytes.HasSuffix(c.b.Bytes(), []byte("</w:p>")) && !bytes.HasSuffix(c.b.Bytes(), []byte(spacer)) {
		c.b.WriteString(spacer)
	}
	style, margins := "TableGrid", ""
	if c.small {
		margins = `<w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>`
	}
	if !borders {
		style = "TableNormal"
	}
	fmt.Fprintf(&c.b, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>%s</w:tblPr><w:tblGrid>`,
		style, textWidth, margins)
	for _, w := range c.cols {
		fmt.Fprintf(&c.b, `<w:gridCol w:w="%d"/>`, w)
	}
	c.b.WriteString("</w:tblGrid>")
	return nil
}

// closeTable ends the open table with the paragraph that keeps it apart from what follows.
func (c *compiler) closeTable() {
	if c.cols == nil {
		return
	}
	c.cols = nil
	c.b.WriteString("</w:tbl>" + spacer)
}

// row writes a row of the open table.
func (c *compiler) row(line string) error {
	head := strings.HasPrefix(line, "||")
	line = strings.Trim(line, "|")
	height := 6 // mm
	if size, rest, ok := strings.Cut(line, "|"); ok && !strings.HasPrefix(size, " ") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		height, line = n, rest
	}
	cells := strings.Split(line, "|")
	if len(cells) != len(c.cols) {
		return fmt.Errorf("%d cells in a table of %d columns", len(cells), len(c.cols))
	}
	fmt.Fprintf(&c.b, `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="atLeast"/>`, height*567/10)
	if head {
		c.b.WriteString("<w:tblHeader/>")
	}
	c.b.WriteString("</w:trPr>")
	for i := 0; i < len(cells); {
		n := i + 1
		width := c.cols[i]
		for ; n < len(cells) && strings.TrimSpace(cells[n]) == "<"; n++ {
			width += c.cols[n]
		}
		c.cell(strings.Trim(cells[i], " "), width, n-i, head)
		i = n
	}
	c.b.WriteString("</w:tr>")
	return nil
}

// cell writes a cell that spans some columns.
func (c *compiler) cell(words string, width, span int, head bool) {
	fmt.Fprintf(&c.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if span > 1 {
		fmt.Fprintf(&c.b, `<w:gridSpan w:val="%d"/>`, span)
	}
	c.b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	style, properties := "TableText", ""
	if c.small {
		style = "TableSmall"
	}
	switch {
	case head || strings.HasPrefix(words, "*"):
		if words = strings.TrimPrefix(words, "*"); c.small {
			properties = `<w:jc w:val="center"/>`
		} else {
			style = "TableLabel"
		}
	case strings.HasPrefix(words, ">"):
		properties, words = `<w:jc w:val="right"/>`, words[1:]
	case strings.HasPrefix(words, "="):
		properties, words = `<w:jc w:val="center"/>`, words[1:]
	}
	if c.keep {
		properties = "<w:keepNext/>" + properties
	}
	for _, part := range strings.Split(words, "//") {
		c.paragraph(style, properties, strings.Trim(part, " "))
	}
	c.b.WriteString("</w:tc>")
}

const (
	// spacer keeps a table apart from what stands before and behind it.
	spacer = `<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>`
	// lastParagraph ends a document whose last words are a table, on the same page.
	lastParagraph = `<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>`
	documentHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`
	documentTail = `<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>`
	// The margins of a letter are those of GB/T 9704; a sheet has more room above and below,
	// a filled one what its two lines at the foot leave.
	marginsOfLetter = `<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1191" w:gutter="0"/>`
	marginsOfSheet  = `<w:pgMar w:top="1361" w:right="1474" w:bottom="1361" w:left="1588" w:header="851" w:footer="680" w:gutter="0"/>`
	marginsOfFull   = `<w:pgMar w:top="964" w:right="1474" w:bottom="1191" w:left="1588" w:header="680" w:footer="510" w:gutter="0"/>`
	documentEnd     = `</w:sectPr></w:body></w:document>`
)

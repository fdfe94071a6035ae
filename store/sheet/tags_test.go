package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// byTags and byDecoder are the tokens of a part in one line; an error ends them.
func byTags(part string) string {
	var out strings.Builder
	d := newTags(strings.NewReader(part))
	for {
		k, err := d.next()
		switch {
		case errors.Is(err, io.EOF):
			return out.String()
		case err != nil:
			return out.String() + "!"
		case k == tagText:
			fmt.Fprintf(&out, "%s", d.text)
		case k == tagEnd:
			fmt.Fprintf(&out, "[/%s]", d.name())
		default:
			fmt.Fprintf(&out, "[%s r=%s t=%s]", d.name(), d.attr("r"), d.attr("t"))
		}
	}
}

func byDecoder(part string) string {
	var out strings.Builder
	d := xml.NewDecoder(strings.NewReader(part))
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			return out.String() + "!"
		}
		switch t := t.(type) {
		case xml.CharData:
			out.Write(t)
		case xml.EndElement:
			fmt.Fprintf(&out, "[/%s]", t.Name.Local)
		case xml.StartElement:
			fmt.Fprintf(&out, "[%s r=%s t=%s]", t.Name.Local, attr(t, "r"), attr(t, "t"))
		}
	}
}

// TestTagsLikeDecoder: the tags of a part are read as encoding/xml reads them, and what breaks off or is none is refused as there.
func TestTagsLikeDecoder(t *testing.T) {
	for _, part := range []string{
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n" + `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"/></row></sheetData></worksheet>`,
		`<x:row r='2'><x:c  r = "C2"	t='inlineStr'><x:is><x:t xml:space="preserve"> 南市区 &amp; &lt;1&gt; &#20013;&#x4E2D;&quot;&apos; </x:t></x:is></x:c></x:row>`,
		`<c r="A1"><v><![CDATA[a<b&c]]></v><!-- no <c> here - > --></c>`,
		`<c r="A>1" t="a/"/><c/>`, "<t>one\r\ntwo\rthree</t>", `<row></row>after`, ``, `no tag`,
		`<row r="1"`, `<row`, `<c><v>1`, `<v>&nothing;</v>`, `<v>a & b</v>`, `<v>&#0;</v>`, "<v>\xff</v>", `<!-- open`, `<v><![CDATA[open</v>`,
		`<?xml version="1.0" encoding="GBK"?><v/>`, `<>`, `<t>` + strings.Repeat("长", 200_000) + `</t>`,
	} {
		if got, want := byTags(part), byDecoder(part); got != want && (!strings.HasSuffix(want, "!") || !strings.HasSuffix(got, "!")) {
			t.Errorf("%.80q:\n%.200s\nwant\n%.200s", part, got, want)
		}
	}
}

// FuzzTags: whatever a part holds, its tags end within its length and nothing panics.
func FuzzTags(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" t="s"><v>&amp;0</v></c></row>`))
	f.Add([]byte(`<![CDATA[x]]><!--y--><a b='>'/>`))
	f.Fuzz(func(t *testing.T, part []byte) {
		d := newTags(bytes.NewReader(part))
		for n := 0; ; n++ {
			if _, err := d.next(); err != nil {
				return
			}
			d.name()
			d.attr("r")
			if n > 2*len(part)+2 {
				t.Fatal("no end")
			}
		}
	})
}

// Package notice writes the notice of a round as one page that anyone can check: the list as it is posted, a search, and a
// program in JavaScript that computes the round anew from the certificate inside, apart from the code that made it.
//
//	Notice ── Write ──> one HTML file: page.html, page.css, recheck.js (the rule), posted.js (what is printed), signed.js (who signed it),
//	page.js (the page) and the certificate; ReadPage reads it back
//
// The file needs no network and nothing beside it; it is read on a telephone and prints on A4.
package notice

import (
	"bytes"
	_ "embed" // the parts of the page
	"encoding/json"
	"html/template"
	"io"

	"penggai/allocation/quantity"
	"penggai/allocation/rule"
)

// Notice is what the page says.
type Notice struct {
	Title string
	Void  string   // that the round was cancelled, when and why; empty where it stands
	Head  []string // paragraphs above the list
	Foot  []string // below it

	History []string // the notices before it, what was objected to each and how that ended
	Office  string   // who seals it
	Rows    []Row    // by rank
	Taken   []Taken  // by unit
	Of      rule.Certificate
	Signer  Signer // who signs the page; its zero value signs nothing
}

// Row is one applicant as it is posted.
type Row struct {
	Rank                               int
	Name, Number, Weight, Target, Area string
	Units                              []string
	Reason                             string
	Why                                []string // sentences for who has none: what the shops were, and what would have served
}

// Taken says who got a unit.
type Taken struct {
	Unit   string
	Area   quantity.Area
	Rank   int
	Number string
	Weight string // jobs + tax = weight
	Band   string // the area that this carries
}

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed recheck.js
var recheckJS string

//go:embed posted.js
var postedJS string

//go:embed signed.js
var signedJS string

//go:embed page.js
var pageJS string

var page = template.Must(template.New("page").Parse(pageHTML))

// Write writes the page. The certificate stands in it whole, with < written as JSON writes it in letters, so that no name ends
// the element that holds it.
func Write(w io.Writer, n Notice) error {
	var bare bytes.Buffer
	if err := write(&bare, n, ""); err != nil {
		return err
	}
	if n.Signer.Sign == nil || n.Of.Signed == nil {
		_, err := w.Write(bare.Bytes())
		return err
	}
	page, _ := ReadPage(bare.Bytes())
	signed := page.signed(n.Of.Signed.Signature)
	signed.Key, signed.Signature = n.Signer.Key, n.Signer.Sign(signed.Message())
	text, err := json.Marshal(signed)
	if err != nil {
		return err
	}
	return write(w, n, template.JS(text))
}

// write writes the page with what is signed of it.
func write(w io.Writer, n Notice, signed template.JS) error {
	return page.Execute(w, struct {
		Notice
		Style                                                    template.CSS
		Digest                                                   string
		Certificate, Signed, Recheck, Posted, Verify, PageScript template.JS
	}{
		n, template.CSS(pageCSS), n.Of.Digest,
		template.JS(bytes.ReplaceAll(n.Of.File(), []byte("<"), []byte(`\u003c`))), signed, template.JS(recheckJS), template.JS(postedJS),
		template.JS(signedJS), template.JS(pageJS),
	})
}

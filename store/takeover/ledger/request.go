package ledger

import (
	"errors"
	"io"
	"strings"

	"penggai/allocation/say"
	"penggai/store/sheet"
)

// Mapping is how a file is read where its own words are not known: which column is which field, which word means which of the office.
type Mapping struct {
	Columns     map[string]string `json:"columns,omitempty"`     // heading to key of a field; "" leaves the column out
	Communities map[string]string `json:"communities,omitempty"` // as the file writes it to the community of the catalogue
}

// Request asks for an import.
type Request struct {
	Kind    Kind
	Path    string
	From    io.Reader // instead of the path, where it is standard input
	Sheet   string    // only this one; empty: all that have the headings
	Mapping Mapping
}

func (q Request) open() (*sheet.Book, error) {
	if q.From != nil {
		return sheet.Read(q.From, "-")
	}
	return sheet.Open(q.Path)
}

// Unreadable reports whether an error says that the file itself cannot be read, not that the office refuses it.
func Unreadable(err error) bool {
	var r *say.Refusal
	return errors.As(err, &r) && (strings.HasPrefix(r.Code, "sheet_") || r.Code == ErrNoHeading.Code || r.Code == ErrMapping.Code)
}

// WhyNoCommunity is why a row is not taken whose community the catalogue lacks: a mapping may say which it is.
const WhyNoCommunity = "小区目录里没有这个小区"

// The stages of an import, as progress names them.
const (
	StageRead    = "read"
	StageCompare = "compare"
	StageWrite   = "write"
)

// Stages are their words.
var Stages = map[string]string{StageRead: "读取", StageCompare: "比对", StageWrite: "写入"}

package note

import (
	"archive/zip"
	"bytes"
	"path"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/say"
)

// Kind is what a file is; its content says so, and its name must agree.
type Kind string

// The kinds that are kept.
const (
	JPG  Kind = "jpg"
	PNG  Kind = "png"
	PDF  Kind = "pdf"
	DOCX Kind = "docx"
	XLSX Kind = "xlsx"
)

// Title is the kind in words.
func (k Kind) Title() string { return say.TitleOf(kindTitles, k) }

var kindTitles = map[Kind]string{JPG: "照片 jpg", PNG: "图片 png", PDF: "pdf", DOCX: "文档 docx", XLSX: "表格 xlsx"}

// Endings are those of the names of files that are kept.
var Endings = []string{".jpg", ".jpeg", ".png", ".pdf", ".docx", ".xlsx"}

// MostBytes is how large a file may be: a scan of some twenty pages, or a photograph as telephones take it.
const MostBytes = 20 << 20

// What says what a file shows.
type What string

// What files show.
const (
	Photo    What = "photo"
	Document What = "document"
	Certify  What = "material"
	Handover What = "handover"
	Ticket   What = "ticket"
	Else     What = "other"
)

// Whats lists them as people choose.
var Whats = []What{Document, Photo, Certify, Handover, Ticket, Else}

// Title is what a file shows in words.
func (w What) Title() string { return say.TitleOf(whatTitles, w) }

var whatTitles = map[What]string{
	Photo: "现场照片", Document: "文件扫描件", Certify: "证照和材料", Handover: "交接单", Ticket: "票据", Else: "其他",
}

// File is a file on a record. Equal files lie once in the data folder, whatever they are called.
type File struct {
	Laid
	Name   string // as the person's file was called, with its ending
	Kind   Kind
	What   What
	Digest string // SHA-256 in hex
	Size   int64  // bytes
}

// MostName is how many characters a file's name has at most.
const MostName = 120

// Check refuses what is no file of a record. Errors: ErrNoun, ErrWhat, ErrName.
func (f File) Check() error {
	switch {
	case !slices.Contains(Nouns, f.Noun):
		return ErrNoun
	case !slices.Contains(Whats, f.What):
		return ErrWhat.On("what")
	case f.Name == "" || len([]rune(f.Name)) > MostName || strings.ContainsAny(f.Name, "/\\\x00"):
		return ErrName.With(f.Name).On("path")
	}
	return nil
}

var beginnings = map[Kind]string{JPG: "\xff\xd8\xff", PNG: "\x89PNG\r\n\x1a\n", PDF: "%PDF-", DOCX: "PK\x03\x04", XLSX: "PK\x03\x04"}

// KindOf says what a file is by its name and its content. Errors: ErrKind, ErrContent, ErrMacro.
func KindOf(name string, body []byte) (Kind, error) {
	kind := Kind(strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."))
	if kind == "jpeg" {
		kind = JPG
	}
	begins, known := beginnings[kind]
	switch {
	case !known:
		return "", ErrKind.With(name).On("path")
	case !bytes.HasPrefix(body, []byte(begins)):
		return "", ErrContent.With(name).On("path")
	case kind != DOCX && kind != XLSX:
		return kind, nil
	}
	return kind, checkParts(kind, name, body)
}

// checkParts looks at the parts of an office document by name, without unpacking them.
func checkParts(kind Kind, name string, body []byte) error {
	folder := map[Kind]string{DOCX: "word/", XLSX: "xl/"}[kind]
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return ErrContent.With(name).On("path")
	}
	there := false
	for _, f := range z.File {
		if strings.EqualFold(path.Base(f.Name), "vbaProject.bin") {
			return ErrMacro.With(name).On("path")
		}
		there = there || strings.HasPrefix(f.Name, folder)
	}
	if !there {
		return ErrContent.With(name).On("path")
	}
	return nil
}

// Who may lay a file beside a record, and who may look at one.
var (
	ActAttach = allocation.Action{Code: "file.attach", Title: "附文件", Roles: adders}
	ActDetach = allocation.Action{Code: "file.withdraw", Title: "撤回附件", Roles: adders}
	ActOpen   = allocation.Action{Code: "file.open", Title: "查看附件", Roles: append(adders[:len(adders):len(adders)], allocation.Auditor)}
)

// Refusals.
var (
	ErrWhat    = say.Refuse("file_what", "请选这个文件是什么")
	ErrName    = say.Refuse("file_name", "文件名太长或有特殊字符，请改名后再附")
	ErrKind    = say.Refuse("file_kind", "只收 jpg、png、pdf、docx、xlsx 文件，请另存后再附")
	ErrContent = say.Refuse("file_content", "文件的内容与扩展名不符，或已损坏。请重新扫描或另存后再附")
	ErrMacro   = say.Refuse("file_macro", "文件里带有宏，不予保存。请另存为不带宏的文件再附")
	ErrRests   = say.Refuse("file_rests", "已经按这份文件作了决定，不能撤回。附错了的，请再附一份对的，并记附注说明")
	ErrLarge   = say.Refuse("file_large", "文件超过 20 MB，没有保存。请降低扫描精度（300 dpi 以下）或分成几个文件")
)

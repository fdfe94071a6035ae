package parcel

import (
	"bytes"
	"encoding/json"

	"penggai/allocation/say"
	"penggai/store/engine/signet"
)

// Receipt says what an office has of another one's log. It is a signed text of its own.
type Receipt struct {
	Form      int    `json:"penggai_receipt"`
	From      Office `json:"from"` // who has it
	Key       string `json:"key"`
	Of        Office `json:"of"`   // whose log
	Seq       int64  `json:"seq"`  // last row
	Hash      string `json:"hash"` // of it, in hex
	Day       string `json:"day"`  // of the office that has it
	At        string `json:"at"`
	Signature string `json:"signature"`
}

const (
	receiptKind = "receipt"
	maxReceipt  = 64 << 10
)

// IsReceipt reports whether a file looks like a receipt: packages begin otherwise.
func IsReceipt(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("{"))
}

// Sign signs it, and gives it as it is written.
func (r Receipt) Sign(key signet.Key) ([]byte, error) {
	r.Form, r.Key, r.Signature = Form, key.Public(), ""
	text, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	r.Signature = key.SignText(receiptKind, text)
	text, err = json.MarshalIndent(r, "", "  ")
	return append(text, '\n'), err
}

// ReadReceipt reads one that is what its key signed. Errors: ErrNotReceipt, ErrReceiptAltered.
func ReadReceipt(text []byte) (r Receipt, err error) {
	if len(text) > maxReceipt || !IsReceipt(text) {
		return r, ErrNotReceipt
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	switch err := d.Decode(&r); {
	case err != nil || r.Form < 1:
		return r, ErrNotReceipt
	case r.Form > Form:
		return r, ErrNewer
	}
	bare := r
	bare.Signature = ""
	signed, err := json.Marshal(bare)
	if err != nil || !signet.Signs(r.Key, receiptKind, signed, r.Signature) || r.Seq < 1 || len(Hash(r.Hash)) != 32 || !shown(r.From.UID, r.From.Name, r.Of.UID, r.Of.Name, r.Day, r.At) {
		return r, ErrReceiptAltered
	}
	return r, nil
}

// Fingerprint is its key as people read it aloud.
func (r Receipt) Fingerprint() string { return signet.Fingerprint(r.Key) }

// What a receipt is refused for.
var (
	ErrNotReceipt     = say.Refuse("receipt_foreign", "这个文件不是回执。请用对方收包后交回的回执文件")
	ErrReceiptAltered = say.Refuse("receipt_altered", "回执被改过：内容与签名对不上，没有采用。请对方重新出一份")
)

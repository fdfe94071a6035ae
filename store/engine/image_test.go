package engine

import (
	"encoding/json"
	"testing"
)

// TestImagesEncode: after-images are written as encoding/json writes them, byte for byte, whatever their texts hold.
func TestImagesEncode(t *testing.T) {
	texts := []string{"", "南市区 1号楼", `"quoted" \ back`, "line\nbreak\ttab", "<&>", "\u2028\u2029", "bad\xffbyte", "\x00\x1f\x7f", "�"}
	var row []json.RawMessage
	for _, s := range texts {
		got, err := encodeText(s)
		want, _ := Encode(s)
		if err != nil || string(got) != string(want) {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
		row = append(row, got)
	}
	for _, list := range [][]Image{
		{},
		{{Table: "unit", Columns: []string{}}},
		{{Table: "unit", Columns: []string{"id", "name"}, Rows: [][]json.RawMessage{row, row}}, {Table: "hold", Columns: []string{"id"}, Gone: []int64{1, -2}}},
		{{Table: "x", Columns: nil, Rows: [][]json.RawMessage{{}, row}, Gone: []int64{3}}},
		{{Table: "x", Columns: []string{"id"}, Was: []map[string]json.RawMessage{}}, {Table: "y", Was: []map[string]json.RawMessage{{"name": row[3], "id": json.RawMessage("7")}}}},
	} {
		got, err := encodeImages(list)
		want, _ := Encode(list)
		if err != nil || string(got) != string(want) {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

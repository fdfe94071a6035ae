package image

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestImagesEncode: after-images are written as encoding/json writes them, byte for byte, whatever their texts hold.
func TestImagesEncode(t *testing.T) {
	texts := []string{"", "南市区 1号楼", `"quoted" \ back`, "line\nbreak\ttab", "<&>", "\u2028\u2029", "bad\xffbyte", "\x00\x1f\x7f", "�"}
	var row []json.RawMessage
	for _, s := range texts {
		got, err := appendText(nil, s)
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
		got, err := EncodeAll(list)
		want, _ := Encode(list)
		if err != nil || string(got) != string(want) {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// told is what Walk tells, in words.
type told []string

func (t *told) Table(name string, columns []byte) { *t = append(*t, "table "+name+" "+string(columns)) }

func (t *told) Row(id int64, row []byte) { *t = append(*t, fmt.Sprint(id, " ", string(row))) }
func (t *told) Gone(id int64)            { *t = append(*t, fmt.Sprint("gone ", id)) }

// TestWalk: what is told of a body is what stands in it, whatever its texts hold, and of one in another form too.
func TestWalk(t *testing.T) {
	nasty, _ := Encode(`a,b]}[{"\\",1`)
	list := []Image{
		{Table: "unit", Columns: []string{"id", "name"}, Rows: [][]json.RawMessage{{json.RawMessage("1"), nasty}, {json.RawMessage("-7"), json.RawMessage(`{"hex":"ab"}`)}}, Gone: []int64{2, 3}},
		{Table: "hold", Columns: []string{}, Gone: []int64{9}, Was: []map[string]json.RawMessage{{"id": json.RawMessage("9"), "x": nasty}}},
		{Table: "bare", Columns: []string{"id"}, Rows: [][]json.RawMessage{{json.RawMessage("5")}}},
	}
	want := told{`table unit ["id","name"]`, "1 1," + string(nasty), `-7 -7,{"hex":"ab"}`, "gone 2", "gone 3", "table hold []", "gone 9", `table bare ["id"]`, "5 5"}
	body, err := EncodeAll(list)
	if err != nil {
		t.Fatal(err)
	}
	var spaced bytes.Buffer
	if err := json.Indent(&spaced, body, "", " "); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"as written": body, "in another form": spaced.Bytes()} {
		var got told
		if err := Walk(text, &got); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v\n%s", name, err, strings.Join(got, "\n"))
		}
	}
	for _, bad := range []string{"", "x", "[", `[{"table":"a"`, `[{"table":"a","columns":["id"],"rows":[["1`, `[{"table":"a","columns":["id"],"rows":[[]]}]`, string(body[:len(body)-1]), string(body) + "]"} {
		if err := Walk([]byte(bad), &told{}); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
	if got := Values([]byte("1," + string(nasty) + ",null")); len(got) != 3 || !bytes.Equal(got[1], nasty) || string(got[2]) != "null" {
		t.Errorf("%s", got)
	}
}

// TestFold: of each row the last that was said counts; what is dropped or gone is not left.
func TestFold(t *testing.T) {
	f := NewFold()
	for i, text := range []string{
		`[{"table":"a","columns":["id","x"],"rows":[[1,"p"],[2,"q"],[-3,"r"],[700,"s"]]}]`,
		`[{"table":"a","columns":["id","x"],"rows":[[2,"t"]],"gone":[700]}]`,
	} {
		if err := f.Take(int64(i+1), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	a, shape := f.Tables["a"], f.Shape([]byte(`["id","x"]`))
	if sum, seq, there := a.Of(2); !there || seq != 2 || sum != f.Sum(shape, []byte(`2,"t"`)) || sum == f.Sum(shape, []byte(`2,"q"`)) || sum == f.Sum(f.Shape([]byte(`["id","y"]`)), []byte(`2,"t"`)) {
		t.Error(sum, seq, there)
	}
	if _, _, there := a.Of(700); there {
		t.Error("what is gone is there")
	}
	a.Drop(1)
	if left := slices.Collect(a.Left()); !slices.Equal(left, []int64{-3, 2}) {
		t.Error(left)
	}
}

// FuzzWalk: no body makes it fail otherwise than with an error, and one that it reads reads the same after EncodeAll.
func FuzzWalk(f *testing.F) {
	f.Add([]byte(`[{"table":"a","columns":["id"],"rows":[[1,"x"]],"gone":[2]}]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var got told
		if err := Walk(body, &got); err != nil || !json.Valid(body) {
			return
		}
		var list []Image
		if json.Unmarshal(body, &list) != nil {
			return
		}
		again, err := EncodeAll(list)
		var same told
		if err != nil || Walk(again, &same) != nil {
			t.Fatalf("%q: %v", again, err)
		}
	})
}

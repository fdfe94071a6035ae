package screen

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"penggai/allocation/say"
)

// textFileMost is how many bytes of a file are read: more than any list has.
const textFileMost = 1 << 20

// ReadTextFile reads a list that stands in a text or csv file, as spreadsheets write them: UTF-8, or the GB18030 of older ones. It
// belongs into a command. Errors: ErrTextFile on the field.
func ReadTextFile(path, field string) (string, error) {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if !slices.Contains([]string{".txt", ".csv"}, strings.ToLower(filepath.Ext(path))) {
		return "", ErrTextFile.Textf("只能读 .txt 或 .csv 文件，请另存后再选").With(path).On(field)
	}
	if i, err := os.Stat(path); err != nil || !i.Mode().IsRegular() { // before it is opened: a pipe would wait for its writer
		return "", ErrTextFile.With(path).On(field)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", ErrTextFile.With(path).On(field)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, textFileMost+1))
	if err != nil || len(data) > textFileMost {
		return "", ErrTextFile.Textf("文件读不出来，或超过 1 MB，请核对").With(path).On(field)
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if data, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data); err != nil {
		return "", ErrTextFile.Textf("文件的文字编码看不懂，请另存为 UTF-8 再选").With(path).On(field)
	}
	return string(data), nil
}

// ErrTextFile is said of a file that cannot be read.
var ErrTextFile = say.Refuse("text_file", "没有找到这个文件，或打不开，请核对路径")

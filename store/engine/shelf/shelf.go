// Package shelf is the folder in which an office's automatic copies stand: their names, their order, and which of them stay.
package shelf

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Folder is the folder of the copies in the data folder.
const Folder = "backup"

// What stays: the latest copies, and then the last of each day, month and year.
const (
	keepRecent  = 10
	keepDaily   = 30
	keepMonthly = 12
	keepYearly  = 30
)

// File is one automatic copy.
type File struct {
	Path string
	At   time.Time // wall clock, to the second
	Seq  int64     // last entry of its log
	Size int64     // bytes
	Read time.Time // when it was last read whole
}

// Stamp is how a time stands in a name.
const Stamp = "20060102T150405"

// Name is penggai-20210315T080200-18204.db: when, and up to which entry of the log.
func Name(at time.Time, seq int64) string {
	return fmt.Sprintf("penggai-%s-%d.db", at.Format(Stamp), seq)
}

func parse(name string, zone *time.Location) (File, bool) {
	when, rest, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(name, "penggai-"), ".db"), "-")
	if !ok || !strings.HasPrefix(name, "penggai-") || !strings.HasSuffix(name, ".db") {
		return File{}, false
	}
	at, err := time.ParseInLocation(Stamp, when, zone)
	if err != nil {
		return File{}, false
	}
	seq, err := strconv.ParseInt(rest, 10, 64)
	return File{At: at, Seq: seq}, err == nil
}

// In lists the copies in a folder whose names have the time of a zone, the latest first; none where there is no folder.
func In(folder string, zone *time.Location) ([]File, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var files []File
	for _, e := range entries {
		f, ok := parse(e.Name(), zone)
		if !ok {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // cleared away meanwhile
		}
		f.Path, f.Size, f.Read = filepath.Join(folder, e.Name()), info.Size(), info.ModTime()
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b File) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Seq, a.Seq), strings.Compare(b.Path, a.Path))
	})
	return files, nil
}

// Kept marks which of the files, latest first, stay: the latest, and the last of each of the last days, months and years.
func Kept(files []File) []bool {
	keep := make([]bool, len(files))
	days, months, years := map[string]bool{}, map[string]bool{}, map[int]bool{}
	for i, f := range files {
		day, month, year := f.At.Format("20060102"), f.At.Format("200601"), f.At.Year()
		keep[i] = i < keepRecent || !days[day] && len(days) < keepDaily || !months[month] && len(months) < keepMonthly || !years[year] && len(years) < keepYearly
		days[day], months[month], years[year] = true, true, true
	}
	return keep
}

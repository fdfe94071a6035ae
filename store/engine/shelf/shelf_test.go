package shelf

import (
	"testing"
	"time"
)

func TestKeptBackups(t *testing.T) {
	var files []File
	start := time.Date(2021, 3, 15, 18, 0, 0, 0, time.UTC)
	for i := range 1500 { // one every 8 hours, the latest first
		files = append(files, File{At: start.Add(-time.Duration(i) * 8 * time.Hour)})
	}
	n, oldest := 0, time.Time{}
	for i, k := range Kept(files) {
		if k {
			n, oldest = n+1, files[i].At
		}
	}
	// 10 recent ones lie on 4 days; 26 more days; the 2 months within them, and 10 more; the last of the year before those
	if n != 10+26+10+1 || oldest.Format("20060102") != "20191231" {
		t.Errorf("%d kept, the oldest of %s", n, oldest)
	}
}

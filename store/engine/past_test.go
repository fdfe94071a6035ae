package engine_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/engine/witness"
)

// TestPlantedTriggerIsRefused: what a stranger's trigger does would be written under the name of who works, so the file is not
// opened; verify opens it and names what was planted.
func TestPlantedTriggerIsRefused(t *testing.T) {
	for name, query := range map[string]string{
		"trigger":      `CREATE TRIGGER more AFTER INSERT ON holiday BEGIN UPDATE account SET roles = 'admin'; END`,
		"view":         `CREATE VIEW more AS SELECT * FROM account`,
		"lost trigger": `DROP TRIGGER log_update`,
		"lost index":   `DROP INDEX ` + anIndex(t),
	} {
		t.Run(name, func(t *testing.T) {
			folder := enginetest.Closed(t)
			edit(t, folder, query)
			_, err := engine.Open(folder, engine.Options{})
			checkRefusal(t, err, engine.ErrSchemaChanged)
			_, err = engine.Open(folder, engine.Options{ReadOnly: true})
			checkRefusal(t, err, engine.ErrSchemaChanged)
			s, err := engine.Open(folder, engine.Options{ReadOnly: true, Suspect: true})
			ok(t, err)
			defer func() { ok(t, s.Close()) }()
			r, err := s.Verify(t.Context(), nil)
			ok(t, err)
			if l := line(r, engine.CheckSchema); l.OK || len(l.Differences) != 1 {
				t.Errorf("%+v", l)
			}
			_, _, err = engine.Restore(t.Context(), filepath.Join(t.TempDir(), "other"), filepath.Join(folder, engine.FileName), engine.Options{}, nil)
			checkRefusal(t, err, engine.ErrCopyBad)
		})
	}
}

// anIndex is the name of some index of the schema.
func anIndex(t *testing.T) string {
	o := enginetest.New(t, "尖山区")
	name, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`)
	ok(t, err)
	return name
}

func line(r engine.Report, check string) engine.ReportLine {
	for _, l := range r.Lines {
		if l.Check == check {
			return l
		}
	}
	return engine.ReportLine{}
}

// TestUpgradeTakesNewColumns: after an upgrade the log holds what stands in a column that the upgrade brought.
func TestUpgradeTakesNewColumns(t *testing.T) {
	folder := enginetest.Closed(t)
	withMigration(t, `ALTER TABLE account ADD COLUMN extra TEXT NOT NULL DEFAULT 'a'`)
	s, err := engine.Open(folder, engine.Options{})
	ok(t, err)
	ok(t, s.Close())
	edit(t, folder, `UPDATE account SET extra = 'b' WHERE id = 1`)
	s, err = engine.Open(folder, engine.Options{ReadOnly: true})
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	r, err := s.Verify(t.Context(), nil)
	ok(t, err)
	if d := differences(r); len(d) != 1 || d[0].Table != "account" || d[0].Field != "extra" {
		t.Errorf("%+v", d)
	}
}

// TestTamperedFileIsNotUpgraded: an upgrade would make the strange part of the office's own.
func TestTamperedFileIsNotUpgraded(t *testing.T) {
	folder := enginetest.Closed(t)
	edit(t, folder, `CREATE TRIGGER more AFTER INSERT ON holiday BEGIN UPDATE account SET roles = 'admin'; END`)
	withMigration(t, `CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT`)
	_, err := engine.Open(folder, engine.Options{})
	checkRefusal(t, err, engine.ErrSchemaChanged)
}

// TestBackupsOfAnotherPast: who recomputes the chain of the file, or cuts it, stands against the copies made before.
func TestBackupsOfAnotherPast(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	ok(t, o.Note(by, "2021-05-01"))
	copied, err := o.Backup(t.Context(), "")
	ok(t, err)
	ok(t, o.Note(by, "2021-05-02"))
	r, err := o.Verify(t.Context(), nil)
	if err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
	t.Run("another office's", func(t *testing.T) {
		other := enginetest.New(t, "尖山区")
		for _, day := range []string{"2021-06-01", "2021-06-02", "2021-06-03"} {
			ok(t, other.Note(other.As(t, allocation.Admin), day))
		}
		path, err := other.Backup(t.Context(), "")
		ok(t, err)
		data, err := os.ReadFile(path)
		ok(t, err)
		strange := filepath.Join(filepath.Dir(copied), filepath.Base(path))
		ok(t, os.WriteFile(strange, data, 0o600))
		defer os.Remove(strange)
		r, err := o.Verify(t.Context(), nil)
		ok(t, err)
		if l := line(r, engine.CheckBackups); l.OK || len(l.Differences) == 0 || !strings.Contains(l.Differences[0].Table, filepath.Base(path)) {
			t.Errorf("%+v", l)
		}
	})
	t.Run("file older than its copy", func(t *testing.T) {
		folder := t.TempDir()
		ok(t, os.MkdirAll(filepath.Join(folder, engine.BackupFolder), 0o700))
		early, err := os.ReadFile(copied)
		ok(t, err)
		ok(t, os.WriteFile(filepath.Join(folder, engine.FileName), early, 0o600))
		late, err := o.Backup(t.Context(), "")
		ok(t, err)
		data, err := os.ReadFile(late)
		ok(t, err)
		ok(t, os.WriteFile(filepath.Join(folder, engine.BackupFolder, filepath.Base(late)), data, 0o600))
		s, err := engine.Open(folder, engine.Options{ReadOnly: true})
		ok(t, err)
		defer func() { ok(t, s.Close()) }()
		r, err := s.Verify(t.Context(), nil)
		ok(t, err)
		if l := line(r, engine.CheckBackups); l.OK || !strings.Contains(l.Text, "比那时旧") {
			t.Errorf("%+v", l)
		}
	})
	t.Run("restored", func(t *testing.T) {
		folder := o.Folder()
		ok(t, o.Close())
		s, _, err := engine.Restore(t.Context(), folder, copied, engine.Options{}, nil)
		ok(t, err)
		defer func() { ok(t, s.Close()) }()
		if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
			t.Errorf("%+v %v", r, err)
		}
	})
}

// TestHeadOfAPaper: a head as a paper prints it is found again, and a false one is not.
func TestHeadOfAPaper(t *testing.T) {
	o := enginetest.New(t, "尖山区")
	by := o.As(t, allocation.Admin)
	ok(t, o.Note(by, "2021-05-01"))
	head, err := o.Head(t.Context())
	ok(t, err)
	ok(t, o.Note(by, "2021-05-02"))
	printed := head.String()
	digits := strings.Fields(strings.NewReplacer("第", "", "条", "").Replace(printed))[1]
	for text, good := range map[string]bool{
		printed: true,
		fmt.Sprintf("%d:%s", head.Seq, strings.ToUpper(digits)): true,
		fmt.Sprintf("%d：%s", head.Seq, digits):                  true,
		fmt.Sprintf("%d:%s", head.Seq-1, digits):                false,
		fmt.Sprintf("%d:%s", head.Seq+100, digits):              false,
	} {
		h, n, err := engine.ParseHead(text)
		ok(t, err)
		l, err := engine.VerifyHead(h, n)(t.Context(), o.Read, nil)
		if err != nil || l.OK != good {
			t.Errorf("%s: %+v %v", text, l, err)
		}
	}
	for _, text := range []string{"", "3", "3:12", ":9eba03614054d9ab", "3:9eba03614054d9ax", "0:9eba03614054d9ab", "-1:9eba03614054d9ab", "3:" + strings.Repeat("9", 66)} {
		_, _, err := engine.ParseHead(text)
		checkRefusal(t, err, engine.ErrHeadForm)
	}
}

// seenBy is an office for real whose log this machine's witness sees.
func seenBy(t *testing.T) (folder string, o engine.Options) {
	t.Helper()
	folder = enginetest.Closed(t)
	book, err := witness.At(t.TempDir(), folder)
	ok(t, err)
	o = engine.Options{Witness: book}
	s, err := engine.Open(folder, o)
	ok(t, err)
	if s.Past() != "" {
		t.Errorf("a first opening says %s", s.Past())
	}
	ok(t, enginetest.Over(s, nil).Note(engine.Console(), "2021-05-01"))
	ok(t, s.Close())
	return folder, o
}

// TestWitnessSeesAnOlderFile: an older file in the place of the data, also after it was worked on, until somebody explains it.
func TestWitnessSeesAnOlderFile(t *testing.T) {
	folder, o := seenBy(t)
	data := filepath.Join(folder, engine.FileName)
	old, err := os.ReadFile(data)
	ok(t, err)
	s, err := engine.Open(folder, o)
	ok(t, err)
	for _, day := range []string{"2021-05-02", "2021-05-03"} {
		ok(t, enginetest.Over(s, nil).Note(engine.Console(), day))
	}
	ok(t, s.Close())
	ok(t, os.WriteFile(data, old, 0o600))
	for _, day := range []string{"2021-06-01", "2021-06-02", "2021-06-03", "2021-06-04"} {
		s, err = engine.Open(folder, o)
		ok(t, err)
		if !strings.Contains(s.Past(), "本机上次看到第 4 条") {
			t.Errorf("past %q", s.Past())
		}
		ok(t, enginetest.Over(s, nil).Note(engine.Console(), day))
		ok(t, s.Close())
	}
	s, err = engine.Open(folder, o)
	ok(t, err)
	r, err := s.Verify(t.Context(), nil)
	if l := line(r, engine.CheckWitness); err != nil || l.OK || !strings.Contains(fmt.Sprint(l.Differences), "本机上次看到第 4 条") {
		t.Errorf("%+v %v", l, err)
	}
	checkRefusal(t, s.ExplainPast(t.Context(), engine.Console(), " "), engine.ErrNoReason)
	ok(t, s.ExplainPast(t.Context(), engine.Console(), "电脑更换，拷回了旧的文件"))
	ok(t, s.Close())
	s, err = engine.Open(folder, o)
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() || s.Past() != "" {
		t.Errorf("%+v %v %q", r, err, s.Past())
	}
}

// TestStickSeesAnOlderFile: who puts an older file in its place and takes this machine's witness away is told of by the stick.
func TestStickSeesAnOlderFile(t *testing.T) {
	folder, o := seenBy(t)
	stick := t.TempDir()
	old, err := os.ReadFile(filepath.Join(folder, engine.FileName))
	ok(t, err)
	s, err := engine.Open(folder, o)
	ok(t, err)
	ok(t, s.WitnessAlso(stick))
	for _, day := range []string{"2021-05-02", "2021-05-03"} {
		ok(t, enginetest.Over(s, nil).Note(engine.Console(), day))
	}
	ok(t, s.Close())
	ok(t, os.WriteFile(filepath.Join(folder, engine.FileName), old, 0o600))
	ok(t, os.Remove(o.Witness.Path()))
	s, err = engine.Open(folder, o)
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	if !strings.Contains(s.Past(), "U 盘上次看到第 4 条") {
		t.Errorf("past %q", s.Past())
	}
	for day := range 30 { // more than an opening looks at
		ok(t, enginetest.Over(s, nil).Note(engine.Console(), fmt.Sprintf("2021-06-%02d", day+1)))
	}
	r, err := s.Verify(t.Context(), nil)
	if l := line(r, engine.CheckWitness); err != nil || l.OK || !strings.Contains(fmt.Sprint(l.Differences), "U 盘上次看到第 4 条") {
		t.Errorf("%+v %v", l, err)
	}
	ok(t, s.ExplainPast(t.Context(), engine.Console(), "拷回了旧的文件"))
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() {
		t.Errorf("%+v %v", r, err)
	}
}

// TestWitnessKnowsARestore: what the program itself restored needs no explanation.
func TestWitnessKnowsARestore(t *testing.T) {
	folder, o := seenBy(t)
	s, err := engine.Open(folder, o)
	ok(t, err)
	copied, err := s.Backup(t.Context(), "")
	ok(t, err)
	for _, day := range []string{"2021-05-02", "2021-05-03", "2021-05-04"} {
		ok(t, enginetest.Over(s, nil).Note(engine.Console(), day))
	}
	ok(t, s.Close())
	s, done, err := engine.Restore(t.Context(), folder, copied, o, nil)
	ok(t, err)
	defer func() { ok(t, s.Close()) }()
	if done.Present.Seq-done.Backup.Seq != 3 {
		t.Errorf("%+v", done)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || !r.OK() || s.Past() != "" {
		t.Errorf("%+v %v %q", r, err, s.Past())
	}
}

// TestRestoreOfAnotherOffice is refused unless it is asked for.
func TestRestoreOfAnotherOffice(t *testing.T) {
	other := enginetest.New(t, "岭东区")
	copied, err := other.Backup(t.Context(), filepath.Join(t.TempDir(), "other.db"))
	ok(t, err)
	folder, o := seenBy(t)
	_, _, err = engine.Restore(t.Context(), folder, copied, o, nil)
	checkRefusal(t, err, engine.ErrOtherOffice)
	o.Foreign = true
	s, _, err := engine.Restore(t.Context(), folder, copied, o, nil)
	ok(t, err)
	ok(t, s.Close())
}

package store

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"penggai/allocation"
	"penggai/allocation/civil"
)

// Founding is what a new office needs: the whole city or a district, and its first administrator.
type Founding struct {
	Office   string // allocation.CityOffice or a district
	Admin    string // account name
	Display  string // the person's name; empty takes the account name
	Password string
	Units    []allocation.Unit // the inventory it starts with
	Catalogues
}

// Office is the office that a data folder belongs to.
type Office struct {
	UID      string // random, the same in every copy
	Name     string // 全市, 尖山区 …
	District string // "" is the whole city
	Founded  string // date
}

// Create makes a new office in a folder that has none (it makes the folder) and opens it. Its first log entry holds
// the office, the first administrator and the district's first parameters.
func Create(folder string, f Founding, o Options) (*Store, error) {
	f.Admin, f.Display = strings.TrimSpace(f.Admin), strings.TrimSpace(f.Display)
	if f.Display == "" {
		f.Display = f.Admin
	}
	district, err := allocation.ParseOffice(f.Office)
	if err != nil {
		return nil, err
	}
	hash, err := newPasswordHash(f.Admin, f.Password, o.hashCost())
	if err != nil {
		return nil, err
	}
	s := &Store{folder: folder, options: o, changes: &changes{}}
	if err := s.createFile(); err != nil {
		_ = s.Close() // the error that led here is the one to report
		return nil, err
	}
	err = s.write(context.Background(), Console(), allocation.ActFoundOffice, func(t *tx) error {
		return t.found(f, district, hash)
	})
	if err != nil {
		_ = s.Close()
		s.removeNewFile()
		return nil, err
	}
	return s, nil
}

// createFile makes folder and file and applies every migration.
func (s *Store) createFile() error {
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return fault(err)
	}
	switch _, err := os.Stat(s.path()); {
	case err == nil:
		return ErrOfficeExists.With(s.folder)
	case !errors.Is(err, fs.ErrNotExist):
		return fault(err)
	}
	ofdLocking()
	var err error
	if s.lock, err = lockFolder(s.folder, s.now()); err != nil {
		return err
	}
	restore := setUmask()
	defer restore()
	if s.writer, err = openPool(writerDSN(s.path(), "rwc"), 1, s.changes.note); err != nil {
		return err
	}
	ctx := context.Background()
	err = migrate(ctx, s.writer, 0)
	if err == nil {
		err = s.makeSecret(ctx)
	}
	if err == nil {
		err = s.openReaders(ctx)
	}
	if err != nil {
		_ = s.Close()
		s.removeNewFile()
	}
	return err
}

// removeNewFile takes away a file that never became an office.
func (s *Store) removeNewFile() {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(filepath.Join(s.folder, FileName+suffix)) // what is not there needs no removing
	}
}

// makeSecret makes the key of the seals in the log.
func (s *Store) makeSecret(ctx context.Context) error {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return s.scratch(ctx, func(t *tx) error {
		return t.exec(`INSERT INTO secret (name, value) VALUES ($1, $2)`, secretLog, key)
	})
}

// found writes the office, its first administrator and its first parameters.
func (t *tx) found(f Founding, district, hash string) error {
	name := district
	if name == "" {
		name = allocation.CityOffice
	}
	t.subject(name)
	err := t.exec(`INSERT INTO office (id, uid, name, district, founded) VALUES (1, $1, $2, $3, $4)`,
		newID(), name, district, t.today)
	if err != nil {
		return err
	}
	_, err = t.insert(sqlAccountInsert, f.Admin, f.Display, string(allocation.Admin), district, hash, false, t.today)
	if err != nil {
		return err
	}
	if err := t.addCatalogues(f.Catalogues); err != nil {
		return err
	}
	defaults := allocation.DefaultParameters()
	for _, m := range f.Materials {
		defaults.Materials = append(defaults.Materials, m.Code)
	}
	for _, d := range allocation.Districts() {
		if district != "" && d.Name != district {
			continue
		}
		_, err := t.addParameters(NewParameters{
			District: d.Name, Effective: firstEffective, Author: textDefaultAuthor, Approver: textDefaultAuthor,
			Note: "程序预设值，本区细则发布前使用（四(三)）", Parameters: defaults,
		})
		if err != nil {
			return err
		}
	}
	return insertUnits(t, f.Units, firstEffective)
}

// firstEffective is the day of the policy: the defaults hold from then on, so that old cases can be brought in.
var firstEffective = civil.On(2017, time.August, 5)

// Office reads the office.
func (s *Store) Office(ctx context.Context) (Office, error) {
	return one(ctx, s.read, func(r scanner) (Office, error) {
		var o Office
		err := r.Scan(&o.UID, &o.Name, &o.District, &o.Founded)
		return o, err
	}, `SELECT uid, name, district, founded FROM office WHERE id = 1`)
}

// The file and the folder (fault.go, open.go).
var ErrOfficeExists = allocation.Refuse("office_exists", "这个文件夹里已经有一份数据，没有改动它。请换一个空文件夹")

const textDefaultAuthor = "程序预设"

package exchange_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/engine/pool"
	"penggai/store/engine/seal"
	"penggai/store/engine/signet"
	"penggai/store/engine/witness"
	"penggai/store/exchange"
	"penggai/store/exchange/parcel"
)

var ok = enginetest.OK

// office is one with a machine of its own.
type office struct {
	enginetest.Office
	exchange.Room
	folder string
	o      engine.Options
}

func options(t testing.TB, folder string, c *enginetest.Clock) engine.Options {
	t.Helper()
	settings := t.TempDir()
	book, err := witness.At(settings, folder)
	ok(t, err)
	return engine.Options{Today: c.Today, PasswordKiB: 8, Signets: signet.In(settings), Witness: book, Proofs: []engine.Proof{exchange.VerifyOffices(folder), exchange.VerifyReceipts}}
}

func newOffice(t testing.TB, name string) office {
	t.Helper()
	return founded(t, name, enginetest.AnyDay)
}

func founded(t testing.TB, name string, clock civil.Clock) office {
	t.Helper()
	c := &enginetest.Clock{Day: enginetest.Day("2021-03-15")}
	folder := t.TempDir()
	o := options(t, folder, c)
	s, err := basis.Create(folder, basis.Founding{
		Office: name, Admin: enginetest.Admin, Password: enginetest.Password, Clock: clock, Catalogues: basis.Catalogues{Districts: allocation.Districts()},
	}, o)
	ok(t, err)
	return kept(t, s, folder, c, o)
}

func kept(t testing.TB, s *engine.Store, folder string, c *enginetest.Clock, o engine.Options) office {
	t.Cleanup(func() { _ = s.Close() })
	return office{enginetest.Over(s, c), exchange.Of(s), folder, o}
}

// copied is the same office as another machine has it: whoever copied the folder has two.
func (o office) copied(t testing.TB) office {
	t.Helper()
	folder := t.TempDir()
	path, err := o.Office.Backup(t.Context(), filepath.Join(folder, engine.FileName))
	ok(t, err)
	if path == "" {
		t.Fatal("no copy")
	}
	opts := options(t, folder, o.Clock)
	opts.Signets = o.o.Signets
	s, err := engine.Open(folder, opts)
	ok(t, err)
	return kept(t, s, folder, o.Clock, opts)
}

func (o office) works(t testing.TB, days ...string) {
	t.Helper()
	for _, d := range days {
		ok(t, o.Note(engine.Console(), d))
	}
}

func (o office) pack(t testing.TB, since []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jianshan.pgp")
	_, err := o.PackLog(t.Context(), engine.Console(), path, since, nil)
	ok(t, err)
	return path
}

func (o office) fingerprint(t testing.TB) string {
	t.Helper()
	print, err := o.Fingerprint(t.Context(), engine.Console())
	ok(t, err)
	return print
}

func (o office) takes(t testing.TB, path, introduce string) exchange.Unpacked {
	t.Helper()
	u, err := o.Unpack(t.Context(), engine.Console(), path, introduce, nil)
	ok(t, err)
	return u
}

// refuses holds that nothing changes where a package is refused.
func (o office) refuses(t testing.TB, path, introduce string, want *say.Refusal) {
	t.Helper()
	before, files := o.state(t)
	_, err := o.Unpack(t.Context(), engine.Console(), path, introduce, nil)
	enginetest.Refused(t, filepath.Base(path), err, want)
	if after, left := o.state(t); before != after || !slices.Equal(files, left) {
		t.Errorf("%s was refused, and the office has another state: %v, %v", want.Code, files, left)
	}
}

func (o office) state(t testing.TB) (engine.Head, []string) {
	t.Helper()
	head, err := o.Office.Head(t.Context())
	ok(t, err)
	files, err := filepath.Glob(filepath.Join(o.folder, exchange.Folder, "*", "*"))
	ok(t, err)
	return head, files
}

func (o office) receipt(t testing.TB, k exchange.Known) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "receipt.json")
	ok(t, o.WriteReceipt(t.Context(), engine.Console(), k, path))
	text, err := os.ReadFile(path)
	ok(t, err)
	return text
}

func (o office) verified(t testing.TB) engine.Report {
	t.Helper()
	r, err := o.Verify(t.Context(), nil)
	ok(t, err)
	return r
}

// rows reads what a replica says of a table.
func (o office) rows(t testing.TB, k exchange.Known, query string) []string {
	t.Helper()
	path, there := o.Replica(k)
	if !there {
		t.Fatal("there is no replica")
	}
	db, err := pool.Open(pool.Reader(path, true), 1, nil)
	ok(t, err)
	defer db.Close()
	list, err := engine.All(t.Context(), db, engine.ScanOne[string], query)
	ok(t, err)
	return list
}

const holidays = `SELECT day FROM holiday ORDER BY day`

// TestDistrictToCity: what a district sends the city has, row by row; the next package goes on from the receipt, and the same one twice
// changes nothing.
func TestDistrictToCity(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	district.works(t, "2021-05-01", "2021-05-02")
	ok(t, district.Write(t.Context(), engine.Console(), allocation.ActEditHolidays, func(x *engine.Tx) error {
		return x.Exec(`DELETE FROM holiday WHERE day = '2021-05-02'`)
	}))
	first := district.pack(t, nil)
	city.refuses(t, first, "", exchange.ErrStranger)
	city.refuses(t, first, "0000-0000-0000-0000-0000", exchange.ErrFingerprint)
	u := city.takes(t, first, strings.ToUpper(strings.ReplaceAll(district.fingerprint(t), "-", " ")))
	if !u.New || !u.Whole() || u.Known.Seq != u.To || u.Known.AsOf.String() != "2021-03-15" || u.Known.Office.District != "尖山区" {
		t.Errorf("%+v", u)
	}
	if got := city.rows(t, u.Known, holidays); !slices.Equal(got, []string{"2021-05-01"}) {
		t.Error(got)
	}
	if got := city.rows(t, u.Known, `SELECT password_hash FROM account`); strings.Contains(strings.Join(got, ""), "$") || !strings.Contains(got[0], `"hmac"`) {
		t.Error("hashes of passwords travel:", got)
	}
	before, files := city.state(t)
	if again := city.takes(t, first, ""); again.New || again.Known != u.Known {
		t.Errorf("%+v", again)
	}
	if after, left := city.state(t); before != after || !slices.Equal(files, left) || len(left) != 1 {
		t.Error("the same package twice changes", left)
	}
	receipt := city.receipt(t, u.Known)
	district.Clock.Day = enginetest.Day("2021-03-22")
	district.works(t, "2021-10-01")
	second := district.pack(t, receipt)
	u2 := city.takes(t, second, "")
	if u2.From != u.To+1 || u2.Known.AsOf.String() != "2021-03-22" {
		t.Errorf("%+v", u2)
	}
	if got := city.rows(t, u2.Known, holidays); !slices.Equal(got, []string{"2021-05-01", "2021-10-01"}) {
		t.Error(got)
	}
	city.refuses(t, first, "", exchange.ErrOlder)
	for _, o := range []office{district, city} {
		if r := o.verified(t); !r.OK() {
			t.Error(r.FirstBad())
		}
	}
	if text := reportText(city.verified(t)); !strings.Contains(text, "收到的各单位数据与其日志一致：1 个") {
		t.Error(text)
	}
	if text := reportText(district.verified(t)); !strings.Contains(text, "回执 1 份") {
		t.Error(text)
	}
	district.refuses(t, first, "", exchange.ErrOwn)
	trial := founded(t, "岭东区", civil.Clock{Kind: civil.ClockTrial, Gap: 30})
	city.refuses(t, trial.pack(t, nil), trial.fingerprint(t), exchange.ErrTried)
}

func reportText(r engine.Report) string {
	var b strings.Builder
	for _, l := range r.Lines {
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

// TestGapForkPast: what does not go on from what is here is refused under its own name, and nothing changes.
func TestGapForkPast(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	district.works(t, "2021-05-01")
	print := district.fingerprint(t)
	first := district.pack(t, nil)
	u := city.takes(t, first, print)
	receipt := city.receipt(t, u.Known)
	other := district.copied(t)
	district.works(t, "2021-05-02")
	second := district.pack(t, receipt)

	fresh := newOffice(t, allocation.CityOffice)
	fresh.refuses(t, second, print, exchange.ErrGap)

	later := fresh.receipt(t, exchange.Known{Office: u.Office, Seq: u.To + 1, Hash: hashOf(t, district, u.To+1)})
	district.works(t, "2021-05-03")
	third := district.pack(t, later)
	city.refuses(t, third, "", exchange.ErrGap)

	city.takes(t, second, "")
	other.works(t, "2021-10-01", "2021-10-02", "2021-10-03", "2021-10-04", "2021-10-05", "2021-10-06")
	city.refuses(t, other.pack(t, nil), "", exchange.ErrFork)
	from := fresh.receipt(t, exchange.Known{Office: u.Office, Seq: u.To + 2, Hash: hashOf(t, other, u.To+2)})
	city.refuses(t, other.pack(t, from), "", exchange.ErrFork)
	city.takes(t, third, "")
	if r := city.verified(t); !r.OK() {
		t.Error(r.FirstBad())
	}

	changed := rewritten(t, district)
	city.refuses(t, changed.pack(t, nil), "", exchange.ErrPastRewritten)
}

func hashOf(t testing.TB, o office, seq int64) string {
	t.Helper()
	s, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT lower(hex(hash)) FROM log WHERE seq = $1`, seq)
	ok(t, err)
	return s
}

// rewritten is the office after somebody changed an old entry and computed the chain anew.
func rewritten(t testing.TB, o office) office {
	t.Helper()
	c := o.copied(t)
	path := c.Path()
	ok(t, c.Close())
	db, err := sql.Open("sqlite", pool.Writer(path, false))
	ok(t, err)
	db.SetMaxOpenConns(1)
	var trigger string
	ok(t, db.QueryRow(`SELECT sql FROM sqlite_master WHERE name = 'log_update'`).Scan(&trigger))
	_, err = db.Exec(`DROP TRIGGER log_update`)
	ok(t, err)
	ok(t, rechain(t.Context(), db))
	_, err = db.Exec(trigger)
	ok(t, errors.Join(err, db.Close()))
	opts := options(t, c.folder, c.Clock)
	opts.Signets = c.o.Signets
	s, err := engine.Open(c.folder, opts)
	ok(t, err)
	return kept(t, s, c.folder, c.Clock, opts)
}

func rechain(ctx context.Context, db *sql.DB) error {
	previous := make([]byte, 32)
	var rows []struct {
		seq  int64
		hash []byte
	}
	err := engine.EachLink(ctx, db, 1, func(r *seal.Link, _ []byte) error {
		if r.Seq == 3 {
			r.Subject += "（改）"
		}
		previous = r.Chained(previous)
		rows = append(rows, struct {
			seq  int64
			hash []byte
		}{r.Seq, previous})
		return nil
	})
	for _, r := range rows {
		if err == nil {
			_, err = db.ExecContext(ctx, `UPDATE log SET hash = $1, subject = subject || CASE seq WHEN 3 THEN '（改）' ELSE '' END WHERE seq = $2`, r.hash, r.seq)
		}
	}
	return err
}

// TestReceiptIsAWitness: a receipt that does not fit says so at packing, at the next opening and in the verification.
func TestReceiptIsAWitness(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	district.works(t, "2021-05-01")
	district.fingerprint(t)
	stranger := district.copied(t)
	district.takes(t, city.pack(t, nil), city.fingerprint(t))
	old := district.copied(t)
	district.works(t, "2021-05-02")
	u := city.takes(t, district.pack(t, nil), district.fingerprint(t))
	receipt := city.receipt(t, u.Known)

	pack := func(o office, since []byte) error {
		_, err := o.PackLog(t.Context(), engine.Console(), filepath.Join(t.TempDir(), "p"), since, nil)
		return err
	}
	enginetest.Refused(t, "of a stranger", pack(stranger, receipt), exchange.ErrReceiptStranger)
	enginetest.Refused(t, "behind", pack(old, receipt), exchange.ErrPastBehind)
	ok(t, old.Close())
	s, err := engine.Open(old.folder, old.o)
	ok(t, err)
	defer s.Close()
	if !strings.Contains(s.Past(), "数据比那时旧") {
		t.Error("the opening says:", s.Past())
	}

	ok(t, pack(district, receipt))
	altered := bytes.Replace(receipt, []byte("尖山区"), []byte("四方台区"), 1)
	enginetest.Refused(t, "altered", pack(district, altered), parcel.ErrReceiptAltered)
	enginetest.Refused(t, "none", pack(district, []byte("PK")), parcel.ErrNotReceipt)
	enginetest.Refused(t, "another's", pack(city, receipt), exchange.ErrReceiptOther)
	lie := newOffice(t, "四方台区").receipt(t, exchange.Known{Office: u.Office, Seq: 2, Hash: strings.Repeat("ab", 32)})
	enginetest.Refused(t, "a stranger's word", pack(district, lie), exchange.ErrReceiptStranger)
	truth := city.receipt(t, exchange.Known{Office: u.Office, Seq: 2, Hash: strings.Repeat("ab", 32)})
	enginetest.Refused(t, "another past", pack(district, truth), exchange.ErrPastChanged)
	if r := district.verified(t); r.OK() {
		t.Error("the verification passes over what the city saw")
	}
}

// TestKilledInTheMiddle: until the entry stands, what was here is what is here; files that were on their way go with the next package.
func TestKilledInTheMiddle(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	district.works(t, "2021-05-01")
	u := city.takes(t, district.pack(t, nil), district.fingerprint(t))
	path, _ := city.Replica(u.Known)
	for _, name := range []string{".penggai-1.tmp", ".penggai-1.tmp-journal", "99-ffffffffffffffff.db"} {
		ok(t, os.WriteFile(filepath.Join(filepath.Dir(path), name), []byte("half"), 0o600))
	}
	if r := city.verified(t); !r.OK() || len(city.rows(t, u.Known, holidays)) != 1 {
		t.Error(r.FirstBad())
	}
	district.works(t, "2021-05-02")
	city.takes(t, district.pack(t, nil), "")
	if _, files := city.state(t); len(files) != 1 {
		t.Error(files)
	}
}

// TestReplicaIsProved: a replica that somebody changed with another tool is found, and one that is gone asks for the whole.
func TestReplicaIsProved(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	district.works(t, "2021-05-01")
	u := city.takes(t, district.pack(t, nil), district.fingerprint(t))
	receipt := city.receipt(t, u.Known)
	path, _ := city.Replica(u.Known)
	db, err := sql.Open("sqlite", pool.Writer(path, false))
	ok(t, err)
	_, err = db.Exec(`UPDATE holiday SET name = '别的'`)
	ok(t, errors.Join(err, db.Close()))
	if r := city.verified(t); r.OK() || !strings.Contains(r.FirstBad(), "尖山区") {
		t.Error(r.FirstBad())
	}
	ok(t, os.Remove(path))
	if r := city.verified(t); !r.OK() || !strings.Contains(reportText(r), "不在本机") {
		t.Error(reportText(r))
	}
	district.works(t, "2021-05-02")
	city.refuses(t, district.pack(t, receipt), "", exchange.ErrReplicaGone)
	city.takes(t, district.pack(t, nil), "")
}

// TestOtherMachine: an office that moved to another machine has another key, which is introduced again.
func TestOtherMachine(t *testing.T) {
	district, city := newOffice(t, "尖山区"), newOffice(t, allocation.CityOffice)
	district.works(t, "2021-05-01")
	city.takes(t, district.pack(t, nil), district.fingerprint(t))
	ok(t, district.Close())
	opts := options(t, district.folder, district.Clock)
	s, err := engine.Open(district.folder, opts)
	ok(t, err)
	moved := kept(t, s, district.folder, district.Clock, opts)
	moved.works(t, "2021-05-02")
	path := moved.pack(t, nil)
	city.refuses(t, path, "", exchange.ErrOtherKey)
	clerk := city.As(t, allocation.Approver)
	_, err = city.Unpack(t.Context(), clerk, path, moved.fingerprint(t), nil)
	enginetest.Refused(t, "not the administrator", err, engine.ErrNotAllowed)
	city.takes(t, path, moved.fingerprint(t))
	second := newOffice(t, "尖山区")
	city.refuses(t, second.pack(t, nil), second.fingerprint(t), exchange.ErrSecond)
	other := newOffice(t, allocation.CityOffice)
	city.refuses(t, other.pack(t, nil), other.fingerprint(t), exchange.ErrSecond)
}

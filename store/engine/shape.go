package engine

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/emmansun/gmsm/sm3"

	"penggai/allocation/say"
	"penggai/store/engine/pool"
	"penggai/store/schema"
)

// object is a table, index, trigger or view of a file, with its text on one line.
type object struct{ kind, name, table, text string }

func objects(ctx context.Context, q Querier) ([]object, error) {
	return All(ctx, q, func(s Scanner) (o object, err error) {
		err = s.Scan(&o.kind, &o.name, &o.table, &o.text)
		o.text = strings.Join(strings.Fields(o.text), " ")
		return o, err
	}, `SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name`)
}

// fingerprint is a hash over the schema's own texts, by name: a rebuilt table that lost a trigger or an index shows.
func fingerprint(list []object) string {
	texts := make([]string, len(list))
	for i, o := range list {
		texts[i] = o.kind + " " + o.name + " " + o.text
	}
	sum := sm3.Sum([]byte(strings.Join(texts, "\n")))
	return hex.EncodeToString(sum[:8])
}

// freshObjects are what the first migrations make, up to a version, of an empty database in memory.
func freshObjects(ctx context.Context, version int) ([]object, error) {
	db, err := pool.Open(pool.Memory, 1, nil)
	if err != nil {
		return nil, Fault(err)
	}
	defer func() { _ = db.Close() }() // nothing in it is kept
	list, err := AllMigrations()
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, list[:version]); err != nil {
		return nil, err
	}
	return objects(ctx, db)
}

// checkFile reads application_id and user_version: foreign and newer files are refused before anything is written.
func checkFile(ctx context.Context, db *sql.DB) (version int, err error) {
	id, err := One(ctx, db, ScanOne[int64], `PRAGMA application_id`)
	if err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, ErrForeignFile.With(fmt.Sprintf("application_id %d", id))
	}
	v, err := One(ctx, db, ScanOne[int64], `PRAGMA user_version`)
	if err != nil {
		return 0, err
	}
	if v < 1 || v > int64(schemaVersion()) {
		return 0, errVersion(int(v))
	}
	return int(v), nil
}

// errVersion refuses a version of the schema that this program cannot have written.
func errVersion(v int) error {
	if v < 1 {
		return ErrDamaged.With(fmt.Sprintf("user_version %d", v))
	}
	return ErrNewerSchema.Textf("数据结构是第 %d 版，本程序只认识到第 %d 版。数据完好，没有写入任何内容；请升级程序", v, schemaVersion())
}

// sameSchema refuses a file whose schema is not the one that its version has: what a trigger or a view of somebody else's does is
// written under the name of who works. Errors: ErrSchemaChanged.
func sameSchema(ctx context.Context, q Querier) error {
	var bad Found
	_, _, err := compareSchema(ctx, q, &bad)
	if first, ok := bad.Bad(); err == nil && ok {
		err = ErrSchemaChanged.With(first.String())
	}
	return err
}

// differentObjects names what is too many, missing or other than it should be.
func differentObjects(got, want []object, bad *Found) {
	type key struct{ kind, name string }
	had, due := map[key]object{}, map[key]object{}
	for _, o := range got {
		had[key{o.kind, o.name}] = o
	}
	for _, o := range want {
		due[key{o.kind, o.name}] = o
	}
	all := maps.Clone(had)
	maps.Copy(all, due)
	for _, k := range slices.SortedFunc(maps.Keys(all), func(a, b key) int { return strings.Compare(a.kind+a.name, b.kind+b.name) }) {
		h, is := had[k]
		d, should := due[k]
		difference := Difference{Table: all[k].table, Field: k.kind + " " + k.name}
		switch {
		case !should:
			difference.Why = "不是本程序建的"
		case !is:
			difference.Why = whyMissing
		case h.text != d.text:
			difference.Why = "被改过"
		default:
			continue
		}
		bad.Add(difference)
	}
}

// verifySchema is the check of the schema: what differs from the one that the migrations make, up to the version that the file has.
func verifySchema(ctx context.Context, q Querier) (ReportLine, error) {
	var bad Found
	version, print, err := compareSchema(ctx, q, &bad)
	if ctx.Err() != nil {
		return ReportLine{}, ctx.Err()
	}
	if err != nil {
		bad.Add(Difference{Table: "sqlite_master", Why: whyUnreadable(err)})
	}
	return bad.Line(CheckSchema, fmt.Sprintf("数据结构与程序一致：第 %d 版 %s", version, print), "数据结构被改动过"), nil
}

// compareSchema names what differs. The schema of the present version is known by its fingerprint; only where it is another one, or an
// older one, it is made again.
func compareSchema(ctx context.Context, q Querier, bad *Found) (version int, print string, err error) {
	if version, err = One(ctx, q, ScanOne[int], `PRAGMA user_version`); err != nil {
		return 0, "", err
	}
	got, err := objects(ctx, q)
	if err != nil {
		return version, "", err
	}
	if print = fingerprint(got); fmt.Sprintf("%d %s", version, print) == schema.Fingerprint() {
		return version, print, nil
	}
	if version < 1 || version > schemaVersion() {
		return version, print, errVersion(version)
	}
	want, err := freshObjects(ctx, version)
	if err == nil {
		differentObjects(got, want, bad)
	}
	return version, print, err
}

// columnsOf are the columns of every logged table, by its name.
func columnsOf(ctx context.Context, db *sql.Tx) (map[string]string, error) {
	names, err := loggedTables(ctx, db)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(names))
	for _, name := range names {
		columns, err := All(ctx, db, ScanOne[string], `SELECT name FROM pragma_table_info($1) ORDER BY cid`, name)
		if err != nil {
			return nil, err
		}
		out[name] = strings.Join(columns, " ")
	}
	return out, nil
}

// What a file is not opened for. ErrSchemaChanged refuses one whose tables, indexes or triggers somebody changed.
var (
	ErrForeignFile   = say.Refuse("foreign_file", "这是别的程序的数据库，不是棚改商服的数据。没有写入任何内容；请核对路径")
	ErrNewerSchema   = say.Refuse("newer_schema", "数据由更新版本的程序写成，本版本不能打开。数据完好，没有写入任何内容；请升级程序")
	ErrSchemaChanged = say.Refuse("schema_changed", "数据结构被别的工具改动过，为防有人借此改数据，没有打开。没有写入任何内容；请把文件夹另存一份交给审计人员，用 penggai verify 看改了什么，再用 penggai restore 恢复备份")
)

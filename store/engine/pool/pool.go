// Package pool opens the connections to the file of an office: how SQLite is told to write, to read and to distrust it, the hook
// by which every changed row becomes known, and what a connection keeps compiled.
package pool

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
)

// Memory is an empty database that ends with its connection.
const Memory = "file::memory:?_txlock=immediate"

const shared = "&_foreign_keys=1&_busy_timeout=5000&_defensive=1&_dqs=0&_error_rc=1" +
	"&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=recursive_triggers(1)&_pragma=secure_delete(1)"

// Writer is the name of a file that is written; made too, where make is set.
func Writer(path string, make bool) string {
	mode := "rw"
	if make {
		mode = "rwc"
	}
	return URI(path) + "?mode=" + mode + "&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL" + shared
}

// Reader is the name of a file that is read; still says that nobody writes it and nothing waits beside it.
func Reader(path string, still bool) string {
	dsn := Copier(path) + "&_query_only=1"
	if still {
		dsn += "&immutable=1"
	}
	return dsn
}

// Copier is the name of a file that is read to write a copy of it elsewhere.
func Copier(path string) string { return URI(path) + "?mode=ro" + shared }

// URI percent-encodes a path for SQLite.
func URI(path string) string { return uri(filepath.ToSlash(path), path, filepath.VolumeName(path)) }

// uri is URI of a path whose slashes are given too. A Windows drive gets the leading slash that a URI needs; a path that names a server or
// asks not to be looked at (\\?\) stays as Windows writes it, since slashes would be taken for the URI's own.
func uri(slashed, path, volume string) string {
	switch {
	case strings.HasPrefix(volume, `\\`):
		return "file:" + strings.ReplaceAll(url.PathEscape(path), "%2F", "/")
	case volume != "":
		slashed = "/" + slashed
	}
	return "file:" + (&url.URL{Path: slashed}).EscapedPath()
}

// Open opens connections that carry the hook from their first statement on.
func Open(dsn string, size int, hook sqlite.PreUpdateHookFn) (*sql.DB, error) {
	base, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(hooked{base, hook})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// hooked is a connector whose connections report every changed row and keep what they compiled.
type hooked struct {
	driver.Connector
	hook sqlite.PreUpdateHookFn
}

func (h hooked) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := h.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if h.hook != nil {
		r, ok := c.(sqlite.HookRegisterer)
		if !ok {
			return nil, errors.Join(errors.New("the driver has no pre-update hook"), c.Close())
		}
		r.RegisterPreUpdateHook(h.hook)
	}
	return keep(c)
}

// Package exchange is how offices that never meet in one folder know of each other: packages on a stick or by mail.
//
//	log of a district ── Pack ──> package ── Unpack ──> replica in the city's folder ──> read, never written
//	        ^                                   │
//	        └──────────── Receipt <─────────────┘        what the city has is the district's witness
//
// A replica is the log of the other office and the rows that follow from it (replica.go); it is made aside and becomes the present one
// with an entry of the own log. Whose package is taken is known by a key that the administrator was told of once.
package exchange

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/signet"
	"penggai/store/exchange/parcel"
)

// Room are the use cases of this room on an open office.
type Room struct{ *engine.Store }

// Of is the room of an open office.
func Of(s *engine.Store) Room { return Room{s} }

// Folder is where the replicas lie below the data folder.
const Folder = "offices"

// Known is another office whose key was introduced here.
type Known struct {
	ID         int64
	Office     parcel.Office
	Public     string // of its key
	Introduced civil.Date
	Seq        int64 // last row of its log that is here; 0: none
	Hash       string
	AsOf       civil.Date // its day when it packed what is here
	Came       civil.Date
	version    int64
}

// Title is the office as people call it.
func (k Known) Title() string { return k.Office.Name }

// Fingerprint is its key as people read it aloud.
func (k Known) Fingerprint() string { return signet.Fingerprint(k.Public) }

const sqlKnown = `SELECT id, uid, name, district, public, introduced, seq, hash, as_of, came, version FROM known_office`

func scanKnown(r engine.Scanner) (k Known, err error) {
	err = r.Scan(&k.ID, &k.Office.UID, &k.Office.Name, &k.Office.District, &k.Public, &k.Introduced, &k.Seq, &k.Hash, &k.AsOf, &k.Came, &k.version)
	return k, err
}

// Offices are the offices that are known here, in the order in which they were introduced.
func (s Room) Offices(ctx context.Context) ([]Known, error) {
	return engine.All(ctx, s.Read, scanKnown, sqlKnown+` ORDER BY id`)
}

// known is the office of a mark.
func known(ctx context.Context, q engine.Querier, uid string) (Known, bool, error) {
	return engine.Maybe(ctx, q, scanKnown, sqlKnown+` WHERE uid = $1`, uid)
}

// self is the own office.
func self(ctx context.Context, q engine.Querier) (o parcel.Office, err error) {
	return engine.One(ctx, q, func(r engine.Scanner) (o parcel.Office, err error) {
		err = r.Scan(&o.UID, &o.Name, &o.District)
		return o, err
	}, `SELECT uid, name, district FROM office WHERE id = 1`)
}

// Fingerprint is the key with which this machine signs for the office, as people read it aloud. Errors: ErrNoKey.
func (s Room) Fingerprint(ctx context.Context, by engine.Actor) (string, error) {
	if err := s.may(ctx, by, ActUnpack); err != nil {
		return "", err
	}
	key, err := s.key(ctx, by)
	if err != nil {
		return "", err
	}
	return signet.Fingerprint(key.Public()), nil
}

func (s Room) key(ctx context.Context, by engine.Actor) (signet.Key, error) {
	key, ok, err := basis.Of(s.Store).Seal(ctx, by)
	if err == nil && !ok {
		err = ErrNoKey
	}
	return key, err
}

// may refuses whoever may not do an act for the whole office.
func (s Room) may(ctx context.Context, by engine.Actor, act allocation.Action) error {
	if err := engine.MayDo(by, act); err != nil {
		return err
	}
	own, err := self(ctx, s.Read)
	if err == nil && !by.Console && !by.Sees(own.District) {
		err = engine.ErrOtherDistrict.With(allocation.CityOffice)
	}
	return err
}

// replicaFolder is where what came from an office lies. Its mark comes from outside, so no name is made of it.
func replicaFolder(data, uid string) string {
	sum := sha256.Sum256([]byte(uid))
	return filepath.Join(data, Folder, hex.EncodeToString(sum[:8]))
}

// replicaPath is the file of what is here of an office.
func replicaPath(data string, k Known) string {
	return filepath.Join(replicaFolder(data, k.Office.UID), fmt.Sprintf("%d-%.16s.db", k.Seq, k.Hash))
}

// Replica is the file of what is here of an office; ok is false where it is not there, as behind a restored backup.
func (s Room) Replica(k Known) (path string, ok bool) {
	path = replicaPath(s.Folder(), k)
	info, err := os.Stat(path)
	return path, k.Seq > 0 && err == nil && info.Mode().IsRegular()
}

// ErrNoKey says that nothing can be signed here.
var ErrNoKey = say.Refuse("package_unsigned", "本机没有保管本单位的印鉴，打不了带签名的包。请取消 PENGGAI_WITNESS=- 的设置，或用平时办公的那台电脑")

package note

import (
	"context"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// Record is what notes and files hang on.
type Record struct {
	Noun     allocation.Noun
	ID       int64
	District string
	Subject  string // RZ-JS-2017-0031 北方家政服务
}

// records find a record of each noun by its id ($1) or, where that is 0, by its number ($2); an applicant has none.
var records = map[allocation.Noun]string{
	allocation.NounUnit: `SELECT u.id, u.district, u.number FROM unit u WHERE u.id = $1
		OR $1 = 0 AND (u.number = $2 OR u.former <> '' AND instr(' ' || u.former || ' ', ' ' || $2 || ' ') > 0) ORDER BY u.number <> $2, u.id LIMIT 1`,
	allocation.NounApplicant: `SELECT p.id, p.district, p.name FROM applicant p WHERE p.id = $1 AND $2 = ''`,
	allocation.NounApplication: `SELECT a.id, a.district, trim(coalesce(a.number, '') || ' ' || p.name) FROM application a JOIN applicant p ON p.id = a.applicant_id
		WHERE a.id = $1 OR $1 = 0 AND a.number = $2`,
	allocation.NounRound: `SELECT r.id, r.district, r.number || ' ' || r.title FROM round r WHERE r.id = $1 OR $1 = 0 AND r.number = $2`,
	allocation.NounAward: `SELECT w.id, a.district, a.number || ' ' || p.name FROM award w JOIN application a ON a.id = w.application_id
		JOIN applicant p ON p.id = a.applicant_id WHERE w.id = $1 AND $2 = ''`,
	allocation.NounTenancy: `SELECT t.id, t.district, t.number || ' ' || p.name FROM tenancy t JOIN applicant p ON p.id = t.applicant_id
		WHERE t.id = $1 OR $1 = 0 AND t.number = $2`,
	allocation.NounBill: `SELECT b.id, b.district, b.number || ' ' || p.name FROM bill b JOIN tenancy t ON t.id = b.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE b.id = $1 OR $1 = 0 AND b.number = $2`,
	allocation.NounPayment: `SELECT y.id, y.district, y.number || ' ' || p.name FROM payment y JOIN tenancy t ON t.id = y.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE y.id = $1 OR $1 = 0 AND y.number = $2`,
	allocation.NounTill: `SELECT l.id, l.district, l.number || ' ' || coalesce(k.display, '') FROM till l LEFT JOIN account k ON k.id = l.keeper
		WHERE l.id = $1 OR $1 = 0 AND l.number = $2`,
	allocation.NounAssessment: `SELECT x.id, x.district, x.number || ' ' || p.name FROM assessment x JOIN tenancy t ON t.id = x.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE x.id = $1 OR $1 = 0 AND x.number = $2`,
	allocation.NounSupport: `SELECT x.id, x.district, x.number || ' ' || p.name FROM support x JOIN tenancy t ON t.id = x.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE x.id = $1 OR $1 = 0 AND x.number = $2`,
	allocation.NounFinding: `SELECT f.id, f.district, f.number || ' ' || f.subject FROM finding f WHERE f.id = $1 OR $1 = 0 AND f.number = $2`,
	allocation.NounExit: `SELECT e.id, t.district, coalesce(e.notice_number, t.number) || ' ' || p.name FROM exit e JOIN tenancy t ON t.id = e.tenancy_id
		JOIN applicant p ON p.id = t.applicant_id WHERE e.id = $1 OR $1 = 0 AND e.notice_number = $2`,
	allocation.NounCorrection: `SELECT c.id, c.district, c.number || ' ' || c.subject FROM correction c WHERE c.id = $1 OR $1 = 0 AND c.number = $2`,
}

// read finds the record of a noun. Errors: note.ErrNoun, ErrRecord, ErrOtherDistrict.
func read(ctx context.Context, q engine.Querier, by engine.Actor, noun allocation.Noun, id int64, number string) (Record, error) {
	r := Record{Noun: noun}
	query, known := records[noun]
	if !known {
		return r, note.ErrNoun
	}
	r, found, err := engine.Maybe(ctx, q, func(s engine.Scanner) (r Record, err error) {
		r.Noun = noun
		err = s.Scan(&r.ID, &r.District, &r.Subject)
		return r, err
	}, query, id, number)
	switch {
	case err != nil:
		return r, err
	case !found:
		return r, ErrRecord
	case !by.Console && !by.Sees(r.District):
		return r, engine.ErrOtherDistrict.With(r.District)
	}
	return r, nil
}

// Record reads what a record is called and whose it is. Errors: note.ErrNoun, ErrRecord, ErrOtherDistrict.
func (s Room) Record(ctx context.Context, by engine.Actor, noun allocation.Noun, id int64) (Record, error) {
	return read(ctx, s.Read, by, noun, id, "")
}

// FindRecord finds the record that a word names: its number, or its noun and id with a stroke between (applicant/12).
// Errors: ErrRecord, ErrOtherDistrict.
func (s Room) FindRecord(ctx context.Context, by engine.Actor, word string) (Record, error) {
	word = strings.TrimSpace(word)
	if noun, text, ok := strings.Cut(word, "/"); ok {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil || id <= 0 {
			return Record{}, ErrRecord.With(word)
		}
		return s.Record(ctx, by, allocation.Noun(noun), id)
	}
	var last error = ErrRecord.With(word)
	if word == "" {
		return Record{}, last
	}
	for _, noun := range note.Nouns {
		r, err := read(ctx, s.Read, by, noun, 0, strings.ToUpper(word))
		if err == nil {
			return r, nil
		}
		if !isRecord(err) {
			last = err
		}
	}
	return Record{}, last
}

// ErrRecord is said when there is no such record.
var ErrRecord = say.Refuse("note_record", "没有找到这条记录，请核对编号。主体没有编号，写作 applicant/序号")

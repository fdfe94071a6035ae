package store

import (
	"context"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
)

const sqlHolidays = `SELECT day, name, working FROM holiday ORDER BY day`

// Calendar is the working-day calendar of the office (民法典 203).
func (s *Store) Calendar(ctx context.Context) (*civil.Calendar, error) { return calendar(ctx, s.read) }

// calendar reads it inside the transaction.
func (t *tx) calendar() (*civil.Calendar, error) { return calendar(t.ctx, t) }

func calendar(ctx context.Context, q querier) (*civil.Calendar, error) {
	days, err := all(ctx, q, scanHoliday, sqlHolidays)
	return civil.NewCalendar(days), err
}

// Holidays are all days that the office knows to depart from the week, by date.
func (s *Store) Holidays(ctx context.Context) ([]civil.SpecialDay, error) {
	return all(ctx, s.read, scanHoliday, sqlHolidays)
}

func scanHoliday(s scanner) (civil.SpecialDay, error) {
	var d civil.SpecialDay
	return d, s.Scan(&d.Day, &d.Name, &d.Work)
}

// SetHolidays takes over the State Council's calendar of some years: each day replaces what was known of it.
// source is the document that published it.
func (s *Store) SetHolidays(ctx context.Context, by Actor, days []civil.SpecialDay, source string) error {
	return s.write(ctx, by, allocation.ActEditHolidays, func(t *tx) error {
		t.subject(source)
		return t.addHolidays(days, source)
	})
}

func (t *tx) addHolidays(days []civil.SpecialDay, source string) error {
	for _, d := range days {
		err := t.exec(`INSERT INTO holiday (day, working, name, source) VALUES ($1, $2, $3, $4)
			ON CONFLICT (day) DO UPDATE SET working = excluded.working, name = excluded.name, source = excluded.source`,
			d.Day, d.Work, d.Name, source)
		if err != nil {
			return err
		}
	}
	return nil
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

package allocation

import "penggai/allocation/civil"

// ParseDate reads a date as people type it, relative to a day: see civil.ParseTyped. Errors: ErrBadDate.
func ParseDate(s string, base civil.Date) (civil.Date, error) {
	d, err := civil.ParseTyped(s, base)
	if err != nil {
		return civil.Date{}, ErrBadDate.With(s)
	}
	return d, nil
}

// Package civil is the calendar of the program: civil dates, months added with the day clamped,
// deadlines that roll to the next working day, and the working days themselves.
//
// It knows no clock and no time zone: today is handed in, and so is the State Council's calendar of
// holidays and make-up days.
package civil

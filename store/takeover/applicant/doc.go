// Package applicant reads lists of applicants: one is known by its number in its district, or by what an export shows of it.
package applicant

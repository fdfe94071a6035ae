// Package charge is what a tenancy costs and what it is spared (五(一)): fees and their schedule, bills, payments, shares.
package charge

// Package rule is the allocation rule, exactly: a result follows from an instance and nothing else.
//
//	instance ──> weight, rank ──> options ──> solve (match) ──> result ──> certificate
//	offer: a single placement by the same rule;  compare: a certificate held against its instance computed anew
package rule

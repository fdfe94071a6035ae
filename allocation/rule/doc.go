// Package rule is the allocation rule, exactly: a result follows from an instance and nothing else.
//
//	instance ──> weight, rank ──> options ──> solve (match) ──> result ──> certificate
//	strictjson: the one strict reader of files;  canon: the one form that is hashed;  offer: a single placement by the same rule
package rule

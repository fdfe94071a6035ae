// Package takeover brings what an office kept before into its data (接入): its ledger of premises, its running contracts, what was paid.
//
//	file ──sheet──> lines ──read──> records or rejections ──compare──> Preview ──apply──> one transaction
//	                                                                                        └── undo, as a whole
//
// Nothing is written before it was seen: a Preview says what is new, changed, the same, absent, rejected, and holds totals beside those of
// the file and of the policy. What was written is kept as a Takeover with what stood there before, so that the last one can be taken back
// while nothing rests on it.
//
// Each kind of file has a room of its own over ledger:
//
//	takeover ──> tenancy ──> past ──> unit ──> ledger
//	        └──> applicant ──────────┘
package takeover

// Package past reads what was before of stays that the office has: payments and balances, readings of meters, prices, lists of workers.
// A row names its stay by a number, a unit or the tenant; all that it says must agree.
//
//	row ──name──> Stays ──> Accounts (bills of before, receipts)
//	                   └──> meters, lists of assessments
package past

package store_test

import (
	"testing"

	"penggai/allocation"
	"penggai/store/engine/enginetest"
	"penggai/store/money"
	"penggai/store/stay"
	"penggai/store/watch"
)

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := newOffice(t, allocation.CityOffice)
	enginetest.CheckNoun(t, o.Store.Store, stay.ExitNoun)
	enginetest.CheckNoun(t, o.Store.Store, watch.SupportNoun)
	enginetest.CheckNoun(t, o.Store.Store, watch.FindingNoun)
	enginetest.CheckNoun(t, o.Store.Store, stay.ContractNoun)
	enginetest.CheckRecord(t, o.Store.Store, stay.ContractRecord)
	enginetest.CheckNoun(t, o.Store.Store, money.BillNoun)
	enginetest.CheckRecord(t, o.Store.Store, money.BillRecord)
}

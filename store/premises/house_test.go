package premises_test

import "penggai/store/engine/enginetest"

// What every test says often.
var (
	count = enginetest.Count
)

package intake_test

import "penggai/store/engine/enginetest"

// What every test says often.
var (
	ok      = enginetest.OK
	refused = enginetest.Refused
)

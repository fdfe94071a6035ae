package basis

import (
	"testing"
	"time"
)

func TestThrottleGrowsToItsMost(t *testing.T) {
	now := time.Unix(1e9, 0)
	for failures, want := range map[int]time.Duration{0: 0, 4: 0, 5: 30 * time.Second, 6: time.Minute, 9: 8 * time.Minute, 10: 15 * time.Minute, 500: 15 * time.Minute} {
		if got := (attempts{failures: failures, last: now}).wait(now); got != want {
			t.Errorf("%d failures wait %s, want %s", failures, got, want)
		}
	}
	// a clock that was set back does not lock anybody out for longer
	if got := (attempts{failures: 5, last: now.Add(time.Hour)}).wait(now); got != throttleFirst {
		t.Error(got)
	}
}

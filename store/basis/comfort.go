package basis

import (
	"context"
	"encoding/json"

	"penggai/store/engine"
)

// Comfort is how an account wants to work at the screen; zero is how everybody begins. It is one's own and stands outside the log.
type Comfort struct {
	Advance bool `json:"advance"` // fields of fixed length go on by themselves
	Bell    bool `json:"bell"`    // a bell with each refusal
	Wide    bool `json:"wide"`    // a line between fields
}

const comfortKey = "comfort"

// Comfort reads how the actor wants to work. What cannot be read is the beginning.
func (s Room) Comfort(ctx context.Context, by engine.Actor) (c Comfort, err error) {
	body, found, err := engine.Maybe(ctx, s.Read, engine.ScanOne[string], `SELECT body FROM view WHERE account = $1 AND key = $2`, by.ID, comfortKey)
	if err != nil || !found || json.Unmarshal([]byte(body), &c) != nil {
		return Comfort{}, err
	}
	return c, nil
}

// SetComfort keeps how the actor wants to work.
func (s Room) SetComfort(ctx context.Context, by engine.Actor, c Comfort) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return s.Scratch(ctx, func(t *engine.Tx) error {
		return t.Exec(`INSERT INTO view (account, key, body) VALUES ($1, $2, $3) ON CONFLICT (account, key) DO UPDATE SET body = excluded.body`, by.ID, comfortKey, string(body))
	})
}

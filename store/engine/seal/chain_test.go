package seal_test

import (
	"bytes"
	"testing"

	"penggai/store/engine/seal"
)

// TestChain: an entry follows by either of its two hashes and by no other, and every field counts.
func TestChain(t *testing.T) {
	before := bytes.Repeat([]byte{7}, 32)
	l := seal.Link{Seq: 9, Entry: 9, Command: "c", At: "2021-03-15T08:00:00+08:00", Day: "2021-03-15", Account: 3, Actor: "a", Action: "x.y", Title: "t", Subject: "s", Noun: "n", NounID: 4, Reason: "r", Body: "[]"}
	for name, hash := range map[string][]byte{"of now": l.Chained(before), "of before": l.Whole(before)} {
		if !l.Follows(before, hash) {
			t.Errorf("the hash %s does not follow", name)
		}
		if l.Follows(hash, hash) {
			t.Errorf("the hash %s follows another entry", name)
		}
	}
	if !bytes.Equal(l.Chained(before), seal.Chain(before, l.Seq, l.Content())) {
		t.Error("the hash does not follow from that of the content alone")
	}
	for name, change := range map[string]func(*seal.Link){
		"seq": func(l *seal.Link) { l.Seq++ }, "entry": func(l *seal.Link) { l.Entry++ }, "command": func(l *seal.Link) { l.Command += "x" },
		"at": func(l *seal.Link) { l.At += "x" }, "day": func(l *seal.Link) { l.Day += "x" }, "account": func(l *seal.Link) { l.Account++ },
		"actor": func(l *seal.Link) { l.Actor += "x" }, "action": func(l *seal.Link) { l.Action += "x" }, "title": func(l *seal.Link) { l.Title += "x" },
		"subject": func(l *seal.Link) { l.Subject += "x" }, "noun": func(l *seal.Link) { l.Noun += "x" }, "noun_id": func(l *seal.Link) { l.NounID++ },
		"reason": func(l *seal.Link) { l.Reason += "x" }, "body": func(l *seal.Link) { l.Body += "x" }, "desk": func(l *seal.Link) { l.Desk += "x" },
	} {
		other := l
		change(&other)
		if other.Follows(before, l.Chained(before)) || other.Follows(before, l.Whole(before)) {
			t.Errorf("another %s has the same hash", name)
		}
	}
}

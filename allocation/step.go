package allocation

// Step is what comes next for a record, as its noun decides it (下一步). K are the kinds of steps of the noun: a screen offers
// its keys by them.
type Step[K ~string] struct {
	Kind K
	Text string // in words; empty: nothing is left to do
}

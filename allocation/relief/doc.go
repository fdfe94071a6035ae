// Package relief is what a tenant may apply for under 五(一) to (六) and 2018（九）: a benefit with its decision, suspensions and
// end, and the spells in which a fee is spared by it.
package relief

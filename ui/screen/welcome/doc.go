// Package welcome is what a person sees where there is no office yet: make one (the whole city or a district, and its
// first administrator), or open the demonstration.
package welcome

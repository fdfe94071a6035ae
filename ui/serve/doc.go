// Package serve lets any number of people work on one open office at once: each at a desk of the network, with nothing but the SSH client
// of their system.
//
//	ssh client ── SSH ──> Server ── admission: account and password, or public key ──> desk: Env, frame.Root, terminal.Screen
//	                        │                                                           │
//	                        │ hall: who is in, at most so many                          v
//	                        └──< "rows were written" <── engine.Options.Wrote <── store.Store
//
// There is one store. Nothing is shared between two desks but it and the hall. Commands, files and forwarded ports are not served.
package serve

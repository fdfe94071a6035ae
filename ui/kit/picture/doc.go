// Package picture draws what is neither a table nor a form: the floors of a building with their shops, phases along a time line, bars
// of parts of a whole, curves, tabs. It knows no noun; screens give it labels, figures and colours.
package picture

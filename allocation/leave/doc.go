// Package leave is the ways out of a stay by one of the five grounds of 四(五): the ground with what it asks for and does, the
// exit with its steps from the opening to the filing with the city, and the steps taken back.
package leave

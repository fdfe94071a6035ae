// Package oversight is how an eye is kept on a tenancy (四(五), 四): assessments with their rectification, support until it is
// closed, findings of supervisors.
package oversight

package stay

// ReadEarlier reads the stays of an applicant, whom no award names.
var ReadEarlier = readEarlier

package stay

// SqlEarlierClock asks for the clock of an applicant, whom no award names.
const SqlEarlierClock = earlierClock

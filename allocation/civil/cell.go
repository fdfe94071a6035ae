package civil

// DayOrText is a text, or the day that it says in the form in which days are shown.
func DayOrText(text string) any {
	if len(text) == len("2021-03-15") && text[4] == '-' {
		if d, err := Parse(text); err == nil {
			return d
		}
	}
	return text
}

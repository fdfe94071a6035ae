// Package document prints: it fills templates (docx) with what a record says and writes the finished document into a file.
//
//	Print ── Read ──> Record ── Form.build ──> Data ─┐
//	      ── Load ──> Template (a district's own, else built in) ── Fill ──> docx ──> <data>/documents/<year>/
//	Export ──> <data>/templates/ ── edited in WPS or Word ──> Load
//
// A template is an ordinary docx whose words hold placeholders in plain Chinese: {{主体名称}}, {{每行 房屋}} in a row of a table that
// is repeated, {{如有 续期说明}} in a paragraph that is left out where there is nothing to say (fill.go). The built-in ones are
// texts in a small markup (builtin/*.txt, markup.go). A form is a code, a title and the function that builds its Data; a new one
// is a line in Forms and a text in builtin/.
package document

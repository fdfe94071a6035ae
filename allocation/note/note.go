// Package note is what people lay beside a record without changing it: a note in words (附注), and a file (附件).
//
//	record (noun, id) ──< Note: topic, text, author, day ──> withdrawn by its author, readable still
//	                 └──< File: name, kind, size, digest ──> the same
//
// Neither decides anything; both are kept for good.
package note

import (
	"regexp"
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/till"
)

// What people call it.
const (
	Word     = "附注"
	FileWord = "附件"
)

// Nouns are the nouns whose records take notes and files.
var Nouns = []allocation.Noun{
	allocation.NounUnit, allocation.NounApplicant, allocation.NounApplication, allocation.NounRound, allocation.NounAward, allocation.NounTenancy,
	allocation.NounBill, allocation.NounPayment, allocation.NounTill, allocation.NounAssessment, allocation.NounSupport, allocation.NounFinding, allocation.NounExit,
	allocation.NounCorrection,
}

// NounTitle is the word of a noun that takes notes.
func NounTitle(n allocation.Noun) string { return say.TitleOf(nounTitles, n) }

var nounTitles = map[allocation.Noun]string{
	allocation.NounUnit: say.Unit, allocation.NounApplicant: say.Applicant, allocation.NounApplication: say.Application, allocation.NounRound: say.AllocationRound,
	allocation.NounAward: say.Award, allocation.NounTenancy: say.Tenancy, allocation.NounBill: say.Bill, allocation.NounPayment: say.Payment,
	allocation.NounAssessment: say.Assessment, allocation.NounSupport: say.Support, allocation.NounFinding: say.Finding, allocation.NounExit: say.Exit,
	allocation.NounCorrection: say.Correction, allocation.NounTill: till.Word,
}

// Topic says what a note is about.
type Topic string

// The topics.
const (
	Visit  Topic = "visit"
	Call   Topic = "call"
	Seen   Topic = "seen"
	Paper  Topic = "paper"
	Talk   Topic = "talk"
	Remind Topic = "remind"
	Dun    Topic = "dun"
	Other  Topic = "other"
)

// Topics lists them as people choose.
var Topics = []Topic{Visit, Call, Seen, Paper, Talk, Remind, Dun, Other}

// Title is the topic in words.
func (t Topic) Title() string { return say.TitleOf(topicTitles, t) }

var topicTitles = map[Topic]string{
	Visit: "来访", Call: "来电", Seen: "现场", Paper: say.Material, Talk: "沟通协调", Remind: "交接提醒", Dun: "催缴", Other: "其他",
}

// Laid is what a note and a file have in common: on which record, by whom, when, and that it was withdrawn.
type Laid struct {
	ID        int64
	Noun      allocation.Noun
	Record    int64
	By        int64 // account
	Day       civil.Date
	Withdrawn civil.Date // zero while it stands
	Why       string     // it was withdrawn
}

// Note is one remark on a record.
type Note struct {
	Laid
	Topic Topic
	Text  string
}

// MostText is how many characters a note has at most.
const MostText = 1000

// Check refuses what is no note. A whole identity number does not belong into a note, which everybody of the office reads and the log
// keeps in words. Errors: ErrNoun, ErrTopic, ErrText, ErrNumber.
func (n Note) Check() error {
	switch {
	case !slices.Contains(Nouns, n.Noun):
		return ErrNoun
	case !slices.Contains(Topics, n.Topic):
		return ErrTopic.On("topic")
	case strings.TrimSpace(n.Text) == "":
		return ErrText.On("text")
	case len([]rune(n.Text)) > MostText:
		return ErrText.Textf("附注最多 %d 个字，请分成几条，或作为附件附上", MostText).On("text")
	}
	if found := wholeNumber(n.Text); found != "" {
		return ErrNumber.With(identity.MaskID(found)).On("text")
	}
	return nil
}

var manyFigures = regexp.MustCompile(`[0-9]{17}[0-9Xx]`)

// wholeNumber is an identity number that stands whole in a text; empty without one.
func wholeNumber(text string) string {
	for _, word := range manyFigures.FindAllString(quantity.HalfWidth(text), -1) {
		if !identity.IDBirth(word).IsZero() {
			return word
		}
	}
	return ""
}

// Withdraw takes it back: its author alone, once, and with the reason; it stays readable. Errors: ErrWithdrawn, ErrAuthor, ErrWhy.
func (l *Laid) Withdraw(by int64, reason string, today civil.Date) error {
	switch reason = strings.TrimSpace(reason); {
	case !l.Withdrawn.IsZero():
		return ErrWithdrawn.With(l.Withdrawn.String())
	case l.By != by:
		return ErrAuthor
	case reason == "":
		return ErrWhy.On("reason")
	}
	l.Withdrawn, l.Why = today, reason
	return nil
}

// Gone reports whether it was withdrawn.
func (l *Laid) Gone() bool { return !l.Withdrawn.IsZero() }

// MayWithdraw is why an account cannot take it back; nil when it can.
func (l *Laid) MayWithdraw(by int64) error {
	tried := *l
	return tried.Withdraw(by, "x", civil.On(2000, 1, 1))
}

// Who may add: everybody who works with records. The auditor and the administrator read.
var (
	adders = []allocation.Role{allocation.Intake, allocation.Reviewer, allocation.Approver, allocation.Manager, allocation.Supervisor}

	ActAdd      = allocation.Action{Code: "note.add", Title: "记附注", Roles: adders}
	ActWithdraw = allocation.Action{Code: "note.withdraw", Title: "撤回附注", Roles: adders}
)

// Refusals.
var (
	ErrNoun      = say.Refuse("note_noun", "这一类记录没有附注")
	ErrTopic     = say.Refuse("note_topic", "请选一个主题")
	ErrText      = say.Refuse("note_text", "请写明内容")
	ErrNumber    = say.Refuse("note_number", "附注全办公室都能看到，不写完整证件号：请只写后四位，完整号码登记在主体里")
	ErrWithdrawn = say.Refuse("note_withdrawn", "这一条已经撤回")
	ErrAuthor    = say.Refuse("note_author", "只有记录人本人可以撤回。要补充或更正，请另记一条")
	ErrWhy       = say.Refuse("note_why", "请写明撤回原因")
)

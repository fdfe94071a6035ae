package document

import (
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/leave"
)

// The nouns of records that forms are printed of.
const (
	NounApplication = "application"
	NounAward       = "award"
	NounTenancy     = "tenancy"
	NounExit        = "exit"
	NounBill        = "bill"
	NounPayment     = "payment"
	NounTill        = "till"
	NounAssessment  = "assessment"
	NounRound       = "round"
	NounFinding     = "finding"
	NounWalk        = "walk"
	NounChange      = "change" // of a stay
)

// Form is one kind of document: its code on the command line, its title, the records that it is printed of.
type Form struct {
	Code  string // contract
	Title string // 入驻合同
	Nouns []string
	build func(r Record) *Data
	why   func(r Record) string      // why it cannot be printed of the record yet; nil: always can
	day   func(r *Record) civil.Date // on which it is made out; nil, or none: when it is printed
}

// CodeUnserved is the letter to whoever a round left without premises.
const CodeUnserved = "unserved"

// codeContract is the form of 四(四).
const codeContract = "contract"

// File is the name of its template.
func (f Form) File() string { return f.Title + ".docx" }

// Of reports whether the form is printed of a noun.
func (f Form) Of(noun string) bool { return slices.Contains(f.Nouns, noun) }

// Blank reports whether the form is handed out at the counter with nothing in it.
func (f Form) Blank() bool {
	return slices.Contains([]string{"application", "pledge", "mandate", "handover"}, f.Code)
}

// Names are the placeholders of the form as they are written, and those of each list, the one that repeats the row first.
func (f Form) Names() (values []string, lists [][]string) {
	data := f.build(Record{})
	for _, n := range data.names {
		values = append(values, braced(n))
	}
	for _, l := range data.lists {
		names := []string{braced(wordEach + " " + l.Name)}
		for _, n := range l.Names {
			names = append(names, braced(n))
		}
		lists = append(lists, names)
	}
	return values, lists
}

func braced(name string) string { return "{{" + name + "}}" }

// WhyNot is the reason why the form cannot be printed of a record yet, "" when it can.
func (f Form) WhyNot(r Record) string {
	if f.why == nil {
		return ""
	}
	return f.why(r)
}

// Forms are all forms, in the order of a tenancy's life.
func Forms() []Form {
	return []Form{
		{"application", "使用申请表", []string{NounApplication}, applicationForm, nil, dayAccepted},
		{"pledge", "承诺书", []string{NounApplication}, pledge, nil, nil},
		{"mandate", "授权委托书", []string{NounApplication}, mandate, nil, nil},
		{"accepted", "受理通知书", []string{NounApplication}, acceptedNotice, notAccepted, dayAccepted},
		{"supplement", "补正通知书", []string{NounApplication}, supplementNotice, notAsked, dayAsked},
		{"refused", "不予受理通知书", []string{NounApplication}, refusedNotice, notRefused, dayRefused},
		{"review", "审查表", []string{NounApplication}, reviewSheet, notReviewed, dayReviewed},
		{"scores", "评审打分表", []string{NounApplication}, scoreSheet, notEvaluated, dayEvaluated},
		{"rejected", "不予通过通知书", []string{NounApplication}, rejectedNotice, notRejected, dayRejected},
		{"posting", "名单公告", []string{NounRound}, postingNotice, notLocked, dayPosted},
		{"result", "分配结果公示", []string{NounRound}, resultNotice, notNoticed, dayNoticeFrom},
		{CodeUnserved, "分配结果告知书", []string{NounApplication}, unservedLetter, notLeft, nil},
		{"sign-notice", "签约通知书", []string{NounAward}, signNotice, notOffered, dayOffered},
		{codeContract, "入驻合同", []string{NounTenancy, NounAward}, contractForm, notOffered, daySigned},
		{"premises-use", "经营场所使用证明", []string{NounTenancy}, premisesProof, notInForce, nil},
		{"handover", "房屋交接记录", []string{NounTenancy}, handoverRecord, nil, dayHanded},
		{"supplement-agreement", "补充协议", []string{NounChange}, supplementAgreement, nil, dayChanged},
		{"bill", say.Bill, []string{NounBill}, billForm, nil, dayIssued},
		{"reminder", "催缴通知书", []string{NounTenancy}, reminderLetter, notOverdue, nil},
		{"receipt", "收据", []string{NounPayment}, receiptForm, nil, dayPaid},
		{"till", "日结单", []string{NounTill}, tillForm, notConfirmed, dayCounted},
		{"assessment", "考核表", []string{NounAssessment}, assessmentForm, notVoid, dayAssessed},
		{"rectify", "整改通知书", []string{NounAssessment}, rectifyLetter, notRectifying, dayAssessed},
		{"renewal-notice", "续签通知书", []string{NounTenancy}, renewalLetter, notEnding, nil},
		{"holdover", "超期占用通知书", []string{NounTenancy}, holdoverLetter, notHoldover, nil},
		{"exit-intended", "退出事先告知书", []string{NounExit}, exitIntended, notHeard, dayTold},
		{"exit-refused", "退出不予批准通知书", []string{NounExit}, exitRefused, notExitRefused, dayExitDecided},
		{"exit-withdrawn", "退出撤回告知书", []string{NounExit}, exitWithdrawn, notExitWithdrawn, dayExitDecided},
		{"exit-notice", "退出通知书", []string{NounExit}, exitNotice, notApproved, dayNoticed},
		{"exit-posting", "退出公示", []string{NounExit}, exitPosting, notApproved, dayExitServed},
		{"exit-filing", "退出备案函", []string{NounExit}, exitFiling, notApproved, dayFiled},
		{"finding", "督办通知书", []string{NounFinding}, findingNotice, notFound, dayFound},
		{"walk", "实地核查名单", []string{NounWalk}, walkList, notDrawn, dayListed},
	}
}

// FindForm finds a form by its code or its title. Errors: ErrNoForm with all codes.
func FindForm(name string) (Form, error) {
	name = strings.TrimSpace(name)
	var codes []string
	for _, f := range Forms() {
		if strings.EqualFold(name, f.Code) || name == f.Title {
			return f, nil
		}
		codes = append(codes, f.Code+" "+f.Title)
	}
	return Form{}, ErrNoForm.Textf("没有“%s”这种文书，可打印的有：%s", name, strings.Join(codes, "、"))
}

func notAccepted(r Record) string {
	if r.Application.AcceptedOn.IsZero() {
		return "申请还没有受理"
	}
	return ""
}

func notAsked(r Record) string {
	if r.Application.Supplement.Asked.IsZero() {
		return "没有要求补正"
	}
	return ""
}

func notRefused(r Record) string {
	if r.Application.State != allocation.ApplicationRefused {
		return "只有不予受理的申请才有这份通知"
	}
	return ""
}

// notLocked refuses the posting of a list that was not posted: of a draft, and of rounds from before lists were posted.
func notLocked(r Record) string {
	if r.Round.Units == 0 || r.Round.Posted.Until.IsZero() {
		return "名单还没有锁定，或者锁定时没有设名单异议期"
	}
	return ""
}

func notRejected(r Record) string {
	if r.Application.State != allocation.ApplicationRejected {
		return "只有不予通过的申请才有这份通知"
	}
	return ""
}

// notOffered refuses the contract of an award that is no longer to be signed; a tenancy always has one.
func notOffered(r Record) string {
	if r.Noun == NounAward && r.Award.State != allocation.AwardOffered {
		return "这项分配已经签约或终止"
	}
	return ""
}

// notExitRefused refuses the notice of an exit that was not turned down, or of which the tenant knows nothing.
func notExitRefused(r Record) string {
	switch {
	case r.Exit.State != leave.ExitRefused:
		return "只有不予批准的退出才有这份通知"
	case !r.Exit.Applied && r.Exit.Told.IsZero():
		return "承租人没有申请退出，也没有告知过拟作的决定，不必通知"
	}
	return ""
}

// notExitWithdrawn refuses the paper of an exit that was not taken back, or of which the tenant was told nothing.
func notExitWithdrawn(r Record) string {
	switch {
	case r.Exit.State != leave.ExitCancelled:
		return "只有撤回的退出才有这份告知"
	case r.Exit.Told.IsZero():
		return "没有告知过承租人拟作的决定，不必告知撤回"
	}
	return ""
}

func notApproved(r Record) string {
	switch r.Exit.State {
	case leave.ExitApproved, leave.ExitNoticed, leave.ExitReturned, leave.ExitClosed:
		return ""
	}
	return "退出还没有批准"
}

// notHeard refuses the notice of an intended decision where the ground asks for none, or the exit is over without one.
func notHeard(r Record) string {
	switch {
	case !r.Exit.Heard:
		return "承租人自己申请的、期满的退出，以及按以前的办法批准的，没有这份告知"
	case r.Exit.State == leave.ExitCancelled && r.Exit.Told.IsZero():
		return "退出没有告知就撤回了"
	}
	return ""
}

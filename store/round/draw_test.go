package round_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/draw"
	"penggai/allocation/rule"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/signet"
	"penggai/store/intake"
	"penggai/store/round"
	"penggai/store/round/roundtest"
)

// TestListIsPostedBeforeTheDraw四三: the lock names the source and posts the list; it is drawn on only after its days, every dispute
// is answered by somebody who did not draw the list up, and a corrected list has a new digest and new days.
func TestListIsPostedBeforeTheDraw四三(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	clerk, reviewer, approver := o.As(t, allocation.Intake), o.As(t, allocation.Reviewer), o.As(t, allocation.Approver)
	r := o.Locked(t)
	if r.Source.Words() != "周某、李某 见证，当众抽签" || len(r.Posted.Digest) != 64 || r.Posted.Until != civil.MustParse("2021-03-16") {
		t.Fatalf("%+v %+v", r.Source, r.Posted)
	}
	enter := func(e draw.Entry) error {
		return o.EnterDraw(t.Context(), reviewer, r.ID, o.RoundOf(t, r.ID).Version, e)
	}
	refused(t, "drawn while the list may be disputed", enter(roundtest.Drawing()), draw.ErrListDays)
	id, err := o.RaiseDispute(t.Context(), clerk, r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	o.Clock.Day = civil.MustParse("2021-03-17")
	_, err = o.RaiseDispute(t.Context(), clerk, r.ID, 0, "某人", "x")
	refused(t, "disputed late", err, draw.ErrDisputeLate)
	refused(t, "drawn before the answer", enter(roundtest.Drawing()), draw.ErrListOpen)
	refused(t, "unlocked before the answer", o.UndoRound(t.Context(), reviewer, r.ID, r.Version, "漏了"), allocation.ErrUndoDepends)
	_, err = o.SettleDispute(t.Context(), reviewer, id, true, "属实")
	refused(t, "answered by a reviewer", err, engine.ErrNotAllowed)
	_, err = o.SettleDispute(t.Context(), approver, id, true, "社保记录 14 人")
	ok(t, err)
	refused(t, "drawn on a list that is wrong", enter(roundtest.Drawing()), draw.ErrListUpheld)
	relist := func() error {
		return o.RelistRound(t.Context(), reviewer, r.ID, o.RoundOf(t, r.ID).Version, roundtest.Witnessed(), "王某2 的岗位")
	}
	refused(t, "posted again as it was", relist(), allocation.ErrRelistSame)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return intake.SetApplicationJobs(x, second, func(j *allocation.Jobs) { j.Accepted.Full = 14 })
	}))
	d, err := o.RoundDetail(t.Context(), approver, r.ID)
	ok(t, err)
	if d.Compared != "与张贴的名单相比" || len(d.Corrected) != 1 || !strings.Contains(d.Corrected[0], "岗位 由 10 改为 14") {
		t.Errorf("%s %q", d.Compared, d.Corrected)
	}
	ok(t, relist())
	now := o.RoundOf(t, r.ID)
	if now.Posted.Digest == r.Posted.Digest || now.Posted.Until != civil.MustParse("2021-03-18") || now.Posted.Upheld != 0 || now.State != allocation.RoundLocked {
		t.Fatalf("%+v", now.Posted)
	}
	refused(t, "drawn in the new days", enter(roundtest.Drawing()), draw.ErrListDays)
	o.Clock.Day = civil.MustParse("2021-03-19")
	other := roundtest.Drawing()
	other.Witnesses = []string{"周某", "吴某"}
	refused(t, "other witnesses", enter(other), draw.ErrOther)
	weak := roundtest.Drawing()
	weak.Accept = ""
	refused(t, "weak", enter(weak), draw.ErrWeak)
	ok(t, enter(roundtest.Drawing()))
	if now = o.RoundOf(t, r.ID); now.Draw.Digest != now.Posted.Digest || now.Draw.Bits != 1992 || now.Draw.Accept != "测试" {
		t.Errorf("%+v", now.Draw)
	}
	o.Verified(t)
}

// TestLockedBeforeListsWerePosted: a round locked before there were days to dispute is drawn as before.
func TestLockedBeforeListsWerePosted(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	r := o.Locked(t)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		if err := x.Exec(`UPDATE round_input SET dispute_until = NULL`); err != nil {
			return err
		}
		return x.Exec(`UPDATE round SET source_kind = '', source_name = ''`)
	}))
	by := o.As(t, allocation.Reviewer)
	_, err := o.RaiseDispute(t.Context(), by, r.ID, 0, "某人", "x")
	refused(t, "no days", err, draw.ErrDisputeNone)
	ok(t, o.EnterDraw(t.Context(), by, r.ID, r.Version, draw.Entry{Number: "38-07", Witnesses: []string{"甲", "乙"}}))
	if now := o.RoundOf(t, r.ID); now.Draw.Digest != "" || now.State != allocation.RoundDrawn {
		t.Errorf("%+v", now.Draw)
	}
	o.Verified(t)
}

// TestReopenedRoundReadsAgain: what is corrected after the reopening counts, and the round says what it was.
func TestReopenedRoundReadsAgain(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	id, err := o.RaiseObjection(t.Context(), o.As(t, allocation.Intake), r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	_, err = o.SettleObjection(t.Context(), by, id, true, "社保记录 14 人，更正")
	ok(t, err)
	ok(t, o.ReopenRound(t.Context(), by, r.ID, r.Version, "异议成立"))
	corrected := func() round.RoundDetail {
		d, err := o.RoundDetail(t.Context(), by, r.ID)
		ok(t, err)
		return d
	}
	if d := corrected(); d.Compared == "" || len(d.Corrected) != 0 {
		t.Errorf("nothing was corrected: %s %q", d.Compared, d.Corrected)
	}
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActEditRound, func(x *engine.Tx) error {
		return intake.SetApplicationJobs(x, second, func(j *allocation.Jobs) { j.Accepted.Full = 14 })
	}))
	want := []string{"JS20210002 王某2：岗位 由 10 改为 14"}
	if d := corrected(); !slices.Equal(d.Corrected, want) {
		t.Errorf("%q", d.Corrected)
	}
	_, err = o.ComputeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, nil)
	ok(t, err)
	d := corrected()
	if !slices.Equal(d.Corrected, want) || d.Runs[1].Result().Ranks[0].Number != "JS20210002" || d.Stale {
		t.Errorf("%q, first %s, stale %v", d.Corrected, d.Runs[1].Result().Ranks[0].Number, d.Stale)
	}
	o.Verified(t)
}

// TestAnswerIsRetracted四三: an answer is taken back while the round stands as it stood; then it is answered anew.
func TestAnswerIsRetracted四三(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	id, err := o.RaiseObjection(t.Context(), o.As(t, allocation.Intake), r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	refused(t, "nothing was answered", o.RetractObjection(t.Context(), by, id, "看错"), draw.ErrObjectionOpen)
	_, err = o.SettleObjection(t.Context(), by, id, false, "核对无误")
	ok(t, err)
	refused(t, "by a clerk", o.RetractObjection(t.Context(), o.As(t, allocation.Intake), id, "看错"), engine.ErrNotAllowed)
	refused(t, "without a reason", o.RetractObjection(t.Context(), by, id, " "), draw.ErrObjectionWhy)
	ok(t, o.RetractObjection(t.Context(), by, id, "看错了材料"))
	if now := o.RoundOf(t, r.ID); now.Open != 1 {
		t.Errorf("%d open", now.Open)
	}
	_, err = o.SettleObjection(t.Context(), by, id, true, "属实")
	ok(t, err)
	ok(t, o.ReopenRound(t.Context(), by, r.ID, r.Version, "异议成立"))
	refused(t, "after the reopening", o.RetractObjection(t.Context(), by, id, "看错"), draw.ErrObjectionRests)
	o.Verified(t)
}

// TestSecondNoticeLeavesTheFirst: both stay, with their run and their days; one that was taken back is marked.
func TestSecondNoticeLeavesTheFirst(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	ok(t, o.UndoRound(t.Context(), o.As(t, allocation.Reviewer), r.ID, r.Version, "早了一天"))
	ok(t, o.NoticeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, ""))
	all, err := o.Notices(t.Context(), by, r.ID)
	ok(t, err)
	if len(all) != 2 || !all[0].Undone || all[1].Undone || all[0].Run != r.Run || all[0].From != r.NoticeFrom || all[1].Position != 2 {
		t.Errorf("%+v", all)
	}
	o.Verified(t)
}

// TestCancelledDrawStandsBeside: a draw that led to nothing is named, with its order, in the next round over the same applicants.
func TestCancelledDrawStandsBeside(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	o.Approved(t, 2, 12)
	by := o.As(t, allocation.Approver)
	first := o.Computed(t)
	o.Cancelled(t, first.ID, "见证人有异议")
	next := o.Stands(t)
	cancelled := func() []round.CancelledDraw {
		d, err := o.RoundDetail(t.Context(), by, next.ID)
		ok(t, err)
		return d.Cancelled
	}
	got := cancelled()
	if len(got) != 1 || got[0].Round != first.Number || got[0].Text != "见证抽签 38-07-21" || got[0].Reason != "见证人有异议" || len(got[0].Order) != 2 {
		t.Fatalf("%+v", got)
	}
	reviewer := o.As(t, allocation.Reviewer)
	ok(t, o.EnterDraw(t.Context(), reviewer, next.ID, next.Version, roundtest.Drawing()))
	ok(t, o.UndoRound(t.Context(), by, next.ID, next.Version+1, "读错"))
	if got = cancelled(); len(got) != 2 || got[1].Round != next.Number || got[1].Reason != "读错" {
		t.Errorf("%+v", got)
	}
	o.Verified(t)
}

// TestScreenedBeforeConfirmation六二: what the screening finds is remarked one by one by who confirms, and kept; or the round is sent
// back with it.
func TestScreenedBeforeConfirmation六二(t *testing.T) {
	o := roundtest.New(t, 2)
	first := o.Approved(t, 1, 12)
	o.Approved(t, 2, 10)
	by := o.As(t, allocation.Approver)
	r := o.Noticed(t)
	name, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT p.name FROM application a JOIN applicant p ON p.id = a.applicant_id WHERE a.id = $1`, first)
	ok(t, err)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActListExpert, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO expert (district, name, body, from_day, created_by) VALUES ('尖山区', $1, '人社局', '2021-01-01', 0)`, name)
	}))
	o.Clock.Day = r.WindowEnd().AddDays(1)
	found, err := o.RoundFindings(t.Context(), by, r.ID)
	ok(t, err)
	if !slices.ContainsFunc(found, func(f draw.Finding) bool { return f.Kind == draw.FindingStaff }) {
		t.Fatalf("%+v", found)
	}
	_, err = o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, nil)
	refused(t, "confirmed without a remark", err, draw.ErrUnremarked)
	ok(t, o.SendBackRound(t.Context(), by, r.ID, r.Version, "请查是否同一人", found[0].Words()))
	back, err := o.RoundScreenings(t.Context(), by, r.ID)
	ok(t, err)
	if len(back) != 1 || !back[0].SentBack || back[0].Remark != "请查是否同一人" || o.RoundOf(t, r.ID).State != allocation.RoundReopened {
		t.Fatalf("%+v", back)
	}
	_, err = o.ComputeRound(t.Context(), o.As(t, allocation.Reviewer), r.ID, o.RoundOf(t, r.ID).Version, nil)
	ok(t, err)
	ok(t, o.NoticeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, "查过，不是同一人"))
	r = o.RoundOf(t, r.ID)
	o.Clock.Day = r.WindowEnd().AddDays(1)
	_, err = o.ConfirmRound(t.Context(), by, r.ID, r.Version, r.Run, o.Remarks(t, r.ID))
	ok(t, err)
	all, err := o.RoundScreenings(t.Context(), by, r.ID)
	ok(t, err)
	if len(all) != 1+len(found) || all[1].SentBack || all[1].Remark != "已核对" || all[1].By == "" {
		t.Errorf("%+v", all)
	}
	o.Verified(t)
}

// TestSinglePlacementIsScreened六二: what the screening of a single placement finds is remarked before, one by one, and kept with it;
// findings that do not touch it are not asked about again.
func TestSinglePlacementIsScreened六二(t *testing.T) {
	o := roundtest.New(t, 3)
	first, second := o.Approved(t, 1, 12), o.Approved(t, 2, 10)
	by := o.As(t, allocation.Approver)
	name, err := engine.One(t.Context(), o.Read, engine.ScanOne[string], `SELECT p.name FROM application a JOIN applicant p ON p.id = a.applicant_id WHERE a.id = $1`, first)
	ok(t, err)
	ok(t, o.Write(t.Context(), engine.Console(), allocation.ActListExpert, func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO expert (district, name, body, from_day, created_by) VALUES ('尖山区', $1, '人社局', '2021-01-01', 0)`, name)
	}))
	found, err := o.SingleFindings(t.Context(), by, first)
	ok(t, err)
	if len(found) != 1 || found[0].Kind != draw.FindingStaff {
		t.Fatalf("%+v", found)
	}
	_, err = o.AwardSingle(t.Context(), by, first, nil, round.OutOfOrder{})
	refused(t, "placed without a remark", err, draw.ErrUnremarked)
	id, err := o.AwardSingle(t.Context(), by, first, nil, round.OutOfOrder{Remarks: map[string]string{found[0].Words(): "查过身份证，不是同一人"}})
	ok(t, err)
	all, err := o.RoundScreenings(t.Context(), by, id)
	ok(t, err)
	if len(all) != 1 || all[0].Remark != "查过身份证，不是同一人" || all[0].Run != o.RoundOf(t, id).Run || all[0].By == "" {
		t.Errorf("%+v", all)
	}
	_, err = o.AwardSingle(t.Context(), by, second, nil, round.OutOfOrder{})
	ok(t, err)
	o.Approved(t, 3, 9)
	o.Locked(t)
	last := o.Approved(t, 4, 8)
	if offer, err := o.SingleOffer(t.Context(), by, last); err != nil || offer.Waiting != 0 || offer.InRounds != 1 {
		t.Errorf("%d wait, %d in rounds, %v", offer.Waiting, offer.InRounds, err)
	}
	o.Verified(t)
}

// TestSecondNoticeSaysWhyNothingWasCorrected: after an upheld objection a notice without any correction takes a reason, however often
// the round was computed since; the reason stands with it.
func TestSecondNoticeSaysWhyNothingWasCorrected(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	id, err := o.RaiseObjection(t.Context(), o.As(t, allocation.Intake), r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	_, err = o.SettleObjection(t.Context(), by, id, true, "属实")
	ok(t, err)
	ok(t, o.ReopenRound(t.Context(), by, r.ID, r.Version, "异议成立"))
	for range 2 {
		_, err = o.ComputeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, nil)
		ok(t, err)
		d, err := o.RoundDetail(t.Context(), by, r.ID)
		ok(t, err)
		if !d.Uncorrected || d.Compared != "与第 1 次公示相比" || len(d.Corrected) != 0 {
			t.Errorf("run %d: %v %s %q", d.Runs[len(d.Runs)-1].Position, d.Uncorrected, d.Compared, d.Corrected)
		}
	}
	refused(t, "without a reason", o.NoticeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, " "), allocation.ErrNoticeUncorrected)
	ok(t, o.NoticeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, "复核后岗位数无误"))
	all, err := o.Notices(t.Context(), by, r.ID)
	ok(t, err)
	if len(all) != 2 || all[0].Reason != "" || all[1].Reason != "复核后岗位数无误" {
		t.Errorf("%+v", all)
	}
	o.Verified(t)
}

// TestNoticesStayBesideEachOther: with a key the certificate of each notice is signed with its own days, and both hold against the office after
// the second was posted; what is altered, and the key of somebody else, is refused with its place.
func TestNoticesStayBesideEachOther(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Options.Signets = signet.In(t.TempDir())
	o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	r := o.Noticed(t)
	by := o.As(t, allocation.Approver)
	first, err := o.Certificate(t.Context(), by, r.Run)
	ok(t, err)
	id, err := o.RaiseObjection(t.Context(), o.As(t, allocation.Intake), r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	_, err = o.SettleObjection(t.Context(), by, id, true, "属实")
	ok(t, err)
	ok(t, o.ReopenRound(t.Context(), by, r.ID, r.Version, "异议成立"))
	_, err = o.ComputeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, nil)
	ok(t, err)
	o.Clock.Day = o.Clock.Day.AddDays(1)
	ok(t, o.NoticeRound(t.Context(), by, r.ID, o.RoundOf(t, r.ID).Version, "复核后岗位数无误"))
	posted, err := o.Notices(t.Context(), by, r.ID)
	ok(t, err)
	if len(posted) != 2 || posted[0].From == posted[1].From {
		t.Fatalf("%+v", posted)
	}
	keys, err := basis.Of(o.Store).Signets(t.Context())
	ok(t, err)
	if len(keys) != 1 {
		t.Fatalf("%d keys after several certificates", len(keys))
	}
	for i, n := range posted {
		c, err := o.NoticedCertificate(t.Context(), by, n)
		ok(t, err)
		s := c.Signed
		if s == nil || s.NoticeFrom != n.From.String() || s.ObjectionUntil != n.ObjectionUntil.String() || !signet.Signs(s.Key, rule.SignedAs, s.Text(), s.Signature) {
			t.Fatalf("notice %d: %+v", i+1, s)
		}
		if i == 0 && string(c.File()) != string(first.File()) {
			t.Error("the first notice's certificate is another after the second")
		}
		ok(t, o.Issued(t.Context(), &c))
		foreign, err := signet.In(t.TempDir()).Of("another")
		ok(t, err)
		for place, change := range map[string]func(*rule.Certificate){
			"signed.key：": func(c *rule.Certificate) {
				*c = c.Sign(*s, foreign.Public(), func(text []byte) string { return foreign.SignText(rule.SignedAs, text) })
			},
			"parameters：": func(c *rule.Certificate) { c.Parameters++ },
			"drawn_on：":   func(c *rule.Certificate) { c.DrawnOn = strings.Repeat("0", 64) },
		} {
			altered := c
			change(&altered)
			if err := o.Issued(t.Context(), &altered); !errors.Is(err, round.ErrNotIssued) || !strings.HasPrefix(err.Error(), place) {
				t.Errorf("%s %v", place, err)
			}
		}
	}
	o.Verified(t)
}

// TestACertificateBindsItsOffice: one of another office, of a round that is not of here, and one with a digest that was never computed here
// are told apart from one's own, each with its place; one from before offices stood in certificates is told by its digest.
func TestACertificateBindsItsOffice(t *testing.T) {
	o := roundtest.New(t, 2)
	o.Approved(t, 1, 12)
	r := o.Computed(t)
	own, err := o.Certificate(t.Context(), o.As(t, allocation.Approver), r.Run)
	ok(t, err)
	for name, tc := range map[string]struct {
		change func(*rule.Certificate)
		want   error
		place  string
	}{
		"own":             {func(*rule.Certificate) {}, nil, ""},
		"from before":     {func(c *rule.Certificate) { c.Office = "" }, nil, ""},
		"another office":  {func(c *rule.Certificate) { c.Office = "9f0c" }, round.ErrOtherOffice, "office："},
		"another round":   {func(c *rule.Certificate) { c.Round = "岭东区 2021 年第 1 批次" }, round.ErrNotIssued, "round："},
		"another digest":  {func(c *rule.Certificate) { c.Digest = strings.Repeat("0", 64) }, round.ErrNotIssued, "digest："},
		"before, another": {func(c *rule.Certificate) { c.Office, c.Digest = "", strings.Repeat("0", 64) }, round.ErrNotIssued, "digest："},
	} {
		c := own
		tc.change(&c)
		err := o.Issued(t.Context(), &c)
		if !errors.Is(err, tc.want) || err != nil && !strings.HasPrefix(err.Error(), tc.place) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestObjectionIsWithdrawn四三: an objection that is withdrawn before its answer holds nothing up and stays on record with its reason; one that
// is answered is not withdrawn, and the withdrawal can be taken back.
func TestObjectionIsWithdrawn四三(t *testing.T) {
	o := roundtest.New(t, 1)
	o.Approved(t, 1, 12)
	second := o.Approved(t, 2, 10)
	list := o.Locked(t)
	clerk, by := o.As(t, allocation.Intake), o.As(t, allocation.Approver)
	dispute, err := o.RaiseDispute(t.Context(), clerk, list.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	ok(t, o.WithdrawRaised(t.Context(), clerk, dispute, true, "登记错了批次"))
	if now := o.RoundOf(t, list.ID); now.Posted.Open != 0 {
		t.Errorf("%d disputes wait", now.Posted.Open)
	}
	o.Clock.Day = list.Posted.Until.AddDays(1)
	r := o.ComputedFrom(t, list)
	ok(t, o.NoticeRound(t.Context(), by, r.ID, r.Version, ""))
	id, err := o.RaiseObjection(t.Context(), clerk, r.ID, second, "王某2", "岗位少算 4 个")
	ok(t, err)
	refused(t, "without a reason", o.WithdrawRaised(t.Context(), clerk, id, false, " "), draw.ErrObjectionWithdraw)
	refused(t, "by a supervisor", o.WithdrawRaised(t.Context(), o.As(t, allocation.Supervisor), id, false, "本人撤回"), engine.ErrNotAllowed)
	ok(t, o.WithdrawRaised(t.Context(), clerk, id, false, "本人书面撤回"))
	refused(t, "answered though withdrawn", errOf(o.SettleObjection(t.Context(), by, id, true, "属实")), draw.ErrObjectionAnswered)
	rows, err := o.Objections(t.Context(), by, r.ID)
	ok(t, err)
	if x := rows[0]; o.RoundOf(t, r.ID).Open != 0 || x.State != draw.ObjectionWithdrawn || x.Answer != "本人书面撤回" || x.Text != "岗位少算 4 个" {
		t.Errorf("%+v", x)
	}
	ok(t, o.RetractObjection(t.Context(), by, id, "撤回书不是本人签的"))
	_, err = o.SettleObjection(t.Context(), by, id, false, "核对无误")
	ok(t, err)
	refused(t, "after the answer", o.WithdrawRaised(t.Context(), clerk, id, false, "本人撤回"), draw.ErrObjectionAnswered)
	o.Verified(t)
}

func errOf(_ bool, err error) error { return err }

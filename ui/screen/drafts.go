package screen

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store"
	"penggai/store/engine"
	"penggai/ui/kit"
)

// DraftNew begins the keys of the forms at the counter: each that is half-filled is kept by itself.
const DraftNew = "application/new"

// NewDraftKey is the key of a form at the counter that is begun now.
func NewDraftKey() string { return DraftNew + "/" + engine.NewID() }

// Drafted is a half-filled form of an account.
type Drafted struct {
	Key   string
	Title string // which form
	Name  string // of whom
	At    string // hour and minute, behind the day when that was another
	To    Go     // where it goes on
	Old   bool   // nobody has typed in it for a year
}

// draftPlaces say where a half-filled form goes on, by how its key begins: the form itself where it has a place, else the page from
// which it is opened again. The longest beginning counts; what follows it may be the id of the record.
var draftPlaces = []struct {
	prefix string
	place  Place
	filter string
}{
	{DraftNew, ApplicationNew, ""},
	{"application/", Application, ""},
	{"applicant/new", Applicant, ""},
	{"applicant/", Applicant, ""},
	{"account/", System, say.Account},
	{"assessment/record/", AssessmentRecord, ""},
	{"assessment/", Assessment, ""},
	{"award/", Award, ""},
	{"benefit/apply/", Benefit, ""},
	{"benefit/crisis", Crisis, ""},
	{"benefit/", Benefit, ""},
	{"card/", System, ""},
	{"correction/", Correction, ""},
	{"correction/applicant/", CorrectApplicant, ""},
	{"correction/application/", CorrectApplication, ""},
	{"correction/tenancy/", CorrectTenancy, ""},
	{"correction/exit/", CorrectExit, ""},
	{"correction/unit/", CorrectUnit, ""},
	{"entry/", System, ""},
	{"exit/", ExitNew, ""},
	{"erasure/new", KeepingNew, ""},
	{"erasure/hold/", Applicant, ""},
	{"expert/new", Expert, ""},
	{"expert/", Expert, ""},
	{"fee/new", FeeNew, ""},
	{"fee/", Fee, ""},
	{"finding/new/tenancy/", FindingNew, ""},
	{"finding/", Finding, ""},
	{"holiday/", System, ""},
	{"note/", Notes, ""},
	{"parameter/", System, ""},
	{"payment/take/", PaymentTake, ""},
	{"payment/refund/", PaymentRefund, ""},
	{"payment/reverse/", PaymentReverse, ""},
	{"payment/", Payment, ""},
	{"reading/", Reading, ""},
	{"round/", Round, ""},
	{"single/screening/", Single, ""},
	{"support/", Support, ""},
	{"support/new/", SupportStay, ""},
	{"tenancy/sign/", TenancySign, ""},
	{"tenancy/", Tenancy, ""},
	{"till/new", TillCount, ""},
	{"till/", Till, ""},
	{"walk/", Walk, ""},
	{"unit-add", Unit, ""},
	{"unit", Unit, ""},
}

// draftGo is where a draft goes on; ok is false where nothing is known of its key.
func draftGo(key string) (to Go, ok bool) {
	best := -1
	for i, p := range draftPlaces {
		if strings.HasPrefix(key, p.prefix) && (best < 0 || len(p.prefix) > len(draftPlaces[best].prefix)) {
			best = i
		}
	}
	if best < 0 {
		return Go{}, false
	}
	p := draftPlaces[best]
	to = Go{Place: p.place, Filter: p.filter, Draft: key}
	if noun, id, note := strings.Cut(strings.TrimPrefix(key, "note/"), "/"); note && p.place == Notes {
		to.Place, to.Filter = NoteNew, noun
		to.ID, _ = strconv.ParseInt(id, 10, 64) // written so
		return to, true
	}
	if strings.HasSuffix(p.prefix, "new") || p.prefix == "unit-add" {
		return to, true // what follows names the draft alone
	}
	rest := strings.TrimPrefix(key, p.prefix)
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return r == '/' || r == '-' }) {
		if id, err := strconv.ParseInt(part, 10, 64); err == nil && p.place != ApplicationNew && p.place != System && p.place != Unit && p.place != Reading && p.place != Award && p.place != Fee && p.place != Correction {
			to.ID = id
			break
		}
	}
	return to, true
}

// Draftings are the half-filled forms of an account whose key begins so, the latest first.
func Draftings(ctx context.Context, st *store.Store, by engine.Actor, prefix string) ([]Drafted, error) {
	list, err := st.Drafts(ctx, by)
	var out []Drafted
	seen := map[string]bool{}
	for _, d := range list {
		form, _ := ofDesk(d.Key)
		if seen[form] {
			continue // left at two desks: the later one
		}
		seen[form] = true
		title, name, ok := kit.DraftOf(d.Body)
		to, known := draftGo(form)
		if !ok || !known || !strings.HasPrefix(form, prefix) {
			continue
		}
		at, old := Clock(d.At), false
		if day := st.Today(); len(d.At) >= 10 && d.At[:10] != day.String() {
			at = d.At[5:10] + " " + at
			typed, err := civil.Parse(d.At[:10])
			if old = err == nil && !typed.After(day.AddMonths(-12)); old {
				at = d.At[:10]
			}
		}
		out = append(out, Drafted{Key: d.Key, Title: cmp.Or(title, "表"), Name: cmp.Or(name, "没写名称"), At: at, To: to, Old: old})
	}
	return out, err
}

// Register is what the key of a new application does: it opens an empty form, or where some are half-filled asks which one goes on.
func (e *Env) Register() tea.Cmd {
	return e.begin(say.RegisterApplication, "登记一份新的", DraftNew, func(string) tea.Msg { return Go{Place: ApplicationNew} })
}

// Begin is what a key does that begins a form which belongs to no record yet: it opens an empty one, or where some are half-filled asks
// which goes on. prefix begins the keys of its drafts; form makes it with the key of its own.
func (e *Env) Begin(title, prefix string, form func(key string) Screen) tea.Cmd {
	return e.begin(title, "填一份新的", prefix, func(key string) tea.Msg { return Push{Screen: form(key)} })
}

func (e *Env) begin(title, fresh, prefix string, open func(key string) tea.Msg) tea.Cmd {
	by := e.Actor()
	return kit.Guard(func() tea.Msg {
		drafts, err := Draftings(context.Background(), e.Store, by, prefix)
		if err != nil {
			return Failed{Err: err}
		}
		key := prefix + "/" + engine.NewID()
		if len(drafts) == 0 {
			return open(key)
		}
		choices := []kit.Choice{{Key: "", Label: fresh}}
		for i, d := range drafts {
			choices = append(choices, kit.Choice{Key: strconv.Itoa(i), Label: d.Name, Note: "填了一半 " + d.At})
		}
		return kit.Pick(kit.PickerSpec{Title: title, Choices: choices}, func(got []kit.Choice) tea.Cmd {
			i, err := strconv.Atoi(got[0].Key)
			if err != nil {
				return kit.Send(open(key))
			}
			if to := drafts[i].To; to.Place == ApplicationNew {
				return kit.Send(to)
			}
			return kit.Send(open(drafts[i].Key))
		})()
	})
}

// RegisterAction is the key of a new application.
func (e *Env) RegisterAction() kit.Action {
	return kit.Act(say.RegisterApplication, e.Register, "f2", "n").When(e.WhyNot(allocation.ActDraftApplication))
}

// drafts keeps drafts in the store: each account its own, and of an account each desk and window its own, so that a form that is open in
// two of them does not write over itself.
//
//	unit/17                on the machine of the office
//	unit/17@10.0.3.21      on a machine of the network
//	unit/17@10.0.3.21#2    in a second window there
type drafts struct {
	store  *store.Store
	by     engine.Actor
	window int
	desks  func() []Desk // nil: nobody works over the network
}

const (
	atDesk   = "@"
	atWindow = "#"
)

// seat is where drafts are kept apart: the machine, and behind its first window the number of the window.
func seat(desk string, window int) string {
	if window > 1 {
		return desk + atWindow + strconv.Itoa(window)
	}
	return desk
}

// here is the key of a draft in this window; what comes in may name another one.
func (d drafts) here(key string) string {
	key, _ = ofDesk(key)
	if d.by.Desk == "" {
		return key
	}
	return key + atDesk + seat(d.by.Desk, d.window)
}

// ofDesk parts a key into that of the form and where it is kept.
func ofDesk(key string) (form, at string) {
	form, at, _ = strings.Cut(key, atDesk)
	return form, at
}

// open reports whether the person works in another window just now.
func (d drafts) open(at string) bool {
	if d.desks == nil {
		return false
	}
	return slices.ContainsFunc(d.desks(), func(o Desk) bool { return o.ID == d.by.ID && seat(o.From, o.Window) == at })
}

// Load reads the draft of this window; where there is none, the latest one that the person left in another: it comes along. What is being
// typed there just now stays there as well.
func (d drafts) Load(key string) (string, error) {
	ctx := context.Background()
	got, found, err := d.store.Draft(ctx, d.by, d.here(key))
	if err != nil || found {
		return got.Body, err
	}
	list, err := d.store.Drafts(ctx, d.by)
	if err != nil {
		return "", err
	}
	form, _ := ofDesk(key)
	for _, other := range list {
		of, at := ofDesk(other.Key)
		if of != form {
			continue
		}
		if err := d.store.SaveDraft(ctx, d.by, d.here(key), other.Body); err != nil {
			return "", err
		}
		if d.open(at) {
			return other.Body, nil
		}
		return other.Body, d.store.DropDraft(ctx, d.by, other.Key)
	}
	return "", nil
}

// Save keeps it.
func (d drafts) Save(key, text string) error {
	return d.store.SaveDraft(context.Background(), d.by, d.here(key), text)
}

// Drop forgets it.
func (d drafts) Drop(key string) error {
	return d.store.DropDraft(context.Background(), d.by, d.here(key))
}

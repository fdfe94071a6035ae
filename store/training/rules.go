package training

import (
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"strings"

	"penggai/allocation"
	"penggai/allocation/bylaw"
	"penggai/allocation/identity"
	"penggai/allocation/rule"
	"penggai/store/engine"
	"penggai/store/intake"
)

// row is a row of the source on its way into the copy.
type row struct {
	at     map[string]int
	values []any
}

// text is what stands in a column of the copy's row, or of the source's where its turn has not come; empty where there is none.
func (r row) text(column string) string {
	s, _ := r.values[r.at[column]].(string)
	return s
}

func (r row) number(column string) int64 {
	n, _ := r.values[r.at[column]].(int64)
	return n
}

// becomes is what a rule makes of a text; derived ones read columns of the row that stand before theirs and have become new.
type becomes func(c *copier, r row, s string) (string, error)

func plain(fn func(m *masks, s string) string) becomes {
	return func(c *copier, _ row, s string) (string, error) { return fn(c.masks, s), nil }
}

// rules by their names in columns.
var rules = map[string]becomes{
	"name": plain((*masks).name), "names": plain((*masks).names), "body": plain((*masks).body), "bodies": plain((*masks).bodies),
	"phone": plain((*masks).phone), "id": plain((*masks).id), "address": plain((*masks).address), "paper": plain((*masks).paper),
	"text": plain((*masks).text), "listed": plain((*masks).text), "subject": plain((*masks).subject), "project": plain((*masks).project),
	"former": plain((*masks).former), "who": plain((*masks).who),
	"empty": func(*copier, row, string) (string, error) { return "", nil },
	"uid":   func(*copier, row, string) (string, error) { return engine.NewID(), nil },
	"login": func(c *copier, r row, _ string) (string, error) { return fmt.Sprintf("px%02d", r.number("id")), nil },
	"password": func(c *copier, r row, _ string) (string, error) {
		return c.hash(r.text("name"))
	},
	"sounds": func(_ *copier, r row, _ string) (string, error) {
		if _, project := r.at["project"]; project {
			return intake.Sounds(r.text("project")), nil
		}
		return strings.TrimSpace(intake.Sounds(r.text("name")) + " " + intake.Sounds(r.text("head"))), nil
	},
	"addresskey": func(_ *copier, r row, _ string) (string, error) { return identity.PlainAddress(r.text("address")), nil },
	"namekey":    func(_ *copier, r row, _ string) (string, error) { return identity.PlainName(r.text("name")), nil },
	"stay": func(c *copier, _ row, s string) (string, error) {
		if serial.FindString(s) == s {
			return s, nil
		}
		return c.masks.text(s), nil
	},
	"title": func(c *copier, _ row, s string) (string, error) {
		if roundTitle.MatchString(s) {
			return s, nil
		}
		return c.masks.subject(s), nil
	},
	"filename": func(_ *copier, r row, s string) (string, error) {
		return fmt.Sprintf("培训用-%d%s", r.number("file_id"), path.Ext(s)), nil
	},
	"payees": payees, "overtaken": overtaken, "worker": worker, "correction": correction, "unit": unitValue,
	"source": source, "draw": drawText, "run": runValue, "file": fileDigest,
}

var roundTitle = regexp.MustCompile(`^\S+ \d{4} 年第 \d+ 批次$`)

// project is another project's name.
func (m *masks) project(s string) string {
	if s == "" {
		return s
	}
	return m.give("project", s, func(i int) string {
		return "培训" + spelled(i, words, 2) + companyEnds.FindString(bracketed.ReplaceAllString(s, "")) + "项目"
	})
}

// former are numbers of before, in words; what is none is a word of a ledger.
func (m *masks) former(s string) string {
	list := strings.Fields(s)
	for i, w := range list {
		if !figures.MatchString(w) {
			list[i] = m.paper(w)
		}
	}
	return strings.Join(list, " ")
}

// who is the person of a version of the parameters, or the program.
func (m *masks) who(s string) string {
	if s == "程序预设" {
		return s
	}
	return m.name(s)
}

func payees(c *copier, _ row, s string) (string, error) {
	var list []bylaw.Payee
	if err := json.Unmarshal([]byte(s), &list); err != nil {
		return "", err
	}
	for i, p := range list {
		list[i] = bylaw.Payee{Name: c.masks.body(p.Name), Bank: c.masks.body(p.Bank), Account: c.masks.give("account", p.Account, func(i int) string {
			return fmt.Sprintf("%0*d", max(6, len(p.Account)), i+1)
		})}
	}
	text, err := json.Marshal(list)
	return string(text), err
}

func overtaken(c *copier, _ row, s string) (string, error) {
	if s == "" {
		return s, nil
	}
	var o rule.Overtaking
	if err := json.Unmarshal([]byte(s), &o); err != nil {
		return "", err
	}
	o.Reason, o.Second = c.masks.text(o.Reason), c.masks.name(o.Second)
	text, err := json.Marshal(o)
	return string(text), err
}

// worker is a person of a list of workers: only a keyed hash and a masked number tell who it is.
func worker(c *copier, r row, s string) (string, error) {
	person, ok := c.workers[r.number("id")]
	if !ok {
		return "", fmt.Errorf("worker %d", r.number("id"))
	}
	if s == r.text("masked") {
		return identity.MaskID(person), nil
	}
	return engine.KeyedHash(c.t.Ctx, c.t, person)
}

// correction is a value of a field that was mended, by the field; where the whole value stands beside it, the masked one follows from it.
func correction(c *copier, r row, s string) (string, error) {
	field := r.text("field")
	for _, column := range []string{"old", "new"} {
		if whole := r.text(column + "_whole"); whole != "" && s == r.text(column) && s != whole {
			return masked(field, c.mended(field, whole)), nil
		}
	}
	return c.mended(field, s), nil
}

// mended is another value of a field that corrections mend.
func (c *copier) mended(field, s string) string {
	if s == "" {
		return s
	}
	switch field {
	case "name", "head", "agent_name":
		return c.masks.name(s)
	case "id_number", "credit_code", "agent_id":
		return c.private(s, c.masks.id, identity.MaskID)
	case "phone", "agent_phone":
		return c.private(s, c.masks.phone, identity.MaskPhone)
	case "members":
		list := allocation.ReadMembers(s)
		for i, m := range list {
			list[i] = allocation.Member{
				Name: c.masks.name(m.Name), IDNumber: c.private(m.IDNumber, c.masks.id, identity.MaskID), Phone: c.private(m.Phone, c.masks.phone, identity.MaskPhone),
				Part: c.masks.text(m.Part),
			}
		}
		return allocation.MemberLines(list)
	case "address":
		return c.masks.address(s)
	case "number", "filed_number":
		return c.masks.paper(s)
	case "project":
		return c.masks.project(s)
	}
	return c.masks.figure(s)
}

// masked is a value of a private field as people may read it.
func masked(field, s string) string {
	switch field {
	case "phone", "agent_phone":
		return identity.MaskPhone(s)
	case "members":
		list := allocation.ReadMembers(s)
		for i, m := range list {
			list[i].IDNumber, list[i].Phone = identity.MaskID(m.IDNumber), identity.MaskPhone(m.Phone)
		}
		return allocation.MemberLines(list)
	}
	return identity.MaskID(s)
}

// private is a number that names somebody, whole or masked.
func (c *copier) private(s string, whole, mask func(string) string) string {
	if s == "" || !strings.Contains(s, "*") {
		return whole(s)
	}
	if original, ok := c.masked[s]; ok {
		return mask(whole(original))
	}
	return mask(whole(strings.ReplaceAll(s, "*", "7")))
}

// unitValue is a value of a unit before or after a change, by the field.
func unitValue(c *copier, r row, s string) (string, error) {
	switch r.text("field") {
	case "address", "door":
		return c.masks.address(s), nil
	case "certificate":
		return c.masks.paper(s), nil
	case "former":
		return c.masks.former(s), nil
	case "photo":
		return "", nil
	}
	return s, nil
}

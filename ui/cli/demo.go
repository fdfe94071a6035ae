package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/seed"
	"penggai/store"
	"penggai/store/basis"
	"penggai/store/engine"
)

// demoPasswordKiB keeps the making of the demonstration short: its password is printed in the manual anyway.
const demoPasswordKiB = 64

// demoFounded is the day on which the fictitious office begins.
var demoFounded = civil.On(2017, 8, 21)

// demo is `penggai demo`: the complete fictitious office on screen, or an account of it where there is no terminal.
func demo(ctx context.Context, s Streams, args []string) error {
	f := flags("demo")
	var p place
	p.add(f)
	text := f.Bool("text", false, "")
	if _, err := parse(f, args, 0); err != nil {
		return err
	}
	o, err := p.options(s, "")
	if err != nil {
		return err
	}
	today := seed.DemoToday
	if o.Today != nil {
		today = o.Today()
	}
	if today.Before(seed.DemoToday) {
		return usageError{errDemoToday.Textf("演示从 %s 开始，请给出这一天或以后的日期", seed.DemoToday).With(today.String())}
	}
	screens := s.Terminal && !*text
	if screens {
		if err := canShow(s.Getenv, runtime.GOOS, terminalDevice()); err != nil {
			return usageError{err}
		}
	}
	folder := p.folder
	if folder == "" {
		if folder, err = os.MkdirTemp("", "penggai-demo-"); err != nil {
			return errNoPassing.With(os.TempDir())
		}
		defer os.RemoveAll(folder)
	}
	st, day, err := makeDemo(ctx, folder, tellDay(s))
	if err != nil {
		return err
	}
	*day = today
	if !screens {
		return errors.Join(account(ctx, s.Out, st), st.Close())
	}
	return runDemo(ctx, s, st, p.folder != "")
}

// tellDay says on a terminal which year the demonstration is living.
func tellDay(s Streams) func(civil.Date) {
	year := 0
	return func(day civil.Date) {
		if s.Terminal && day.Year() != year {
			year = day.Year()
			fmt.Fprintf(s.Err, "\r正在生成演示数据（虚构）  %d 年 ", year)
		}
	}
}

// makeDemo makes the demonstration office in a folder and lives its years. The day that it returns is the office's
// clock: who sets it moves the demonstration.
func makeDemo(ctx context.Context, folder string, tell func(civil.Date)) (*store.Store, *civil.Date, error) {
	p := &play{ctx: ctx, tell: tell, day: demoFounded, actors: map[allocation.Role]engine.Actor{}, bodies: map[string]engine.Actor{}, rounds: map[string][]int64{}, stays: map[string]int64{}}
	var admin seed.DemoAccount
	for _, a := range seed.DemoAccounts() {
		if a.Role == allocation.Admin {
			admin = a
		}
	}
	st, err := createOffice(folder, basis.Founding{
		Office: allocation.CityOffice, Admin: admin.Name, Display: admin.Display, Password: seed.DemoPassword, Clock: civil.Clock{Kind: civil.ClockDemo},
	}, engine.Options{Today: func() civil.Date { return p.day }, PasswordKiB: demoPasswordKiB})
	if err != nil {
		return nil, nil, err
	}
	p.st = st
	if err := p.run(); err != nil {
		_ = st.Close() // the error that led here is the one to report
		return nil, nil, err
	}
	return st, &p.day, nil
}

// run opens the accounts, plans everything and lives it.
func (p *play) run() error {
	if err := p.accounts(); err != nil {
		return err
	}
	if err := p.experts(); err != nil {
		return err
	}
	p.prices()
	p.bills()
	p.supervision()
	p.corrections()
	fates := map[string]seed.DemoFate{}
	for _, c := range seed.DemoCases() {
		fates[c.Applicant.Name] = c.Fate
		p.application(c)
	}
	for _, r := range seed.DemoRounds() {
		p.round(r, fates)
	}
	return p.live()
}

// accounts opens one account a role, and of supervisors one a department; the administrator founded the office.
func (p *play) accounts() error {
	founders, err := p.st.Accounts(p.ctx, engine.Console())
	if err != nil {
		return err
	}
	p.actors[allocation.Admin] = founders[0].Actor(allocation.Admin)
	for _, a := range append(seed.DemoAccounts(), seed.DemoSupervisors()...) {
		if a.Role == allocation.Admin {
			continue
		}
		id, err := p.st.AddAccount(p.ctx, p.as(allocation.Admin), basis.NewAccount{
			Name: a.Name, Display: a.Display, Roles: []allocation.Role{a.Role}, Body: a.Body, Password: seed.DemoPassword, Settled: true,
		})
		if err != nil {
			return err
		}
		opened, err := p.st.Account(p.ctx, engine.Console(), id)
		if err != nil {
			return err
		}
		if a.Body != "" {
			p.bodies[a.Body] = opened.Actor(a.Role)
		}
		if _, has := p.actors[a.Role]; !has {
			p.actors[a.Role] = opened.Actor(a.Role)
		}
	}
	for _, c := range seed.DemoCards() {
		kept, err := p.st.Card(p.ctx, c.District)
		if err != nil {
			return err
		}
		kept.Card = c
		if err := p.st.SetCard(p.ctx, p.as(allocation.Admin), kept); err != nil {
			return err
		}
	}
	return nil
}

// Refusals of the command line.
var errDemoToday = say.Refuse("demo_today", "")

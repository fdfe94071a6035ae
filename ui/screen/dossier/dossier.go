// Package dossier takes a case to the archive from a screen: asked, with its progress, into the folder of exports.
package dossier

import (
	"context"
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation"
	"penggai/allocation/keeping"
	"penggai/store/desk"
	"penggai/store/keep"
	"penggai/ui/dossier"
	"penggai/ui/kit"
	"penggai/ui/kit/progress"
	"penggai/ui/screen"
)

// Act is the key that takes the case of a stay or an application out; number is "" of what has no case yet.
func Act(env *screen.Env, noun allocation.Noun, id int64, number string) kit.Action {
	why := ""
	if number == "" {
		why = keeping.ErrNoCase.Text
	}
	return kit.Act(keeping.WordArchive, func() tea.Cmd { return ask(env, noun, id) }, "f7").When(why).When(env.WhyNot(keep.ActArchive)).Silent()
}

// ask reads the case, says what goes out and asks.
func ask(env *screen.Env, noun allocation.Noun, id int64) tea.Cmd {
	by := env.Actor()
	return kit.Guard(func() tea.Msg {
		c, err := env.Store.CaseOf(context.Background(), by, noun, id)
		if err != nil {
			return screen.Failed{Err: err}
		}
		spec := kit.ConfirmSpec{
			Title: keeping.WordPackage, Yes: "出包",
			Lines: []string{
				fmt.Sprintf("把 %s %s 的全部文书、附件、日志摘录和抽签证书写成一个文件，带目录和印鉴签名，供归档。", c.Number, c.Name),
				"里面有完整证件号码和电话，出包记入日志。",
			},
		}
		if c.Running() {
			var open []string
			for _, b := range c.Open {
				open = append(open, b.Title())
			}
			spec.Lines = append(spec.Lines, "本案尚未办结（"+strings.Join(open, "、")+"），出的是在办案卷摘录，不作归档案卷。")
		}
		return kit.Ask(spec, func(kit.Answer) tea.Cmd { return Write(env, []keep.Case{c}) })()
	})
}

// Write writes the packages of cases, one after the other.
func Write(env *screen.Env, cases []keep.Case) tea.Cmd {
	by := env.Command()
	return progress.Run(keeping.WordPackage, func(ctx context.Context, tell progress.Report) tea.Msg {
		done := screen.Done{}
		for i, c := range cases {
			tell(int64(i), int64(len(cases)), c.Number)
			g, err := dossier.GatherOf(ctx, env.Store, by, c.Noun, c.ID)
			if err != nil {
				return screen.Failed{Err: err}
			}
			path := ""
			n, err := g.Archive(ctx, g.Name()+".zip", func(write func(io.Writer) error) (desk.Waiting, error) {
				f, err := screen.BeginNew(env.Store, g.Name(), "zip", write)
				if err == nil {
					path = f.Path()
				}
				return f, err
			})
			if err != nil {
				return screen.Failed{Err: err}
			}
			done.Text = fmt.Sprintf("%s %d 件：%s", g.Word(), n, path)
			if len(cases) > 1 {
				done.Text = fmt.Sprintf("%d 个，最后一个 %s", i+1, done.Text)
			}
		}
		return tea.BatchMsg{kit.Send(screen.DataChanged{}), kit.Send(done)}
	})
}

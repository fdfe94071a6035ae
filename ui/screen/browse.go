package screen

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"penggai/allocation/say"
	"penggai/ui/kit"
)

// BrowseKey is the key of a form that chooses the file of a field from the listing of a folder; in a field with choices F4 is theirs.
func BrowseKey(form func() *kit.Form, field string, endings []string) kit.Action {
	a := kit.Act("浏览", func() tea.Cmd { f := form(); return Browse(f, field, f.Text(field), endings) }, "f4")
	if f := form(); f != nil {
		if _, has := kit.FindAction(f.Actions(), "f4"); has {
			return a.When("这一项有选项").Silent()
		}
	}
	return a
}

// BrowseFolderKey is the key of a form that chooses a folder for a field.
func BrowseFolderKey(form func() *kit.Form, field string) kit.Action {
	return kit.Act("浏览", func() tea.Cmd { f := form(); return Browse(f, field, f.Text(field), nil) }, "f4")
}

// Browse lists the folder that a path names or lies in: its folders, the files with one of the endings, and the sticks that are in. Without endings a folder
// is chosen.
func Browse(f *kit.Form, field, path string, endings []string) tea.Cmd {
	return kit.Guard(func() tea.Msg {
		folder := folderOf(path)
		list, err := os.ReadDir(folder)
		if err != nil {
			return kit.Failed{Err: errFolder.With(folder)}
		}
		stroke := string(filepath.Separator)
		var choices []kit.Choice
		if endings == nil {
			choices = append(choices, kit.Choice{Key: folder, Label: "选这个文件夹"})
		}
		choices = append(choices, kit.Choice{Key: filepath.Dir(folder), Label: ".." + stroke, Note: "上一层"})
		var folders []kit.Choice
		for _, e := range list {
			name := e.Name()
			switch {
			case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
			case isFolder(folder, e):
				folders = append(folders, kit.Choice{Key: filepath.Join(folder, name), Label: name + stroke})
			case slices.Contains(endings, strings.ToLower(filepath.Ext(name))):
				note := ""
				if i, err := e.Info(); err == nil {
					note = i.ModTime().Format("2006-01-02 15:04")
				}
				choices = append(choices, kit.Choice{Key: filepath.Join(folder, name), Label: name, Note: note})
			}
		}
		for _, stick := range sticks(runtime.GOOS) {
			if stick != folder {
				folders = append(folders, kit.Choice{Key: stick, Label: strings.TrimSuffix(stick, stroke) + stroke, Note: "移动盘"})
			}
		}
		spec := kit.PickerSpec{Title: folder, Choices: append(choices, folders...), Empty: "这个文件夹里没有 " + strings.Join(endings, " ") + " 文件"}
		return kit.Open{Overlay: kit.NewPicker(spec, func(got []kit.Choice) tea.Cmd {
			if strings.HasSuffix(got[0].Label, stroke) {
				return Browse(f, field, got[0].Key, endings)
			}
			f.Set(field, got[0].Key)
			return nil
		})}
	})
}

func isFolder(in string, e os.DirEntry) bool {
	if e.Type()&os.ModeSymlink == 0 {
		return e.IsDir()
	}
	i, err := os.Stat(filepath.Join(in, e.Name()))
	return err == nil && i.IsDir()
}

// sticks are the places where a system shows what is plugged in.
func sticks(system string) []string {
	var out []string
	if system == "windows" {
		for letter := 'D'; letter <= 'Z'; letter++ {
			root := string(letter) + `:\`
			if i, err := os.Stat(root); err == nil && i.IsDir() {
				out = append(out, root)
			}
		}
		return out
	}
	for _, pattern := range []string{"/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			continue // the patterns are good
		}
		for _, path := range found {
			if i, err := os.Stat(path); err == nil && i.IsDir() {
				out = append(out, path)
			}
		}
	}
	return out
}

// folderOf is the folder that a path names or lies in; of an empty one the person's own.
func folderOf(path string) string {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if path == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "."
		}
		return home
	}
	if i, err := os.Stat(path); err == nil && i.IsDir() {
		return path
	}
	return filepath.Dir(path)
}

var errFolder = say.Refuse("folder", "文件夹打不开，请核对路径和权限")

// Stick is the folder of the first stick that is plugged in, as far as systems say; empty where none is.
func Stick() string {
	var places []string
	if runtime.GOOS == "windows" {
		for letter := 'E'; letter <= 'Z'; letter++ {
			places = append(places, string(letter)+`:\`)
		}
	}
	for _, pattern := range []string{"/media/*/*", "/run/media/*/*"} {
		found, _ := filepath.Glob(pattern) // the pattern is well-formed
		places = append(places, found...)
	}
	for _, p := range places {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return p
		}
	}
	return ""
}

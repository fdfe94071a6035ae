package note

import (
	"fmt"

	"penggai/allocation/note"
	"penggai/ui/kit"
)

// What people read on the screens of notes.
const (
	textNotes    = note.Word
	textBeside   = note.Word + note.FileWord
	textTopic    = "主题"
	textAdd      = "记附注"
	textWithdraw = "撤回"
	textRecord   = "记录"
	textSaveFile = "另存"
	textAsked    = "还缺"
)

func fmtCount(n int) string { return kit.Count(n) + " 条" }

func fmtBoth(notes, files int) string {
	return fmt.Sprintf("附注 %s 条  附件 %s 个", kit.Count(notes), kit.Count(files))
}

func fmtAdded(subject string) string { return fmt.Sprintf("已在 %s 记下附注", subject) }

package note

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/note"
	"penggai/store/engine"
	"penggai/store/vault"
)

// CheckFiles is the check of a verification that looks at the files beside records, and the stage of its progress.
const CheckFiles = "files"

// VerifyFiles proves that every file that a row of a data folder points to lies there as it was taken in. Missing and altered ones are
// named with their records; what lies there without a row is named too and proves nothing.
func VerifyFiles(folder string) engine.Proof {
	return func(ctx context.Context, q engine.Querier, progress engine.Progress) (line engine.ReportLine, err error) {
		line.Check = CheckFiles
		v := vault.In(folder)
		lying, err := v.Lying()
		if err != nil {
			return line, engine.Fault(err)
		}
		digests, err := vault.Digests(ctx, q)
		if err != nil {
			return line, engine.Fault(err)
		}
		var bad engine.Found
		for i, digest := range digests {
			if err := ctx.Err(); err != nil {
				return line, err
			}
			progress.Tell(CheckFiles, int64(i), int64(len(digests)))
			lying = slices.DeleteFunc(lying, func(name string) bool { return name == digest })
			why := whyBad(v, digest)
			if why == "" {
				continue
			}
			name, err := namesOf(ctx, q, digest)
			if err != nil {
				return line, err
			}
			bad.Add(engine.Difference{Table: vault.Folder, Field: name, Why: why})
		}
		progress.Tell(CheckFiles, int64(len(digests)), int64(len(digests)))
		line = bad.Line(CheckFiles, fmt.Sprintf("附件与登记的校验值一致：%d 个", len(digests)), "附件与登记的校验值不符")
		if len(lying) > 0 {
			line.Text += fmt.Sprintf("；文件夹里另有 %d 个没有登记：%s", len(lying), list(lying))
		}
		return line, nil
	}
}

// whyBad says what is wrong with a file; nothing where it lies as it was taken in.
func whyBad(v vault.Vault, digest string) string {
	switch err := v.Look(digest); {
	case err == nil:
		return ""
	case errors.Is(err, vault.ErrMissing):
		return "丢失"
	case errors.Is(err, vault.ErrAltered):
		return "被改动"
	default:
		return "读不出来：" + err.Error()
	}
}

// namesOf are the names under which a file lies beside records.
func namesOf(ctx context.Context, q engine.Querier, digest string) (string, error) {
	names, err := engine.All(ctx, q, engine.ScanOne[string], `SELECT s.name || '（' || s.subject || '）' FROM scan s JOIN file f ON f.id = s.file_id
		WHERE f.sha256 = $1 UNION ALL SELECT p.name FROM printed_paper p JOIN file f ON f.id = p.file_id WHERE f.sha256 = $1 LIMIT 3`, digest)
	if len(names) == 0 {
		names = []string{digest}
	}
	return strings.Join(names, "、"), err
}

// named is how many files a line of the verification names.
const named = 20

// list joins names, the first of many.
func list(names []string) string {
	if len(names) > named {
		return strings.Join(names[:named], "；") + fmt.Sprintf("；等 %d 个", len(names))
	}
	return strings.Join(names, "；")
}

// sizeText is a size as people read it: 1,204 KB.
func sizeText(r FileRow, _ civil.Date) string { return SizeWords(r.File) }

// SizeWords is the size of a file in words.
func SizeWords(f note.File) string {
	if f.Size < 1<<20 {
		return fmt.Sprintf("%d KB", (f.Size+1023)/1024)
	}
	return fmt.Sprintf("%d.%d MB", f.Size>>20, f.Size%(1<<20)*10>>20)
}

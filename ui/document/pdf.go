package document

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"penggai/allocation/say"
	"penggai/store/engine/place"
)

// pdfWaits is how long an office program may take for one document.
const pdfWaits = 2 * time.Minute

// PDF makes a PDF of a document with the LibreOffice of the computer, on Windows else with its WPS or Word, each found by itself.
// The file out must not be there. Errors: ErrNoPDF where there is none, ErrFileThere, ErrNotWritten.
func PDF(ctx context.Context, docx, out string) error {
	if _, err := os.Lstat(out); err == nil {
		return ErrFileThere.With(out)
	}
	folder, err := os.MkdirTemp("", "penggai-pdf-")
	if err != nil {
		return ErrNotWritten.With(out)
	}
	defer func() { _ = os.RemoveAll(folder) }() // what lies in a passing folder is nobody's loss
	ctx, stop := context.WithTimeout(ctx, pdfWaits)
	defer stop()
	made := filepath.Join(folder, strings.TrimSuffix(filepath.Base(docx), filepath.Ext(docx))+".pdf")
	cmd := converter(ctx, docx, folder, made)
	if cmd == nil {
		return ErrNoPDF
	}
	said, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return ErrPDFLate
	}
	if err != nil {
		return notMade(cmd, string(said), err)
	}
	file, err := os.ReadFile(made)
	if err != nil { // some programs fail without saying so by their status
		return notMade(cmd, string(said), err)
	}
	passing, err := place.Temporary(out)
	if err == nil {
		err = writeNew(passing, file)
	}
	if err == nil {
		err = place.Settle(passing, out)
	}
	return written(err, out)
}

// converter is the command that makes a PDF; nil where there is no program for it. A profile of its own lets it run beside an open LibreOffice.
func converter(ctx context.Context, docx, folder, made string) *exec.Cmd {
	if name := libreOffice(); name != "" {
		return exec.CommandContext(ctx, name, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(folder, "profile")), "--headless",
			"--convert-to", "pdf", "--outdir", folder, docx)
	}
	if runtime.GOOS != "windows" {
		return nil
	}
	return exec.CommandContext(ctx, "powershell", "-NoProfile", "-NonInteractive", "-Command", byWord(docx, made))
}

// libreOffice is where LibreOffice lies; "" where it is not installed.
func libreOffice() string {
	for _, name := range []string{"soffice", "libreoffice"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	for _, name := range []string{
		`C:\Program Files\LibreOffice\program\soffice.exe`, `C:\Program Files (x86)\LibreOffice\program\soffice.exe`,
		"/Applications/LibreOffice.app/Contents/MacOS/soffice",
	} {
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	return ""
}

// byWord is what Windows runs: WPS, else Word, opens the document and saves it as PDF (format 17).
func byWord(docx, made string) string {
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	return "$ErrorActionPreference='Stop'; try { $w = New-Object -ComObject KWPS.Application } catch { $w = New-Object -ComObject Word.Application }; " +
		"$d = $w.Documents.Open(" + quote(docx) + ", $false, $true); $d.SaveAs2(" + quote(made) + ", 17); $d.Close($false); $w.Quit()"
}

// ErrNoPDF is said where no program makes a PDF.
var ErrNoPDF = say.Refuse("document_no_pdf", "这台电脑上没有找到 LibreOffice 或 WPS，不能做成 PDF。文书已经打印成 docx，可以用 WPS 打开后另存为 PDF")

// ErrPDFFailed is said where the program was there and made none.
var ErrPDFFailed = say.Refuse("document_pdf_failed", "没有做成 PDF。文书已经打印成 docx，可以用 WPS 打开后另存为 PDF")

// ErrPDFLate is said where the program had not finished within the time that it is given.
var ErrPDFLate = say.Refuse("document_pdf_late", "两分钟内没有做成 PDF，已经停下：电脑可能正忙，或者办公软件停在一个对话框上。文书已经打印成 docx，可以稍后再做，或者用 WPS 打开后另存为 PDF")

// notMade says what the program itself said last.
func notMade(cmd *exec.Cmd, said string, err error) error {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	if last == "" {
		last = err.Error()
	}
	return ErrPDFFailed.Textf("%s 没有做成 PDF（%s）。文书已经打印成 docx，可以用 WPS 打开后另存为 PDF", filepath.Base(cmd.Path), last)
}

// isPDF reports whether a file is to be a PDF.
func isPDF(out string) bool { return strings.EqualFold(filepath.Ext(out), ".pdf") }

// asPDF makes a PDF of a paper that is printed first. Where no program makes one, the paper is there, and the refusal says where.
func asPDF(ctx context.Context, out string, paper func() (string, error)) (string, error) {
	if _, err := os.Lstat(out); err == nil {
		return "", ErrFileThere.With(out)
	}
	docx, err := paper()
	if err != nil {
		return "", err
	}
	if err := PDF(ctx, docx, out); err != nil {
		var why *say.Refusal
		if errors.As(err, &why) {
			return "", why.With(docx)
		}
		return "", err
	}
	return out, nil
}

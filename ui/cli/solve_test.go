package cli_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation/rule"
	"penggai/ui/cli"
)

// run runs one command on a file and returns exit status, output and messages.
func run(t *testing.T, file string, text []byte, words ...string) (code int, out, said string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	var o, e bytes.Buffer
	code = cli.Main(append(words, path, "--json"), cli.Streams{In: strings.NewReader(""), Out: &o, Err: &e, Getenv: func(string) string { return "" }})
	return code, o.String(), e.String()
}

// unsigned is what a certificate is told that no key signed.
const unsigned = "penggai: 证书没有签名：只核对了计算；批次、办公室、参数版本是否属实，请与盖章的公示对照，或用 --data 与出具它的数据核对\n"

// TestSolveChecksACertificate: an instance is answered; a certificate is computed anew, and one that was altered, cut or given
// another instance is named with its place.
func TestSolveChecksACertificate(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "allocation", "rule", "testdata", "allocation", "9-second-pass.json"))
	if err != nil {
		t.Fatal(err)
	}
	code, result, said := run(t, "instance.json", data, "solve")
	if code != 0 || said != "" || !strings.Contains(result, `"rest":{"format"`) {
		t.Fatalf("%d %s %s", code, result, said)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(data); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if code, out, said := run(t, "instance.json.gz", packed.Bytes(), "solve"); code != 0 || out != result || said != "" {
		t.Errorf("packed: %d %s", code, said)
	}
	if code, _, said := run(t, "instance.json.gz", packed.Bytes()[:packed.Len()/2], "solve"); code != 2 || said != "penggai: gzip 文件解不开，不完整或者损坏\n" {
		t.Errorf("half of it: %d %s", code, said)
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	read, err := rule.ReadResult([]byte(result))
	if err != nil {
		t.Fatal(err)
	}
	whole := string(rule.Certificate{Round: "尖山区 2021 年第 1 批次", Parameters: 1, Instance: in.Canonical(), Result: []byte(result), Digest: read.Digest}.File())
	const unposted = "penggai: 证书没有写抽签前张贴的名单（以前的批次没有）：名单在抽签以后是否改动，这里核对不了\n" + unsigned
	for name, tc := range map[string]struct {
		file string
		code int
		said string
	}{
		"whole":    {whole, 0, unposted},
		"award":    {strings.Replace(whole, `"units":["JS-NSQ-01-1-02"],"area_dm2":9600`, `"units":["JS-NSQ-01-1-05"],"area_dm2":9600`, 1), 3, "第二轮 第 5 名 JS20170004"},
		"instance": {strings.Replace(whole, `"area_dm2":9900`, `"area_dm2":9800`, 1), 3, "digest 摘要"},
		"cut":      {whole[:len(whole)/2], 2, "result（第 4 行）：文件到此中断，不完整"},
		"rest":     {strings.Replace(whole, `"rest":{"under_permille":600`, `"rest":{"under_permille":1600`, 1), 2, "params.rest.under_permille"},
		"odd rest": {strings.Replace(whole, `"rest":{"under_permille":600`, `"rest":{"under_permille":"600"`, 1), 2, "instance.params.rest.under_permille（第 3 行）：应为整数"},
		"no band":  {strings.Replace(whole, `"rest":{"under_permille":600,`, `"rest":{`, 1), 2, "缺少 under_permille"},
	} {
		code, out, said := run(t, "certificate.json", []byte(tc.file), "solve")
		if code != tc.code || !strings.Contains(said, tc.said) || tc.code == 0 && (out != result || said != tc.said) || tc.code == 2 && out != "" {
			t.Errorf("%s: %d %s\n%s", name, code, said, out)
		}
	}
}

// TestSolveHoldsACertificateAgainstThePostedList: an instance that was altered with result and digest computed anew proves nothing; a certificate
// that an ordinary program saved again is one still, and what is wrong in its form is named with its place.
func TestSolveHoldsACertificateAgainstThePostedList(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "allocation", "rule", "testdata", "allocation", "9-second-pass.json"))
	if err != nil {
		t.Fatal(err)
	}
	file := func(text []byte, drawn, corrected string) string {
		in, err := rule.ReadInstance(text)
		if err != nil {
			t.Fatal(err)
		}
		res, err := rule.Solve(t.Context(), in, nil)
		if err != nil {
			t.Fatal(err)
		}
		if drawn == "" {
			drawn = in.Posted()
		}
		return string(rule.Certificate{
			Round: "尖山区 2021 年第 1 批次", Parameters: 1, Instance: in.Canonical(), Result: res.JSON(), Digest: res.Digest, DrawnOn: drawn, Corrected: corrected,
		}.File())
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	posted, whole := in.Posted(), file(data, "", "")
	canonical := in.Canonical()
	altered := bytes.Replace(canonical, []byte(`"area_dm2":9900`), []byte(`"area_dm2":9800`), 1)
	if bytes.Equal(altered, canonical) {
		t.Fatal("nothing was altered")
	}
	var saved any
	d := json.NewDecoder(strings.NewReader(whole))
	d.UseNumber()
	if err := d.Decode(&saved); err != nil {
		t.Fatal(err)
	}
	sorted, err := json.MarshalIndent(saved, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	end := strings.LastIndex(whole, `,`)
	for name, tc := range map[string]struct {
		file string
		code int
		said string
	}{
		"posted":         {whole, 0, "一致"},
		"altered":        {file(altered, posted, ""), 3, "与抽签前张贴的摘要 " + posted + " 不同，证书又没有写明更正：除非公示写明更正，否则名单在抽签后被改动"},
		"corrected":      {file(altered, posted, "公示后重开，2021-04-02 重新读取名单"), 0, "公示后重开，2021-04-02 重新读取名单；是否属实，请与公示核对"},
		"no reason":      {strings.Replace(whole, `"instance"`, `"corrected":"","instance"`, 1), 2, "corrected（第 3 行）：没有写更正的缘由"},
		"a day":          {strings.Replace(whole, posted, "2017-01-01", 1), 2, "drawn_on（第 2 行）：应为 64 位摘要"},
		"nothing posted": {strings.Replace(whole, `"`+posted+`"`, `null`, 1), 2, "drawn_on（第 2 行）：应为文字"},
		"space":          {strings.Replace(whole, `{"format":`, `{ "format" : `, 1), 0, "一致"},
		"mark":           {"\ufeff" + whole, 0, "一致"},
		"saved again":    {string(sorted), 0, "一致"},
		"saved and cut":  {string(sorted[:len(sorted)/4]), 2, "文件到此中断，不完整"},
		"other form":     {strings.Replace(whole, rule.CertificateFormat, "penggai-allocation-certificate/9", 1), 2, "format（第 1 行）：应为 " + rule.CertificateFormat},
		"unknown key":    {strings.Replace(whole, `"parameters"`, `"parameter"`, 1), 2, "parameter（第 2 行）：不认识的键"},
		"no digest":      {whole[:end] + "}", 2, "缺少 digest"},
		"digest number":  {whole[:end] + `,"digest":12}`, 2, "digest（第 4 行）：应为文字"},
		"digest short":   {whole[:end] + `,"digest":"ab"}`, 2, "digest（第 4 行）：应为 64 位摘要"},
		"no JSON":        {strings.Replace(whole, `"instance":{`, `"instance":{]`, 1), 2, "instance（第 3 行）：不合 JSON 的写法"},
	} {
		code, out, said := run(t, "certificate.json", []byte(tc.file), "solve")
		if code != tc.code || !strings.Contains(said, tc.said) || (tc.code == 2) != (out == "") {
			t.Errorf("%s: %d %s\n%s", name, code, said, out)
		}
	}
}

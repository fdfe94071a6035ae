package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/allocation/rule"
	"penggai/store/engine/signet"
	"penggai/ui/notice"
)

// signedPapers are a certificate and a page of one round, signed with a key that is made for the test.
func signedPapers(t *testing.T) (certificate, page, fingerprint string) {
	t.Helper()
	key, err := signet.In(t.TempDir()).Of("office")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "allocation", "rule", "testdata", "allocation", "9-second-pass.json"))
	if err != nil {
		t.Fatal(err)
	}
	in, err := rule.ReadInstance(data)
	if err != nil {
		t.Fatal(err)
	}
	res, err := rule.Solve(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := rule.Certificate{Round: "尖山区 2021 年第 1 批次", Office: "9f0c", Parameters: 3, Instance: in.Canonical(), Result: res.JSON(), Digest: res.Digest}
	c = c.Sign(rule.Signed{Name: "尖山区", District: "尖山区", DrawDay: "2021-03-06", NoticeFrom: "2021-03-08", NoticeUntil: "2021-03-15", ObjectionUntil: "2021-03-17"},
		key.Public(), func(text []byte) string { return key.SignText(rule.SignedAs, text) })
	n := notice.Notice{
		Title: c.Round + " 房源分配公示", Office: "尖山区人民政府", Of: c, Head: []string{"依据 13号 计算。"}, Foot: []string{"公示 2021-03-08 至 2021-03-15。"},
		Signer: notice.Signer{Key: key.Public(), Fingerprint: signet.Fingerprint(key.Public()), Sign: func(text []byte) string { return key.SignText(notice.SignedAs, text) }},
	}
	for _, l := range res.Outcome().Ranks {
		n.Rows = append(n.Rows, notice.Row{Rank: l.Rank, Number: l.Number, Name: "王某某", Target: l.Target.String(), Units: l.Units, Area: l.Area.String(), Reason: "最合适"})
	}
	var out bytes.Buffer
	if err := notice.Write(&out, n); err != nil {
		t.Fatal(err)
	}
	return string(c.File()), out.String(), signet.Fingerprint(key.Public())
}

// TestPapersSayWhoSignedThem: a certificate and a page say whose key signed them; each edit of what the digest does not cover is named, with
// exit status 3.
func TestPapersSayWhoSignedThem(t *testing.T) {
	certificate, page, fingerprint := signedPapers(t)
	other := "0000-1111-2222-3333-4444"
	cases := map[string]struct {
		of, old, altered string
		code             int
		said             string
		args             []string
	}{
		"certificate":       {certificate, ``, ``, 0, "由印鉴 " + fingerprint + " 签名：尖山区，尖山区 2021 年第 1 批次（尖山区），参数第 3 版，2021-03-06 抽签，公示 2021-03-08 至 2021-03-15，异议截止 2021-03-17", nil},
		"saved with spaces": {certificate, `,"`, "  ,\n\t \"", 0, "由印鉴 " + fingerprint, nil},
		"its key":           {certificate, ``, ``, 0, "由印鉴 " + fingerprint, []string{"--signet", strings.ToUpper(fingerprint)}},
		"other key":         {certificate, ``, ``, 3, "是印鉴 " + fingerprint + " 签的，不是 " + other, []string{"--signet", other}},
		"title":             {certificate, `第 1 批次","office`, `第 2 批次","office`, 3, "round 批次：证书为“尖山区 2021 年第 2 批次”，签名时为“尖山区 2021 年第 1 批次”", nil},
		"office":            {certificate, `"office":"9f0c","parameters":3`, `"office":"9f0d","parameters":3`, 3, "office 办公室编号：证书为“9f0d”，签名时为“9f0c”", nil},
		"parameters":        {certificate, `"parameters":3`, `"parameters":4`, 3, "parameters 参数版本：证书为“4”，签名时为“3”", nil},
		"correction added":  {certificate, `"parameters":3`, `"parameters":3,"corrected":"重开"`, 3, "corrected 更正的缘由：证书为“重开”，签名时为“”", nil},
		"district":          {certificate, `"district":"尖山区"`, `"district":"岭东区"`, 3, "签名对不上", nil},
		"date":              {certificate, `"notice_until":"2021-03-15"`, `"notice_until":"2021-03-25"`, 3, "签名对不上", nil},
		"signature":         {certificate, `"signature":"...`, `"signature":"AAA`, 3, "签名对不上", nil},
		"no signature":      {certificate, `,\s*"signed":\{[^}]*\}`, ``, 0, "证书没有签名：只核对了计算", nil},
		"none, key asked":   {certificate, `,\s*"signed":\{[^}]*\}`, ``, 3, "没有签名，不能证明是印鉴 " + fingerprint, []string{"--signet", fingerprint}},
		"cut in half":       {certificate[:len(certificate)/2], ``, ``, 2, "证书文件不完整或被改动过", nil},
		"page":              {page, ``, ``, 0, "公示网页的文字和脚本与签名时相同", nil},
		"page, CRLF":        {page, `\n`, "\r\n", 0, "公示网页的文字和脚本与签名时相同", nil},
		"name":              {page, `王某某`, `李某某`, 3, "JS20170005 “主体”：“李某某”与签名时不同", nil},
		"reason":            {page, `data-title="缘由">最合适`, `data-title="缘由">照顾`, 3, "“缘由”：“照顾”与签名时不同", nil},
		"award":             {page, `<span>JS-[^<]*</span>`, `<span>JS-NSQ-99</span>`, 3, "“分得”：“JS-NSQ-99”与签名时不同", nil},
		"date in the page":  {page, `公示 2021-03-08 至 2021-03-15`, `公示 2021-03-08 至 2021-03-09`, 3, "“公示 2021-03-08 至 2021-03-09。”与签名时不同", nil},
		"row left out":      {page, `<tr data-number[^\n]*\n`, ``, 3, "文字的处数与签名时不同", nil},
		"text between":      {page, `</table>`, `</table>本公示作废`, 3, "网页里多出文字“本公示作废”", nil},
		"box beside":        {page, `</table>`, `</table><div style="color:red">另行通知</div>`, 3, "网页的标记 <div style", nil},
		"page's end":        {page, `(?s)</script>\s*</body>.*`, ``, 2, "网页没有到 </html> 为止", nil},
		"script":            {page, `"use strict";`, `"use strict"; var nothing;`, 3, "脚本或样式与签名时不同", nil},
		"hidden row":        {page, `<tr data-number`, `<tr hidden data-number`, 3, "网页的标记 <tr hidden data-number", nil},
		"commented row":     {page, `<tr data-number([^\n]*)\n`, "<!--<tr data-number=\"JS\"></tr>-->\n", 3, "网页里有注释", nil},
		"hidden cell":       {page, `<td data-title="缘由"`, `<td style="display:none" data-title="缘由"`, 3, "网页的标记 <td style", nil},
		"data of the page":  {page, `"reason":"awarded"`, `"reason":"outranked"`, 3, "reason 原因：证书为 outranked", nil},
		"page's signature":  {page, `"scripts":"....`, `"scripts":"0000`, 3, "网页的签名对不上", nil},
		"page's half":       {page, `(?s)<script type="application/json" id="signed">.*?</script>`, ``, 3, "只剩一半", nil},
		"page cut":          {page, `(?s),\s*"digest":"[0-9a-f]+",\s*"signed":\{[^}]*\}\}\s*</script>`, `</script>`, 2, "证书文件不完整或被改动过", nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			text := tc.of
			if tc.old != "" {
				re := regexp.MustCompile(tc.old)
				if name == "page, CRLF" || name == "saved with spaces" {
					text = re.ReplaceAllString(text, tc.altered)
				} else if at := re.FindStringIndex(text); at != nil {
					text = text[:at[0]] + tc.altered + text[at[1]:]
				}
				if text == tc.of {
					t.Fatal("nothing altered")
				}
			}
			code, _, said := run(t, "paper", []byte(text), append([]string{"solve"}, tc.args...)...)
			if code != tc.code || !strings.Contains(said, tc.said) {
				t.Errorf("solve: %d %s", code, said)
			}
			code, out, said := run(t, "paper", []byte(text), append([]string{"verify"}, tc.args...)...)
			if said = strings.ReplaceAll(out, `\"`, `"`) + said; code != tc.code || !strings.Contains(said, tc.said) {
				t.Errorf("verify: %d %s", code, said)
			}
		})
	}
}

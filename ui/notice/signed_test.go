package notice

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/rand"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"penggai/allocation/rule"
)

// signedPage is printed with the certificate and the page signed by a key.
func signedPage(t *testing.T) string {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	public, _ := private.Public().(ed25519.PublicKey)
	key := base64.RawURLEncoding.EncodeToString(public)
	sign := func(kind string) func([]byte) string {
		return func(text []byte) string {
			return base64.RawURLEncoding.EncodeToString(ed25519.Sign(private, append([]byte("penggai "+kind+" 1\n"), text...)))
		}
	}
	rnd := rand.New(rand.NewSource(3))
	for {
		in := drawnInstance(rnd, 4)
		c := certificateOf(t, in)
		c.DrawnOn = in.Posted()
		c = c.Sign(rule.Signed{Name: "尖山区 \"甲\"\n<乙>", District: "尖山区", NoticeFrom: "2021-03-08", NoticeUntil: "2021-03-15"}, key, sign(rule.SignedAs))
		n := noticeOf(t, c)
		n.History = []string{"第 1 次公示后，王某某提出异议，成立。"}
		n.Void = "本批次已作废 & 不算数"
		n.Signer = Signer{Key: key, Fingerprint: "0123-4567", Sign: sign(SignedAs)}
		if page := written(t, n); strings.Contains(page, "未安置</td>") && strings.Contains(page, "各套归谁</h2>") {
			return page
		}
	}
}

// seenBy is what Signed.check of the page's own script says of a page.
func seenBy(t *testing.T, page string) (faults []string, notes string) {
	t.Helper()
	p, ok := ReadPage([]byte(page))
	if !ok {
		t.Fatal("no page")
	}
	texts := []string{}
	for _, one := range p.pieces {
		texts = append(texts, one.text)
	}
	input, err := json.Marshal(map[string]any{"certificate": json.RawMessage(p.Certificate), "signed": p.Signed, "texts": texts})
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	if _, err := vm.RunString(recheckJS + signedJS + "\nfunction run(text) { var o = JSON.parse(text); return JSON.stringify(Signed.check(o.certificate, o.signed, o.texts)); }"); err != nil {
		t.Fatal(err)
	}
	run, _ := goja.AssertFunction(vm.Get("run"))
	got, err := run(goja.Undefined(), vm.ToValue(string(input)))
	if err != nil {
		t.Fatal(err)
	}
	var out struct {
		Faults []struct{ Text string }
		Notes  []string
	}
	if err := json.Unmarshal([]byte(got.String()), &out); err != nil {
		t.Fatal(err)
	}
	for _, f := range out.Faults {
		faults = append(faults, f.Text)
	}
	return faults, strings.Join(out.Notes, "\n")
}

func certificateSignature(t *testing.T, p Page) string {
	t.Helper()
	c, _, err := rule.ReadCertificate(p.Certificate)
	if err != nil {
		t.Fatal(err)
	}
	return c.Signed.Signature
}

// TestTheBrowserChecksTheSignature: the page as it is signed holds; an edit of what is signed is named, in the browser and by the program.
func TestTheBrowserChecksTheSignature(t *testing.T) {
	page := signedPage(t)
	signs := func(string, []byte, string) bool { return true }
	if faults, notes := seenBy(t, page); len(faults) > 0 || !strings.Contains(notes, "每一处文字与签名时相同") {
		t.Fatal(faults, notes)
	}
	for name, tc := range map[string]struct{ old, altered, want string }{
		"name":          {`>王某某<`, `>李某某<`, "“李某某”与签名时不同"},
		"reason":        {`最合适`, `照顾`, "“照顾”与签名时不同"},
		"days":          {`公示 2021-03-08`, `公示 2021-03-01`, "“公示 2021-03-01 至 2021-03-15。”与签名时不同"},
		"history":       {`异议，成立`, `异议，不成立`, "不成立。”与签名时不同"},
		"void":          {`<div class="void">.*?</div>`, ``, "处数与签名时不同"},
		"day signed":    {`"notice_from":"2021-03-08"`, `"notice_from":"2021-03-01"`, "证书的签名对不上"},
		"title of it":   {`"round":"尖山区`, `"round":"岭东区`, "批次：证书为“岭东区"},
		"its signature": {`"text":"....`, `"text":"0000`, "网页的签名对不上"},
		"not signed":    {`(?s)<script type="application/json" id="signed">.*?</script>`, ``, "只剩一半"},
	} {
		t.Run(name, func(t *testing.T) {
			altered := alter(t, page, tc.old, tc.altered)
			if faults, _ := seenBy(t, altered); !strings.Contains(strings.Join(faults, "\n"), tc.want) {
				t.Errorf("the browser: %q", faults)
			}
			p, _ := ReadPage([]byte(altered))
			if faults, _ := p.Faults(certificateSignature(t, p), signs); name == "name" && !strings.Contains(strings.Join(faults, "\n"), "“主体”："+tc.want) {
				t.Errorf("the program: %q", faults)
			}
		})
	}
}

// TestEd25519InTheBrowser holds the page's own SHA-512 and Ed25519 against those of Go, on texts of all lengths around a block.
func TestEd25519InTheBrowser(t *testing.T) {
	vm := goja.New()
	if _, err := vm.RunString(recheckJS + signedJS + `
		function bytes(hex) { return (hex.match(/../g) || []).map(function (h) { return parseInt(h, 16); }); }
		function verify(k, m, s) { return Signed.verify(bytes(k), bytes(m), bytes(s)); }`); err != nil {
		t.Fatal(err)
	}
	verify, _ := goja.AssertFunction(vm.Get("verify"))
	holds := func(key, message, signature []byte) bool {
		got, err := verify(goja.Undefined(), vm.ToValue(hex.EncodeToString(key)), vm.ToValue(hex.EncodeToString(message)), vm.ToValue(hex.EncodeToString(signature)))
		if err != nil {
			t.Fatal(err)
		}
		return got.ToBoolean()
	}
	rnd := rand.New(rand.NewSource(7))
	for _, n := range []int{0, 1, 47, 48, 63, 64, 200} {
		seed, message := make([]byte, ed25519.SeedSize), make([]byte, n)
		rnd.Read(seed)
		rnd.Read(message)
		private := ed25519.NewKeyFromSeed(seed)
		public, _ := private.Public().(ed25519.PublicKey)
		signature := ed25519.Sign(private, message)
		if !holds(public, message, signature) {
			t.Errorf("%d bytes: a good signature fails", n)
		}
		signature[rnd.Intn(64)] ^= 1 << rnd.Intn(8)
		if holds(public, message, signature) {
			t.Errorf("%d bytes: an altered signature holds", n)
		}
	}
}

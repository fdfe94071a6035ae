package dossier

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation/say"
	"penggai/store/engine/found"
	"penggai/store/engine/seal"
	"penggai/store/engine/signet"
)

// What a check reads at most: a case has hundreds of papers, and nobody's zip may fill the memory.
const (
	mostFiles = 20000
	mostFile  = 256 << 20
	mostAll   = 2 << 30
)

// The checks of a package.
const (
	checkFiles     = "files"
	checkEntries   = "chain"
	checkSignature = "signature"
)

// ErrNone refuses what is no package at all.
var ErrNone = say.Refuse("dossier_none", "这不是案卷包：打不开，或者里面没有 index.json。请核对文件")

// Checked is a package as it was read.
type Checked struct {
	About
	found.Report
	Fingerprint string // of the key that signed; "" of none
	Entries     int    // of the case
	files       map[string][]byte
}

// File is a file of the package.
func (c *Checked) File(name string) []byte { return c.files[name] }

// Check reads a package and names every place where it is not as it was made. Errors: ErrNone.
func Check(r io.ReaderAt, size int64) (c Checked, err error) {
	z, err := zip.NewReader(r, size)
	if err != nil || len(z.File) > mostFiles {
		return c, ErrNone
	}
	var files, chain, signed found.Found
	c.files = map[string][]byte{}
	left := int64(mostAll)
	broken := map[string]bool{}
	for _, f := range z.File {
		body, err := read(f, &left)
		switch {
		case err != nil:
			broken[f.Name] = true
			files.Add(found.Difference{Table: f.Name, Why: "读不出来：" + err.Error()})
		case c.files[f.Name] != nil:
			files.Add(found.Difference{Table: f.Name, Why: "同名的文件不止一个"})
		default:
			c.files[f.Name] = body
		}
	}
	index, there := c.files[Index]
	if !there {
		if broken[Index] {
			return c, ErrNone.With(Index)
		}
		return c, ErrNone
	}
	if err := json.Unmarshal(index, &c.About); err != nil || c.Form != Form {
		return c, ErrNone.Textf("index.json 不是本程序写的案卷包目录（%s）", Form)
	}
	c.checkFiles(broken, &files)
	c.checkChain(&chain)
	c.checkSigned(index, &signed)
	good := "印鉴 " + c.Fingerprint + " 签过日志头和目录"
	c.Lines = []found.ReportLine{
		files.Line(checkFiles, fmt.Sprintf("目录与文件一致：%d 件", len(c.Files)), "目录与文件不一致"),
		chain.Line(checkEntries, fmt.Sprintf("本案日志 %d 条与日志链相符，接到%s", c.Entries, c.Head()), "本案日志与日志链不符"),
		signed.Line(checkSignature, good, "签名对不上"),
	}
	return c, nil
}

// Head is the head of the log that the package names.
func (c *Checked) Head() found.Head {
	h, _ := head(c.About.Head)
	return h
}

func head(text string) (h found.Head, ok bool) {
	seq, hash, _ := strings.Cut(text, ":")
	n, err := strconv.ParseInt(seq, 10, 64)
	body, hexErr := hex.DecodeString(hash)
	h.Seq = n
	return h, err == nil && hexErr == nil && len(body) == len(h.Hash) && copy(h.Hash[:], body) == len(h.Hash)
}

func read(f *zip.File, left *int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, errors.New("压缩的形式不对")
	}
	defer func() { _ = r.Close() }() // it only read
	body, err := io.ReadAll(io.LimitReader(r, min(*left, mostFile)+1))
	if *left -= int64(len(body)); err == nil && (*left < 0 || len(body) > mostFile) {
		return nil, errors.New("太大")
	}
	if err != nil {
		return nil, errors.New("内容损坏")
	}
	if body == nil {
		body = []byte{}
	}
	return body, nil
}

// checkFiles holds every file against the index, and the index against what is there.
func (c *Checked) checkFiles(broken map[string]bool, bad *found.Found) {
	named := map[string]bool{Index: true, Signature: true}
	for _, f := range c.Files {
		body, there := c.files[f.Name]
		sum := sha256.Sum256(body)
		switch {
		case f.Lacks != "" || broken[f.Name]:
		case named[f.Name]:
			bad.Add(found.Difference{Table: f.Name, Why: "目录里写了两次"})
		case !there:
			bad.Add(found.Difference{Table: f.Name, Why: "目录里有，文件不在"})
		case int64(len(body)) != f.Size:
			bad.Add(found.Difference{Table: f.Name, Field: "size", Why: fmt.Sprintf("应为 %d 字节，现为 %d", f.Size, len(body))})
		case hex.EncodeToString(sum[:]) != f.SHA256:
			bad.Add(found.Difference{Table: f.Name, Field: "sha256", Why: "内容被改过"})
		}
		named[f.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		if !named[name] {
			bad.Add(found.Difference{Table: name, Why: "文件在，目录里没有"})
		}
	}
}

// checkChain computes the hashes of the case's entries and the chain from the first of them to the head anew.
func (c *Checked) checkChain(bad *found.Found) {
	of := map[int64]*seal.Link{}
	lines := bufio.NewScanner(bytes.NewReader(c.files[Entries]))
	lines.Buffer(nil, mostFile)
	for n := int64(1); lines.Scan(); n++ {
		var l seal.Link
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil || of[l.Seq] != nil {
			bad.Add(found.Difference{Table: Entries, Row: n, Why: "读不出来，或者同一条写了两次"})
			continue
		}
		of[l.Seq] = &l
	}
	c.Entries = len(of)
	links := bufio.NewScanner(bytes.NewReader(c.files[Links]))
	links.Buffer(nil, 1<<20)
	var before string
	if links.Scan() {
		before, _ = strings.CutPrefix(links.Text(), "前一条 ")
	}
	previous, err := hex.DecodeString(before)
	if err != nil || len(previous) != sha256.Size {
		bad.Add(found.Difference{Table: Links, Row: 1, Why: "第一行不是前一条的哈希"})
	}
	var last int64
	for n := int64(2); links.Scan(); n++ {
		seq, content, hash, ok := link(links.Text())
		switch {
		case !ok:
			bad.Add(found.Difference{Table: Links, Row: n, Why: "读不出来"})
			continue
		case n > 2 && seq != last+1:
			bad.Add(found.Difference{Table: Links, Row: n, Why: fmt.Sprintf("第 %d 条之后应是第 %d 条", last, last+1)})
		}
		l := of[seq]
		delete(of, seq)
		switch {
		case l != nil && content == nil && !bytes.Equal(l.Whole(previous), hash):
			bad.Add(found.Difference{Table: "日志", Row: seq, Why: "内容被改过：算出的哈希不是链上的"})
		case l != nil && content != nil && !bytes.Equal(l.Content(), content):
			bad.Add(found.Difference{Table: "日志", Row: seq, Why: "内容被改过：算出的哈希不是链上的"})
		case content != nil && !bytes.Equal(seal.Chain(previous, seq, content), hash):
			bad.Add(found.Difference{Table: "日志", Row: seq, Field: "hash", Why: "与前后不能衔接"})
		}
		last, previous = seq, hash
	}
	for _, seq := range slices.Sorted(maps.Keys(of)) {
		bad.Add(found.Difference{Table: "日志", Row: seq, Why: "不在日志链上"})
	}
	h, ok := head(c.About.Head)
	if !ok || last != h.Seq || !bytes.Equal(previous, h.Hash[:]) {
		bad.Add(found.Difference{Table: Links, Why: fmt.Sprintf("接不到目录写的日志头：到第 %d 条为止", last)})
	}
}

// link is a line of links; content is nil of an entry of an earlier version.
func link(line string) (seq int64, content, hash []byte, ok bool) {
	words := strings.Fields(line)
	if len(words) != 3 {
		return 0, nil, nil, false
	}
	seq, err := strconv.ParseInt(words[0], 10, 64)
	var contentErr error
	if words[1] != whole {
		content, contentErr = hex.DecodeString(words[1])
	}
	hash, hashErr := hex.DecodeString(words[2])
	ok = errors.Join(err, contentErr, hashErr) == nil && len(hash) == sha256.Size && (words[1] == whole || len(content) == sha256.Size)
	return seq, content, hash, ok
}

// checkSigned looks whether one key signed the head and the index.
func (c *Checked) checkSigned(index []byte, bad *found.Found) {
	lines := strings.Split(string(c.files[Signature]), "\n")
	signed, ok := signet.Parse(lines[0])
	if !ok || len(lines) < 2 {
		bad.Add(found.Difference{Table: Signature, Why: "没有签名：出包的电脑没有本单位的印鉴，或者签名被拿掉了"})
		return
	}
	c.Fingerprint = signet.Fingerprint(signed.Public)
	if !signed.Valid() {
		bad.Add(found.Difference{Table: Signature, Field: "head", Why: "日志头的签名不对"})
	}
	if HeadText(found.Head{Seq: signed.Seq, Hash: signed.Hash}) != c.About.Head {
		bad.Add(found.Difference{Table: Signature, Field: "head", Why: "签的日志头不是目录写的那个"})
	}
	if !signet.Signs(signed.Public, SignedAs, index, lines[1]) {
		bad.Add(found.Difference{Table: Index, Why: "目录的签名不对：目录被改过"})
	}
}

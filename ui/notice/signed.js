"use strict";
// The signature of the office: whether the key that the page names signed the certificate, and every text that a reader sees. Ed25519
// (RFC 8032) and SHA-512, apart from the program that signed. Who holds the key the page cannot say: its fingerprint is printed beside the seal.
//
//	Signed.check(certificate, signed, texts) -> {faults: [{number, text, at}], notes: [text]}
//
// signed is what stands in the page, null where nothing is; texts are those of the page in their order. at is the text that differs.
var Signed = (function () {
  var ORDER = ["round", "office", "name", "district", "parameters", "drawn_on", "corrected", "draw_day", "notice_from", "notice_until", "objection_until", "digest"];
  var PAGE = ["certificate", "text", "pieces", "scripts", "file"];
  var TITLES = { round: "批次", office: "办公室编号", parameters: "参数版本", drawn_on: "抽签前张贴的名单摘要", corrected: "更正的缘由", digest: "摘要" };

  function utf8(text) { return Array.prototype.map.call(unescape(encodeURIComponent(text)), function (c) { return c.charCodeAt(0); }); }

  function bytesOf(base64) {
    var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", out = [], held = 0, bits = 0;
    for (var i = 0; i < base64.length; i++) {
      var d = digits.indexOf(base64[i]);
      if (d < 0) return [];
      held = (held << 6 | d) & 0xffff;
      bits += 6;
      if (bits >= 8) { bits -= 8; out.push(held >> bits & 255); }
    }
    return out;
  }

  function hexBytes(hex) { return hex.match(/../g).map(function (h) { return parseInt(h, 16); }); }

  // little reads bytes as a number, the lowest first.
  function little(bytes) {
    return BigInt("0x0" + bytes.slice().reverse().map(function (b) { return ("0" + b.toString(16)).slice(-2); }).join(""));
  }

  // ---- SHA-512; its constants are the first 64 bits of the fractions of the roots of the first primes.

  function root(x, n) { // the whole n-th root, bit by bit
    var r = BigInt(0);
    for (var bit = BigInt(80); bit >= BigInt(0); bit -= BigInt(1)) {
      var next = r | BigInt(1) << bit;
      if (next ** BigInt(n) <= x) r = next;
    }
    return r;
  }

  function sha512(bytes) {
    var one = BigInt(1), word = (one << BigInt(64)) - one, k = [], h = [];
    for (var n = 2; k.length < 80; n++) {
      var prime = true;
      for (var d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
      if (!prime) continue;
      if (h.length < 8) h.push(root(BigInt(n) << BigInt(128), 2) & word);
      k.push(root(BigInt(n) << BigInt(192), 3) & word);
    }
    function turn(x, by) { return (x >> BigInt(by) | x << BigInt(64 - by)) & word; }
    var m = bytes.slice();
    m.push(0x80);
    while (m.length % 128 !== 112) m.push(0);
    var length = ("0".repeat(32) + (bytes.length * 8).toString(16)).slice(-32);
    m = m.concat(hexBytes(length));
    for (var at = 0; at < m.length; at += 128) {
      var w = [];
      for (var i = 0; i < 16; i++) w.push(little(m.slice(at + 8 * i, at + 8 * i + 8).reverse()));
      for (i = 16; i < 80; i++) {
        var x = w[i - 15], y = w[i - 2];
        w.push(w[i - 16] + w[i - 7] + (turn(x, 1) ^ turn(x, 8) ^ x >> BigInt(7)) + (turn(y, 19) ^ turn(y, 61) ^ y >> BigInt(6)) & word);
      }
      var v = h.slice();
      for (i = 0; i < 80; i++) {
        var t1 = v[7] + (turn(v[4], 14) ^ turn(v[4], 18) ^ turn(v[4], 41)) + (v[4] & v[5] ^ (word ^ v[4]) & v[6]) + k[i] + w[i];
        var t2 = (turn(v[0], 28) ^ turn(v[0], 34) ^ turn(v[0], 39)) + (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]);
        v = [t1 + t2 & word, v[0], v[1], v[2], v[3] + t1 & word, v[4], v[5], v[6]];
      }
      h = h.map(function (old, i) { return old + v[i] & word; });
    }
    return hexBytes(h.map(function (x) { return ("0".repeat(16) + x.toString(16)).slice(-16); }).join(""));
  }

  // ---- Ed25519

  function verify(key, message, signature) {
    if (key.length !== 32 || signature.length !== 64) return false;
    var zero = BigInt(0), one = BigInt(1), two = BigInt(2), p = (one << BigInt(255)) - BigInt(19);
    var order = (one << BigInt(252)) + BigInt("27742317777372353535851937790883648493");
    function mod(x) { x %= p; return x < zero ? x + p : x; }
    function power(x, n) {
      for (var r = one; n > zero; n >>= one, x = mod(x * x)) if (n & one) r = mod(r * x);
      return r;
    }
    var d = mod(-BigInt(121665) * power(BigInt(121666), p - two));

    function point(bytes) {
      var top = bytes[31] >> 7, y = little(bytes.slice(0, 31).concat(bytes[31] & 127));
      if (y >= p) return null;
      var square = mod((y * y - one) * power(mod(d * y * y + one), p - two)), x = power(square, (p + BigInt(3)) / BigInt(8));
      if (mod(x * x) !== square) x = mod(x * power(two, (p - one) / BigInt(4)));
      if (mod(x * x) !== square || x === zero && top) return null;
      if (Number(x & one) !== top) x = p - x;
      return [x, y, one, mod(x * y)];
    }
    function add(a, b) {
      var A = mod((a[1] - a[0]) * (b[1] - b[0])), B = mod((a[1] + a[0]) * (b[1] + b[0])), C = mod(two * d * a[3] * b[3]), D = mod(two * a[2] * b[2]);
      var E = B - A, F = D - C, G = D + C, H = B + A;
      return [mod(E * F), mod(G * H), mod(F * G), mod(E * H)];
    }
    function times(n, a) {
      for (var r = [zero, one, one, zero]; n > zero; n >>= one, a = add(a, a)) if (n & one) r = add(r, a);
      return r;
    }
    var A = point(key), R = point(signature.slice(0, 32)), s = little(signature.slice(32));
    var base = point([88].concat(new Array(31).fill(102)));
    if (!A || !R || s >= order) return false;
    var h = little(sha512(signature.slice(0, 32).concat(key, message))) % order;
    var left = times(s, base), right = add(R, times(h, A));
    return mod(left[0] * right[2] - right[0] * left[2]) === zero && mod(left[1] * right[2] - right[1] * left[2]) === zero;
  }

  // signs tells whether the key in o signed it as this kind; its keys stand in order.
  function signs(kind, o, order) {
    var of = {};
    order.forEach(function (k) { if (o[k]) of[k] = o[k]; });
    return verify(bytesOf(o.key), utf8("penggai " + kind + " 1\n" + JSON.stringify(of)), bytesOf(o.signature));
  }

  function fingerprint(key) {
    return Recheck.hashBytes(bytesOf(key)).slice(0, 20).match(/.{4}/g).join("-");
  }

  function tidy(text) { return text.replace(/[ \t\r\n\f]+/g, " ").replace(/^ | $/g, ""); }

  function check(certificate, signed, texts) {
    var faults = [], notes = [], s = certificate.signed;
    function fault(text, at) { faults.push({ number: "", text: text, at: at }); }
    if (!s || !signed) {
      if (s || signed) fault("签名：只剩一半，另一半被去掉了");
      else notes.push("没有签名：姓名、缘由、日期和其余文字，请对照盖章的公示。");
      return { faults: faults, notes: notes };
    }
    if (typeof BigInt === "undefined") {
      notes.push("这个浏览器太旧，核对不了签名，请换一个浏览器。");
      return { faults: faults, notes: notes };
    }
    Object.keys(TITLES).forEach(function (k) {
      var says = String(certificate[k] || ""), was = s[k] || "";
      if (says !== was) fault(TITLES[k] + "：证书为“" + says + "”，签名时为“" + was + "”");
    });
    var whole = true;
    if (!signs("certificate", s, ORDER)) { whole = false; fault("证书的签名对不上：批次、办公室、区或日期有一处被改过，或者不是这把印鉴签的"); }
    if (signed.certificate !== s.signature || signed.key !== s.key || !signs("notice", signed, PAGE)) { whole = false; fault("网页的签名对不上：网页的签名被改过，或者来自另一份公示"); }
    var pieces = texts.map(function (t) { return Recheck.hash(tidy(t)).slice(0, 6); });
    if (whole && Recheck.hash(texts.map(tidy).join("\n")) !== signed.text) {
      var was = signed.pieces.match(/.{6}/g) || [];
      if (was.length !== pieces.length) fault("文字的处数与签名时不同：签名时 " + was.length + " 处，现在 " + pieces.length + " 处");
      else pieces.forEach(function (now, i) { if (now !== was[i]) fault("“" + tidy(texts[i]) + "”与签名时不同", i); });
      if (!faults.length) fault("文字与签名时不同");
    }
    if (!faults.length) {
      notes.push("由印鉴 " + fingerprint(s.key) + " 签名（" + (s.name || s.office) + "）：每一处文字与签名时相同。印鉴是不是这个单位的，请与盖章的公示或单位公布的印鉴比对。");
    }
    return { faults: faults, notes: notes };
  }

  return { check: check, verify: verify, sha512: sha512 };
})();

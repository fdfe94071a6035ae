"use strict";
// Recomputes an allocation from its certificate, apart from the program that made it, by the rule as it is published: lots,
// weights, bands, ranks, options; for parts of single shops the whole answer; for parts with runs of shops each award's place
// among its options and the proofs of those left out. No network, no library.
//
//   Recheck.check(certificate) -> { faults: [{number, text}], notes: [text], lines, exact, shown, unshown }
//
// certificate is the parsed file. faults say what does not hold (number is empty where it is no single line), notes what this
// page did not prove. exact counts lines recomputed wholly, shown those whose proof was added up, unshown the others.
var Recheck = (function () {
  // ---- texts and hashes

  function utf8(text) {
    var out = [];
    for (var i = 0; i < text.length; i++) {
      var c = text.codePointAt(i);
      if (c > 0xffff) i++;
      if (c < 0x80) out.push(c);
      else if (c < 0x800) out.push(0xc0 | c >> 6, 0x80 | c & 63);
      else if (c < 0x10000) out.push(0xe0 | c >> 12, 0x80 | c >> 6 & 63, 0x80 | c & 63);
      else out.push(0xf0 | c >> 18, 0x80 | c >> 12 & 63, 0x80 | c >> 6 & 63, 0x80 | c & 63);
    }
    return out;
  }

  // The constants of SHA-256 are the first 32 bits of the fractions of the roots of the first primes.
  var rounds = [], start = [];
  (function () {
    function fraction(x) { return (x - Math.floor(x)) * 4294967296 | 0; }
    for (var n = 2; rounds.length < 64; n++) {
      var prime = true;
      for (var d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
      if (!prime) continue;
      if (start.length < 8) start.push(fraction(Math.sqrt(n)));
      rounds.push(fraction(Math.cbrt(n)));
    }
  })();

  function sha256(bytes) {
    var n = bytes.length, blocks = (n + 8 >> 6) + 1, m = new Uint8Array(blocks * 64);
    m.set(bytes);
    m[n] = 0x80;
    var bits = n * 8;
    for (var i = 1; i <= 8; i++) { m[m.length - i] = bits % 256; bits = Math.floor(bits / 256); }
    var h = start.slice(), w = new Int32Array(64);
    for (var at = 0; at < m.length; at += 64) {
      for (i = 0; i < 16; i++) w[i] = m[at + 4 * i] << 24 | m[at + 4 * i + 1] << 16 | m[at + 4 * i + 2] << 8 | m[at + 4 * i + 3];
      for (i = 16; i < 64; i++) {
        var x = w[i - 15], y = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
      }
      var A = h[0], B = h[1], C = h[2], D = h[3], E = h[4], F = h[5], G = h[6], H = h[7];
      for (i = 0; i < 64; i++) {
        var t1 = H + ((E >>> 6 | E << 26) ^ (E >>> 11 | E << 21) ^ (E >>> 25 | E << 7)) + (E & F ^ ~E & G) + rounds[i] + w[i] | 0;
        var t2 = ((A >>> 2 | A << 30) ^ (A >>> 13 | A << 19) ^ (A >>> 22 | A << 10)) + (A & B ^ A & C ^ B & C) | 0;
        H = G; G = F; F = E; E = D + t1 | 0; D = C; C = B; B = A; A = t1 + t2 | 0;
      }
      h[0] = h[0] + A | 0; h[1] = h[1] + B | 0; h[2] = h[2] + C | 0; h[3] = h[3] + D | 0;
      h[4] = h[4] + E | 0; h[5] = h[5] + F | 0; h[6] = h[6] + G | 0; h[7] = h[7] + H | 0;
    }
    return h.map(function (v) { return ("0000000" + (v >>> 0).toString(16)).slice(-8); }).join("");
  }

  function hash(text) { return sha256(utf8(text)); }

  // Texts are compared by the bytes of UTF-8, which is the order of code points.
  function compare(a, b) {
    for (var i = 0; i < a.length && i < b.length; i++) {
      if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.codePointAt(i) < b.codePointAt(i) ? -1 : 1;
    }
    return a.length - b.length;
  }

  // ---- canonical forms

  function object(keys, of) { // of: key -> what is written; keys without a value are left out
    return "{" + keys.filter(function (k) { return of[k] !== undefined; }).map(function (k) { return JSON.stringify(k) + ":" + of[k]; }).join(",") + "}";
  }
  function plain(keys, from) {
    var of = {};
    keys.forEach(function (k) { of[k] = JSON.stringify(from[k]); });
    return of;
  }
  function list(items) { return "[" + items.join(",") + "]"; }
  function sorted(texts) { return JSON.stringify(texts.slice().sort(compare)); }
  function byKey(items, key) { return items.slice().sort(function (a, b) { return compare(a[key], b[key]); }); }

  var PARAMS = ["dm2_per_job", "scale_to_supply", "tax_fen_per_job", "tax_cap_permille", "tie_band_millijobs", "min_dm2", "max_dm2",
    "under_permille", "over_permille", "max_units"];
  var UNIT = ["number", "community", "building", "floor", "bay", "area_dm2", "tags"];
  var APPLICANT = ["number", "jobs_millis", "tax_fen", "policy", "group", "min_dm2", "max_dm2", "communities", "only_listed", "requires", "max_units"];
  var LINE = ["rank", "number", "weight_millis", "lot", "target_dm2", "lo_dm2", "hi_dm2", "units", "area_dm2", "choice", "options", "reason"];
  var TOTALS = ["applicants", "served", "jobs_millis", "area_dm2", "units", "units_left"];

  function canonicalInstance(inst) {
    var params = plain(PARAMS, inst.params);
    if (inst.params.rest) params.rest = object(["under_permille", "over_permille"], plain(["under_permille", "over_permille"], inst.params.rest));
    var of = {
      format: JSON.stringify(inst.format), seed: JSON.stringify(inst.seed), params: object(PARAMS.concat("rest"), params),
      units: list(byKey(inst.units, "number").map(function (u) {
        var line = plain(UNIT, u);
        line.tags = sorted(u.tags);
        return object(UNIT, line);
      })),
      applicants: list(byKey(inst.applicants, "number").map(function (a) {
        var line = plain(APPLICANT, a);
        line.requires = sorted(a.requires);
        return object(APPLICANT, line);
      }))
    };
    if (inst.fixed && inst.fixed.length) {
      of.fixed = list(byKey(inst.fixed, "applicant").map(function (f) {
        return object(["applicant", "units"], { applicant: JSON.stringify(f.applicant), units: sorted(f.units) });
      }));
    }
    return object(["format", "seed", "params", "units", "applicants", "fixed"], of);
  }

  function canonicalResult(res) {
    var of = {
      format: JSON.stringify(res.format), proved: JSON.stringify(res.proved), unproved: res.proved ? undefined : JSON.stringify(res.unproved),
      rate_dm2_per_job: JSON.stringify(res.rate_dm2_per_job),
      ranks: list(res.ranks.map(function (l) { return object(LINE, plain(LINE, l)); })), totals: object(TOTALS, plain(TOTALS, res.totals))
    };
    if (res.rest) of.rest = canonicalResult(res.rest);
    return object(["format", "proved", "unproved", "rate_dm2_per_job", "ranks", "totals", "rest"], of);
  }

  // ---- the rule, steps 1 to 7

  // divide is the quotient of a x b by c rounded down, exact for all numbers that an instance may hold.
  function divide(a, b, c) {
    if (a * b <= Number.MAX_SAFE_INTEGER) return Math.floor(a * b / c);
    return Number(BigInt(a) * BigInt(b) / BigInt(c));
  }

  function taxPart(p, a) {
    if (p.tax_fen_per_job === 0) return 0;
    return Math.min(divide(a.tax_fen, 1000, p.tax_fen_per_job), divide(a.jobs_millis, p.tax_cap_permille, 1000));
  }

  function rateOf(inst, weights) {
    var p = inst.params;
    if (!p.scale_to_supply) return p.dm2_per_job;
    var area = BigInt(0), weight = BigInt(0);
    inst.units.forEach(function (u) { area += BigInt(u.area_dm2); });
    weights.forEach(function (w) { weight += BigInt(w); });
    if (weight === BigInt(0)) return p.dm2_per_job;
    var rate = area * BigInt(1000) / weight;
    return rate < BigInt(p.dm2_per_job) ? Number(rate) : p.dm2_per_job;
  }

  function entitlement(p, weight, rate) {
    var e = Number((BigInt(weight) * BigInt(rate) + BigInt(500)) / BigInt(1000));
    return Math.min(Math.max(e, p.min_dm2), p.max_dm2);
  }

  function bandOf(p, a, weight, rate) {
    var t = entitlement(p, weight, rate);
    if (a.max_dm2 !== null) t = Math.min(t, a.max_dm2);
    var lo = -Math.floor(-t * (1000 - p.under_permille) / 1000), hi = Math.min(divide(t, 1000 + p.over_permille, 1000), p.max_dm2);
    if (a.min_dm2 !== null) lo = Math.max(lo, a.min_dm2);
    if (a.max_dm2 !== null) hi = Math.min(hi, a.max_dm2);
    return { target: t, lo: lo + 0, hi: hi };
  }

  function standings(inst) {
    var p = inst.params;
    var all = inst.applicants.map(function (a) {
      var w = a.jobs_millis + taxPart(p, a);
      return { a: a, weight: w, step: Math.floor(w / p.tie_band_millijobs), lot: hash("penggai-lot/1\n" + inst.seed + "\n" + a.number) };
    });
    all.sort(function (x, y) {
      return y.step - x.step || y.a.policy - x.a.policy || y.a.group - x.a.group || y.weight - x.weight || compare(x.lot, y.lot) || compare(x.a.number, y.a.number);
    });
    return all;
  }

  // streets are the units of a floor by bay: runs of adjacent ones follow one another.
  function streets(inst, fixed) {
    var by = {}, out = [];
    inst.units.forEach(function (u) {
      if (u.bay === null) { out.push([u]); return; }
      var key = JSON.stringify([u.community, u.building, u.floor]);
      (by[key] = by[key] || []).push(u);
    });
    Object.keys(by).forEach(function (key) {
      var row = by[key].sort(function (a, b) { return a.bay - b.bay; }), run = [];
      row.forEach(function (u, i) {
        if (i && row[i - 1].bay + 1 !== u.bay) { out.push(run); run = []; }
        run.push(u);
      });
      out.push(run);
    });
    return out;
  }

  function optionsOf(inst, rows, fixedFor, st, band) {
    var a = st.a, p = inst.params, most = Math.min(p.max_units, a.max_units), all = [];
    if (band.lo > band.hi) return all;
    function usable(u) {
      var f = fixedFor[u.number];
      return (f === undefined || f === a.number) && a.requires.every(function (t) { return u.tags.indexOf(t) >= 0; });
    }
    rows.forEach(function (row) {
      var place = a.communities.indexOf(row[0].community);
      if (place < 0) {
        if (a.only_listed) return;
        place = a.communities.length;
      }
      for (var from = 0; from < row.length; from++) {
        for (var n = 1, sum = 0; n <= most && from + n <= row.length && usable(row[from + n - 1]); n++) {
          sum += row[from + n - 1].area_dm2;
          if (sum > band.hi) break;
          if (sum < band.lo) continue;
          all.push({ place: place, off: Math.abs(sum - band.target), sum: sum, row: row, from: from, n: n,
            units: row.slice(from, from + n).map(function (u) { return u.number; }) });
        }
      }
    });
    var within = function (o) { // a shorter option lies inside
      return all.some(function (s) { return s.row === o.row && s.n < o.n && s.from >= o.from && s.from + s.n <= o.from + o.n; });
    };
    if (most > 1) all = all.filter(function (o) { return o.n === 1 || !within(o); });
    return all.sort(function (x, y) { return x.place - y.place || x.off - y.off || x.n - y.n || compare(x.units[0], y.units[0]); });
  }

  // ---- parts

  // partsOf groups ranks whose options share units.
  function partsOf(options) {
    var up = {}, parts = {}, order = [];
    function find(x) { while (up[x] !== x) { up[x] = up[up[x]]; x = up[x]; } return x; }
    options.forEach(function (list, r) {
      var root = "#" + r;
      up[root] = root;
      list.forEach(function (o) {
        o.units.forEach(function (u) {
          if (up[u] === undefined) up[u] = u;
          up[find(u)] = find(root);
        });
      });
    });
    options.forEach(function (list, r) {
      if (!list.length) return;
      var root = find("#" + r);
      if (!parts[root]) { parts[root] = { ranks: [], single: true }; order.push(parts[root]); }
      parts[root].ranks.push(r);
      if (list.some(function (o) { return o.n > 1; })) parts[root].single = false;
    });
    return order;
  }

  // matchSingles answers a part of single shops: rank -> index of its option. In rank order everybody who can is served; then
  // everybody in rank order holds the best option that leaves all of them served and the better ones where they are.
  function matchSingles(ranks, options) {
    var holder = {}, held = {}, locked = {};
    function move(r, seen, without) {
      for (var i = 0; i < options[r].length; i++) {
        var u = options[r][i].units[0];
        if (seen[u] || locked[u] || u === without) continue;
        seen[u] = true;
        if (holder[u] === undefined || move(holder[u], seen, without)) { holder[u] = r; held[r] = u; return true; }
      }
      return false;
    }
    ranks.forEach(function (r) { move(r, {}, null); });
    var choice = {};
    ranks.forEach(function (r) {
      if (held[r] === undefined) return;
      for (var i = 0; i < options[r].length; i++) {
        var u = options[r][i].units[0], own = held[r];
        if (locked[u]) continue;
        if (u !== own) {
          var other = holder[u];
          if (other !== undefined) {
            delete holder[own];
            locked[u] = true;
            var can = move(other, {}, u);
            locked[u] = false;
            if (!can) { holder[own] = r; continue; }
          } else delete holder[own];
          holder[u] = r;
          held[r] = u;
        }
        choice[r] = i;
        locked[u] = true;
        return;
      }
    });
    return choice;
  }

  // ---- one pass

  function Pass(inst, res, prefix, out) {
    var fixed = {}, fixedFor = {}, units = {};
    inst.units.forEach(function (u) { units[u.number] = u; });
    (inst.fixed || []).forEach(function (f) {
      fixed[f.applicant] = f;
      f.units.forEach(function (u) { fixedFor[u] = f.applicant; });
    });
    function fault(number, text) { out.faults.push({ number: number, text: prefix + text }); }
    function same(number, what, said, now) {
      if (JSON.stringify(said) !== JSON.stringify(now)) fault(number, what + "：公示为 " + JSON.stringify(said) + "，重新计算为 " + JSON.stringify(now));
    }
    var rows = streets(inst), order = standings(inst), rate = rateOf(inst, order.map(function (s) { return s.weight; }));
    var bands = order.map(function (s) { return bandOf(inst.params, s.a, s.weight, rate); });
    var options = order.map(function (s, r) { return optionsOf(inst, rows, fixedFor, s, bands[r]); });
    var open = order.map(function (s, r) { return fixed[s.a.number] ? [] : options[r]; });
    same("", "每岗面积", res.rate_dm2_per_job, rate);
    same("", "申请数", res.ranks.length, order.length);
    var byNumber = {};
    res.ranks.forEach(function (l, i) {
      var s = order[i], b = bands[i];
      if (!s) return;
      byNumber[l.number] = i;
      same(l.number, "名次上的申请", l.number, s.a.number);
      same(l.number, "名次", l.rank, i + 1);
      same(l.number, "折合岗位", l.weight_millis, s.weight);
      same(l.number, "签号", l.lot, s.lot);
      same(l.number, "应得面积和区间", [l.target_dm2, l.lo_dm2, l.hi_dm2], [b.target, b.lo, b.hi]);
      same(l.number, "可选处数", l.options, options[i].length);
    });
    if (out.faults.length) return; // the rest would only repeat it
    awards();
    var parts = partsOf(open);
    parts.forEach(function (part) { part.single ? exact(part) : shown(part); });
    res.ranks.forEach(function (l, r) { if (!open[r].length) out.exact++; });
    totals();

    // awards: everybody holds one of its options, or what was decided; nothing twice; the reason that applies.
    function awards() {
      var taken = {};
      res.ranks.forEach(function (l, r) {
        l.units.forEach(function (u) {
          if (!units[u]) fault(l.number, "房源 " + u + " 不在范围内");
          else if (taken[u]) fault(l.number, "房源 " + u + " 分给了两户");
          taken[u] = true;
        });
        if (l.units.some(function (u) { return !units[u]; })) return;
        same(l.number, "面积", l.area_dm2, l.units.reduce(function (sum, u) { return sum + units[u].area_dm2; }, 0));
        var f = fixed[l.number], b = bands[r], i = options[r].findIndex(function (o) { return JSON.stringify(o.units) === JSON.stringify(l.units); });
        same(l.number, "第几选择", l.choice, i < 0 ? null : i + 1);
        if (f) {
          same(l.number, "缘由", l.reason, "fixed");
          same(l.number, "决定的房源", l.units.slice().sort(compare), f.units.slice().sort(compare));
        } else if (b.lo > b.hi) same(l.number, "缘由", l.reason, "band_empty");
        else if (!options[r].length) same(l.number, "缘由", l.reason, "no_option");
        else if (i >= 0) same(l.number, "缘由", l.reason, "awarded");
        else same(l.number, "缘由", l.reason, "outranked");
        if (!f && i < 0 && l.units.length) fault(l.number, "分得的房源不是它可选的任何一处");
      });
    }

    // exact: a part of single shops is recomputed wholly.
    function exact(part) {
      var choice = matchSingles(part.ranks, open);
      part.ranks.forEach(function (r) {
        var l = res.ranks[r], now = choice[r] === undefined ? [] : open[r][choice[r]].units;
        same(l.number, "分得房源", l.units, now);
        if (!l.units.length) proof(l, r);
        out.exact++;
      });
    }

    // shown: in a part with runs the proofs of those left out are added up.
    function shown(part) {
      part.ranks.forEach(function (r) {
        var l = res.ranks[r];
        if (l.units.length) { out.held++; return; }
        if (proof(l, r)) out.shown++;
        else { out.unshown++; out.unshownNumbers.push(l.number); }
      });
    }

    // like checks a proof that stands with an earlier line: its prices and the others there, this one in the place of that one.
    function like(l, r) {
      var b = l.blocked, m = byNumber[b.like], from = m === undefined ? null : res.ranks[m].blocked;
      if (m === undefined || m >= r || res.ranks[m].units.length || !from || !from.prices) {
        fault(l.number, "证明所引的一行不在前面，或没有按价的证明");
        return true;
      }
      var price = {}, have = 0;
      from.prices.forEach(function (p) { price[p.unit] = p.price; have += p.price; });
      var need = from.need - cheapest(b.like, price) + cheapest(l.number, price);
      if (need !== b.need || have !== b.have || need <= have) fault(l.number, "证明不成立：按价加总，至少要 " + need + "，房源合计 " + have);
      return true;
    }

    // cheapest is what the cheapest option of an applicant costs.
    function cheapest(number, price) {
      return Math.min.apply(null, open[byNumber[number]].map(function (o) {
        return o.units.reduce(function (sum, u) { return sum + (price[u] || 0); }, 0);
      }));
    }

    // proof checks why an applicant is left out: a Hall set or prices; false where there is neither.
    function proof(l, r) {
      var b = l.blocked || {}, members = b.applicants || [], last = -1, ok = true;
      if (b.like) return like(l, r);
      if (!b.units && !b.prices) return false;
      members.forEach(function (n) {
        var m = byNumber[n];
        if (m === undefined || m <= last || n !== l.number && !(res.ranks[m].reason === "awarded")) ok = false;
        last = m;
      });
      if (!ok || last !== r) { fault(l.number, "证明里的各户不是名次在前而已安置的"); return true; }
      if (b.units) {
        members.forEach(function (n) {
          open[byNumber[n]].forEach(function (o) { if (o.n > 1 || b.units.indexOf(o.units[0]) < 0) ok = false; });
        });
        if (!ok || members.length !== b.units.length + 1) fault(l.number, "证明不成立：这些户另有可选，或房源并不少一处");
        return true;
      }
      var price = {}, have = 0, need = 0;
      b.prices.forEach(function (p) {
        if (!(p.price >= 1) || price[p.unit]) ok = false;
        price[p.unit] = p.price;
        have += p.price;
      });
      members.forEach(function (n) {
        need += cheapest(n, price);
      });
      if (!ok || need !== b.need || have !== b.have || need <= have) fault(l.number, "证明不成立：按价加总，至少要 " + need + "，房源合计 " + have);
      return true;
    }

    function totals() {
      var t = { applicants: 0, served: 0, jobs_millis: 0, area_dm2: 0, units: 0, units_left: 0 };
      res.ranks.forEach(function (l, r) {
        t.applicants++;
        if (!l.units.length) return;
        t.served++;
        t.jobs_millis += order[r].a.jobs_millis;
        t.area_dm2 += l.area_dm2;
        t.units += l.units.length;
      });
      t.units_left = inst.units.length - t.units;
      same("", "合计", TOTALS.map(function (k) { return res.totals[k]; }), TOTALS.map(function (k) { return t[k]; }));
    }
  }

  // secondInstance is the instance of the second pass, from what the first one says it awarded.
  function secondInstance(inst, res) {
    var next = JSON.parse(JSON.stringify(inst));
    next.params.under_permille = inst.params.rest.under_permille;
    next.params.over_permille = inst.params.rest.over_permille;
    delete next.params.rest;
    next.fixed = (inst.fixed || []).slice();
    res.ranks.forEach(function (l) { if (l.reason === "awarded") next.fixed.push({ applicant: l.number, units: l.units }); });
    return next;
  }

  function check(certificate) {
    var out = { faults: [], notes: [], lines: 0, exact: 0, shown: 0, held: 0, unshown: 0, unshownNumbers: [] };
    try {
      var inst = certificate.instance, res = certificate.result;
      out.lines = res.ranks.length;
      new Pass(inst, res, "", out);
      if (!!inst.params.rest !== !!res.rest) out.faults.push({ number: "", text: "第二轮：参数和结果不一致" });
      else if (res.rest && !out.faults.length) {
        out.exact = out.shown = out.held = out.unshown = 0;
        out.unshownNumbers = [];
        new Pass(secondInstance(inst, res), res.rest, "第二轮 ", out);
      }
      var digest = hash(canonicalInstance(inst) + "\n" + canonicalResult(res));
      if (digest !== certificate.digest || digest !== res.digest) out.faults.push({ number: "", text: "摘要不符：重新计算为 " + digest });
    } catch (e) {
      out.faults.push({ number: "", text: "证书读不出来：" + e.message });
    }
    if (out.held) out.notes.push("有 " + out.held + " 户所在的一片要合并相邻几套：核对了它们分得的确是可选的一处、没有重复；“没有更合适的可得”由程序穷举证明，本页没有重做。");
    if (out.unshown) out.notes.push("有 " + out.unshown + " 户未安置的证明是程序逐一搜索得出的，本页没有重做：" + out.unshownNumbers.slice(0, 20).join("、") + (out.unshown > 20 ? " 等" : "") + "。");
    if (certificate.drawn_on && inst) {
      var differs = "名单与抽签前张贴的摘要 " + certificate.drawn_on + " 不同，证书";
      if (hash(canonicalInstance(Object.assign({}, inst, { seed: "", fixed: [] }))) === certificate.drawn_on) out.notes.push("名单、房源和参数与抽签前张贴的摘要一致：" + certificate.drawn_on + "。");
      else if (certificate.corrected) out.notes.push(differs + "写明的缘由：" + certificate.corrected + "；更正的内容见上面的公示。");
      else out.faults.push({ number: "", text: differs + "又没有写明更正：除非公示写明更正，否则名单在抽签后被改动" });
    }
    if (res && res.proved === false) out.notes.push("程序本身说明：有 " + res.unproved.length + " 户的结果未能完全证明。");
    return out;
  }

  return { check: check, hash: hash, hashBytes: sha256, taxPart: taxPart };
})();

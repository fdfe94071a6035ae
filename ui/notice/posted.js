"use strict";
// What a reader sees, held against the certificate: the title, the totals, the draw text, both digests, and every cell of both
// tables that the certificate gives. Names and the sentences of reasons are not in it; their columns are null here.
//
//	Posted.check(certificate, page) -> [{number, text, table, row, column}]
//
// page is {title, paragraphs: [text], tables: [{titles: [text], rows: [{number, cells: [{label, text}]}]}]}: texts as they stand in
// the page. table, row and column say which cell differs, where it is one.
var Posted = (function () {
  var NAMES = ["名次表", "各套归谁"], KEYS = [2, 0]; // the column that names a row
  var TITLES = [
    ["名次", "主体", "申请编号", "岗位+税收=折合", "应得 ㎡", "分得", "面积 ㎡", "缘由"],
    ["房源", "面积 ㎡", "归第几名", "申请编号", "岗位+税收=折合", "可用 ㎡"]
  ];

  function tidy(text) { return text.replace(/\s+/g, " ").trim(); }

  // area prints square metres, 1,234.50.
  function area(dm2) {
    var whole = String(Math.floor(dm2 / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
    return whole + "." + ("0" + dm2 % 100).slice(-2);
  }

  // jobs prints thousandths of a job without the zeros at the end.
  function jobs(millis) {
    return (Math.floor(millis / 1000) + "." + ("00" + millis % 1000).slice(-3)).replace(/0+$/, "").replace(/\.$/, "");
  }

  function weight(p, a, l) {
    return jobs(a.jobs_millis) + "+" + jobs(Recheck.taxPart(p, a)) + "=" + jobs(l.weight_millis) + (a.policy ? " 产业" : "") + (a.group ? " 群体" : "");
  }

  // outcome are the lines as people read them: whom the first pass serves, or a decision fixes, keeps its line of there, the others
  // have that of the second.
  function outcome(result) {
    return result.ranks.map(function (l, i) { return result.rest && !l.units.length && l.reason !== "fixed" ? result.rest.ranks[i] : l; });
  }

  // tables are the rows of both tables; null is a cell that the certificate does not give.
  function tables(certificate) {
    var inst = certificate.instance, who = {}, units = {}, ranks = [], taken = [];
    inst.applicants.forEach(function (a) { who[a.number] = a; });
    inst.units.forEach(function (u) { units[u.number] = u; });
    outcome(certificate.result).forEach(function (l) {
      var w = weight(inst.params, who[l.number], l);
      ranks.push([String(l.rank), null, l.number, w, area(l.target_dm2), l.units.join(" ") || "未安置", l.area_dm2 ? area(l.area_dm2) : "", null]);
      l.units.forEach(function (u) {
        taken.push([u, area(units[u].area_dm2), String(l.rank), l.number, w, area(l.lo_dm2) + " 至 " + area(l.hi_dm2)]);
      });
    });
    return [ranks, taken];
  }

  function check(certificate, page) {
    var faults = [], want = tables(certificate), t = (certificate.result.rest || certificate.result).totals, seed = certificate.instance.seed;
    function fault(number, text, table, row, column) { faults.push({ number: number, text: text, table: table, row: row, column: column }); }

    // paragraph: the paragraphs with mark are one that holds begin and goes on as rest says; none where begin is null.
    function paragraph(what, mark, begin, rest) {
      var found = page.paragraphs.map(tidy).filter(function (p) { return mark.test(p); });
      if (begin === null) {
        if (found.length) fault("", what + "：页上印有“" + found[0] + "”，证书里没有");
        return;
      }
      begin = tidy(begin);
      if (found.length !== 1) fault("", what + "：应印一处“" + begin + "”，页上有 " + found.length + " 处");
      found.forEach(function (p) {
        var at = p.indexOf(begin);
        if (at < 0 || !rest.test(p.slice(at + begin.length)) || p.slice(0, at).search(mark) >= 0) fault("", what + "：页上为“" + p + "”，证书为“" + begin + "”");
      });
    }
    var title = certificate.round + " 房源分配公示";
    if (tidy(page.title) !== tidy(title)) fault("", "标题：页上为“" + tidy(page.title) + "”，证书为“" + title + "”");
    paragraph("合计", /申请 \S+ 户，安置/, "申请 " + t.applicants + " 户，安置 " + t.served + " 户，" + t.units + " 套，" + area(t.area_dm2) + " ㎡，余 " + t.units_left + " 套。", /^$/);
    paragraph("抽签文字", /抽签文字：/, seed ? "抽签文字：" + seed : null, /^ ?（\d{4}-\d\d-\d\d，见证人 /);
    paragraph("抽签前张贴的名单摘要", /名单摘要/, seed && certificate.drawn_on ? "抽签前张贴的名单摘要：" + certificate.drawn_on : null, /^（\d{4}-\d\d-\d\d 至 /);
    paragraph("摘要", /^摘要/, "摘要 " + certificate.digest, /^$/);
    if (page.tables.length !== (want[1].length ? 2 : 1)) fault("", "页上有 " + page.tables.length + " 张表，应有 " + (want[1].length ? 2 : 1) + " 张");
    want.forEach(function (lines, n) {
      if (page.tables[n]) table(lines, n, page.tables[n]);
    });
    return faults;

    function table(lines, n, shown) {
      var left = {};
      if (shown.titles.map(tidy).join("|") !== TITLES[n].join("|")) fault("", NAMES[n] + "：栏目的名称改过");
      lines.forEach(function (l) { left["#" + l[KEYS[n]]] = l; });
      shown.rows.forEach(function (row, i) {
        var cells = row.cells.map(function (c) { return tidy(c.text); }), key = cells[KEYS[n]], l = left["#" + (key || "")];
        // Numbers may hold spaces that are not kept in what is read: they are found by what they read as.
        if (!l) l = lines.filter(function (x) { return tidy(x[KEYS[n]]) === key && left["#" + x[KEYS[n]]]; })[0];
        var where = NAMES[n] + "第 " + (i + 1) + " 行";
        if (!l) { fault(n ? "" : row.number, where + "“" + TITLES[n][KEYS[n]] + "”：页上为“" + key + "”，计算结果里没有", n, i, KEYS[n]); return; }
        var name = l[n ? 3 : 2];
        delete left["#" + l[KEYS[n]]];
        if (!n && row.number !== name) fault(name, where + "：供查找的编号与印的不同", n, i, 2);
        if (cells.length !== TITLES[n].length) fault(name, where + "：栏数不对", n, i, 0);
        l.forEach(function (now, c) {
          if (!row.cells[c]) return;
          if (now !== null && cells[c] !== tidy(now)) fault(name, where + "“" + TITLES[n][c] + "”：页上为“" + cells[c] + "”，证书为“" + now + "”", n, i, c);
          if (row.cells[c].label !== TITLES[n][c]) fault(name, where + "“" + TITLES[n][c] + "”：栏目的名称改过", n, i, c);
        });
      });
      Object.keys(left).forEach(function (key) { fault(n ? left[key][3] : key.slice(1), NAMES[n] + "里没有 " + key.slice(1) + "，计算结果里有"); });
    }
  }

  return { check: check };
})();

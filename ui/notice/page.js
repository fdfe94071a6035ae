"use strict";
// The page: search by application number, and the button that computes everything anew and holds what is printed against it.
(function () {
  function $(id) { return document.getElementById(id); }
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-number]"));

  $("find").addEventListener("input", function () {
    var word = this.value.trim().toUpperCase(), hits = 0;
    rows.forEach(function (tr) {
      var hit = !word || tr.getAttribute("data-number").toUpperCase().indexOf(word) >= 0;
      tr.hidden = !hit;
      if (hit) hits++;
    });
    $("found").textContent = word ? hits ? "找到 " + hits + " 户" : "没有这个申请编号，请看受理通知书上的编号" : "";
  });

  function list(nodes, of) { return Array.prototype.map.call(nodes, of); }
  function text(node) { return node.textContent; }
  function lines(table) { return table.querySelectorAll("tbody tr"); }

  // shown is the page as a reader sees it.
  function shown() {
    return {
      title: text(document.querySelector("h1")), paragraphs: list(document.querySelectorAll("body > p"), text),
      tables: list(document.querySelectorAll("table"), function (table) {
        return {
          titles: list(table.querySelectorAll("th"), text),
          rows: list(lines(table), function (tr) {
            return {
              number: tr.getAttribute("data-number"),
              cells: list(tr.cells, function (td) { return { label: td.getAttribute("data-title"), text: text(td) }; })
            };
          })
        };
      })
    };
  }

  // MARKS are the attributes that the page gives its elements: what is not here may hide a row or show what nobody signed.
  var MARKS = {
    H1: {}, H2: {}, TABLE: {}, THEAD: {}, TBODY: {}, TH: {}, BR: {}, SPAN: {},
    P: { "class": /^digest$/ }, DIV: { "class": /^(history|void|seal)$/ },
    TR: { "data-number": /^/, "class": /^(wrong)?$/ },
    TD: { "data-title": /^/, "class": /^(n( rank)?|number|units|u)?( ?wrong)?$/ }
  };

  // odd names what is hidden, and what stands in the page beside what it is made of. A row that the search leaves out is not hidden.
  function odd() {
    var faults = [];
    function quoted(s) { s = s.replace(/\s+/g, " ").trim(); return "“" + (s.length > 40 ? s.slice(0, 40) + ".." : s) + "”"; }
    function fault(node, what) {
      var tr = node.closest ? node.closest("tr[data-number]") : null;
      faults.push({ number: tr ? tr.getAttribute("data-number") : "", text: quoted(text(node)) + what });
    }
    function walk(node) {
      if (node.nodeType === 3) {
        if (node.data.trim() && !node.parentNode.closest("h1, h2, p, th, td, div.void, div.seal")) fault(node.parentNode === document.body ? node : node.parentNode, "：这些文字是添上的");
        return;
      }
      if (node.nodeType !== 1 || /^(tools|scope|verdict)$/.test(node.id) || node.tagName === "SCRIPT") return;
      var may = MARKS[node.tagName], strange = !may;
      if (may) list(node.attributes, function (a) { strange = strange || !may[a.name] || !may[a.name].test(a.value); });
      if (strange) fault(node, "：标记 <" + node.tagName.toLowerCase() + "> 是添上的，可能藏起了什么，或者多显示了什么");
      Array.prototype.forEach.call(node.childNodes, walk);
    }
    var word = $("find").value;
    $("find").value = "";
    rows.forEach(function (tr) { if (word) tr.hidden = false; });
    Array.prototype.forEach.call(document.body.childNodes, walk);
    texts().forEach(function (node) {
      if (node.tagName === "TH") return; // a telephone shows the titles beside the cells
      if (!node.getClientRects().length || getComputedStyle(node).visibility !== "visible") fault(node, "：这一处被藏起来了");
    });
    $("find").value = word;
    $("find").dispatchEvent(new Event("input"));
    return faults;
  }

  // texts are what the office signed of the page, in its order; what this program writes below the button is none of it.
  function texts() {
    return Array.prototype.filter.call(document.querySelectorAll("h1, h2, p, th, td, div.void, div.seal"), function (node) { return !node.closest("#verdict"); });
  }

  // signedFaults are those of the signature; a cell that is named already is not named twice.
  function signedFaults(certificate, out) {
    var nodes = texts(), part = $("signed"), got = Signed.check(certificate, part ? JSON.parse(part.textContent) : null, nodes.map(text));
    got.faults.forEach(function (f) {
      var node = nodes[f.at], tr = node && node.parentNode;
      if (node && node.tagName === "TD") {
        f.table = list(document.querySelectorAll("table"), function (t) { return t.contains(node); }).indexOf(true);
        f.row = Array.prototype.indexOf.call(lines(document.querySelectorAll("table")[f.table]), tr);
        f.column = node.cellIndex;
        f.number = tr.getAttribute("data-number") || "";
        f.text = "“" + node.getAttribute("data-title") + "”" + f.text;
      }
      if (!out.faults.some(function (o) { return f.table !== undefined && o.table === f.table && o.row === f.row && o.column === f.column; })) out.faults.push(f);
    });
    out.notes = out.notes.concat(got.notes);
  }

  function show(out, seconds) {
    var box = $("verdict");
    box.textContent = "";
    box.className = out.faults.length ? "bad" : "good";
    function line(text, kind) {
      var p = document.createElement(kind || "p");
      p.textContent = text;
      box.appendChild(p);
    }
    line(out.faults.length ? "不符：有 " + out.faults.length + " 处与重新计算的不同" : "相符：重新计算的结果与公示一致", "h2");
    line("核对 " + out.lines + " 户：重新计算 " + out.exact + " 户，加总证明 " + out.shown + " 户，用时 " + seconds.toFixed(1) + " 秒。");
    out.faults.slice(0, 200).forEach(function (f) { line((f.number ? f.number + "  " : "") + f.text); });
    out.notes.forEach(function (n) { line(n); });
    rows.forEach(function (tr) {
      var number = tr.getAttribute("data-number");
      tr.classList.toggle("wrong", out.faults.some(function (f) { return f.number === number && f.table === undefined; }));
    });
    list(document.querySelectorAll("td.wrong"), function (td) { td.classList.remove("wrong"); });
    out.faults.forEach(function (f) {
      if (f.table === undefined) return;
      var cell = lines(document.querySelectorAll("table")[f.table])[f.row].cells[f.column];
      if (cell) cell.classList.add("wrong");
    });
  }

  $("again").addEventListener("click", function () {
    var button = this;
    button.disabled = true;
    $("verdict").textContent = "正在重新计算……";
    setTimeout(function () {
      var begin = Date.now(), out;
      try {
        var certificate = JSON.parse($("certificate").textContent);
        out = Recheck.check(certificate);
        out.faults = out.faults.concat(Posted.check(certificate, shown()));
        signedFaults(certificate, out);
        out.faults = out.faults.concat(odd());
      } catch (e) {
        out = { faults: [{ number: "", text: "证书读不出来：" + e.message }], notes: [], lines: 0, exact: 0, shown: 0 };
      }
      show(out, (Date.now() - begin) / 1000);
      button.disabled = false;
    }, 30);
  });
})();

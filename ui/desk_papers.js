// Second part of the review desk (joined to desk.js): the papers with their evidence boxes.
/* ---- centre: the papers ---- */
function centre(desk) {
  const { data, state } = desk;
  const tabs = data.tabs.map((t) => {
    const b = h("button", "tab" + (t.file === data.file ? " on" : ""), t.label, h("span", "n", t.count ? t.count + "处" : ""));
    b.title = t.file;
    return on(b, () => desk.send("open", { file: t.file, ev: t.ev, page: null }));
  });
  const view = data.view;
  const bar = h("div", "tabs", tabs.length ? tabs : h("span", "mut", "没有涉及本项的材料"));
  if (!data.file) return h("main", "pane mid", bar, h("div", "empty", h("b", "", "材料中没有找到与本项有关的内容"),
    data.ledger.missing.length ? h("p", "", "可补交：" + data.ledger.missing.map((m) => m.what).join("；")) : null));
  const paper = { page: sheet, photo: sheet, rows: table, text: prose, none: quotes }[view.kind](desk);
  const inner = h("div", "canvas " + view.kind, view.note ? h("p", "note", view.note) : null, paper);
  return h("main", "pane mid", bar,
    h("div", "view" + (view.pages > 1 && view.kind === "page" ? " two" : ""), inner,
      view.pages > 1 && view.kind === "page" ? minimap(desk) : null), h("div", "quote"));
}

function sheet(desk) {
  const { view } = desk.data;
  const one = view.sheets[String(desk.state.page)];
  const page = h("div", "page");
  if (!one) { page.classList.add("waiting"); page.append(h("p", "", "正在生成页面")); return page; }
  const picture = h("img");
  picture.src = one.url;
  picture.alt = desk.data.fileLabel + " 第" + desk.state.page + "页";
  page.style.aspectRatio = String(1 / one.ratio);
  page.append(picture);
  const margin = view.whole ? [0, 100] : one.margin;
  const seen = new Set();
  for (const box of view.boxes.filter((b) => b.page === desk.state.page)) {
    const place = evidence(desk, box);
    const key = [box.x, box.y, box.w, box.h].join();
    if (seen.has(key)) place.classList.add("again");
    seen.add(key);
    page.append(place, margintag(desk, box, margin));
  }
  return page;
}

function evidence(desk, box) {
  const node = h(box.look === "oth" ? "div" : "button", "ev " + box.look);
  Object.assign(node.style, { left: box.x + "%", top: box.y + "%", width: box.w + "%", height: box.h + "%" });
  if (box.look === "oth") { node.title = "用于 " + box.label; return node; }
  node.dataset.ev = box.ev;
  node.append(outline(box));
  node.setAttribute("aria-label", "第" + box.n + "件在本页的位置");
  return operable(desk, node, box.ev);
}

function outline(box) {
  // The quote's own outline: a quote that begins or ends inside a line does not claim the rest of it.
  const at = (x, y) => (100 * (x - box.x)) / box.w + "," + (100 * (y - box.y)) / box.h;
  const points = box.shape ? box.shape.map(([x, y]) => at(x, y)).join(" ") : "0,0 100,0 100,100 0,100";
  const mask = "outside-" + box.ev;
  const outside = shape("mask", { id: mask, maskUnits: "userSpaceOnUse", x: -200, y: -900, width: 500, height: 1900 },
    shape("rect", { x: -200, y: -900, width: 500, height: 1900, fill: "white" }), shape("polygon", { points, fill: "black" }));
  return shape("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none" }, outside,
    shape("g", { mask: "url(#" + mask + ")" }, shape("polygon", { points, class: "halo" }), shape("polygon", { points, class: "gap" })),
    shape("polygon", { points, class: "edge" }));
}

function shape(tag, settings, ...inner) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(settings)) node.setAttribute(name, value);
  node.append(...inner);
  return node;
}

function margintag(desk, box, margin) {
  // Numbers stand left of all print on the page (right of it for a right-hand column), so that no word is covered.
  const other = box.look === "oth";
  const number = box.look === "new" ? "补" : box.n || "·";
  const far = margin[1] < 97 && box.x > 48;
  const tag = h(other ? "span" : "button", "tag " + box.look + (far ? " far" : ""), other ? box.label : number);
  Object.assign(tag.style, { left: far ? "calc(" + margin[1] + "% + 8px)" : "calc(" + margin[0] + "% - 8px)", top: box.y + "%" });
  tag.dataset.y = box.y;
  if (other) return tag;
  tag.dataset.ev = box.ev;
  tag.tabIndex = -1;
  return operable(desk, tag, box.ev);
}

function operable(desk, node, ev) {
  node.addEventListener("mouseenter", () => light(desk, ev, true));
  node.addEventListener("mouseleave", () => light(desk, ev, false));
  return on(node, () => show(desk, ev));
}

function minimap(desk) {
  const { view } = desk.data;
  const list = h("div", "mini");
  for (let n = 1; n <= Math.min(view.pages, 200); n++) {
    const ticks = view.boxes.filter((b) => b.page === n && b.look !== "oth").map((b) => {
      const tick = h("i", b.look);
      tick.style.top = Math.min(92, b.y) + "%";
      return tick;
    });
    const b = h("button", "mp" + (n === desk.state.page ? " cur" : ""), ticks);
    b.setAttribute("aria-label", "第" + n + "页");
    list.append(on(b, () => turn(desk, n)), h("span", "pn", n));
  }
  return list;
}

function marked(text, marks, desk) {
  // The quotes of a block marked inside its text; white space does not count when they are looked for.
  const line = h("span");
  const squeezed = [];
  [...text].forEach((ch, at) => { if (ch.trim()) squeezed.push([ch, at]); });
  const plain = squeezed.map(([ch]) => ch).join("");
  const letters = [...text];
  const owner = new Array(letters.length).fill(null);
  for (const mark of marks) {
    const wanted = [...mark.quote].filter((ch) => ch.trim()).join("");
    let at = [...plain].join("").indexOf(wanted);
    if (at < 0) continue;
    const from = [...plain.slice(0, at)].length;
    const to = from + [...wanted].length - 1;
    for (let i = squeezed[from][1]; i <= squeezed[to][1]; i++) owner[i] = owner[i] || mark;
  }
  for (let i = 0; i < letters.length;) {
    let j = i;
    while (j < letters.length && owner[j] === owner[i]) j++;
    const part = letters.slice(i, j).join("");
    if (owner[i]) {
      const m = h("mark", "ev " + owner[i].look, part);
      m.dataset.ev = owner[i].ev;
      const mark = owner[i];
      line.append(on(m, () => show(desk, mark.ev)));
    } else line.append(part);
    i = j;
  }
  return line;
}

function tags(desk, marks) {
  return h("span", "tags", marks.map((m) => {
    const b = h("button", "tag " + m.look, m.look === "new" ? "补" : m.n || "·");
    b.dataset.ev = m.ev;
    return on(b, () => show(desk, m.ev));
  }));
}

function prose(desk) {
  return h("div", "prose", desk.data.view.blocks.map((b) => {
    const block = h(b.head ? "h4" : "p", b.marks.length ? "has" : "", b.marks.length ? tags(desk, b.marks) : null,
      b.cells.map((cell, i) => [i ? h("span", "sep", "｜") : null, marked(cell, b.marks, desk)]));
    return block;
  }));
}

function table(desk) {
  const body = h("tbody");
  let page = 0;
  for (const b of desk.data.view.blocks) {
    if (b.page !== page && desk.data.view.pages > 1) {
      const cell = h("td", "sheet", "表" + b.page);
      cell.colSpan = b.cells.length + 1;
      body.append(h("tr", "", cell));
    }
    page = b.page;
    const line = h("tr", b.marks.length ? "ev " + b.marks[0].look : b.head ? "head" : "",
      h("td", "margin", tags(desk, b.marks)), b.cells.map((c) => h(b.head ? "th" : "td", "", c)));
    if (b.marks.length) { line.dataset.ev = b.marks[0].ev; on(line, () => show(desk, b.marks[0].ev)); }
    body.append(line);
  }
  return h("table", "rows", body);
}

function quotes(desk) {
  return h("div", "prose", desk.data.view.quotes.map((q) => {
    const look = desk.data.evidence[q.ev];
    const line = h("p", "has", tags(desk, [{ ev: q.ev, n: look.n, look: look.look }]), h("span", "", q.text));
    return line;
  }));
}

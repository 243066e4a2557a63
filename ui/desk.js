// The review desk: rubric tree, papers with evidence boxes, ledger. It draws what the server sends and keeps only what
// the eye needs (selection, page, folds). All text goes through textContent, never through innerHTML.
const kept = new WeakMap();

function h(tag, cls, ...inner) {
  const node = document.createElement(tag);
  if (cls) node.className = cls;
  if (tag === "button") node.type = "button";
  for (const part of inner.flat(9)) {
    if (part === null || part === undefined || part === false) continue;
    node.append(part instanceof Node ? part : String(part));
  }
  return node;
}

function glyph(state, word) {
  const g = h("i", "g " + state);
  g.setAttribute("role", "img");
  g.setAttribute("aria-label", word || state);
  return g;
}

function on(node, act) {
  node.addEventListener("click", (event) => { event.stopPropagation(); act(event); });
  return node;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  if (!data) return;
  document.documentElement.lang = "zh-CN";
  let root = parentElement.querySelector(".desk");
  if (!root) { root = h("div", "desk"); parentElement.append(root); }
  const state = kept.get(root) || { folded: new Set(), filter: "all", stamp: null, scroll: {}, marked: new Set() };
  kept.set(root, state);
  if (state.stamp !== data.stamp) {
    state.stamp = data.stamp;
    state.sel = data.selected;
    state.page = data.view.page;
    state.fresh = true;
  }
  const desk = { data, state, root, send: setTriggerValue };
  draw(desk);
  const keys = (event) => pressed(desk, event);
  const fit = () => spread(root);
  document.addEventListener("keydown", keys);
  window.addEventListener("resize", fit);
  return () => {
    document.removeEventListener("keydown", keys);
    window.removeEventListener("resize", fit);
  };
}

function draw(desk) {
  const { root, state } = desk;
  for (const name of ["tlist", "lb"]) {
    const pane = root.querySelector("." + name);
    if (pane) state.scroll[name] = pane.scrollTop;
  }
  if (state.drawn !== desk.data.ledger.id) {
    state.scroll.lb = 0;
    state.drawn = desk.data.ledger.id;
    state.marked.clear();
    state.form = null;
  }
  if (!desk.data.adding && !state.add?.focus) state.add = null;
  root.replaceChildren(tree(desk), centre(desk), ledger(desk));
  for (const name of ["tlist", "lb"]) {
    const pane = root.querySelector("." + name);
    if (pane) pane.scrollTop = state.scroll[name] || 0;
  }
  select(desk, state.fresh);
  if (state.fresh) root.querySelector(".trow.on")?.scrollIntoView({ block: "nearest" });
  state.fresh = false;
  requestAnimationFrame(() => spread(root));
}

function pressed(desk, event) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at instanceof HTMLElement && at.closest("input,textarea,select,[contenteditable=true]")) return;
  const { data, state, send } = desk;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const leaf = { PageDown: 1, PageUp: -1 }[event.key];
  if (event.key === "ArrowLeft" && data.before) send("pick", data.before);
  else if (event.key === "ArrowRight" && data.after) send("pick", data.after);
  else if (step) {
    const all = data.order;
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(state.sel) + step))];
    if (next) show(desk, next);
  } else if (leaf && data.view.kind === "page") turn(desk, state.page + leaf);
  else if (!adjustKey(desk, event.key)) return;
  event.preventDefault();
}

/* ---- left: the standard ---- */
function tree(desk) {
  const { data, state } = desk;
  const rows = data.tree.flatMap((b) => b.rows);
  const checks = data.checks;
  const keep = { all: () => true, short: (r) => r.below, ...(checks ? {} : { moving: (r) => r.stake > 0 }) };
  const names = { all: "全部", short: checks ? "不齐" : "未满分", moving: "可变" };
  if (!keep[state.filter]) state.filter = "all";
  const filters = Object.keys(keep).map((name) => {
    const b = h("button", state.filter === name ? "on" : "", names[name] + " " + rows.filter(keep[name]).length);
    b.setAttribute("aria-pressed", String(state.filter === name));
    return on(b, () => { state.filter = name; draw(desk); });
  });
  const list = h("div", "tlist");
  data.tree.forEach((branch, at) => {
    const shown = branch.rows.filter(keep[state.filter]);
    if (!shown.length) return;
    const folded = state.folded.has(at);
    const head = h("button", "tsec", h("span", "tw", folded ? "▸" : "▾"), h("span", "t", branch.title),
      h("span", "sp"), h("span", "mut", branch.points + (branch.max ? "/" + branch.max : "")));
    head.title = branch.title + (checks ? "：符合的项数" : "：待外部查询的按可得分暂计");
    head.setAttribute("aria-expanded", String(!folded));
    list.append(on(head, () => { folded ? state.folded.delete(at) : state.folded.add(at); draw(desk); }));
    if (!folded) for (const r of shown) list.append(row(desk, r));
  });
  return h("aside", "pane left", h("div", "tfil", h("div", "seg", filters)),
    h("div", "thead", h("span"), h("span", "", "序号"), h("span", "", "评估内容"), h("span", "r", checks ? "结论" : "得分"), h("span", "", checks ? "" : "可变")),
    list, h("div", "tfoot", [["met", "符合"], ["partial", "部分"], ["missing", "未见"], ["external", "待外部查询"],
      ["not_applicable", "不适用"]].map(([g, w]) => h("span", "", glyph(g, w), w)),
    checks ? null : h("span", "", "条长＝可变分，色深＝疑问大")));
}

function row(desk, r) {
  const bar = h("span", "bar");
  if (r.stake) {
    const fill = h("i", "d" + r.doubt);
    fill.style.width = Math.max(8, r.stake) + "%";
    bar.append(fill);
  }
  const node = h("button", "trow" + (r.id === desk.data.ledger.id ? " on" : ""), glyph(r.state, r.word),
    h("span", "id", r.id), h("span", "t", r.title), h("span", "p", r.points, r.max ? h("span", "", "/" + r.max) : null), bar);
  node.title = r.id + " " + r.title + "。" + r.tip;
  node.dataset.id = r.id;
  return on(node, () => desk.send("pick", r.id));
}

/* ---- selection ---- */
function show(desk, ev) {
  const at = desk.data.evidence[ev];
  if (!at) return;
  if (at.file !== desk.data.file) {
    desk.state.sel = ev;
    select(desk, false);
    desk.send("open", { file: at.file, ev, page: null });
    return;
  }
  const box = (desk.data.view.boxes || []).find((b) => b.ev === ev);
  desk.state.sel = ev;
  if (box && box.page !== desk.state.page) { turn(desk, box.page, ev); return; }
  select(desk, true);
}

function turn(desk, page, ev) {
  const view = desk.data.view;
  if (page < 1 || page > view.pages) return;
  if (view.sheets && view.sheets[String(page)]) { desk.state.page = page; draw(desk); select(desk, Boolean(ev)); }
  else desk.send("open", { file: desk.data.file, ev: ev || desk.state.sel, page });
}

function holders(desk, ev) {
  // Everything on the screen that stands for a mention: its box, tag, marked words, link and ledger row.
  return [...desk.root.querySelectorAll("[data-ev],[data-evs]")].filter((node) =>
    node.dataset.ev === ev || (node.dataset.evs && JSON.parse(node.dataset.evs).includes(ev)));
}

function light(desk, ev, yes) {
  for (const node of holders(desk, ev)) node.classList.toggle("hot", yes);
}

function select(desk, reveal) {
  const { root, state, data } = desk;
  for (const node of root.querySelectorAll(".sel,.er.on")) node.classList.remove("sel", "on");
  for (const node of holders(desk, state.sel)) node.classList.add(node.classList.contains("er") ? "on" : "sel");
  const line = root.querySelector(".quote");
  const at = data.evidence[state.sel];
  if (line) line.replaceChildren(...(at ? quoteLine(desk, at) : [h("span", "mut", "点右侧的出处，或点页面上的框")]));
  if (!reveal) return;
  root.querySelector(".er.on")?.scrollIntoView({ block: "nearest" });
  root.querySelector(".tab.on")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const picture = root.querySelector(".canvas img");
  const go = () => { spread(root); revealBox(root); };
  if (picture && !picture.complete) picture.addEventListener("load", go, { once: true }); else go();
}

function revealBox(root) {
  root.querySelector(".canvas .ev.sel, .canvas .tag.sel")?.scrollIntoView({ block: "center" });
}

function quoteLine(desk, at) {
  const told = desk.data.view.verbatim[desk.state.sel] || "unknown";
  const chip = { yes: ["met", "引文与原文一致"], no: ["missing", "引文与原文不符"], unknown: ["not_applicable", "未能核对原文"] }[told];
  const q = h("span", "q", "“" + at.quote.replace(/\s+/g, " ") + "”");
  q.title = at.quote;
  const view = desk.data.view;
  const place = view.kind === "page" ? "第" + desk.state.page + "页" : view.kind === "rows" ? "表" + at.page : "";
  const sure = at.ocr == null ? null : h("span", "chip " + (at.doubtful ? "partial" : "not_applicable"), "识别 " + at.ocr.toFixed(2) + (at.doubtful ? "，请对照原件" : ""));
  const parts = [h("span", "chip " + chip[0], chip[1]), sure, q, h("span", "sp"), h("span", "mut", [place, view.source].filter(Boolean).join(" · "))];
  return parts.filter(Boolean);
}

function spread(root) {
  // Tags at the same height are moved apart, each margin by itself; labels of other criteria give way.
  for (const side of [".page > .tag:not(.far)", ".page > .tag.far"]) {
    const tags = [...root.querySelectorAll(side)];
    tags.forEach((tag) => { tag.style.top = tag.dataset.y + "%"; });
    const all = tags.sort((a, b) => a.offsetTop - b.offsetTop);
    let last = -100;
    const own = all.filter((tag) => !tag.classList.contains("oth"));
    const taken = own.map((tag) => (last = Math.max(tag.offsetTop - 2, last + 23)));
    const moved = [...taken];
    for (const tag of all.filter((t) => t.classList.contains("oth"))) {
      const free = taken.every((y) => Math.abs(y - tag.offsetTop) > 16);
      tag.style.visibility = free ? "visible" : "hidden";
      if (free) taken.push(tag.offsetTop);
    }
    own.forEach((tag, at) => { tag.style.top = moved[at] + "px"; });
  }
}

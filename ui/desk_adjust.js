// Fourth part of the review desk (joined to desk.js): taking out, joining, splitting and judging otherwise. Nothing is
// changed here: what the reader asks for goes to the server with a reason and a name, and comes back as a new ledger.
const DEEDS = { out: "移出", in: "放回", join: "合并", split: "拆出", status: "改状态", kind: "改种类", undo: "恢复" };

function rowsOf(desk) { return [...desk.data.ledger.counted, ...desk.data.ledger.refused]; }

function rowAt(desk) {
  // The ledger row of the selected mention; of an event that stands in both lists, the one that holds the mention.
  return rowsOf(desk).find((r) => r.links.some((at) => at.ev === desk.state.sel));
}

function evsOf(r) { return r.links.map((at) => at.ev); }

function isOut(desk, r) { return evsOf(r).every((ev) => desk.data.adjust.out.includes(ev)); }

function open(desk) { const a = desk.data.adjust; return a.can && !a.busy; }

function chosen(desk) {
  return rowsOf(desk).filter((r, at, all) => desk.state.marked.has(r.event) && all.findIndex((o) => o.event === r.event) === at);
}

/* ---- what may be done with the selected event ---- */
function acts(desk, r) {
  if (!desk.data.adjust.can) return null;
  const act = (key, words, title, run) => {
    const b = h("button", "act", words, key ? h("kbd", "", key) : null);
    b.title = title;
    b.disabled = desk.data.adjust.busy;
    return on(b, () => { if (open(desk)) run(); });
  };
  const out = isOut(desk, r);
  const box = h("span", "acts",
    act("X", out ? "放回" : "移出", out ? "重新算作本项的证据" : "不算作本项的证据", () => begin(desk, out ? "in" : "out", r)),
    out ? null : act("M", desk.state.marked.has(r.event) ? "不合并" : "选作合并", "选两件以上，合并为一件", () => mark(desk, r)),
    r.links.length > 1 && !out ? act("T", "拆出此处", "把选中的一处拆出来，自成一件", () => begin(desk, "split", r)) : null,
    addedBy(desk, r) ? act("", "撤回补充", "人工补充的这一处不再作证据", () => begin(desk, "undo", null, [addedBy(desk, r)])) : null,
    out ? null : act("", "改状态", "这里说的是办了、没办还是打算办", () => begin(desk, "status", r)),
    out || !others(desk, r).length ? null : act("", "改种类", "这是本项要的哪一种材料", () => begin(desk, "kind", r)));
  return on(box, () => null);
}

function others(desk, r) { return Object.entries(desk.data.adjust.choices.kind).filter(([kind]) => kind !== r.kind); }

function addedBy(desk, r) {
  // The line that added the selected mention, else any of the event's.
  const made = desk.data.adjust.added;
  return made[desk.state.sel] || evsOf(r).map((ev) => made[ev]).find(Boolean);
}

function adjustKey(desk, key) {
  const name = key.toLowerCase();
  if (desk.data.adding) { if (name === "escape") closeAdd(desk); return name === "escape"; }
  const r = rowAt(desk);
  if (!open(desk)) return false;
  if (name === "escape" && desk.state.form) { close(desk); return true; }
  if (name === "z" && desk.data.adjust.made.length) {
    begin(desk, "undo", null, [desk.data.adjust.made.at(-1).id]);
    return true;
  }
  if (!r) return false;
  if (name === "x") begin(desk, isOut(desk, r) ? "in" : "out", r);
  else if (name === "m" && !isOut(desk, r)) mark(desk, r);
  else if (name === "t" && r.links.length > 1 && !isOut(desk, r)) begin(desk, "split", r);
  else return false;
  return true;
}

function mark(desk, r) {
  const all = desk.state.marked;
  all.has(r.event) ? all.delete(r.event) : all.add(r.event);
  desk.state.form = null;
  draw(desk);
}

/* ---- the form at the foot of the ledger ---- */
function begin(desk, action, r, evs) {
  const one = action === "split" || (["status", "kind"].includes(action) && r.links.length > 1);
  desk.state.form = { action, row: r, whole: !one, evs: evs || evsOf(r), sel: desk.state.sel, pick: "", more: "", to: "",
    who: desk.data.adjust.who };
  draw(desk);
  desk.root.querySelector(".er.on")?.scrollIntoView({ block: "nearest" });
  desk.root.querySelector(desk.state.form.who ? ".adjform select" : ".adjform .who")?.focus();
}

function close(desk) { desk.state.form = null; draw(desk); }

function adjustments(desk) {
  const a = desk.data.adjust;
  const two = chosen(desk);
  const told = [a.fault ? h("p", "adj fault", a.fault) : null,
    a.busy ? h("p", "adj busy", "正在按人工调整重新计算……") : null,
    a.behind ? h("p", "adj busy", "有人工调整还没有算进分数", on(h("button", "lk", "重新计算"), () => desk.send("adjust", { action: "again", n: Date.now() }))) : null];
  return [...told, desk.state.form ? form(desk, desk.state.form) : two.length ? choice(desk, two) : null, history(desk)];
}

function choice(desk, two) {
  const kinds = new Set(two.map((r) => r.kind)).size;
  const words = "已选 " + two.map((r) => r.n).join("、") + (two.length < 2 ? "，再选一件" : kinds > 1 ? "：材料种类不同，不能合并；可移出其中一件" : "：");
  const go = two.length > 1 && kinds === 1 ? on(h("button", "act main", "合并为一件"), () =>
    begin(desk, "join", two[0], two.flatMap(evsOf))) : null;
  return h("div", "adj", h("span", "", words), go, on(h("button", "lk", "取消"), () => { desk.state.marked.clear(); draw(desk); }));
}

function history(desk) {
  // One line; unfolded, what was changed, by whom and why, each to be taken back.
  const { made, lost } = desk.data.adjust;
  if (!made.length && !lost) return null;
  const state = desk.state;
  const fold = on(h("button", "lk", "人工调整 " + made.length + " 处"), () => { state.unfolded = !state.unfolded; draw(desk); });
  fold.setAttribute("aria-expanded", String(Boolean(state.unfolded)));
  const back = (ids, words) => { const b = on(h("button", "lk", words), () => { if (open(desk)) begin(desk, "undo", null, ids); });
    b.disabled = !open(desk); return b; };
  return h("div", "adjs", h("div", "adj", made.length ? fold : null, made.length ? h("span", "mut", "·") : null,
    made.length ? back(made.map((one) => one.id), "恢复") : null, h("span", "sp"),
    lost ? h("span", "mut", "全卷另有 " + lost + " 处调整对不上原文，见收件回执") : null),
  state.unfolded ? made.map((one) => h("p", "adjrow", h("span", "", one.words), h("span", "mut", one.by + (one.why ? "，" + one.why : "")),
    back([one.id], "撤销"))) : null);
}

function field(f, name, node) {
  node.value = f[name];
  node.addEventListener("input", () => { f[name] = node.value; });
  return node;
}

function options(first, pairs) {
  return h("select", "", [["", first], ...pairs].map(([value, words]) => { const o = h("option", "", words); o.value = value; return o; }));
}

function form(desk, f) {
  const { adjust, ledger } = desk.data;
  const own = field(f, "more", h("input", ""));
  own.placeholder = "补充说明（可不填）";
  own.maxLength = 200;
  const why = field(f, "pick", options("选理由", adjust.reasons[f.action].map((one) => [one, one])));
  why.addEventListener("change", () => { own.placeholder = f.pick.endsWith("…") ? "请写明理由" : "补充说明（可不填）"; });
  const who = field(f, "who", h("input", "who"));
  who.placeholder = "姓名";
  who.maxLength = 40;
  const choices = { status: () => Object.entries(adjust.choices.status), kind: () => others(desk, f.row) }[f.action];
  const to = choices ? field(f, "to", options("改为", choices())) : null;
  for (const [node, words] of [[why, "理由"], [own, "补充说明"], [who, "姓名"], [to, "改为"]]) node?.setAttribute("aria-label", words);
  const several = f.row && f.row.links.length > 1 && ["out", "status", "kind"].includes(f.action);
  const range = several ? on(h("button", "lk", f.whole ? "整件 " + f.evs.length + " 处" : "只这一处"), () => { f.whole = !f.whole; draw(desk); }) : null;
  if (range) range.title = "点一下，换成" + (f.whole ? "只这一处" : "整件");
  const wrong = h("span", "no", f.wrong || "");
  const send = () => {
    const words = f.pick.endsWith("…") ? f.more.trim() : [f.pick, f.more.trim()].filter(Boolean).join("：");
    f.wrong = !f.who.trim() ? "请填姓名" : to && !f.to ? "请选改成什么" : !words ? (f.pick ? "请写明理由" : "请选理由") : "";
    if (f.wrong) { wrong.textContent = f.wrong; return; }
    const evs = f.whole ? f.evs : [f.sel];
    desk.state.form = null;
    desk.state.marked.clear();
    desk.send("adjust", { action: f.action, criterion: ledger.id, evs, to: f.to, why: words, who: f.who.trim(), n: Date.now() });
    draw(desk);
  };
  const node = h("div", "adjform", h("div", "adj", h("b", "", DEEDS[f.action] + subject(desk, f)), range, h("span", "sp"), h("span", "mut", "记录人"), who),
    h("div", "adj wrap", to, why, h("span", "own", own, on(h("button", "act main", "确定"), send), on(h("button", "lk", "取消"), () => close(desk)))), wrong);
  node.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") close(desk);
    else if (event.key === "Enter" && event.target.tagName === "INPUT") send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return node;
}

function subject(desk, f) {
  if (f.action === "undo") return f.evs.length > 1 ? "全部 " + f.evs.length + " 处调整" : "上一处调整";
  if (f.action === "join") return "第 " + chosen(desk).map((r) => r.n).join("、") + " 件";
  return "第 " + f.row.n + " 件" + (f.action === "split" ? "里选中的一处" : "");
}

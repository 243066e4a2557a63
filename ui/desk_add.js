// Fifth part of the review desk (joined to desk.js): adding evidence that the software missed. The server looks words up
// in a paper and holds every place against the raw text; here one is chosen, and what is known of it written down.
function seek(desk, more) {
  const { data, state } = desk;
  const { words, pick, file } = { words: data.adding?.words || "", pick: null, file: data.file, ...more };
  desk.send("find", { criterion: data.ledger.id, file, words, pick, n: state.add?.turn || Date.now() });
}

function addButton(desk) {
  const { adjust, addable } = desk.data;
  if (!adjust.can || !addable) return null;
  const b = on(h("button", "act", "补充证据"), () => {
    desk.state.form = null;
    desk.state.add = { turn: Date.now(), focus: true, status: "done", kind: "", day: "", number: "", why: "", who: adjust.who };
    seek(desk, {});
  });
  b.title = "材料里有、软件没有认出的，找到原文补作证据";
  b.disabled = adjust.busy;
  return b;
}

function closeAdd(desk) {
  desk.state.add = null;
  desk.send("find", { n: Date.now() });
}

function addPanel(desk) {
  const { adding, adjust } = desk.data;
  const f = desk.state.add ||= { turn: adding.turn, status: "done", kind: "", day: "", number: "", why: "", who: adjust.who };
  const shut = on(h("button", "lk", "取消"), () => closeAdd(desk));
  const node = h("div", "lb add", h("div", "blk", h("div", "bt", "补充证据", h("span", "mut", "材料里有、软件没有认出的"), h("span", "sp"), shut),
    addSearch(desk, f)),
  adding.hits.length || adding.note ? h("div", "blk", h("div", "bt", "原文", h("span", "mut", adding.note)),
    adding.hits.map((hit, at) => addHit(desk, hit, at))) : null,
  adding.pick === null ? null : addForm(desk, f, adding.hits[adding.pick]),
  adding.pick === null && adjust.fault ? h("p", "adj fault", adjust.fault) : null);
  node.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closeAdd(desk);
  });
  return node;
}

function addSearch(desk, f) {
  const { adding, file } = desk.data;
  const paper = h("select", "", adding.files.map((one) => { const o = h("option", "", one.label); o.value = one.file; o.title = one.file; return o; }));
  paper.value = file;
  paper.title = file || "";
  paper.setAttribute("aria-label", "材料");
  paper.addEventListener("change", () => { f.focus = true; seek(desk, { file: paper.value, words: f.words ?? adding.words }); });
  const words = h("input", "words");
  words.value = f.words ?? adding.words;
  words.placeholder = "原文里的几个字，几个词用空格隔开";
  words.maxLength = 200;
  words.setAttribute("aria-label", "查找的字");
  words.addEventListener("input", () => { f.words = words.value; });
  const go = () => { f.focus = true; seek(desk, { words: words.value.trim() }); };
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); go(); }
  });
  if (f.focus) requestAnimationFrame(() => { if (words.isConnected) { words.focus(); words.setSelectionRange(words.value.length, words.value.length); } f.focus = false; });
  return h("div", "find", h("label", "", h("span", "k", "材料"), paper), h("label", "", h("span", "k", "查找"), words),
    on(h("button", "act main", "查找"), go));
}

function addHit(desk, hit, at) {
  const chosen = desk.data.adding.pick === at;
  const b = h("button", "hit" + (chosen ? " on" : ""), hit.place || hit.n ? h("span", "mut", hit.place, hit.n ? h("span", "chip partial", "本项第 " + hit.n + " 件已引用") : null) : null,
    h("span", "txt", h("span", "ar", hit.before), h("b", "", hit.quote), h("span", "ar", hit.after)));
  b.setAttribute("aria-pressed", String(chosen));
  b.title = hit.quote;
  return on(b, () => seek(desk, { pick: at }));
}

function addForm(desk, f, hit) {
  const { adding, adjust, ledger } = desk.data;
  const kinds = Object.entries(adding.kinds);
  const named = (name, words, hint) => { const i = field(f, name, h("input", name)); i.placeholder = hint; i.maxLength = 200; i.setAttribute("aria-label", words); return h("label", name, h("span", "k", words), i); };
  const picked = (name, words, pairs) => {
    const s = h("select", "", pairs.map(([value, text]) => { const o = h("option", "", text); o.value = value; return o; }));
    if (!f[name]) f[name] = pairs[0][0];
    s.setAttribute("aria-label", words);
    return h("label", name, h("span", "k", words), field(f, name, s));
  };
  const wrong = h("span", "no", adjust.fault || "");
  const also = h("span", "mut also");
  const others = () => { const ids = adding.also[f.kind || kinds[0][0]] || []; also.textContent = ids.length ? "这种材料也算作 " + ids.join("、") + " 的证据" : ""; };
  others();
  const send = () => {
    if (!f.who.trim()) { wrong.textContent = "请填姓名"; return; }
    desk.send("adjust", { action: "add", criterion: ledger.id, file: desk.data.file, page: hit.page, quote: hit.quote, status: f.status,
      kind: f.kind || kinds[0][0], day: f.day.trim(), number: f.number.trim(), why: f.why.trim(), who: f.who.trim(), n: Date.now() });
  };
  const node = h("div", "adjform", h("div", "bt", "补作本项证据"),
    h("div", kinds.length > 1 ? "grid" : "grid one", picked("status", "状态", Object.entries(adding.statuses)), kinds.length > 1 ? picked("kind", "种类", kinds) : null,
      named("day", "日期", "不填则照原文"), named("number", "数量", "不填则照原文"), named("why", "说明", "可不填"), named("who", "记录人", "姓名"),
      on(h("button", "act main", "补充"), send)), also, wrong);
  node.addEventListener("change", others);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  return node;
}

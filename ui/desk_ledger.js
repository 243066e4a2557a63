// Third part of the review desk (joined to desk.js): one criterion's ledger.
/* ---- right: the ledger ---- */
function ledger(desk) {
  const l = desk.data.ledger;
  const cell = (k, v, cls) => h("div", "", h("div", "k", k), h("div", "v " + (cls || ""), v));
  const bars = h("i", "", [1, 2, 3, 4].map((n) => h("s", n <= l.sure ? "f" : "")));
  const chip = h("span", "chip " + l.state, glyph(l.state, l.word), l.word);
  const head = h("div", "lh", h("div", "tt", h("span", "id", l.id), h("span", "name", l.title), h("span", "sp"), chip),
    h("div", "sc", best(l), ...(l.sort === "check" ? [] :
      [cell("单位自评", l.own), cell("相差", l.gap), cell("可能区间", l.range)]), h("span", "sp"),
      h("div", "", h("div", "k", "把握"), h("div", "sure s" + l.sure, bars, l.sure_word))));
  if (desk.data.adding) return h("section", "pane right", head, addPanel(desk));
  const body = h("div", "lb", standard(l),
    block(l.sort === "penalty" ? "扣分情形" : "计入", l.counted_note, l.counted.map((r) => event(desk, r)), addButton(desk)),
    l.refused.length ? block("未计入", l.refused.length + "件，各有理由", l.refused.map((r) => event(desk, r))) : null,
    l.claims.length ? block("自述总数", "只对照，不累加", l.claims.map((c) => h("p", "line", c))) : null,
    l.missing.length ? block("缺失材料", l.sort === "check" ? "补交后再查" : "补交后可得", l.missing.map((m) =>
      h("p", "line gap", h("span", "", m.what), l.sort === "check" ? null :
        h("b", m.gain ? "up" : "mut", m.gain || "不影响得分")))) : null);
  const foot = h("div", "pin", adjustments(desk), h("div", "calc", h("b", "", "计算"), h("span", l.arithmetic ? "fx" : "", l.arithmetic || l.why),
    l.arithmetic ? h("span", "mut", l.why.replace("：" + l.arithmetic, "")) : null),
  l.counterfactuals.length ? h("div", "cf", l.counterfactuals.slice(0, 3).map((c) => h("div", "", split(c)))) : null);
  return h("section", "pane right", head, body, foot);
}

function best(l) {
  // The first figure of the head: points of the maximum, points taken of the most, or the finding of a mere check.
  if (l.sort === "check") return h("div", "", h("div", "k", "结论（不计分）"), h("div", "big word", l.word));
  const most = l.sort === "penalty" ? " / 最多" + l.max : " / " + l.max;
  return h("div", "", h("div", "k", l.sort === "penalty" ? "倒扣" : "建议分"), h("div", "big", l.points, h("small", "", most)));
}

function standard(l) {
  const papers = l.papers.flatMap((p, i) => [i ? "、" : "", p.name + "（", h("span", p.found ? "yes" : "no", p.found ? "有" : "未见"), "）"]);
  return h("div", "blk", h("div", "bt", "标准", h("span", "mut", l.cite)),
    h("p", "rule", (l.short || l.title + (l.sort === "points" ? "，满分" + l.max + "分" : "")).replace(/[。；]?$/, "。"), papers.length ? h("span", "ink2", "应附：", papers, "。") : null,
      l.claimed_only ? h("span", "no", "目前只有单位自述，没有别的材料支持。") : null),
    l.reading ? h("div", "rd", h("b", "", "解读"), h("span", "", l.reading.replace(/[。；]?$/, "。"), "这是解读，不是原文。")) : null);
}

function block(title, note, rows, button) {
  return h("div", "blk", h("div", "bt", title, h("span", "mut", note), button), rows);
}

function split(words) {
  const m = /^(.*?)([+＋−-]\s*\d[\d.]*)(.*)$/.exec(words);
  return m ? [m[1].replace(/[：:，,]\s*$/, ""), h("br"), h("b", "up", m[2]), m[3]] : words;
}

function event(desk, r) {
  // Mentions of one page of one file share a link; clicking it again goes on to the next of them.
  const places = new Map();
  for (const at of r.links) places.set(at.label, [...(places.get(at.label) || []), at]);
  const links = [...places.values()].map((group) => {
    const a = h("button", "lk", group[0].label, group.length > 1 ? h("span", "n", "（" + group.length + "处）") : null);
    a.title = group[0].title;
    a.dataset.evs = JSON.stringify(group.map((at) => at.ev));
    return on(a, () => {
      const now = group.findIndex((at) => at.ev === desk.state.sel);
      show(desk, group[(now + 1) % group.length].ev);
    });
  });
  const many = r.links.length > 1 ? h("span", "", r.links.length + "处") : null;
  const row = h("div", "er " + r.look, h("span", "tag", r.n), h("span", "tl", r.title), h("span", "dt", r.date),
    h("span", "mn", r.reason ? h("span", "why", r.reason) : many, links, r.note ? h("span", "by", r.note) : null),
    acts(desk, r));
  if (desk.state.marked.has(r.event)) row.classList.add("marked");
  row.title = r.title + (r.reason ? "。" + r.reason : "");
  row.dataset.evs = JSON.stringify(r.links.map((at) => at.ev));
  on(row, () => show(desk, r.links.find((at) => at.file === desk.data.file)?.ev || r.links[0].ev));
  row.addEventListener("mouseenter", () => r.links.forEach((at) => light(desk, at.ev, true)));
  row.addEventListener("mouseleave", () => r.links.forEach((at) => light(desk, at.ev, false)));
  return row;
}

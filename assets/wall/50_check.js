// The wall looks at itself: which texts the farthest viewer cannot read, which are too faint, what a bezel cuts, what does not fit.
// Key p, or ?periksa=1.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const MOST = 24;

  const visible = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  /** Every piece of text that is seen, with the height of its type in px, also inside drawings that are scaled. */
  function texts() {
    const found = [], walker = document.createTreeWalker(document.querySelector(".shell"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const said = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
      if (!said || !parent || parent.closest(".wall-check, [hidden], .unseen, .skip") || !visible(parent)) continue;
      const scale = parent.ownerSVGElement && parent.getScreenCTM ? Math.abs(parent.getScreenCTM().d) : 1;
      const size = parent.ownerSVGElement ? Number(parent.getAttribute("font-size") || 0) || parseFloat(getComputedStyle(parent).fontSize) : parseFloat(getComputedStyle(parent).fontSize);
      found.push({ said, node: walker.currentNode, parent, px: size * scale, where: parent.closest("[data-cell]")?.dataset.cell || parent.closest("[class]")?.className || "" });
    }
    return found;
  }

  const isAcross = (box) => city.bezels.crosses(box, innerWidth, innerHeight, wall.bezel.columns, wall.bezel.rows);
  /** Panels that a bezel cuts. A map may be cut: nothing in it must be read across. */
  const crossing = () => wall.bezel ? [...document.querySelectorAll(".wall-page.is-seen > .wall-cell.is-seen")].filter((cell) => !cell.querySelector(".city-map"))
    .filter((cell) => isAcross(cell.firstElementChild.getBoundingClientRect())).map((cell) => cell.dataset.cell) : [];

  /** Texts that a bezel cuts, wherever they stand. */
  function across(all) {
    if (!wall.bezel) return [];
    const range = document.createRange();
    return all.filter(({ node, parent }) => {
      range.selectNodeContents(node);
      const edge = wall.clip(parent);
      return [...range.getClientRects()].some(({ left, top, right, bottom }) => right - left > 2 && isAcross({ left, top, right: Math.min(right, edge.right), bottom: Math.min(bottom, edge.bottom) }));
    });
  }

  const cropped = () => [...document.querySelectorAll(".wall-page.is-seen > .wall-cell.is-seen")].filter(wall.cropped).map((cell) => cell.dataset.cell);

  wall.check = function () {
    wall.announce(); // what does not fit is hidden first
    const all = texts(), arcmin = (px) => city.size.arcminOf(px, wall.distance, wall.diagonal, innerWidth, innerHeight);
    const small = wall.distance && wall.diagonal ? all.map((text) => ({ ...text, arcmin: arcmin(text.px) })).filter((text) => text.arcmin < city.size.LEAST - 0.05) : [];
    const faint = wall.contrasts(all, wall.distance && wall.diagonal ? arcmin : null).filter((text) => text.ratio < text.least - 0.005).sort((a, b) => a.ratio - b.ratio);
    const told = (some) => some.map(({ node: _node, parent: _parent, ...text }) => text);
    return {
      n: all.length, smallest: Math.min(...all.map((text) => text.px)), small: told(small.sort((a, b) => a.arcmin - b.arcmin)), faint: told(faint), across: told(across(all)),
      crossing: crossing(), cropped: cropped(),
    };
  };

  function show() {
    const box = document.querySelector(".wall-check");
    if (!box || box.hidden) return;
    const found = wall.check(), line = (text, tag = "p") => Object.assign(document.createElement(tag), { textContent: text });
    const parts = [];
    if (wall.distance && wall.diagonal) {
      const words = { distance: wall.distance, diagonal: wall.diagonal, w: innerWidth, h: innerHeight, px: found.smallest.toFixed(1) };
      parts.push(line(wall.say(found.small.length ? "check" : "calm", { n: found.small.length, m: found.n }), "h3"), line(wall.say("where", words)));
    } else parts.push(line(wall.say("unset"), "h3"));
    if (found.crossing.length) parts.push(line(wall.say("crosses", { names: found.crossing.join(", ") })));
    if (found.cropped.length) parts.push(line(wall.say("cut", { names: found.cropped.join(", ") })));
    parts.push(line(wall.say(found.faint.length ? "faint" : "clear", { n: found.faint.length, m: found.n }), "h3"));
    if (found.across.length) parts.push(line(wall.say("across", { n: found.across.length })));
    const list = document.createElement("ul");
    for (const text of found.small.slice(0, MOST)) list.append(line(`${text.arcmin.toFixed(1)}′ · ${text.where} · ${text.said.slice(0, 60)}`, "li"));
    const named = (said, text) => list.append(line(`${said} · ${text.where} · ${text.said.slice(0, 60)}`, "li"));
    for (const text of found.faint.slice(0, MOST)) named(`${text.ratio.toFixed(2)}:1`, text);
    for (const text of found.across.slice(0, MOST)) named("║", text);
    box.replaceChildren(...parts, list);
  }

  function bezels() {
    if (!wall.bezel || document.querySelector(".wall-bezels") || !document.querySelector(".wall")) return;
    const lines = Object.assign(document.createElement("div"), { className: "wall-bezels" });
    const add = (kind, share) => lines.append(Object.assign(document.createElement("i"), { className: kind, style: `--share: ${share}` }));
    for (let x = 1; x < wall.bezel.columns; x++) add("upright", x / wall.bezel.columns);
    for (let y = 1; y < wall.bezel.rows; y++) add("level", y / wall.bezel.rows);
    document.body.append(lines);
  }

  function toggle() {
    const box = document.querySelector(".wall-check");
    if (box) { box.hidden = !box.hidden; show(); }
  }
  document.addEventListener("keydown", (event) => { if (event.key === "p" && !event.ctrlKey && !event.metaKey) toggle(); });
  document.addEventListener("city:view", bezels);
  if (wall.asked.get("periksa") === "1") document.addEventListener("city:view", () => setTimeout(toggle, 1500), { once: true });
  setInterval(show, 2000);
})();

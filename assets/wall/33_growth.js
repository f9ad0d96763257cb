// Type grows where a page leaves room: one size for all of its panels, the largest at which everything still fits as it did.
// Not on a wall whose type follows from distance and diagonal, nor on one with bezels, where every panel keeps to its monitor.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const STEPS = [1.5, 1.35, 1.2, 1], ROUNDING = 4; // px
  const FIXED = '[role="grid"], [role="treegrid"], .first-load'; // measure themselves, or are not there yet

  const panelsOf = (page) => [...page.querySelectorAll(":scope > .wall-cell.is-seen > .panel")];
  const linesOf = (panel) => [...panel.querySelectorAll("tr, li")]; // a sentence may go on in a second line, a row may not
  const heightOf = (panel) => linesOf(panel).reduce((sum, line) => sum + (line.closest("table[data-cut]") ? 0 : line.offsetHeight), 0);
  const cutsOf = (panel) => [...panel.querySelectorAll("td.cut, li *")].filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1).length; // ends in an ellipsis
  const isWhole = (panel) => [panel, ...panel.querySelectorAll(".drawing, .drawing .scroll, .drawing .rivers, .drawing .lines, .drawing .kpis")]
    .every((box) => box.scrollHeight <= box.clientHeight + ROUNDING && box.scrollWidth <= box.clientWidth + ROUNDING);

  /** The size at which nothing is cut and no row breaks that did not break before. Lengths within a zoomed box count in its own pixels. */
  function fitting(panels) {
    const put = (size) => { for (const panel of panels) panel.style.zoom = size === 1 ? "" : size; };
    put(1);
    const plain = panels.map((panel) => ({ height: heightOf(panel), cuts: cutsOf(panel) }));
    return STEPS.find((size) => {
      put(size);
      return panels.every((panel, n) => isWhole(panel) && heightOf(panel) <= plain[n].height + ROUNDING && cutsOf(panel) <= plain[n].cuts);
    }) ?? (put(1), 1);
  }

  const seen = new WeakMap();
  wall.grow = function (page) {
    if (!page || (wall.distance && wall.diagonal) || wall.bezel) return;
    const panels = panelsOf(page);
    if (!panels.length || panels.some((panel) => panel.querySelector(FIXED))) return;
    const now = `${innerWidth}x${innerHeight} ${panels.map((panel) => `${panel.innerText.length}/${linesOf(panel).length}`).join(" ")}`;
    if (seen.get(page) === now) return;
    seen.set(page, now);
    page.dataset.grown = fitting(panels);
  };
})();

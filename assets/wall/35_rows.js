// Nothing vanishes unannounced: a row that does not fit whole is hidden, and how many there are is said beside the title.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const ROWS = "tbody tr, li, .river, .warning-block, .indicator .kpi, .layer[aria-pressed=true]";
  const BOXES = ".drawing, .drawing .scroll, .drawing .rivers, .drawing .lines, .drawing .kpis, .drawing .svg-chart, .drawing .ag-root-wrapper";
  const SLACK = 1, ROUNDING = 4; // px

  /** The part of the screen that the ancestors of a node leave to it, up to its cell. */
  function clip(node, known) {
    if (known.has(node)) return known.get(node);
    let box = { right: innerWidth, bottom: innerHeight };
    if (!node.matches(".wall-cell")) {
      box = clip(node.parentElement, known);
      if (getComputedStyle(node).overflow !== "visible") {
        const own = node.getBoundingClientRect();
        box = { right: Math.min(box.right, own.right), bottom: Math.min(box.bottom, own.bottom) };
      }
    }
    known.set(node, box);
    return box;
  }

  /** Rows that are cut below, or that stand beyond the right edge (a list that wraps into a column nobody sees). */
  function rowsBeyond(cell, known) {
    let beyond = 0;
    for (const row of cell.querySelectorAll(ROWS)) {
      const box = row.getBoundingClientRect(), edge = clip(row.parentElement, known);
      if (row.closest(".unseen") || (!box.width && !box.height && !row.classList.contains("kpi"))) continue; // shown nowhere by intention
      const isOut = box.bottom > edge.bottom + SLACK || box.left > edge.right - SLACK;
      row.classList.toggle("is-beyond", isOut);
      beyond += isOut;
    }
    for (const grid of cell.querySelectorAll('[role="grid"], [role="treegrid"]')) { // it makes only the rows that are seen
      const floor = grid.querySelector(".ag-body-viewport")?.getBoundingClientRect().bottom ?? 0;
      const seen = new Set([...grid.querySelectorAll(".ag-row")].filter((row) => row.getBoundingClientRect().bottom <= floor + SLACK).map((row) => row.getAttribute("row-index")));
      beyond += Math.max(0, Number(grid.getAttribute("aria-rowcount")) - 1 - seen.size);
    }
    return beyond;
  }

  /** Columns that do not fit whole: half a figure is a wrong figure. */
  function columnsBeyond(cell, known) {
    let most = 0;
    for (const table of cell.querySelectorAll("table")) {
      const edge = clip(table.parentElement, known).right + ROUNDING, isWide = table.getBoundingClientRect().right > edge;
      if (!isWide && !table.matches("[data-cut]")) continue;
      table.toggleAttribute("data-cut", isWide);
      for (const one of table.querySelectorAll("th, td")) one.classList.toggle("is-beyond", one.getBoundingClientRect().right > edge);
      most = Math.max(most, table.querySelectorAll("thead tr:last-child > .is-beyond").length);
    }
    return most;
  }

  /** Boxes whose content is larger than they are, for a reason other than rows and columns. */
  wall.cropped = (cell) => [...cell.querySelectorAll(BOXES)].some((box) => box.scrollHeight > box.clientHeight + ROUNDING || box.scrollWidth > box.clientWidth + ROUNDING);

  /** What of the screen is left to a node by everything above it. */
  wall.clip = (node) => node.closest(".wall-cell") ? clip(node, new Map()) : { right: innerWidth, bottom: innerHeight };
  wall.hidden = function (cell) {
    const known = new Map(), rows = rowsBeyond(cell, known), columns = columnsBeyond(cell, known);
    const said = [];
    if (rows) said.push(wall.say(cell.querySelector(".city-map") ? "layers" : "more", { n: rows }));
    if (columns) said.push(wall.say("columns", { n: columns }));
    if (!said.length && wall.cropped(cell)) said.push(wall.say("cropped"));
    return said.join(" · ");
  };

  wall.announce = function () {
    wall.grow(document.querySelector(".wall-page.is-seen"));
    for (const cell of document.querySelectorAll(".wall-page.is-seen > .wall-cell.is-seen")) {
      const head = cell.querySelector(".panel-head, .map-legend"), said = wall.hidden(cell); // the words stand in this very node: attr() reads no other
      if (!head || (head.dataset.more || "") === said) continue;
      if (said) head.dataset.more = said;
      else delete head.dataset.more;
    }
  };
  setInterval(wall.announce, 1000);
  document.addEventListener("city:view", () => requestAnimationFrame(wall.announce));
})();

// Panels on several monitors: where a layout would lay one over a bezel, each panel gets a monitor of its own (or a part of one).
// Only a map may lie over bezels. Pure: sizes in, places out, so that it can be tried alone.
(function () {
  "use strict";
  const city = window.city;
  const ROWS = 60; // of a single row of monitors: up to six panels share one evenly

  /** Does a span cut a line between the monitors? */
  const cuts = (from, to, whole, parts) => Math.ceil((to - 1) / (whole / parts)) - Math.floor((from + 1) / (whole / parts)) > 1;
  const crosses = (box, wide, high, columns, rows) => cuts(box.left, box.right, wide, columns) || cuts(box.top, box.bottom, high, rows);

  /** Grid areas of a map and n panels on columns x rows monitors. A map takes what leaves every panel a monitor. */
  function places(n, hasMap, columns, rows) {
    if (rows === 1) return alongOneRow(n, hasMap, columns);
    const free = [];
    let map = null, wide = 0, high = 0;
    if (hasMap) {
      const fits = [[columns, rows], [columns - 1, rows], [columns, rows - 1], [columns - 1, rows - 1]].filter(([x, y]) => x > 0 && y > 0 && columns * rows - x * y >= n);
      [wide, high] = fits[0] || [1, 1];
      map = `1 / 1 / ${high + 1} / ${wide + 1}`;
    }
    const first = !hasMap && n <= columns ? Math.floor((rows - 1) / 2) : 0; // a few stand at the height of the eyes
    for (let y = first; y < rows; y++) for (let x = 0; x < columns; x++) if (y >= high || x >= wide) free.push(`${y + 1} / ${x + 1} / ${y + 2} / ${x + 2}`);
    return { map, cells: free.slice(0, n) };
  }

  function alongOneRow(n, hasMap, columns) {
    const wide = hasMap ? (n ? Math.max(1, columns - Math.ceil(n / 3)) : columns) : 0, left = Math.max(1, columns - wide);
    const each = Array.from({ length: left }, (_, x) => Math.floor(n / left) + (x < n % left ? 1 : 0)), cells = [];
    each.forEach((many, x) => { for (let y = 0; y < many; y++) cells.push(`${1 + (y * ROWS) / many} / ${wide + x + 1} / ${1 + ((y + 1) * ROWS) / many} / ${wide + x + 2}`); });
    return { map: hasMap ? `1 / 1 / ${ROWS + 1} / ${wide + 1}` : null, cells };
  }

  /** Tracks that end on the monitors' edges; the topmost loses what a banner takes, the lowest the bar. */
  function tracks(columns, rows) {
    if (rows === 1) return `repeat(${ROWS}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`;
    const one = `100vh / ${rows}`, middle = rows > 2 ? `repeat(${rows - 2}, calc(${one})) ` : "";
    return `calc(${one} - var(--top)) ${middle}calc(${one} - var(--bar)) / repeat(${columns}, minmax(0, 1fr))`;
  }

  /** How many panels so many monitors hold, when one has room for `high` panels of readable type. */
  const most = (hasMap, columns, rows, high) => rows > 1 ? columns * rows - (hasMap ? (columns - 1) * (rows - 1) : 0) : Math.max(1, columns - (hasMap ? 1 : 0)) * Math.min(3, Math.max(1, high));
  city.bezels = { crosses, places, tracks, most };
})();

// Before a page is printed: charts get a scale of their own, so that they fit the paper, and grids, which draw only what the screen has room for,
// are written as plain tables of the rows they hold. After it all is as it was. Looks: 40-print.css.
(function () {
  "use strict";
  const made = [];

  function chart(plot) {
    const box = plot.querySelector(".svg-container"), wide = box?.offsetWidth, high = box?.offsetHeight;
    if (!wide || !high) return;
    box.style.setProperty("--shape", `${wide} / ${high}`);
    for (const svg of box.querySelectorAll(":scope > .main-svg")) svg.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    made.push(() => {
      box.style.removeProperty("--shape");
      for (const svg of box.querySelectorAll(":scope > .main-svg")) svg.removeAttribute("viewBox");
    });
  }

  function row(tag, cells) {
    const one = document.createElement("tr");
    for (const cell of cells) {
      const made = document.createElement(tag);
      made.textContent = cell.textContent.trim();
      made.className = /ag-right-aligned/.test(cell.className) ? "num" : "long";
      one.append(made);
    }
    return one;
  }

  const inOrder = (nodes, name) => [...nodes].sort((a, b) => a.getAttribute(name) - b.getAttribute(name));

  function grid(host) {
    const heads = inOrder(host.querySelectorAll(".ag-header-cell"), "aria-colindex"), rows = inOrder(host.querySelectorAll(".ag-row"), "row-index");
    if (!heads.length || !rows.length) return;
    const table = document.createElement("table"), all = Number(host.querySelector("[aria-rowcount]")?.getAttribute("aria-rowcount")) - 1;
    table.className = "figures printed";
    table.createTHead().append(row("th", heads));
    table.createTBody().append(...rows.map((one) => row("td", inOrder(one.querySelectorAll(".ag-cell"), "aria-colindex"))));
    if (all > rows.length) table.createTFoot().insertRow().append(Object.assign(document.createElement("td"), { textContent: `${rows.length} / ${all}`, colSpan: heads.length }));
    host.after(table);
    made.push(() => table.remove());
  }

  addEventListener("beforeprint", () => {
    document.querySelectorAll(".js-plotly-plot").forEach(chart);
    document.querySelectorAll(".raw-grid").forEach(grid);
  });
  addEventListener("afterprint", () => made.splice(0).forEach((undo) => undo()));
})();

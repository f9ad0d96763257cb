/* The grid of the table of reports comes and goes with its page, and is asked anew when what is asked has changed. */
(function () {
  "use strict";
  const GRID = "report-table", PATH = "/reports";
  const table = window.city_table, { state, part } = table;

  function reload() {
    const asked = table.asked().toString();
    state.asked = asked;
    state.turn += 1;
    state.at = null;
    state.total = null;
    state.whole = null;
    state.versions = null;
    state.next = new Map();
    part("new").hidden = true;
    part("csv").href = "/tables/reports.csv?" + asked;
    part("api").href = "/api/v1/reports?" + table.openData();
    if (state.api.getDisplayedRowCount()) state.api.ensureIndexVisible(0, "top");
    state.api.setGridOption("datasource", { getRows: table.rows });
  }

  document.addEventListener("city:beat", (event) => {
    const version = event.detail.versions && [event.detail.versions.report, event.detail.versions.report_event].join();
    if (!version || !state.root || !state.api || state.filters?.as_of) return;
    if (state.versions === null) state.versions = version;
    else if (state.versions !== version) part("new").hidden = false;
  });

  const visit = (row) => row && !String(window.getSelection()).length && window.city_cells.go(table.address(row));

  let isWaiting = false;
  async function attach() {
    const root = document.querySelector(".server-table");
    if (root === state.root && (!root || root.contains(state.grid))) return;
    if (!root) { state.root = state.api = state.grid = null; return; }
    const grid = document.getElementById(GRID);
    if (!grid || !window.dash_ag_grid || isWaiting) return;
    isWaiting = true;
    try {
      const api = await window.dash_ag_grid.getApiAsync(GRID);
      while (!api.getGridOption("datasource")) await new Promise((done) => setTimeout(done, 20)); // the grid sets a source of its own first
      if (!document.contains(root)) return;
      Object.assign(state, { root, grid, api });
      const here = new URLSearchParams(window.location.search);
      api.applyColumnState({ state: [{ colId: here.get("sort") || "created", sort: here.get("dir") || "desc" }], defaultState: { sort: null } });
      api.addEventListener("sortChanged", table.sorted);
      api.addEventListener("rowClicked", (event) => visit(event.data));
      api.addEventListener("cellKeyDown", (event) => event.event.key === "Enter" && visit(event.data));
      for (const what of ["bodyScroll", "modelUpdated", "gridSizeChanged"]) api.addEventListener(what, table.seen);
      table.controls();
      if (state.filters) reload();
    } finally {
      isWaiting = false;
    }
  }
  new MutationObserver(attach).observe(document.documentElement, { childList: true, subtree: true });

  table.reload = reload;
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    city_table: {
      filters(filters) {
        state.filters = filters;
        if (window.location.pathname === PATH) table.changed();
      },
    },
  });
})();

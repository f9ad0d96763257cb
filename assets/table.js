/* The table of reports: blocks of rows come from /tables/reports as the grid scrolls. What is chosen here stands in the URL beside
   the page's own choices; a block goes on after the last row of the one before, so that rows that come in meanwhile shift nothing. */
(function () {
  "use strict";
  const GRID = "report-table", PATH = "/reports";
  const ROW_PX = 32, HEAD_PX = 34, SPARE = 20; // as layouts/panels/report_list.py sets them
  const WORDS = ["q", "stage", "status", "flag", "sort", "dir"];
  const OWN = { area: "area", window: "window", as_of: "asof", source: "source", category: "category", agency: "agency", channel: "channel" };
  const state = { filters: null, root: null, api: null, at: null, next: new Map(), total: null, open: 0, whole: null, asked: "", versions: null, turn: 0 };

  const part = (name) => state.root && state.root.querySelector(`[data-part="${name}"]`);
  const said = () => JSON.parse(state.root.dataset.words);
  const put = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const number = (n) => n.toLocaleString(said().locale);

  /* What is asked: the page's choices from their store, ours from the URL. */
  function words() {
    const here = new URLSearchParams(window.location.search), asked = new URLSearchParams();
    for (const name in OWN) if (state.filters && state.filters[name]) asked.set(OWN[name], state.filters[name]);
    for (const name of WORDS) if (here.get(name)) asked.set(name, here.get(name));
    return asked;
  }

  function write(name, value) {
    const here = new URLSearchParams(window.location.search), kept = new URLSearchParams();
    if (value) here.set(name, value); else here.delete(name);
    for (const [key, text] of here) if (!WORDS.includes(key)) kept.set(key, text);
    for (const key of WORDS) if (here.get(key)) kept.set(key, here.get(key));
    const text = kept.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", window.location.pathname + (text ? "?" + text : ""));
  }

  // ---- rows --------------------------------------------------------------------------------------------------------
  /* One block; as a head it is the first rows of a long table, before that is counted (its total is null). */
  async function block(first, size, isHead) {
    const query = words();
    query.set("from", first);
    query.set("rows", size);
    if (isHead) query.set("head", "1");
    if (state.at !== null) query.set("at", state.at);
    if (state.next.has(first)) query.set("after", state.next.get(first));
    const answer = await fetch("/tables/reports?" + query, { headers: { accept: "application/json" } }), found = await answer.json();
    if (!answer.ok) throw found;
    return found;
  }

  async function rows(asked) {
    const turn = state.turn, size = asked.endRow - asked.startRow, whole = asked.startRow === 0 ? state.whole : null;
    if (state.total === null) count(said().loading);
    try {
      let found = whole || await block(asked.startRow, size, asked.startRow === 0 && state.total === null);
      if (turn !== state.turn) return asked.failCallback(); // another question has been asked meanwhile
      state.at = found.at;
      if (found.total === null && !found.rows.length) { // nothing among the newest: look through all
        count(put(said().searching, { n: 0, since: found.since }));
        found = await block(0, size, false);
      }
      if (turn !== state.turn) return asked.failCallback();
      if (found.next) state.next.set(asked.startRow + found.rows.length, found.next);
      if (found.total === null) return head(asked, found, size, turn);
      state.whole = null;
      told(found);
      asked.successCallback(found.rows, found.next ? Math.max(found.total, asked.endRow + 1) : asked.startRow + found.rows.length);
      seen();
    } catch (problem) {
      if (turn === state.turn) failed(problem);
      asked.failCallback();
    }
  }

  /* Rows stand at once, and are counted afterwards. When the newest part held less than a block, the whole answer takes its place. */
  async function head(asked, found, size, turn) {
    over(null);
    asked.successCallback(found.rows, found.next ? undefined : found.rows.length);
    count(put(found.next ? said().counting : said().searching, { n: number(found.rows.length), since: found.since }));
    try {
      const whole = await block(0, size, false);
      if (turn !== state.turn) return;
      told(whole);
      if (found.next) state.api.setRowCount(whole.total, true);
      else {
        state.whole = whole;
        state.api.purgeInfiniteCache();
      }
      seen();
    } catch (problem) {
      if (turn === state.turn) failed(problem);
    }
  }

  function told(found) {
    state.total = found.total;
    state.open = found.open_n;
    const asked = words().get("q") || "";
    over(found.total ? null : [said().none, said().widen], /\d/.test(asked) ? asked : "");
  }

  function failed(problem) {
    over([problem.detail || said().failed, [problem.hint || said().again, problem.request_id && put(said().number, { number: problem.request_id })].filter(Boolean).join(" · ")]);
  }

  /* What stands in place of rows. A number that is not among those chosen may be a report's all the same: its page looks for it anywhere. */
  function over(lines, sought = "") {
    part("state").hidden = !lines;
    if (!lines) return;
    part("named").hidden = !sought;
    part("named").href = "/report?id=" + encodeURIComponent(sought);
    part("named").textContent = sought && put(said().named, { q: sought });
    part("why").textContent = lines[0];
    part("do").textContent = lines[1];
    if (state.total === null || !state.total) count("");
  }

  function count(text) {
    const node = part("count");
    if (node && node.textContent !== text) node.textContent = text;
  }

  /* "1–200 dari 1.012.345": the rows that can be seen, of all. */
  function seen() {
    if (!state.root || !state.total) return;
    const api = state.api, above = Math.max(0, api.getFirstDisplayedRowIndex()), below = api.getLastDisplayedRowIndex();
    const room = Math.max(1, Math.floor((state.grid.clientHeight - HEAD_PX) / ROW_PX)); // the grid also holds SPARE rows out of sight on either side
    const isTop = api.getVerticalPixelRange().top < ROW_PX / 2, isEnd = below >= state.total - 1; // at the top a row that is half in sight would shift the count
    const first = isTop ? 0 : isEnd ? (above ? above + SPARE : 0) : Math.max(0, below - SPARE - room + 1);
    count(put(said().count, { first: number(first + 1), last: number(Math.min(first + room, state.total)), total: number(state.total), open: number(state.open) }));
  }

  function reload() {
    const asked = words().toString();
    state.asked = asked;
    state.turn += 1;
    state.at = null;
    state.total = null;
    state.whole = null;
    state.versions = null;
    state.next = new Map();
    part("new").hidden = true;
    part("csv").href = "/tables/reports.csv?" + asked;
    part("api").href = "/api/v1/reports?" + open();
    if (state.api.getDisplayedRowCount()) state.api.ensureIndexVisible(0, "top");
    state.api.setGridOption("datasource", { getRows: rows });
  }

  /* The same question in the words of the open data, as far as they go. */
  function open() {
    const asked = words(), api = new URLSearchParams();
    for (const name of ["area", "window", "source", "category", "status"]) if (asked.get(name)) api.set(name, asked.get(name));
    if (asked.get("asof")) api.set("as_of", asked.get("asof") + "T23:59:59");
    return api;
  }

  const changed = () => state.api && state.root && words().toString() !== state.asked && reload();

  // ---- controls ----------------------------------------------------------------------------------------------------
  function controls() {
    const here = new URLSearchParams(window.location.search);
    let box = part("search").querySelector("input");
    if (!box) {
      box = document.createElement("input");
      box.type = "search";
      box.maxLength = 100;
      part("search").append(box);
      let waiting = 0;
      const look = () => { write("q", box.value.trim()); changed(); };
      box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 350); });
      box.addEventListener("keydown", (event) => { if (event.key === "Enter") { clearTimeout(waiting); look(); } });
    }
    box.placeholder = said().search;
    box.setAttribute("aria-label", said().search);
    if (document.activeElement !== box) box.value = here.get("q") || "";
    for (const select of state.root.querySelectorAll("select[data-filter]")) select.value = here.get(select.dataset.filter) || "";
  }

  function sorted() {
    const column = state.api.getColumnState().find((c) => c.sort);
    const isPlain = !column || (column.colId === "created" && column.sort === "desc");
    write("sort", isPlain ? "" : column.colId);
    write("dir", isPlain || column.sort === "desc" ? "" : column.sort);
    changed();
  }

  /* The address of a case, with the page's own choices. */
  function address(row) {
    const here = new URLSearchParams(window.location.search), way = new URLSearchParams();
    for (const name of [...Object.values(OWN), "dinas"]) if (here.get(name)) way.set(name, here.get(name));
    way.set("id", row.key);
    return "/report?" + way.toString().replaceAll("%3A", ":");
  }

  const visit = (row) => row && !String(window.getSelection()).length && window.city_cells.go(address(row));

  function copy() {
    const done = () => { part("copy").textContent = said().copied; setTimeout(() => part("copy") && (part("copy").textContent = said().copy), 2000); };
    if (navigator.clipboard) return navigator.clipboard.writeText(window.location.href).then(done, () => window.prompt(said().copy, window.location.href));
    window.prompt(said().copy, window.location.href); // a page without TLS may not write to the clipboard
  }

  document.addEventListener("change", (event) => {
    if (!state.root || !event.target.matches(".server-table select[data-filter]")) return;
    write(event.target.dataset.filter, event.target.value);
    changed();
  });
  document.addEventListener("click", (event) => {
    const name = state.root && event.target.closest(".server-table [data-part]")?.dataset.part;
    if (name === "copy") copy();
    else if (name === "new") reload();
    else if (name === "clear") {
      for (const word of WORDS) if (word !== "sort" && word !== "dir") write(word, "");
      part("search").querySelector("input").value = "";
      controls();
      changed();
      window.dash_clientside.city.widen(state.filters);
    }
  });
  document.addEventListener("city:beat", (event) => {
    const version = event.detail.versions && [event.detail.versions.report, event.detail.versions.report_event].join();
    if (!version || !state.root || !state.api || state.filters?.as_of) return;
    if (state.versions === null) state.versions = version;
    else if (state.versions !== version) part("new").hidden = false;
  });

  // ---- the grid comes and goes with its page -----------------------------------------------------------------------
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
      api.addEventListener("sortChanged", sorted);
      api.addEventListener("rowClicked", (event) => visit(event.data));
      api.addEventListener("cellKeyDown", (event) => event.event.key === "Enter" && visit(event.data));
      api.addEventListener("bodyScroll", seen);
      api.addEventListener("modelUpdated", seen);
      controls();
      if (state.filters) reload();
    } finally {
      isWaiting = false;
    }
  }
  new MutationObserver(attach).observe(document.documentElement, { childList: true, subtree: true });

  window.city_table = { words: WORDS, address };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    city_table: {
      filters(filters) {
        state.filters = filters;
        if (window.location.pathname === PATH) changed();
      },
    },
  });
})();

/* What the table of reports says: which of how many rows are seen, and what stands in place of rows. */
(function () {
  "use strict";
  const table = window.city_table, { state, part, said } = table;
  const SPARE = 20; // as layouts/panels/report_list.py sets it: rows that the grid holds out of sight on either side
  const put = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const number = (n) => n.toLocaleString(said().locale);

  function told(found) {
    state.total = found.total;
    state.open = found.open_n;
    const asked = table.asked().get("q") || "";
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
    const api = state.api, above = api.getFirstDisplayedRowIndex(), { rowHeight } = api.getSizesForCurrentTheme(), { top, bottom } = api.getVerticalPixelRange();
    const first = above > 0 ? above + SPARE : Math.floor(top / rowHeight); // the pixels of a list of millions are no measure of its rows
    count(put(said().count, { first: number(first + 1), last: number(Math.min(first + Math.ceil((bottom - top) / rowHeight), state.total)), total: number(state.total), open: number(state.open) }));
  }

  Object.assign(table, { put, number, told, failed, over, count, seen });
})();

/* Blocks of rows come from /tables/reports as the grid scrolls; each goes on after the last row of the one before, so that rows that come
   in meanwhile shift nothing. What stands in place of rows, and the line above them, is said in 15_said.js. */
(function () {
  "use strict";
  const table = window.city_table, { state, said, put, number } = table;

  /* One block; as a head it is the first rows of a long table, before that is counted (its total is null). */
  async function block(first, size, isHead) {
    const query = table.asked();
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
    if (state.total === null) table.count(said().loading);
    try {
      let found = whole || await block(asked.startRow, size, asked.startRow === 0 && state.total === null);
      if (turn !== state.turn) return asked.failCallback(); // another question has been asked meanwhile
      state.at = found.at;
      if (found.total === null && !found.rows.length) { // nothing among the newest: look through all
        table.count(put(said().searching, { n: 0, since: found.since }));
        found = await block(0, size, false);
      }
      if (turn !== state.turn) return asked.failCallback();
      if (found.next) state.next.set(asked.startRow + found.rows.length, found.next);
      if (found.total === null) return head(asked, found, size, turn);
      state.whole = null;
      table.told(found);
      asked.successCallback(found.rows, found.next ? Math.max(found.total, asked.endRow + 1) : asked.startRow + found.rows.length);
      table.seen();
    } catch (problem) {
      if (turn === state.turn) table.failed(problem);
      asked.failCallback();
    }
  }

  /* Rows stand at once, and are counted afterwards. When the newest part held less than a block, the whole answer takes its place. */
  async function head(asked, found, size, turn) {
    table.over(null);
    asked.successCallback(found.rows, found.next ? undefined : found.rows.length);
    table.count(put(found.next ? said().counting : said().searching, { n: number(found.rows.length), since: found.since }));
    try {
      const whole = await block(0, size, false);
      if (turn !== state.turn) return;
      table.told(whole);
      if (found.next) state.api.setRowCount(whole.total, true);
      else {
        state.whole = whole;
        state.api.purgeInfiniteCache();
      }
      table.seen();
    } catch (problem) {
      if (turn === state.turn) table.failed(problem);
    }
  }

  table.rows = rows;
})();

/* The table of reports, first part: what is asked. It stands in the URL beside the page's own choices, so that a view can be sent to
   somebody; `window.city_table` is what the parts share. */
(function () {
  "use strict";
  const WORDS = ["q", "stage", "status", "flag", "sort", "dir"];
  const OWN = { area: "area", window: "window", as_of: "asof", source: "source", category: "category", agency: "agency", channel: "channel" };
  const state = { filters: null, root: null, api: null, at: null, next: new Map(), total: null, open: 0, whole: null, asked: "", versions: null, turn: 0 };

  /* What is asked: the page's choices from their store, ours from the URL. */
  function asked() {
    const here = new URLSearchParams(window.location.search), words = new URLSearchParams();
    for (const name in OWN) if (state.filters && state.filters[name]) words.set(OWN[name], state.filters[name]);
    for (const name of WORDS) if (here.get(name)) words.set(name, here.get(name));
    return words;
  }

  function write(name, value) {
    const here = new URLSearchParams(window.location.search), kept = new URLSearchParams();
    if (value) here.set(name, value); else here.delete(name);
    for (const [key, text] of here) if (!WORDS.includes(key)) kept.set(key, text);
    for (const key of WORDS) if (here.get(key)) kept.set(key, here.get(key));
    const text = kept.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", window.location.pathname + (text ? "?" + text : ""));
  }

  /* The same question in the words of the open data, as far as they go. */
  function openData() {
    const words = asked(), api = new URLSearchParams();
    for (const name of ["area", "window", "source", "category", "status"]) if (words.get(name)) api.set(name, words.get(name));
    if (words.get("asof")) api.set("as_of", words.get("asof") + "T23:59:59");
    return api;
  }

  /* The address of a case, with the page's own choices. */
  function address(row) {
    const here = new URLSearchParams(window.location.search), way = new URLSearchParams();
    for (const name of [...Object.values(OWN), "dinas"]) if (here.get(name)) way.set(name, here.get(name));
    way.set("id", row.key);
    return "/report?" + way.toString().replaceAll("%3A", ":");
  }

  window.city_table = {
    words: WORDS, state, asked, write, openData, address,
    part: (name) => state.root && state.root.querySelector(`[data-part="${name}"]`),
    said: () => JSON.parse(state.root.dataset.words),
    changed: () => state.api && state.root && asked().toString() !== state.asked && window.city_table.reload(),
  };
})();

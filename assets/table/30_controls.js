/* The controls of the table of reports: search, filters, order, and the ways out. */
(function () {
  "use strict";
  const table = window.city_table, { state, part, said, write, changed } = table;

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
    else if (name === "new") table.reload();
    else if (name === "clear") {
      for (const word of table.words) if (word !== "sort" && word !== "dir") write(word, "");
      part("search").querySelector("input").value = "";
      controls();
      changed();
      window.dash_clientside.city.widen(state.filters);
    }
  });
  Object.assign(table, { controls, sorted });
})();

/* The bus search: one box, answers as one types, ↑ ↓ Enter Esc. What is chosen goes into the page's choices and so into the
   URL (?cari=stop:H012); the answer's panel says which routes' buses the map shows. Text is set as text only. */
(function () {
  "use strict";
  const WAIT_MS = 180, MOST = 12, NEARLY = 4;
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  };

  function build(frame) {
    const words = JSON.parse(frame.dataset.words);
    const input = make("input", "bus-search-input"), list = make("ul", "bus-search-list"), clear = make("button", "key", "×");
    let waiting = 0, asked = 0, at = -1, found = [];
    Object.assign(input, { type: "text", id: "bus-search-input", placeholder: words.hint, autocomplete: "off", spellcheck: false });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "bus-search-list", "aria-autocomplete": "list", "aria-label": words.label })) input.setAttribute(name, value);
    list.id = "bus-search-list";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    clear.type = "button";
    clear.title = words.clear;
    clear.setAttribute("aria-label", words.clear);
    frame.append(input, clear, list);
    frame.isBuilt = true;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function point(next) {
      at = found.length ? (next + found.length) % found.length : -1;
      [...list.querySelectorAll("[role=option]")].forEach((node, n) => node.setAttribute("aria-selected", String(n === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", "bus-search-" + at);
      document.getElementById("bus-search-" + at).scrollIntoView({ block: "nearest" });
    }

    function show(rows, said) {
      found = rows;
      list.textContent = "";
      if (said) list.append(make("li", "quiet", said));
      rows.forEach((row, n) => {
        const item = make("li", "bus-search-option");
        item.id = "bus-search-" + n;
        item.setAttribute("role", "option");
        item.append(make("span", "chip", words.kinds[row.kind]), make("span", "what", row.title), make("span", "quiet where", [row.detail, row.area_name].filter((t) => t && t !== row.title).join(" · ")));
        item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
        list.append(item);
      });
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      point(rows.length ? 0 : -1);
    }

    async function ask() {
      const word = input.value.trim(), turn = ++asked;
      if (!word) return close();
      const answer = await fetch(`/api/v1/transit-search?q=${encodeURIComponent(word.slice(0, 80))}`).catch(() => null);
      const told = answer && answer.ok ? await answer.json().catch(() => null) : null;
      if (turn !== asked) return; // a later word is under way
      if (!told) return show([], words.failed);
      const rows = told.data.slice(0, MOST);
      show(rows, !rows.length ? words.none : rows[0].rank === NEARLY ? words.near : "");
    }

    function choose(row) {
      input.value = row.title;
      asked++;
      close();
      window.city.map.put({ find: `${row.kind}:${row.id}` });
    }

    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, WAIT_MS); });
    input.addEventListener("focus", () => { if (input.value.trim() && found.length && list.hidden) list.hidden = false; });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) ask();
        else point(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") { if (!list.hidden && at >= 0) choose(found[at]); }
      else if (event.key === "Escape") { if (list.hidden) input.value = ""; close(); }
      else return;
      event.preventDefault();
    });
    clear.addEventListener("click", () => { input.value = ""; close(); window.city.map.put({ find: "" }); input.focus(); });
  }

  /* The map follows the answer: only the buses of its routes, and a look at where it is. */
  function follow() {
    const map = window.city && window.city.map, answer = document.querySelector(".bus-answer");
    if (!map) return;
    const only = answer && answer.dataset.only ? answer.dataset.only.split(" ") : [];
    const isSame = (map.only ? [...map.only].join(" ") : "") === only.join(" ");
    if (!isSame) {
      map.only = only.length ? new Set(only) : null;
      if (map.leaflet) map.layers.vehicles.redraw();
    }
    const find = answer ? answer.dataset.find : "";
    if (answer && map.leaflet && answer.dataset.box && map.lookedAt !== find) {
      const [south, west, north, east] = answer.dataset.box.split(" ").map(Number);
      map.lookedAt = find;
      map.leaflet.fitBounds([[south, west], [north, east]], { padding: [32, 32], maxZoom: 15, animate: false });
    }
    if (!answer || !map.leaflet) map.lookedAt = "";
  }

  let isWaiting = false;
  new MutationObserver(() => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      const frame = document.getElementById("bus-search");
      if (frame && !frame.isBuilt) build(frame);
      follow();
    }, 60);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

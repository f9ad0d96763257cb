// Tables of figures: one element of Dash each, whose rows are drawn here. See layouts/table.py for why.
(function () {
  "use strict";

  function made(tag, text, side) {
    const one = document.createElement(tag);
    one.textContent = text;
    if (side) one.className = side;
    return one;
  }

  function row(cells) {
    const one = document.createElement("tr");
    one.append(...cells);
    return one;
  }

  function table(told) {
    const numeric = new Set(told.numeric), whole = document.createElement("table");
    const side = (n, text) => (numeric.has(n) ? "num" : text.length <= told.short ? "short" : "long");
    whole.className = "figures";
    whole.setAttribute("aria-label", told.label);
    whole.createTHead().append(row(told.heads.map((text, n) => Object.assign(made("th", text, numeric.has(n) ? "num" : ""), { scope: "col" }))));
    whole.createTBody().append(...told.rows.map((cells) => row(cells.map((text, n) => made("td", text, side(n, text))))));
    if (told.cut) whole.createTFoot().append(row([Object.assign(made("td", told.cut, "long"), { colSpan: told.heads.length })]));
    return whole;
  }

  window.city.told("data-figures", (host, told) => host.replaceChildren(table(JSON.parse(told))));
})();

// Tables of figures: one element of Dash each, whose rows are drawn here. See layouts/table.py for why.
(function () {
  "use strict";

  function made(tag, text, side) {
    const one = document.createElement(tag);
    one.textContent = text.replace(/(\d{1,2}) (\p{L}{3,4}) (\d{4})/gu, "$1\u00a0$2\u00a0$3").replace(/(\d\d[.:]\d\d) WIB/g, "$1\u00a0WIB"); // a moment is broken between day and hour alone
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

  // A table that is wider than its panel is set tight: less room between columns, and moments and short words may be broken too.
  const widths = new WeakMap();
  function fit(host) {
    const whole = host.querySelector("table");
    widths.set(host, host.clientWidth);
    whole?.classList.remove("tight");
    if (whole && whole.offsetWidth > host.clientWidth + 1) whole.classList.add("tight");
  }
  const sized = new ResizeObserver((seen) => seen.forEach(({ target }) => widths.get(target) !== target.clientWidth && fit(target)));

  window.city.told("data-figures", (host, told) => {
    host.replaceChildren(table(JSON.parse(told)));
    fit(host);
    sized.observe(host);
  });
})();

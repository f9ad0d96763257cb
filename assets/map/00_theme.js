// Colours of the map, read from the page's CSS variables and read again when the theme changes. Says city:theme.
(function () {
  "use strict";
  const map = ((window.city = window.city || {}).map = window.city.map || {});
  const NAMES = ["ground", "surface", "raised", "line", "ink", "muted", "faint", "accent", "breach", "warning", "water", "land", "data-1", "data-2", "data-3", "data-4", "data-5", "data-6", "area-1", "area-2", "area-3", "area-4", "area-5",
    ...["hijau", "biru", "kuning", "oranye", "merah", "hitam"].flatMap((name) => ["legal-" + name, "on-" + name])];

  function read() {
    const style = getComputedStyle(document.documentElement);
    const found = {};
    for (const name of NAMES) found[name] = style.getPropertyValue("--" + name).trim() || "#888888";
    found.font = style.getPropertyValue("--font").trim() || "system-ui, sans-serif";
    found.unit = (parseFloat(style.fontSize) || 16) / 16; // a wall multiplies the root size: signs grow with it
    found.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return found;
  }

  map.colours = read();
  function again() {
    map.colours = read();
    document.dispatchEvent(new CustomEvent("city:theme"));
  }
  new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class", "style"] });
  matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", again);
  window.addEventListener("load", again); // the style sheet may come after this script

  /** Words of the page's language, from the map's own element; `{n}` is filled from values. */
  map.say = function (name, values) {
    const text = (map.words || {})[name] ?? name;
    return values ? text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole)) : text;
  };
  map.number = (value, digits = 0) =>
    value === null || value === undefined || !Number.isFinite(+value) ? "—" : (+value).toLocaleString(map.say("locale"), { minimumFractionDigits: digits, maximumFractionDigits: digits });

  /** A span of seconds in its largest whole unit. */
  map.span = function (seconds) {
    const s = Math.max(0, Math.floor(seconds));
    if (s < 60) return map.say("s", { n: s });
    if (s < 3600) return map.say("m", { n: Math.floor(s / 60) });
    return s < 172800 ? map.say("h", { n: Math.floor(s / 3600) }) : map.say("d", { n: map.number(Math.floor(s / 86400)) });
  };
  map.age = (ms) => map.say("ago", { age: map.span((window.city.live.now() - ms) / 1000) });
  /** A moment as `21 Nov 2026 20.22.14 WIB`. */
  map.moment = function (ms) {
    const day = new Intl.DateTimeFormat(map.say("locale"), { timeZone: "Asia/Jakarta", day: "numeric", month: "short", year: "numeric" }).format(ms);
    const hour = new Date(ms + 7 * 3600e3).toISOString().slice(11, 19);
    return `${day} ${map.say("locale") === "id-ID" ? hour.replaceAll(":", ".") : hour} WIB`;
  };
})();

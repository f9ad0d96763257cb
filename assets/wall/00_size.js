// A wall's address, and how large its type must be: h = 2 D tan(a/2) for the farthest viewer, in pixels of this screen.
(function () {
  "use strict";
  const city = (window.city = window.city || {});
  const LEAST = 16, PREFERRED = 22; // arc minutes of a capital letter
  const CAP = 0.7; // height of a capital letter in parts of the font size
  const MM_PER_INCH = 25.4, WIDE = 26, HIGH = 13; // what a panel needs at least, in heights of its smallest type

  /** Millimetres of a letter that is seen under so many arc minutes from so many metres. */
  const letterMm = (metres, arcmin) => 2 * metres * 1000 * Math.tan((arcmin / 60 / 2) * (Math.PI / 180));
  const pixelMm = (inches, wide, high) => (inches * MM_PER_INCH) / Math.hypot(wide, high);
  const fontPx = (metres, inches, wide, high, arcmin) => letterMm(metres, arcmin) / pixelMm(inches, wide, high) / CAP;
  const arcminOf = (px, metres, inches, wide, high) => 2 * Math.atan((px * CAP * pixelMm(inches, wide, high)) / 2 / (metres * 1000)) * (180 / Math.PI) * 60;
  city.size = { LEAST, PREFERRED, letterMm, pixelMm, fontPx, arcminOf };

  const named = /^\/wall\/([\w-]+)$/.exec(location.pathname);
  if (!named || document.documentElement.hasAttribute("data-missing")) return; // a wall that is not there is a page that says so
  const root = document.documentElement, asked = new URLSearchParams(location.search);
  const number = (name) => { const n = Number((asked.get(name) || "").replace(",", ".")); return n > 0 ? n : null; };
  const bezel = /^([1-4])x([1-4])$/.exec(asked.get("bezel") || "");
  root.dataset.wall = named[1];
  const wall = (city.wall = {
    tour: named[1], asked, distance: number("jarak"), diagonal: number("diagonal"), bezel: bezel && { columns: +bezel[1], rows: +bezel[2] },
    isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
    say(name, put) {
      const words = JSON.parse(document.querySelector(".wall")?.dataset.words || "{}");
      return Object.entries(put || {}).reduce((said, [key, value]) => said.replaceAll("{" + key + "}", value), words[name] || "");
    },

    /** Type for this distance, and how many panels such type leaves room for. */
    fit() {
      const wide = innerWidth, high = innerHeight;
      if (wall.distance && wall.diagonal) {
        const least = fontPx(wall.distance, wall.diagonal, wide, high, LEAST);
        root.dataset.sized = "";
        root.style.fontSize = least.toFixed(2) + "px";
        root.style.setProperty("--fs-base", least.toFixed(2) + "px");
        root.style.setProperty("--fs-preferred", fontPx(wall.distance, wall.diagonal, wide, high, PREFERRED).toFixed(2) + "px");
      }
      wall.text = parseFloat(getComputedStyle(root).fontSize) * (wall.distance && wall.diagonal ? 1 : 0.75); // px of the smallest type
      wall.room = { columns: Math.max(1, Math.floor(wide / (WIDE * wall.text))), rows: Math.max(1, Math.floor((high - 3 * wall.text) / (HIGH * wall.text))) };
    },
  });
  if (wall.bezel) {
    root.dataset.bezel = bezel[0];
    root.style.setProperty("--monitors-x", bezel[1]);
    root.style.setProperty("--monitors-y", bezel[2]);
  }
  wall.fit();
  addEventListener("resize", wall.fit);
})();

// What the city owns (a square with its letter, marked when something is due) and what its plan allows where (areas by land use).
(function () {
  "use strict";
  const map = window.city.map, { box, written } = map.shapes;
  const joined = (...words) => words.filter(Boolean).join(" · ");

  // What is due or broken is marked; the register's other things are as quiet as a directory's.
  const ASSET = (p, paint) => (p.condition === "rusak_berat" ? ["▲", paint.breach] : p.overdue_days > 0 ? ["◆", paint.warning] : ["B", paint.ink]);
  const assets = {
    kind: "asset",
    isGrouped: true,
    letter: "B",
    point(g, x, y, p, u) { const [letter, colour] = ASSET(p, map.colours); box(g, x, y, letter, colour, u); },
    title: (p) => p.name,
    line: (p) => joined(p.name, p.holder, p.condition === "rusak_berat" && "▲ " + map.say("broken"), p.overdue_days > 0 && "◆ " + map.say("maintain", { n: map.number(p.overdue_days) })),
  };

  const USES = { R: "data-2", K: "data-5", I: "data-4", H: "data-3", S: "data-1" };
  const zones = {
    kind: "zone",
    shape(p, paint, u) { const colour = paint[USES[(p.code || "")[0]] || "data-6"]; return { colour, width: 0.8 * u, fill: 0.3 }; },
    label(g, thing, view, u) {
      const wide = (thing.box[2] - thing.box[0]) * view.scale;
      if (wide > 80 * u) written(g, thing.x * view.scale - view.left - 9 * u, thing.y * view.scale - view.top, thing.p.code, map.colours.ink, u);
    },
    point() {},
    title: (p) => `${p.code} · ${p.land_use || ""}`,
    line: (p) => joined(p.code, p.land_use, p.area_name),
  };

  Object.assign(map.looks, { assets, zones });
})();

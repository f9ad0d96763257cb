// The legend: a switch for each layer with its count and age, the scale of the areas, and in words what is put together,
// what is left out, what is simulated and where it comes from.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const NAMES = ["areas", "routes", "cameras", "reports", "vehicles", "incidents"];
  const off = new Set();

  map.isOn = (name) => !off.has(name);

  /** Show or hide a layer; `isAway` hides it for a reason of its own, such as a look into the past. */
  map.show = function (name, isOn, isAway) {
    const part = map.layers[name], isShown = isOn && !isAway;
    if (part) part.shown = isShown;
    else map.leaflet.getContainer().classList.toggle("off-" + name, !isShown);
    for (const canvas of Object.values(map.stacks)) canvas.redraw();
  };

  map.switches = function () {
    const chosen = new URLSearchParams(location.search).get("layers");
    for (const button of map.root.querySelectorAll("button[data-layer]")) {
      const name = button.dataset.layer;
      if (chosen !== null) chosen.split(",").includes(name) ? off.delete(name) : off.add(name);
      button.setAttribute("aria-pressed", String(map.isOn(name)));
      map.show(name, map.isOn(name), !!map.filters.as_of && (name === "vehicles" || name === "incidents"));
      button.addEventListener("click", () => {
        off.has(name) ? off.delete(name) : off.add(name);
        button.setAttribute("aria-pressed", String(map.isOn(name)));
        map.show(name, map.isOn(name), !!map.filters.as_of && (name === "vehicles" || name === "incidents"));
        window.dash_clientside.set_props("map-layers", { data: NAMES.filter(map.isOn) });
        write();
      });
    }
    const measure = map.part("measure");
    measure.value = map.filters.measure;
    measure.addEventListener("change", () => map.put({ measure: measure.value }));
  };

  const about = (name) => map.slow[name].about || {};
  const newest = (list) => list.reduce((a, b) => Math.max(a, b), -Infinity);

  function counted() {
    const { vehicles, incidents } = map.layers, seen = (memory) => (memory ? newest(Array.from(memory.seen.subarray(0, memory.length)).filter((_, i) => memory.alive[i])) * 1000 : NaN);
    const bus = vehicles.memory, reports = about("reports"), cameras = about("cameras");
    const iso = (text) => (text ? Date.parse(text) : NaN);
    return {
      areas: [about("values").n, iso(about("values").newest_at), ""],
      routes: [about("routes").n, NaN, ""],
      vehicles: [bus ? bus.count() : undefined, seen(bus), vehicles.expired ? map.say("expired", { n: map.number(vehicles.expired) }) : ""],
      incidents: [incidents.memory ? incidents.memory.count() : undefined, seen(incidents.memory), ""],
      reports: [reports.n, iso(reports.newest_at), reports.late ? map.say("late_n", { n: map.number(reports.late) }) : ""],
      cameras: [cameras.n, iso(cameras.newest_at), map.slow.cameras.off ? map.say("off_n", { n: map.number(map.slow.cameras.off) }) : ""],
    };
  }

  function write() {
    if (!map.leaflet) return;
    const found = counted(), texts = [];
    for (const [name, [n, at, more]] of Object.entries(found)) {
      const button = map.root.querySelector(`button[data-layer="${name}"]`);
      const error = (map.slow[name === "areas" ? "values" : name] || {}).error;
      put(button.querySelector(".count"), [n === undefined ? "…" : map.number(n), more].filter(Boolean).join(", "));
      const age = error ? "◆ " + map.say("failed") : Number.isFinite(at) ? map.age(at) : "";
      put(button.querySelector(".layer-age"), age);
      texts.push([button.querySelector(".layer-name").textContent, n === undefined ? "—" : map.number(n), more, age].filter(Boolean).join(", "));
    }
    put(map.part("notes"), notes(found));
    const list = map.part("text");
    if (list.dataset.said !== texts.join("|") && performance.now() - (write.at || -1e9) > 10000) {
      if (!texts.join().includes("—")) write.at = performance.now();
      list.dataset.said = texts.join("|");
      list.replaceChildren(...texts.map((text) => map.make("li", "", text)));
    }
    simulated();
    scale();
    map.part("up").hidden = map.filters.area === "31";
  }

  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

  function sources() {
    const found = new Set(Object.values(map.slow).flatMap((layer) => (layer.about || {}).sources || []));
    for (const name of ["vehicles", "incidents"]) for (const source of new Set((map.layers[name].memory || { meta: {} }).meta.source || [])) if (source) found.add(source);
    return [...found].sort();
  }

  function simulated() {
    const chip = map.part("simulated"), isSimulated = sources().some((source) => source.startsWith("simulasi"));
    if (chip.hidden === isSimulated) chip.hidden = !isSimulated;
  }

  function notes(found) {
    const said = [];
    if (map.filters.as_of) said.push(map.say("past"));
    if (map.isOn("reports") && map.layers.reports.isTogether) said.push(map.say("reports_together"));
    if (about("reports").cell_m) said.push(map.say("reports_cells", { m: about("reports").cell_m }));
    if (about("reports").cut) said.push(map.say("reports_cut", { n: map.number(about("reports").n) }));
    if (map.isOn("cameras") && found.cameras[0] && map.leaflet.getZoom() <= 14) said.push(map.say("cameras_together"));
    if (about("shapes").schematic) said.push(map.say("schematic"));
    if (map.lostTiles) said.push(map.say("no_tiles"));
    const from = sources();
    if (from.length) said.push(map.say("sources") + " " + from.join(", "));
    return said.join(" · ");
  }

  /** The shades of the areas with their bounds, from the values as they are. */
  function scale() {
    const box = map.part("scale"), classes = new Map();
    let unknown = 0, outliers = 0;
    for (const said of map.values.values()) {
      if (said.state !== "ok" || said.q === null) { unknown++; continue; }
      const known = classes.get(said.q) || classes.set(said.q, [Infinity, -Infinity]).get(said.q);
      known[0] = Math.min(known[0], said.value);
      known[1] = Math.max(known[1], said.value);
      outliers += said.is_outlier ? 1 : 0;
    }
    const key = JSON.stringify([...classes, unknown, outliers, map.filters.measure]);
    if (box.dataset.key === key) return;
    box.dataset.key = key;
    const item = (className, text) => { const node = map.make("span", "shade " + className); node.append(map.make("i"), text); return node; };
    const shades = [...classes].sort((a, b) => a[0] - b[0]).map(([q, [lo, hi]]) => item("shade-" + (q + 1), lo === hi ? map.measured(lo) : `${map.measured(lo)}–${map.measured(hi)}`));
    if (unknown) shades.push(item("shade-unknown", map.say("unknown", { n: unknown })));
    if (outliers) shades.push(item("shade-outlier", map.say("outlier", { n: outliers })));
    box.replaceChildren(...shades);
    map.part("measure").value = map.filters.measure;
  }

  document.addEventListener("city:map", write);
  document.addEventListener("city:theme", () => { if (map.leaflet) map.layers.labels.redraw(); });
  setInterval(write, 1000);
})();

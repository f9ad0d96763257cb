// The legend: a switch for each layer with its count and age, the scale of the areas, and in words what is put together,
// what is left out, what is simulated and where it comes from.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const LIVE = ["vehicles", "incidents", "officers"];
  const on = new Set();
  const buttons = () => [...map.root.querySelectorAll("button[data-layer]")];

  map.isOn = (name) => on.has(name);

  /** Show or hide a layer; `isAway` hides it for a reason of its own, such as a look into the past. */
  map.show = function (name, isOn, isAway) {
    const part = map.layers[name], isShown = isOn && !isAway;
    if (part) part.shown = isShown;
    else map.leaflet.getContainer().classList.toggle("off-" + name, !isShown);
    for (const canvas of Object.values(map.stacks)) canvas.redraw();
  };

  const isAway = (name) => !!map.filters.as_of && LIVE.includes(name);
  const isPlain = () => buttons().every((button) => map.isOn(button.dataset.layer) === (button.dataset.default === "true"));

  /** The choice of layers lives in the URL, `?lapisan=areas,gates`, so that a view can be sent; the usual choice needs no word. */
  function keep() {
    const url = new URL(location.href), names = buttons().map((button) => button.dataset.layer).filter(map.isOn);
    if (isPlain()) url.searchParams.delete("lapisan");
    else url.searchParams.set("lapisan", names.join(",") || "tanpa");
    const search = url.searchParams.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", url.pathname + (search ? "?" + search : "") + url.hash);
    window.dash_clientside.set_props("map-layers", { data: names });
  }

  map.switches = function () {
    const words = new URLSearchParams(location.search), chosen = words.get("lapisan") ?? words.get("layers");
    on.clear();
    for (const button of buttons()) {
      const name = button.dataset.layer;
      if (chosen === null ? button.dataset.default === "true" : chosen.split(",").includes(name)) on.add(name);
      button.setAttribute("aria-pressed", String(map.isOn(name)));
      map.show(name, map.isOn(name), isAway(name));
      button.addEventListener("click", () => {
        on.has(name) ? on.delete(name) : on.add(name);
        button.setAttribute("aria-pressed", String(map.isOn(name)));
        map.show(name, map.isOn(name), isAway(name));
        map.follow();
        keep();
        map.refresh(map.beat);
        write();
      });
    }
    const measure = map.part("measure");
    measure.value = map.filters.measure;
    measure.addEventListener("change", () => map.put({ measure: measure.value }));
  };

  const about = (name) => (map.slow[name] || {}).about || {};
  /** When the newest of a memory was seen, ms, also when it has left since; found once for each frame. */
  function newest(memory) {
    if (!memory) return NaN;
    if (memory.newestOf === memory.seq) return memory.newestAt;
    let at = -Infinity;
    for (let slot = 0; slot < memory.length; slot++) if (memory.seen[slot] > at) at = memory.seen[slot];
    memory.newestOf = memory.seq;
    return (memory.newestAt = at * 1000);
  }

  function counted() {
    const { vehicles, incidents } = map.layers, seen = newest;
    const bus = vehicles.memory, reports = about("reports"), cameras = about("cameras");
    const iso = (text) => (text ? Date.parse(text) : NaN);
    return {
      areas: [about("values").n, iso(about("values").newest_at), ""],
      routes: [about("routes").n, NaN, ""],
      vehicles: [bus ? bus.count() : undefined, seen(bus), vehicles.expired ? map.say("expired", { n: map.number(vehicles.expired) }) : ""],
      incidents: [incidents.memory ? incidents.memory.count() : undefined, seen(incidents.memory), ""],
      reports: [reports.n, iso(reports.newest_at), reports.late ? map.say("late_n", { n: map.number(reports.late) }) : ""],
      cameras: [cameras.n, iso(cameras.newest_at), map.slow.cameras.off ? map.say("off_n", { n: map.number(map.slow.cameras.off) }) : ""],
      ...Object.fromEntries(map.thingNames.map((name) => [name, [about(name).n, iso(about(name).newest_at), nothing(name)]])),
    };
  }

  /** Why a layer has nothing to show: its data were never loaded, or nothing is there now. */
  function nothing(name, n) {
    if (isAway(name)) return map.say("only_now");
    const said = about(name);
    if (!map.thingNames.includes(name)) return n === 0 ? map.say("empty") : "";
    return said.state === "absent" || said.state === "empty" ? map.say(said.state) : "";
  }
  const buttonOf = (name) => map.root.querySelector(`button[data-layer="${name}"]`);
  const reasonOf = (name) => (isAway(name) ? "" : about(name).state === "absent" ? map.say("absent_why", { feed: about(name).feed }) : buttonOf(name).dataset.empty);

  function write() {
    if (!map.leaflet) return;
    const found = counted(), texts = [];
    for (const [name, told] of Object.entries(found)) {
      const [n, at, extra] = isAway(name) ? [undefined, NaN, ""] : told; // what drives now says nothing of a past moment
      let more = extra;
      const button = buttonOf(name);
      const error = (map.slow[name === "areas" ? "values" : name] || {}).error;
      const lacks = nothing(name, n);
      put(button.querySelector(".count"), lacks || [n === undefined ? "…" : map.number(n), more].filter(Boolean).join(", "));
      button.classList.toggle("lacks", !!lacks);
      const reason = lacks && reasonOf(name), age = error ? "◆ " + map.say("failed") : [reason, Number.isFinite(at) ? map.age(at) : ""].filter(Boolean).join(" · ");
      put(button.querySelector(".layer-age"), age);
      if (lacks) more = lacks;
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
    for (const name of ["up", "about"]) map.part(name).hidden = map.filters.area === "31";
    for (const group of map.root.querySelectorAll(".layer-group")) {
      const all = [...group.querySelectorAll("button[data-layer]")];
      put(group.querySelector(".map-keys"), all.filter((button) => map.isOn(button.dataset.layer) && button.dataset.key).map((button) => `${button.querySelector(".layer-sign").textContent} ${button.dataset.key}`).join(" · "));
      put(group.querySelector(".group-on"), map.say("on_of", { n: all.filter((button) => map.isOn(button.dataset.layer)).length, total: all.length }));
    }
  }

  const titleOf = (name) => buttonOf(name).querySelector(".layer-name").textContent;
  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

  function sources() {
    const found = new Set(Object.values(map.slow).flatMap((layer) => (layer.about || {}).sources || []));
    for (const name of LIVE) for (const source of new Set((map.layers[name].memory || { meta: {} }).meta.source || [])) if (source) found.add(source);
    return [...found].sort();
  }

  function simulated() {
    const chip = map.part("simulated"), isSimulated = sources().some((source) => source.startsWith("simulasi"));
    if (chip.hidden === isSimulated) chip.hidden = !isSimulated;
  }

  function notes(found) {
    const said = [];
    if (map.filters.as_of) said.push(map.say("past"));
    if (map.isOn("reports") && map.layers.reports.isTogether) said.push(map.say("reports_together", { n: map.number(map.layers.reports.drawn) }));
    if (about("reports").cell_m) said.push(map.say("reports_cells", { m: about("reports").cell_m }));
    if (map.isOn("cameras") && found.cameras[0] && map.leaflet.getZoom() <= 14) said.push(map.say("cameras_together", { n: map.number(found.cameras[0]) }));
    for (const name of map.thingNames.filter(map.isOn)) {
      const { n, shown, unplaced } = about(name), title = titleOf(name);
      if (map.layers[name].isTogether) said.push(map.say("together", { n: map.number(shown), name: title }));
      if (unplaced) said.push(map.say("unplaced", { name: title, n: map.number(unplaced) }));
      if (shown + unplaced < n) said.push(map.say("cut", { name: title, n: map.number(shown), total: map.number(n) }));
    }
    for (const name of ["vehicles", "officers"]) {
      const memory = map.layers[name].memory;
      if (memory && map.isOn(name) && memory.total > memory.count()) said.push(map.say("cut", { name: titleOf(name), n: map.number(memory.count()), total: map.number(memory.total) }));
    }
    if (about("shapes").schematic) said.push(map.say("schematic"), map.say("coast"));
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

  let isAsked = false;
  /** Many layers come at once: write once, when the page has a moment. */
  function soon() {
    if (isAsked) return;
    isAsked = true;
    requestIdleCallback(() => { isAsked = false; write(); }, { timeout: 300 });
  }
  document.addEventListener("city:map", soon);
  document.addEventListener("city:theme", () => { if (map.leaflet) map.layers.labels.redraw(); });
  setInterval(soon, 1000);
})();

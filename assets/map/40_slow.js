// The slow layers, fetched by URL: again when a table they read has a new version, never faster than their pace; what
// the server answers with an unchanged ETag is not drawn again. A failed fetch leaves the picture, and its age grows.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const LONGEST_S = 300; // windows slide with the clock even when no table changes

  const set = (id, props) => window.dash_clientside.set_props(id, props);
  const asked = () => { const f = map.filters; return { area: f.area, window: f.window, as_of: f.as_of, source: f.source }; };
  const slow = (map.slow = {
    kota: { path: "areas", words: () => ({ level: "kota" }), tables: ["area"], pace: 60, take: kota },
    shapes: { path: "areas", words: () => ({ level: "kelurahan" }), tables: ["area"], pace: 60, take: shapes },
    values: { path: "areas", words: () => ({ level: "kelurahan", shapes: "0", measure: map.filters.measure, ...asked() }), tables: ["report", "incident", "area"], pace: 30, take: values },
    routes: { path: "routes", words: () => ({}), tables: ["transit_route", "transit_shape", "transit_trip"], pace: 60, take: routes },
    coast: { path: "areas", words: () => ({ level: "provinsi" }), tables: ["area"], pace: 60, take: (data) => map.layers.coast.take(data) },
    cameras: { path: "cameras", words: () => ({ as_of: map.filters.as_of }), tables: ["camera"], pace: 60, take: cameras },
    reports: { path: "reports", words: asked, tables: ["report"], pace: 20, take: (data) => map.layers.reports.take(data.features) },
  });

  const WATER = ["water_level"], PLACES = ["facility"];
  const THINGS = {
    gates: WATER, floods: ["flood_report", "flood_area"], air: ["air_quality"], warnings: ["warning"], fires: ["fire_call"],
    officers: ["officer_position", "officer_task"], jams: ["traffic_jam", "traffic_alert", "traffic_irregularity"],
    hydrants: PLACES, posts: PLACES, hospitals: PLACES, clinics: PLACES, pumps: PLACES,
    assets: ["asset"], zones: ["zoning_area"],
  };
  const URGENT = new Set(["gates", "floods", "warnings", "fires"]); // small sets that somebody acts on at once: on the map within two seconds
  // Sets of things: while a layer is switched off only its head is fetched, so that the switch knows how many and how old.
  for (const [name, tables] of Object.entries(THINGS)) {
    const take = name === "officers" ? () => {} : (data) => map.layers[name].take(data);
    slow[name] = { path: name, words: () => ({ as_of: map.filters.as_of }), tables, pace: URGENT.has(name) ? 1 : 30, take, isHead: () => name === "officers" || !map.isOn(name) };
  }
  map.thingNames = Object.keys(THINGS);

  function kota(data) {
    set("map-kota", { data });
    const sea = { name: map.say("sea"), lon: 106.86, lat: -6.055, isWater: true };
    const named = data.features.filter((f) => f.properties.lat < -5.9).map(({ properties: p }) => ({ name: short(p.name).toLocaleUpperCase(), lon: p.lon, lat: p.lat }));
    map.places = [...named, sea];
    map.layers.labels.redraw();
  }

  const short = (name) => name.replace(/^(Kota|Kabupaten) Administrasi /, "").replace(/^(KOTA|KAB\.) ADM\. /, "");
  map.short = short;

  function shapes(data) {
    map.areas.clear();
    set("map-areas", { data });
    order();
  }

  function routes(data) {
    set("map-routes", { data });
    order();
  }

  /** Areas below, routes over them, all else above, whichever came first. The layers take their data in the next moments. */
  function order() {
    setTimeout(() => {
      for (const layer of map.routes) layer.bringToBack();
      for (const layer of map.areas.values()) layer.bringToBack();
    }, 50);
  }

  function values(data) {
    map.values = new Map(data.features.map((f) => [f.properties.code, f.properties]));
    map.restyle();
    map.layers.labels.redraw();
  }

  function cameras(data) {
    const off = data.features.reduce((n, f) => n + (f.properties.status === "offline" ? 1 : 0), 0);
    slow.cameras.off = off;
    set("map-cameras", { data });
  }

  function url(layer) {
    const words = Object.entries(layer.words()).filter(([, value]) => value);
    return `${city.live.options.base}/${layer.path}.geojson?${new URLSearchParams(words)}`;
  }

  /** What is wished for now: a layer that is switched off is another wish than the same one drawn. */
  const wish = (layer) => url(layer) + (layer.isHead && layer.isHead() ? "#" : "");

  /** Fetch a layer and draw it. The newest wish wins: an answer to an older one is passed over. */
  async function load(layer, versions) {
    const isHead = !!layer.isHead && layer.isHead(), where = wish(layer), mine = (layer.flight = (layer.flight || 0) + 1);
    Object.assign(layer, { versions, at: performance.now(), where });
    try {
      const answer = await fetch(url(layer), { method: isHead ? "HEAD" : "GET", cache: "no-cache", signal: AbortSignal.timeout(20000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const etag = answer.headers.get("ETag");
      if (etag === layer.etag && where === layer.drawn) layer.error = "";
      else {
        const about = JSON.parse(answer.headers.get("X-City-Layer") || "{}"), data = isHead ? null : await answer.json();
        if (mine !== layer.flight || !map.leaflet) return;
        Object.assign(layer, { etag, about, drawn: where, error: "" });
        if (!isHead) layer.take(data);
      }
      layer.loadedAt = city.live.now();
    } catch (error) {
      if (mine !== layer.flight) return;
      layer.error = error.message;
      layer.versions = null; // once more after its pace
    }
    document.dispatchEvent(new CustomEvent("city:map"));
  }

  const versionsOf = (layer, beat) => layer.tables.map((table) => (beat.versions || {})[table] ?? 0).join();

  /** Look at every layer: is it new, did its words or its tables change? */
  map.refresh = function (beat) {
    if (!map.leaflet || !beat) return;
    for (const layer of Object.values(slow)) {
      const now = versionsOf(layer, beat), waited = (performance.now() - (layer.at ?? -1e9)) / 1000;
      const isOther = wish(layer) !== layer.where;
      if (isOther || (layer.versions !== now && waited >= (layer.error ? 10 : layer.pace)) || waited >= LONGEST_S) load(layer, now);
    }
  };

  /** Forget what was drawn: a new map element stands on the page. */
  map.forget = function () {
    for (const layer of Object.values(slow)) for (const name of ["etag", "where", "drawn", "at", "versions"]) delete layer[name];
    map.values.clear();
    map.areas.clear();
  };
})();

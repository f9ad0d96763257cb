// The map as it comes onto the page: panes, our own layers, the push, the choices, the tile server that may not answer.
(function () {
  "use strict";
  const L = window.L, city = window.city, map = city.map;
  const PANES = { ground: 300, still: 440, moving: 460 }; // one SVG, two canvases
  const LIVE = ["vehicles", "incidents", "officers"];
  const TILE_WAIT_MS = 3000;

  map.filters = { area: "31", window: "30d", as_of: "", source: "", measure: "reports_per_10k", find: "" };
  const fromUrl = new URLSearchParams(location.search);
  for (const name of ["area", "window", "source", "measure"]) if (fromUrl.get(name)) map.filters[name] = fromUrl.get(name);
  map.filters.as_of = fromUrl.get("asof") || "";
  map.filters.find = fromUrl.get("cari") || "";

  L.Map.addInitHook(function () {
    if (this.getContainer().id !== "map-view") return;
    for (const [name, z] of Object.entries(PANES)) this.createPane(name).style.zIndex = z;
    this.on("layeradd", (event) => { if (event.layer instanceof L.TileLayer) guard(this, event.layer); });
    this.on("unload", stop);
    this.whenReady(() => start(this));
  });

  function start(leaflet) {
    map.leaflet = leaflet;
    map.root = leaflet.getContainer().closest(".city-map");
    map.words = JSON.parse(map.root.dataset.words);
    map.forget();
    const parts = (map.layers = { reports: new map.ReportLayer(), vehicles: new map.VehicleLayer(), incidents: new map.IncidentLayer(), officers: new map.OfficerLayer(), labels: new map.LabelLayer(), coast: new map.CoastLayer() });
    for (const name of Object.keys(map.looks)) parts[name] = new map.ThingLayer(name);
    const still = ["zones", "coast", "warnings", "floods", "jams", "reports", "hydrants", "pumps", "clinics", "hospitals", "posts", "assets", "labels", "air", "gates"];
    const moving = ["vehicles", "officers", "incidents", "fires"], of = (names) => names.map((part) => parts[part]);
    map.stacks = { still: new map.CanvasLayer("still", of(still)), moving: new map.CanvasLayer("moving", of(moving), true) };
    for (const canvas of Object.values(map.stacks)) canvas.addTo(leaflet);
    const container = leaflet.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", map.say("aria"));
    for (const way of ["in", "out"]) name(container.querySelector(".leaflet-control-zoom-" + way), map.say(way));
    hatch(map.root);
    if (map.colours.isStill) leaflet.options.zoomAnimation = leaflet.options.fadeAnimation = false;
    map.listen(leaflet);
    map.switches();
    map.follow();
    requestAnimationFrame(() => settle(leaflet));
    for (const name of LIVE) if (map.isFollowed(name) && city.live.layer(name).seq >= 0) map.layers[name].take(city.live.layer(name), { isKey: true });
    map.refresh(map.beat || { versions: {} });
  }

  /** Buses and incidents are always heard: the legend counts them. Officers only while they are shown. */
  map.isFollowed = (name) => name !== "officers" || map.isOn(name);
  map.follow = () => city.live.want(LIVE.filter(map.isFollowed));

  /** The first view: the chosen area when the URL names one, else the mainland. */
  function settle(leaflet) {
    if (map.leaflet !== leaflet) return;
    const whole = home(leaflet);
    keepFitting(leaflet, whole);
    if (map.filters.area !== "31") map.choose();
  }

  /** The mainland as large as it fits; gives [zoom, centre]. */
  function home(leaflet) {
    leaflet.invalidateSize({ animate: false });
    leaflet.fitBounds(map.home, { animate: false });
    return [leaflet.getZoom(), leaflet.getCenter()];
  }

  /** The legend below grows as layers tell how many they are: as long as nobody has moved the map, it is fitted to the room that is left. */
  function keepFitting(leaflet, whole) {
    const box = leaflet.getContainer();
    let isTouched = false; // a hand on it, though the map may not have moved yet
    for (const act of ["keydown", "pointerdown", "wheel"]) box.addEventListener(act, () => (isTouched = true), { passive: true, capture: true });
    const watch = new ResizeObserver(() => {
      if (map.leaflet !== leaflet) return watch.disconnect();
      if (!box.clientWidth || !box.clientHeight) return;
      const isHome = !isTouched && leaflet.getZoom() === whole[0] && leaflet.getCenter().distanceTo(whole[1]) < 50;
      if (isHome) whole = home(leaflet);
      else leaflet.invalidateSize({ animate: false });
    });
    watch.observe(box);
  }

  function name(button, text) {
    if (!button) return;
    button.title = text;
    button.setAttribute("aria-label", text);
  }

  function stop() {
    map.leaflet = null;
    city.live.want([]);
  }

  /** The pattern for "unknown", coloured by the style sheet. */
  function hatch(root) {
    const NS = "http://www.w3.org/2000/svg", svg = document.createElementNS(NS, "svg");
    svg.setAttribute("class", "city-hatch");
    svg.setAttribute("aria-hidden", "true");
    const pattern = svg.appendChild(document.createElementNS(NS, "defs")).appendChild(document.createElementNS(NS, "pattern"));
    for (const [name, value] of Object.entries({ id: "city-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" })) pattern.setAttribute(name, value);
    for (const [className, width] of [["hatch-ground", 7], ["hatch-line", 1.6]]) {
      const bar = pattern.appendChild(document.createElementNS(NS, "rect"));
      bar.setAttribute("class", className);
      bar.setAttribute("width", width);
      bar.setAttribute("height", 7);
    }
    root.appendChild(svg);
  }

  /** Tiles that fail three times, or stay silent for three seconds, make way for the city's own layers. */
  function guard(leaflet, tiles) {
    if (tiles.isGuarded) return;
    tiles.isGuarded = true;
    let failed = 0, isThere = false;
    const leave = () => {
      if (isThere || !leaflet.hasLayer(tiles)) return;
      leaflet.removeLayer(tiles);
      map.hasTiles = false;
      map.lostTiles = true;
      map.restyle();
      document.dispatchEvent(new CustomEvent("city:map"));
    };
    tiles.on("tileload", () => {
      if (isThere) return;
      isThere = map.hasTiles = true;
      map.restyle();
    });
    tiles.on("tileerror", () => { if (++failed >= 3) leave(); });
    setTimeout(leave, TILE_WAIT_MS);
  }

  // ---- choices ---------------------------------------------------------------------------------------------------
  /** The store of choices changed: other URLs, another place; the map itself stays. */
  map.setFilters = function (chosen) {
    const before = map.filters;
    map.filters = Object.assign({}, before, chosen);
    if (!map.leaflet) return;
    if (before.area !== map.filters.area) map.choose(true);
    const isPast = !!map.filters.as_of;
    for (const name of LIVE) map.show(name, map.isOn(name), isPast);
    map.refresh(map.beat);
    document.dispatchEvent(new CustomEvent("city:map"));
  };

  /** Put other choices into the page's store, from which they come back here and to every panel. */
  map.put = function (chosen) {
    const next = Object.assign({ lang: document.documentElement.lang }, map.filters, chosen);
    window.dash_clientside.set_props("filters", { data: next });
    map.setFilters(next);
  };

  const LEVEL = { 2: "provinsi", 5: "kota", 8: "kecamatan", 13: "kelurahan" };
  /** Outline the chosen area and, when asked, go there. */
  map.choose = async function (moves) {
    const code = map.filters.area, leaflet = map.leaflet;
    if (map.outline) { map.outline.remove(); map.outline = null; }
    if (code === "31") { if (moves) leaflet.flyToBounds(map.home, flight()); return; }
    const answer = await fetch(`${city.live.options.base}/areas.geojson?level=${LEVEL[code.length]}`).catch(() => null);
    if (!answer || !answer.ok || map.filters.area !== code || map.leaflet !== leaflet) return;
    const feature = (await answer.json()).features.find((f) => f.properties.code === code);
    if (!feature || map.outline) return;
    map.outline = L.geoJSON(feature, { pane: "ground", interactive: false, style: () => ({ fill: false, color: map.colours.accent, weight: 2 * map.colours.unit }) }).addTo(leaflet);
    map.chosenName = feature.properties.name;
    leaflet.flyToBounds(map.outline.getBounds(), flight());
  };
  const flight = () => ({ padding: [24, 24], duration: 0.6, animate: !map.colours.isStill });
  map.home = L.latLngBounds([-6.375, 106.68], [-6.08, 106.98]);

  document.addEventListener("city:beat", (event) => { map.beat = event.detail; map.refresh(event.detail); });
  for (const name of LIVE) {
    document.addEventListener("city:layer:" + name, (event) => { if (map.leaflet) map.layers[name].take(event.detail.layer, event.detail.frame); });
  }
  document.addEventListener("city:theme", () => {
    if (!map.leaflet) return;
    map.restyle();
    const looks = { "city-kota": map.style.kota, "city-route": map.style.route, "city-camera": map.style.cameraLook };
    map.leaflet.eachLayer((layer) => { if (layer.feature && looks[layer.options.className]) layer.setStyle(looks[layer.options.className](layer.feature)); });
    if (map.outline) map.outline.setStyle({ color: map.colours.accent });
  });
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    city_map: { filters(chosen) { if (chosen) map.setFilters(chosen); } },
  });
})();

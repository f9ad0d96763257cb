// Style functions that the layout names (city.map.style.*): fixed code, resolved from the window, so no eval is needed.
(function () {
  "use strict";
  const L = window.L, map = window.city.map;
  const HATCH = "url(#city-hatch)", COUNTED = 14; // the level from which clusters of cameras say their count

  const Square = L.CircleMarker.extend({ // a camera is a small square
    _updatePath() {
      const p = this._point, r = this._radius;
      this._renderer._setPath(this, this._empty() ? "M0 0" : `M${p.x - r} ${p.y - r}h${2 * r}v${2 * r}h${-2 * r}z`);
    },
  });

  map.areas = new Map(); // code -> Leaflet layer of its polygon
  map.routes = new Set();
  map.clusters = new Set();
  map.values = new Map(); // code -> {value, n, state, q, is_outlier}
  map.under = null; // code of the area under the pointer, set by the polygon just before the map hears the same event

  function fill(code) {
    const said = map.values.get(code), paint = map.colours;
    if (!said) return paint.land; // outside the chosen area, or not asked yet
    return said.state === "ok" && said.q !== null ? paint["area-" + (said.q + 1)] : HATCH;
  }

  map.style = {
    area(feature) {
      const code = feature.properties.code, paint = map.colours, isIn = !map.values.size || map.values.has(code);
      return {
        pane: "ground", className: "city-area", weight: 0.7 * paint.unit, color: paint.ground, opacity: 1, fillColor: fill(code),
        fillOpacity: (isIn ? 1 : 0.55) * (map.hasTiles ? 0.5 : 1),
      };
    },

    eachArea(feature, layer) {
      const code = feature.properties.code;
      map.areas.set(code, layer);
      layer.on("mouseover mousemove click", () => { map.under = code; });
      layer.on("mouseout", () => { map.under = null; });
    },

    eachRoute(feature, layer) { map.routes.add(layer.on("remove", () => map.routes.delete(layer))); },

    kota() {
      const paint = map.colours;
      return { pane: "ground", className: "city-kota", interactive: false, fill: false, weight: 1.4 * paint.unit, color: paint.muted, opacity: 0.75 };
    },

    route(feature) {
      const paint = map.colours, isBrt = feature.properties.service_class === "brt";
      return {
        pane: "ground", className: "city-route", interactive: false, fill: false, color: isBrt ? paint.faint : paint.line,
        weight: (isBrt ? 1.6 : 1) * paint.unit, opacity: 0.9, smoothFactor: 1.5,
      };
    },

    camera(feature, latlng) {
      return new Square(latlng, { radius: 2.5 * map.colours.unit, ...map.style.cameraLook(feature) });
    },

    cameraLook(feature) {
      const paint = map.colours, common = { pane: "ground", className: "city-camera", bubblingMouseEvents: false, opacity: 1 };
      if (feature.properties.cluster) {
        const isFar = map.level(map.leaflet) < COUNTED;
        return { ...common, color: paint.line, weight: isFar ? 0 : 1, fillColor: isFar ? paint.faint : paint.ground, fillOpacity: isFar ? 1 : 0.72 };
      }
      const isOff = feature.properties.status === "offline";
      return { ...common, color: isOff ? paint.warning : paint.ground, weight: isOff ? 1.4 : 1, fillColor: isOff ? paint.ground : paint.muted, fillOpacity: 1 };
    },

    eachCamera(feature, layer) {
      if (feature.properties.cluster) {
        map.clusters.add(layer.on("remove", () => map.clusters.delete(layer)));
        map.stacks.still.redraw();
        return;
      }
      layer.on("click", () => map.open({ kind: "camera", feature }));
      layer.on("mouseover", (event) => map.tip(feature.properties.name, event.containerPoint || layer._map.latLngToContainerPoint(layer.getLatLng())));
      layer.on("mouseout", () => map.tip(null));
    },

    /** A cluster: a square that grows with its count; the count itself is written by the labels. */
    cluster(feature, latlng, index) {
      const n = feature.properties.point_count, isFar = map.level(map.leaflet) < COUNTED, u = map.colours.unit;
      const leaves = index && !isFar ? index.getLeaves(feature.properties.cluster_id, Infinity) : [];
      feature.properties.off = leaves.filter((leaf) => leaf.properties.status === "offline").length;
      return new Square(latlng, { radius: (isFar ? 1.5 + Math.min(2, Math.log10(n)) : 9) * u, ...map.style.cameraLook(feature) });
    },
  };

  /** Colour the areas anew, in place: no polygon is made again. */
  map.restyle = function () {
    for (const layer of map.areas.values()) layer.setStyle(map.style.area(layer.feature));
  };

  map.LabelLayer = map.Part.extend({ // names of the kota, and ▲ where a value stands far out
    draw(g, view) {
      if (view.level >= COUNTED && map.isOn("cameras")) this._counts(g, view);
      const paint = map.colours, u = paint.unit, put = (lon, lat) => [map.worldX(lon) * view.scale - view.left, map.worldY(lat) * view.scale - view.top];
      g.textAlign = "center";
      g.textBaseline = "middle";
      g.lineJoin = "round";
      for (const [code, said] of map.values) {
        const layer = map.areas.get(code);
        if (said.is_outlier && layer && map.isOn("areas")) this._triangle(g, ...put(layer.feature.properties.lon, layer.feature.properties.lat), paint, u);
      }
      const size = (view.level >= 12 ? 14 : 12) * u;
      g.font = `600 ${size}px ${paint.font}`;
      g.letterSpacing = 1.6 * u + "px";
      for (const place of map.places || []) {
        const [x, y] = put(place.lon, place.lat);
        const style = place.isWater ? [paint.faint, "italic 400 "] : [paint.ink, "600 "];
        g.font = `${style[1]}${size}px ${paint.font}`;
        g.lineWidth = 3 * u;
        g.strokeStyle = place.isWater ? paint.water : paint.land;
        g.globalAlpha = 0.8;
        g.strokeText(place.name, x, y);
        g.globalAlpha = 1;
        g.fillStyle = style[0];
        g.fillText(place.name, x, y);
      }
      g.letterSpacing = "0px";
    },

    _counts(g, view) {
      const paint = map.colours, u = paint.unit;
      g.textAlign = "center";
      g.textBaseline = "middle";
      g.font = `${11 * u}px ${paint.font}`;
      for (const cluster of map.clusters) {
        const at = cluster.getLatLng(), said = cluster.feature.properties;
        g.fillStyle = said.off > Math.max(2, said.point_count * 0.25) ? paint.warning : paint.muted;
        g.fillText(map.number(said.point_count), map.worldX(at.lng) * view.scale - view.left, map.worldY(at.lat) * view.scale - view.top);
      }
    },

    _triangle(g, x, y, paint, u) {
      g.beginPath();
      g.moveTo(x, y - 6 * u);
      g.lineTo(x + 6 * u, y + 4.5 * u);
      g.lineTo(x - 6 * u, y + 4.5 * u);
      g.closePath();
      g.lineWidth = 2 * u;
      g.strokeStyle = paint.ground;
      g.stroke();
      g.fillStyle = paint.breach;
      g.fill();
    },
  });
})();

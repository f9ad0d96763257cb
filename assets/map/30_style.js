// Style functions that the layout names (city.map.style.*): fixed code, resolved from the window, so no eval is needed.
(function () {
  "use strict";
  const L = window.L, map = window.city.map;
  const HATCH = "url(#city-hatch)";

  const Square = L.CircleMarker.extend({ // a camera is a small square
    _updatePath() {
      const p = this._point, r = this._radius;
      this._renderer._setPath(this, this._empty() ? "M0 0" : `M${p.x - r} ${p.y - r}h${2 * r}v${2 * r}h${-2 * r}z`);
    },
  });

  map.areas = new Map(); // code -> Leaflet layer of its polygon
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
        pane: "areas", weight: 0.7 * paint.unit, color: paint.ground, opacity: 1, fillColor: fill(code),
        fillOpacity: (isIn ? 1 : 0.55) * (map.hasTiles ? 0.5 : 1), className: "city-area",
      };
    },

    eachArea(feature, layer) {
      const code = feature.properties.code;
      map.areas.set(code, layer);
      layer.on("mouseover mousemove click", () => { map.under = code; });
      layer.on("mouseout", () => { map.under = null; });
    },

    kota() {
      const paint = map.colours;
      return { pane: "kota", interactive: false, fill: false, weight: 1.4 * paint.unit, color: paint.muted, opacity: 0.75 };
    },

    route(feature) {
      const paint = map.colours, isBrt = feature.properties.service_class === "brt";
      return {
        pane: "routes", renderer: map.renderers.routes, interactive: false, fill: false, color: isBrt ? paint.faint : paint.line,
        weight: (isBrt ? 1.6 : 1) * paint.unit, opacity: 0.9, smoothFactor: 1.5,
      };
    },

    camera(feature, latlng) {
      return new Square(latlng, { pane: "cameras", radius: 2.5 * map.colours.unit, ...map.style.cameraLook(feature), bubblingMouseEvents: false });
    },

    cameraLook(feature) {
      const paint = map.colours, isOff = feature.properties.status === "offline";
      return { color: isOff ? paint.warning : paint.ground, weight: isOff ? 1.4 : 1, opacity: 1, fillColor: isOff ? paint.ground : paint.muted, fillOpacity: 1 };
    },

    eachCamera(feature, layer) {
      if (feature.properties.cluster) return;
      layer.on("click", () => map.open({ kind: "camera", feature }));
      layer.on("mouseover", (event) => map.tip(feature.properties.name, event.containerPoint || layer._map.latLngToContainerPoint(layer.getLatLng())));
      layer.on("mouseout", () => map.tip(null));
    },

    /** A cluster: a small square with its count; the count of dark cameras stands beside it when there are any. */
    cluster(feature, latlng, index) {
      const n = feature.properties.point_count;
      const off = index ? index.getLeaves(feature.properties.cluster_id, Infinity).filter((leaf) => leaf.properties.status === "offline").length : 0;
      const icon = document.createElement("div");
      const count = icon.appendChild(document.createElement("span"));
      count.textContent = map.number(n);
      if (off > Math.max(2, n * 0.25)) icon.appendChild(document.createElement("b")).textContent = "◆";
      return L.marker(latlng, { pane: "cameras", keyboard: false, icon: L.divIcon({ className: "city-cluster", html: icon, iconSize: null }) });
    },
  };

  /** Colour the areas anew, in place: no polygon is made again. */
  map.restyle = function () {
    for (const layer of map.areas.values()) layer.setStyle(map.style.area(layer.feature));
  };

  map.LabelLayer = map.CanvasLayer.extend({ // names of the kota, and ▲ where a value stands far out
    draw(g, view) {
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

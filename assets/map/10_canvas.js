// A canvas over the map that follows every move, is scaled while zooming, and draws only when asked; and the parts that
// are drawn on it. Every canvas, SVG or marker of its own costs the screen a full layer at each frame (without a graphics
// card 4 ms at 1920 x 1080), so there are two canvases in all: what stands still and what moves.
(function () {
  "use strict";
  const map = window.city.map;
  const WORLD = 256;

  /** Degrees -> world pixels at zoom 0 (web mercator). */
  map.worldX = (lon) => (lon / 360 + 0.5) * WORLD;
  map.worldY = (lat) => {
    const s = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * WORLD;
  };

  /** Pixels that the fastest thing may move before it is drawn again: on a screen of more than 4 million pixels a whole one. */
  map.stride = (view) => (view.width * view.height > 4.2e6 ? 1 : 0.5);

  map.ratio = () => Math.min(2, window.devicePixelRatio || 1);

  /** The zoom as the eye has it: on a wall, where signs are larger, the same view stands a step further out. */
  map.level = (leaflet) => leaflet.getZoom() - Math.log2(map.colours.unit);

  /** Something drawn on a canvas. Subclasses give `draw(g, view)`; view turns world pixels into canvas pixels:
      x * view.scale - view.left. */
  map.Part = window.L.Class.extend({
    shown: true,
    isShown() { return !!this.canvas && this.shown; },
    redraw() { if (this.canvas) this.canvas.redraw(); },
    redrawIn(ms) { if (this.canvas) this.canvas.redrawIn(ms); },
    view() { return this.canvas && this.canvas.view; },
    /** Widen `found` [left, top, right, bottom] by every mark in view; for parts of a cropped canvas. */
    extent(view, found) {
      this.each(view, (_mark, x, y) => {
        if (x < found[0]) found[0] = x;
        if (y < found[1]) found[1] = y;
        if (x > found[2]) found[2] = x;
        if (y > found[3]) found[3] = y;
      });
    },
  });

  map.CanvasLayer = window.L.Layer.extend({
    /** `isCropped`: the canvas is only as large as what is drawn. Without a graphics card each frame copies and blends every
        pixel of it, and on a wide wall the city fills half of the screen. Every part then gives `extent(view)`. */
    initialize(pane, parts, isCropped) {
      this.options = { pane };
      this.isCropped = isCropped;
      this.parts = parts;
      for (const part of parts) part.canvas = this;
    },

    onAdd(leaflet) {
      this._map = leaflet;
      const canvas = (this._canvas = window.L.DomUtil.create("canvas", "city-canvas leaflet-zoom-animated"));
      canvas.setAttribute("aria-hidden", "true");
      this._g = canvas.getContext("2d");
      leaflet.getPane(this.options.pane).appendChild(canvas);
      leaflet.on("move moveend zoomend viewreset resize", this.redraw, this);
      leaflet.on("zoomanim", this._zooming, this);
      this._themed = () => this.redraw();
      document.addEventListener("city:theme", this._themed);
      this.redraw();
    },

    onRemove(leaflet) {
      leaflet.off("move moveend zoomend viewreset resize", this.redraw, this);
      leaflet.off("zoomanim", this._zooming, this);
      document.removeEventListener("city:theme", this._themed);
      cancelAnimationFrame(this._frame);
      clearTimeout(this._timer);
      this._canvas.remove();
      this._map = null;
    },

    /** Draw in the next frame, once however often it is asked for. */
    redraw() {
      if (this._frame || !this._map) return;
      this._frame = requestAnimationFrame(() => {
        this._frame = 0;
        if (this._map && !map.isAsleep) this._paint(); // a wall wakes it when its page is seen
      });
    },

    /** Draw again after `ms`, the pace of a motion; the shortest of those asked for. */
    redrawIn(ms) {
      const due = performance.now() + ms;
      if (this._due && this._due <= due) return;
      this._due = due;
      clearTimeout(this._timer);
      this._timer = setTimeout(() => this.redraw(), ms);
    },

    _paint() {
      const leaflet = this._map, size = leaflet.getSize(), canvas = this._canvas, began = performance.now();
      const ratio = map.ratio(), zoom = leaflet.getZoom(), origin = leaflet.getPixelBounds().min;
      const view = { zoom, level: map.level(leaflet), scale: 2 ** zoom, left: origin.x, top: origin.y, width: size.x, height: size.y, now: began };
      const box = this.isCropped ? this._box(view) : { x: 0, y: 0, width: size.x, height: size.y };
      const wide = Math.round(box.width * ratio), high = Math.round(box.height * ratio);
      if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
        canvas.style.width = box.width + "px";
        canvas.style.height = box.height + "px";
      }
      window.L.DomUtil.setTransform(canvas, leaflet.containerPointToLayerPoint([box.x, box.y]), 1);
      this._bounds = window.L.latLngBounds(leaflet.containerPointToLatLng([box.x, box.y + box.height]), leaflet.containerPointToLatLng([box.x + box.width, box.y]));
      this._zoom = zoom;
      this._g.setTransform(ratio, 0, 0, ratio, -box.x * ratio, -box.y * ratio);
      this._g.clearRect(box.x, box.y, box.width, box.height);
      this.view = view;
      this._due = 0;
      for (const part of this.parts) if (part.isShown()) part.draw(this._g, view);
      this.paints = (this.paints || 0) + 1;
      this.paintMs = performance.now() - began;
    },

    /** The part of the view in which something stands, in steps of 256 pixels; it shrinks only when that is worth a new canvas. */
    _box(view) {
      const wide = 48 * map.colours.unit, found = [Infinity, Infinity, -Infinity, -Infinity];
      for (const part of this.parts) if (part.isShown()) part.extent(view, found);
      const x = Math.max(0, Math.floor(found[0] - wide)), y = Math.max(0, Math.floor(found[1] - wide));
      const right = Math.min(view.width, Math.ceil(found[2] + wide)), low = Math.min(view.height, Math.ceil(found[3] + wide));
      if (!(right > x && low > y)) return { x: 0, y: 0, width: 1, height: 1 };
      const step = (n, most) => Math.min(most, Math.ceil(n / 256) * 256), old = this._size;
      let width = step(right - x, view.width), height = step(low - y, view.height);
      const isRoomy = old && old.width >= width && old.height >= height && old.width <= view.width && old.height <= view.height;
      if (isRoomy && width * height > 0.7 * old.width * old.height) ({ width, height } = old);
      this._size = { width, height };
      return { x: Math.min(x, view.width - width), y: Math.min(y, view.height - height), width, height };
    },

    _zooming(event) {
      if (!this._bounds) return;
      const scale = this._map.getZoomScale(event.zoom, this._zoom);
      window.L.DomUtil.setTransform(this._canvas, this._map._latLngBoundsToNewLayerBounds(this._bounds, event.zoom, event.center).min, scale);
    },
  });

  /** The nearest of the marks {x, y} that `each(visit)` gives, within `reach` pixels of a point; null when there is none. */
  map.nearest = function (each, x, y, reach) {
    let best = null, bound = reach * reach;
    each((mark, mx, my) => {
      const d = (mx - x) ** 2 + (my - y) ** 2;
      if (d <= bound) { bound = d; best = mark; }
    });
    return best;
  };
})();

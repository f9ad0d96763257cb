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
  });

  map.CanvasLayer = window.L.Layer.extend({
    initialize(pane, parts) {
      this.options = { pane };
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
      const ratio = map.ratio();
      const wide = Math.round(size.x * ratio), high = Math.round(size.y * ratio);
      if (canvas.width !== wide || canvas.height !== high) {
        canvas.width = wide;
        canvas.height = high;
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
      }
      window.L.DomUtil.setTransform(canvas, leaflet.containerPointToLayerPoint([0, 0]), 1);
      const zoom = leaflet.getZoom(), origin = leaflet.getPixelBounds().min;
      const view = { zoom, level: map.level(leaflet), scale: 2 ** zoom, left: origin.x, top: origin.y, width: size.x, height: size.y, now: began };
      this._bounds = leaflet.getBounds();
      this._zoom = zoom;
      this._g.setTransform(ratio, 0, 0, ratio, 0, 0);
      this._g.clearRect(0, 0, size.x, size.y);
      this.view = view;
      this._due = 0;
      for (const part of this.parts) if (part.isShown()) part.draw(this._g, view);
      this.paints = (this.paints || 0) + 1;
      this.paintMs = performance.now() - began;
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

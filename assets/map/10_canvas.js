// A canvas over the map that follows every move, is scaled while zooming, and draws only when asked; and the parts that
// are drawn on it. Every canvas, SVG or marker that covers another costs the screen a full layer at each frame (without a
// graphics card 4 ms at 1920 x 1080), so there are two in all: what stands still, and what moves, in bands side by side.
(function () {
  "use strict";
  const map = window.city.map;
  const WORLD = 256, BAND = 1.05e6, STEP = 256; // BAND: the most pixels of a canvas that are drawn in one frame

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
      x * view.scale - view.left; view.upper and view.lower bound the band that is drawn (`isIn`). */
  map.Part = window.L.Class.extend({
    shown: true,
    isShown() { return !!this.canvas && this.shown; },
    redraw() { if (this.canvas) this.canvas.redraw(); },
    redrawIn(ms) { if (this.canvas) this.canvas.redrawIn(ms); },
    view() { return this.canvas && this.canvas.view; },
    /** Does a mark at height y reach into the band that is being drawn? A ring, the widest mark, has 11 pixels. */
    isIn: (view, y) => y > view.upper - 24 * map.colours.unit && y < view.lower + 24 * map.colours.unit,
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
    /** `isMoving`: what is drawn moves all the time. Then the canvas is only as large as what is drawn (every part gives
        `extent(view)`), and it is cut into bands: without a graphics card each pixel that changes is copied and blended by
        the processor, at 3840 x 2160 some 50 ms for a whole view, so one frame draws one band and the next frame the next.
        Only when the view itself moves are all bands drawn in the same frame. */
    initialize(pane, parts, isMoving) {
      this.options = { pane };
      this.isMoving = isMoving;
      this.parts = parts;
      this.bands = []; // {canvas, face, y, isDue, dueAt, drawnAt}, from top to bottom
      this.paints = 0; // whole views drawn so far
      for (const part of parts) part.canvas = this;
    },

    onAdd(leaflet) {
      this._map = leaflet;
      this._stack = window.L.DomUtil.create("div", "city-stack leaflet-zoom-animated", leaflet.getPane(this.options.pane));
      this._stack.setAttribute("aria-hidden", "true");
      leaflet.on("move moveend zoomend viewreset resize", this.redraw, this);
      leaflet.on("zoomanim", this._zooming, this);
      this._themed = () => this.redraw();
      document.addEventListener("city:theme", this._themed);
      this._ask();
    },

    onRemove(leaflet) {
      leaflet.off("move moveend zoomend viewreset resize", this.redraw, this);
      leaflet.off("zoomanim", this._zooming, this);
      document.removeEventListener("city:theme", this._themed);
      cancelAnimationFrame(this._frame);
      clearTimeout(this._timer);
      this._stack.remove();
      this._map = null;
    },

    /** Draw from the next frame on, once however often it is asked for. */
    redraw() {
      for (const band of this.bands) band.isDue = true;
      this._ask();
    },

    /** Draw again after `ms`, the pace of a motion; the shortest of those asked for. A part that asks while it is drawn
        asks for the band that it is drawn on. */
    redrawIn(ms) {
      const dueAt = performance.now() + ms;
      for (const band of this._band ? [this._band] : this.bands) band.dueAt = Math.min(band.dueAt, dueAt);
      if (!this._band) this._wait();
    },

    _ask() {
      if (this._frame || !this._map) return;
      this._frame = requestAnimationFrame(() => {
        this._frame = 0;
        if (this._map && !map.isAsleep) this._paint(); // a wall wakes it when its page is seen
      });
    },

    _wait() {
      const first = this.bands.reduce((least, band) => Math.min(least, band.dueAt), Infinity);
      clearTimeout(this._timer);
      if (first === Infinity) return;
      this._timer = setTimeout(() => {
        const now = performance.now();
        for (const band of this.bands) if (band.dueAt <= now) band.isDue = true;
        if (this.bands.some((band) => band.isDue)) this._ask();
        else this._wait();
      }, Math.max(0, first - performance.now()));
    },

    _paint() {
      const leaflet = this._map, size = leaflet.getSize(), began = performance.now(), zoom = leaflet.getZoom(), origin = leaflet.getPixelBounds().min;
      const view = { zoom, level: map.level(leaflet), scale: 2 ** zoom, left: origin.x, top: origin.y, width: size.x, height: size.y, now: began };
      const seen = [zoom, view.left, view.top, view.width, view.height].join(), isSame = seen === this._seen;
      const box = this.isMoving ? this._box(view, isSame) : { x: 0, y: 0, width: size.x, height: size.y };
      const isWhole = this._layOut(box) || !isSame;
      window.L.DomUtil.setTransform(this._stack, leaflet.containerPointToLayerPoint([box.x, box.y]), 1);
      this._bounds = window.L.latLngBounds(leaflet.containerPointToLatLng([box.x, box.y + box.height]), leaflet.containerPointToLatLng([box.x + box.width, box.y]));
      this._zoom = zoom;
      this._seen = seen;
      this.view = view;
      const due = isWhole ? this.bands : this.bands.filter((band) => band.isDue).sort((a, b) => a.drawnAt - b.drawnAt);
      for (const band of due.slice(0, isWhole ? due.length : 1)) this._draw(band, box, view);
      if (due.some((band) => band.isDue)) this._ask();
      this._wait();
      this.paintMs = performance.now() - began;
    },

    /** Draw on a sheet and hand it over as a picture: a canvas with a 2d context is copied whole whenever anything on the page
        changes (5 ms for 8 million pixels), a picture only when it is another one. */
    _draw(band, box, view) {
      const g = this._g, ratio = map.ratio();
      Object.assign(band, { isDue: false, dueAt: Infinity, drawnAt: view.now });
      g.setTransform(ratio, 0, 0, ratio, -box.x * ratio, -band.y * ratio);
      view.upper = band.y;
      view.lower = band.y + this._tall;
      this._band = band;
      for (const part of this.parts) if (part.isShown()) part.draw(g, view);
      this._band = null;
      band.face.transferFromImageBitmap(this._sheet.transferToImageBitmap()); // leaves the sheet empty
      this.paints += 1 / this.bands.length;
    },

    /** Bands that cover the box; true when they are others than before and have to be drawn anew. */
    _layOut(box) {
      const ratio = map.ratio(), laid = [box.x, box.y, box.width, box.height, ratio].join();
      if (laid === this._laid) return false;
      this._laid = laid;
      const n = this.isMoving ? Math.max(1, Math.ceil((box.width * box.height * ratio * ratio) / BAND)) : 1;
      const tall = (this._tall = Math.max(4, Math.ceil(box.height / n / 4) * 4)), many = Math.ceil(box.height / tall);
      this._sheet = new OffscreenCanvas(Math.round(box.width * ratio), Math.round(tall * ratio));
      this._g = this._sheet.getContext("2d");
      while (this.bands.length > many) this.bands.pop().canvas.remove();
      while (this.bands.length < many) this.bands.push(this._made());
      this.bands.forEach((band, i) => {
        band.y = box.y + i * tall;
        band.canvas.style.cssText = `top:${i * tall}px;left:0;width:${box.width}px;height:${tall}px`; // the last may reach below the view
      });
      return true;
    },

    _made() {
      const canvas = window.L.DomUtil.create("canvas", "city-canvas", this._stack);
      return { canvas, face: canvas.getContext("bitmaprenderer"), y: 0, isDue: true, dueAt: Infinity, drawnAt: 0 };
    },

    /** The part of the view in which something stands, in steps of STEP pixels, so that motion seldom changes it. While the
        view stands (`isSame`) it shrinks only when that is worth new canvases. */
    _box(view, isSame) {
      const wide = 48 * map.colours.unit, found = [Infinity, Infinity, -Infinity, -Infinity], old = this._last;
      for (const part of this.parts) if (part.isShown()) part.extent(view, found);
      const low = (n) => Math.max(0, Math.floor((n - wide) / STEP) * STEP), high = (n, most) => Math.min(most, Math.ceil((n + wide) / STEP) * STEP);
      const x = low(found[0]), y = low(found[1]), width = high(found[2], view.width) - x, height = high(found[3], view.height) - y;
      if (!(width > 0 && height > 0)) return (this._last = { x: 0, y: 0, width: 1, height: 1 });
      const isIn = isSame && old.x <= x && old.y <= y && old.x + old.width >= x + width && old.y + old.height >= y + height;
      if (isIn && width * height > 0.7 * old.width * old.height) return old;
      return (this._last = { x, y, width, height });
    },

    _zooming(event) {
      if (!this._bounds) return;
      const scale = this._map.getZoomScale(event.zoom, this._zoom);
      window.L.DomUtil.setTransform(this._stack, this._map._latLngBoundsToNewLayerBounds(this._bounds, event.zoom, event.center).min, scale);
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

// Vehicles on a canvas of their own: each glides from its last drawn place to its newest fix. Nothing is drawn ahead of
// a fix. The pace of drawing follows the fastest motion on the screen, so a quiet or a far view costs almost nothing.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const STALE_S = 120, GONE_S = 600, LONGEST_MS = 12000, LEAP = 0.0125; // world pixels: about 2 km
  const ARROWS = 13, LABELS = 15;

  map.VehicleLayer = map.CanvasLayer.extend({
    initialize(options) {
      map.CanvasLayer.prototype.initialize.call(this, options);
      this.marks = { x0: [], y0: [], x1: [], y1: [], t0: [], ms: [], seen: [] };
      this.drawn = 0;
      this.stale = 0;
      this.expired = 0;
      this.chosen = null;
      this._grow(0);
    },

    _grow(room) {
      const size = Math.max(256, Math.ceil(room * 1.25));
      if (room <= this.marks.x0.length && this.marks.x0.length) return;
      for (const [name, old] of Object.entries(this.marks)) {
        this.marks[name] = new Float64Array(size);
        this.marks[name].set(old);
      }
    },

    /** Take what a frame changed in the memory of the layer. */
    take(memory, frame) {
      const fresh = frame.isKey || this.memory !== memory;
      this.memory = memory;
      this._grow(memory.length);
      const now = performance.now();
      if (fresh) for (let slot = 0; slot < memory.length; slot++) this._place(slot, now, true);
      else {
        for (const slot of frame.restated) this._place(slot, now, false);
        for (const slot of frame.moved) this._place(slot, now, false);
      }
      this.redraw();
    },

    _place(slot, now, isNew) {
      const m = this.marks, x = map.worldX(this.memory.lon[slot] * city.codec.STEP), y = map.worldY(this.memory.lat[slot] * city.codec.STEP);
      const seen = this.memory.seen[slot], isKnown = !isNew && m.seen[slot] > 0;
      const f = isKnown ? Math.min(1, (now - m.t0[slot]) / m.ms[slot]) : 1;
      const cx = m.x0[slot] + (m.x1[slot] - m.x0[slot]) * f, cy = m.y0[slot] + (m.y1[slot] - m.y0[slot]) * f;
      const leaps = !isKnown || map.colours.isStill || Math.abs(cx - x) + Math.abs(cy - y) > LEAP;
      m.ms[slot] = leaps ? 1 : Math.min(LONGEST_MS, Math.max(1000, (seen - m.seen[slot]) * 1000));
      m.x0[slot] = leaps ? x : cx;
      m.y0[slot] = leaps ? y : cy;
      m.x1[slot] = x;
      m.y1[slot] = y;
      m.t0[slot] = now;
      m.seen[slot] = seen;
    },

    /** visit(slot, x, y in canvas pixels, age in s) for every vehicle in view that is not expired. */
    each(view, visit) {
      const m = this.marks, memory = this.memory, now = performance.now(), clock = city.live.now() / 1000;
      if (!memory) return;
      let fastest = 0, expired = 0;
      for (let slot = 0; slot < memory.length; slot++) {
        if (!memory.alive[slot]) continue;
        const age = clock - m.seen[slot];
        if (age > GONE_S) { expired++; continue; }
        const f = Math.min(1, (now - m.t0[slot]) / m.ms[slot]);
        const x = (m.x0[slot] + (m.x1[slot] - m.x0[slot]) * f) * view.scale - view.left;
        const y = (m.y0[slot] + (m.y1[slot] - m.y0[slot]) * f) * view.scale - view.top;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        if (f < 1) fastest = Math.max(fastest, (Math.abs(m.x1[slot] - m.x0[slot]) + Math.abs(m.y1[slot] - m.y0[slot])) / m.ms[slot]);
        visit(slot, x, y, age);
      }
      this.expired = expired;
      this._fastest = fastest * view.scale * 1000; // pixels per second
    },

    draw(g, view) {
      const paint = map.colours, u = paint.unit, fresh = new Path2D(), old = new Path2D(), labels = [];
      let drawn = 0, stale = 0;
      this.each(view, (slot, x, y, age) => {
        drawn++;
        if (age > STALE_S) stale++;
        this._sign(age > STALE_S ? old : fresh, slot, x, y, view.zoom, u);
        if (view.zoom >= LABELS) labels.push([slot, x, y]);
        if (slot === this.chosen) this._ring(g, x, y, u);
      });
      this.drawn = drawn;
      this.stale = stale;
      g.lineWidth = 1 * u;
      g.strokeStyle = paint.ground;
      g.fillStyle = paint.ink;
      g.globalAlpha = view.zoom >= ARROWS ? 1 : 0.75; // far out thousands of dots must not outshine what is abnormal
      if (view.zoom >= ARROWS) g.stroke(fresh);
      g.fill(fresh);
      g.globalAlpha = 1;
      g.strokeStyle = paint.muted;
      g.stroke(old);
      if (labels.length) this._labels(g, labels, u);
      if (this._fastest > 0) this.redrawIn(Math.min(1000, Math.max(50, 500 / this._fastest))); // half a pixel a frame
    },

    _sign(path, slot, x, y, zoom, u) {
      const bearing = this.memory.bearing[slot];
      const r = (zoom >= LABELS ? 6.5 : zoom >= ARROWS ? 5 : zoom >= 12 ? 1.8 : 1.3) * u;
      if (zoom < ARROWS || bearing === city.codec.UNKNOWN) {
        const side = zoom < ARROWS ? r : r * 0.6;
        path.rect(x - side, y - side, 2 * side, 2 * side);
        return;
      }
      const a = (bearing * 1.5 * Math.PI) / 180, sin = Math.sin(a), cos = Math.cos(a); // 0 is north, clockwise
      path.moveTo(x + sin * r, y - cos * r);
      path.lineTo(x - sin * r * 0.7 + cos * r * 0.62, y + cos * r * 0.7 + sin * r * 0.62);
      path.lineTo(x - sin * r * 0.35, y + cos * r * 0.35);
      path.lineTo(x - sin * r * 0.7 - cos * r * 0.62, y + cos * r * 0.7 - sin * r * 0.62);
      path.closePath();
    },

    _ring(g, x, y, u) {
      g.strokeStyle = map.colours.accent;
      g.lineWidth = 2 * u;
      g.beginPath();
      g.arc(x, y, 11 * u, 0, 7);
      g.stroke();
    },

    _labels(g, labels, u) {
      const taken = new Set(), words = this.memory.meta.route_short_name || [], paint = map.colours;
      g.font = `600 ${12 * u}px ${paint.font}`;
      g.textBaseline = "middle";
      g.lineJoin = "round";
      g.lineWidth = 3 * u;
      g.strokeStyle = paint.land;
      g.fillStyle = paint.ink;
      for (const [slot, x, y] of labels) {
        const cell = Math.round(x / (30 * u)) * 10007 + Math.round(y / (16 * u)); // one label a cell
        if (!words[slot] || taken.has(cell)) continue;
        taken.add(cell);
        g.strokeText(words[slot], x + 9 * u, y);
        g.fillText(words[slot], x + 9 * u, y);
      }
    },

    /** The vehicle at a point of the map, as {kind, slot}; null when there is none. */
    hit(point) {
      if (!this.isShown() || !this.view) return null;
      const slot = map.nearest((visit) => this.each(this.view, visit), point.x, point.y, 11 * map.colours.unit);
      return slot === null ? null : { kind: "vehicle", slot };
    },

    /** Where the vehicles are drawn now: [[id, lon of the target, x, y], …]; for tests. */
    positions() {
      const found = [];
      if (this.view) this.each(this.view, (slot, x, y) => found.push([this.memory.ids[slot], x, y]));
      return found;
    },
  });
})();

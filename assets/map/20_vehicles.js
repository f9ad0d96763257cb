// Vehicles on a canvas of their own: each glides from its last drawn place to its newest fix. Nothing is drawn ahead of
// a fix. The pace of drawing follows the fastest motion on the screen, so a quiet or a far view costs almost nothing.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const STALE_S = 120, GONE_S = 600, LONGEST_MS = 12000, LEAP = 2.9e-4; // world pixels a second: 45 m/s, more than a bus drives
  const ARROWS = 13, LABELS = 15, TURNS = 60, FEW = 400; // far out, more vehicles than FEW are dots
  const ARROW = [[0, -1], [0.62, 0.7], [0, 0.35], [-0.62, 0.7]]; // pointing north

  map.VehicleLayer = map.Part.extend({
    gone: GONE_S,

    initialize() {
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
      const leaps = !isKnown || map.colours.isStill || Math.hypot(cx - x, cy - y) > LEAP * Math.max(1, seen - m.seen[slot]);
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
      const routes = memory.meta.route_id || [];
      for (let slot = 0; slot < memory.length; slot++) {
        if (!memory.alive[slot]) continue;
        if (map.only && !map.only.has(routes[slot])) continue; // the bus search shows the buses of its answer
        const age = clock - m.seen[slot];
        if (age > this.gone) { expired++; continue; }
        const f = Math.min(1, (now - m.t0[slot]) / m.ms[slot]);
        const x = (m.x0[slot] + (m.x1[slot] - m.x0[slot]) * f) * view.scale - view.left;
        const y = (m.y0[slot] + (m.y1[slot] - m.y0[slot]) * f) * view.scale - view.top;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        if (f < 1 && this.isIn(view, y)) fastest = Math.max(fastest, (Math.abs(m.x1[slot] - m.x0[slot]) + Math.abs(m.y1[slot] - m.y0[slot])) / m.ms[slot]);
        visit(slot, x, y, age);
      }
      this.expired = expired;
      this._fastest = fastest * view.scale * 1000; // pixels per second
    },

    draw(g, view) {
      const u = map.colours.unit, isFar = view.level < ARROWS && this.drawn > FEW, labels = [];
      const side = (this.drawn > 1500 ? 1.3 : 1.7) * u, sheet = isFar ? null : this._arrows((view.level >= LABELS ? 6.5 : view.level >= ARROWS ? 5 : 4) * u);
      let drawn = 0, stale = 0;
      g.fillStyle = map.colours.ink;
      g.globalAlpha = isFar ? 0.75 : 1; // far out thousands of dots must not outshine what is abnormal
      this.each(view, (slot, x, y, age) => {
        drawn++;
        const isOld = age > STALE_S;
        if (isOld) stale++;
        if (!this.isIn(view, y)) return;
        if (isFar && !isOld) g.fillRect(x - side, y - side, 2 * side, 2 * side);
        else if (isFar) this._old(g, x, y, side);
        else this._arrow(g, sheet, slot, x, y, isOld);
        if (view.level >= LABELS) labels.push(slot, x, y);
        if (slot === this.chosen) this._ring(g, x, y, u);
      });
      g.globalAlpha = 1;
      Object.assign(this, { drawn, stale });
      if (labels.length) this._labels(g, labels, u);
      if (this._fastest > 0) this.redrawIn(Math.min(1000, Math.max(50, (1000 * map.stride(view)) / this._fastest)));
    },

    _old(g, x, y, side) {
      g.fillStyle = map.colours.faint;
      g.fillRect(x - side, y - side, 2 * side, 2 * side);
      g.fillStyle = map.colours.ink;
    },

    /** Arrows in every direction, painted once for a size and a theme: copying pictures is far cheaper than filling paths.
        Above filled (fresh), below hollow (stale); the last column has no direction. */
    _arrows(r) {
      const paint = map.colours, ratio = map.ratio(), key = [r, ratio, paint.ink, paint.ground, paint.muted].join();
      if (this._sheet && this._sheet.key === key) return this._sheet;
      const cell = Math.ceil((2 * r + 4) * ratio), canvas = document.createElement("canvas"), g = canvas.getContext("2d");
      canvas.width = cell * (TURNS + 1);
      canvas.height = cell * 2;
      for (let turn = 0; turn <= TURNS; turn++) for (const row of [0, 1]) {
        g.setTransform(ratio, 0, 0, ratio, (turn + 0.5) * cell, (row + 0.5) * cell);
        g.rotate((turn / TURNS) * 2 * Math.PI);
        g.beginPath();
        if (turn === TURNS) g.rect(-0.6 * r, -0.6 * r, 1.2 * r, 1.2 * r);
        else for (const [x, y] of ARROW) g.lineTo(x * r, y * r);
        g.closePath();
        g.lineWidth = 1;
        g.strokeStyle = row ? paint.muted : paint.ground;
        g.stroke();
        g.fillStyle = paint.ink;
        if (!row) g.fill();
      }
      return (this._sheet = { key, canvas, cell, size: cell / ratio });
    },

    _arrow(g, sheet, slot, x, y, isOld) {
      const bearing = this.memory.bearing[slot], turn = bearing === city.codec.UNKNOWN ? TURNS : Math.round((bearing * TURNS) / 240) % TURNS;
      g.drawImage(sheet.canvas, turn * sheet.cell, isOld ? sheet.cell : 0, sheet.cell, sheet.cell, x - sheet.size / 2, y - sheet.size / 2, sheet.size, sheet.size);
    },

    _ring(g, x, y, u) {
      g.strokeStyle = map.colours.accent;
      g.lineWidth = 2 * u;
      g.beginPath();
      g.arc(x, y, 11 * u, 0, 7);
      g.stroke();
    },

    _labels(g, labels, u) {
      const taken = new Set(), words = this.memory.meta.route_short_name || [];
      for (let i = 0; i < labels.length; i += 3) {
        const word = words[labels[i]], x = labels[i + 1], y = labels[i + 2];
        const cell = Math.round(x / (30 * u)) * 10007 + Math.round(y / (16 * u)); // one label a cell
        if (!word || taken.has(cell)) continue;
        taken.add(cell);
        const label = this._word(word, u);
        g.drawImage(label, x + 7 * u, y - label.height / 2 / label.ratio, label.width / label.ratio, label.height / label.ratio);
      }
    },

    /** A route's number as a picture, painted once for a theme. */
    _word(word, u) {
      const paint = map.colours, ratio = map.ratio(), key = [u, ratio, paint.ink, paint.land].join();
      if (this._wordsKey !== key) { this._words = new Map(); this._wordsKey = key; }
      if (this._words.has(word)) return this._words.get(word);
      const canvas = document.createElement("canvas"), g = canvas.getContext("2d"), font = `600 ${12 * u * ratio}px ${paint.font}`;
      g.font = font;
      canvas.width = Math.ceil(g.measureText(word).width + 6 * u * ratio);
      canvas.height = Math.ceil(18 * u * ratio);
      Object.assign(g, { font, textBaseline: "middle", lineJoin: "round", lineWidth: 3 * u * ratio, strokeStyle: paint.land, fillStyle: paint.ink });
      g.strokeText(word, 3 * u * ratio, canvas.height / 2);
      g.fillText(word, 3 * u * ratio, canvas.height / 2);
      canvas.ratio = ratio;
      this._words.set(word, canvas);
      return canvas;
    },

    /** The vehicle at a point of the map, as {kind, slot}; null when there is none. */
    hit(point) {
      if (!this.isShown() || !this.view()) return null;
      const slot = map.nearest((visit) => this.each(this.view(), visit), point.x, point.y, 11 * map.colours.unit);
      return slot === null ? null : { kind: "vehicle", slot };
    },

    /** Where the vehicles are drawn now: [[id, lon of the target, x, y], …]; for tests. */
    positions() {
      const found = [];
      if (this.view()) this.each(this.view(), (slot, x, y) => found.push([this.memory.ids[slot], x, y]));
      return found;
    },
  });
})();

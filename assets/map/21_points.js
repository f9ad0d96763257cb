// Incidents (squares, from the push) and citizen reports (circles, put together by cells of the screen) on canvases.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const CELL = 62, NEAR_CELL = 40, COUNTED = 13, ALONE = 15, NEW_MS = 12000; // counts are written from this zoom on: far out they are clutter

  map.IncidentLayer = map.Part.extend({
    take(memory, frame) {
      const isFirst = !this.memory || this.memory !== memory || this.boot !== city.live.state.boot;
      this.arrived = isFirst ? new Map() : this.arrived;
      if (!isFirst && !frame.isKey) for (const slot of frame.restated) if (!this.known.has(memory.ids[slot])) this.arrived.set(slot, performance.now());
      this.memory = memory;
      this.boot = city.live.state.boot;
      this.known = new Set(memory.ids);
      this.redraw();
    },

    each(view, visit) {
      const memory = this.memory;
      if (!memory) return;
      for (let slot = 0; slot < memory.length; slot++) {
        if (!memory.alive[slot]) continue;
        const x = map.worldX(memory.lon[slot] * city.codec.STEP) * view.scale - view.left;
        const y = map.worldY(memory.lat[slot] * city.codec.STEP) * view.scale - view.top;
        if (x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20) visit(slot, x, y);
      }
    },

    draw(g, view) {
      const paint = map.colours, u = paint.unit, how = { tinggi: [paint.breach, 5], sedang: [paint.warning, 4], rendah: [paint.muted, 3.5] };
      let rings = 0;
      this.drawn = 0;
      this.each(view, (slot, x, y) => {
        const [colour, size] = how[this.memory.meta.priority[slot]] || how.rendah, r = size * u;
        this.drawn++;
        if (!this.isIn(view, y)) return;
        g.fillStyle = colour;
        g.strokeStyle = paint.ground;
        g.lineWidth = 1.5 * u;
        g.strokeRect(x - r, y - r, 2 * r, 2 * r);
        g.fillRect(x - r, y - r, 2 * r, 2 * r);
        const since = performance.now() - (this.arrived.get(slot) ?? -NEW_MS);
        if (slot === this.chosen || since < NEW_MS) this._frame_of(g, x, y, r, slot === this.chosen ? paint.accent : colour, since, u);
        if (since < NEW_MS) rings++;
      });
      if (rings) this.redrawIn(paint.isStill ? NEW_MS : 100);
    },

    _frame_of(g, x, y, r, colour, since, u) { // a new one breathes slower than once a second; still where motion is not wanted
      const wide = r + (since < NEW_MS && !map.colours.isStill ? 4 + 2.5 * Math.sin(since / 400) : 4) * u;
      g.strokeStyle = colour;
      g.lineWidth = 1.5 * u;
      g.strokeRect(x - wide, y - wide, 2 * wide, 2 * wide);
    },

    hit(point) {
      if (!this.isShown() || !this.view()) return null;
      const slot = map.nearest((visit) => this.each(this.view(), visit), point.x, point.y, 10 * map.colours.unit);
      return slot === null ? null : { kind: "incident", slot };
    },
  });

  map.ReportLayer = map.Part.extend({
    /** Features of /live/reports.geojson: points with n and late (1 and 0 or 1 when each is a report of its own). */
    take(features) {
      this.features = features;
      this.x = Float64Array.from(features, (f) => map.worldX(f.geometry.coordinates[0]));
      this.y = Float64Array.from(features, (f) => map.worldY(f.geometry.coordinates[1]));
      this.n = Uint32Array.from(features, (f) => f.properties.n ?? 1);
      this.late = Uint32Array.from(features, (f) => f.properties.late ?? 0);
      this._cells = null;
      this.redraw();
    },

    /** Reports by cell of the screen; the grid stands fast on the ground, so nothing jumps while the map is moved. */
    cells(view) {
      const side = view.level >= ALONE ? 6 : (view.level >= COUNTED ? NEAR_CELL : CELL) * map.colours.unit;
      const key = [view.zoom, view.left, view.top, view.width, view.height].join();
      if (this._cells && this._key === key) return this._cells;
      const found = new Map();
      for (let i = 0; i < (this.x ? this.x.length : 0); i++) {
        const gx = this.x[i] * view.scale, gy = this.y[i] * view.scale;
        if (gx < view.left - side || gy < view.top - side || gx > view.left + view.width + side || gy > view.top + view.height + side) continue;
        const at = Math.floor(gx / side) * 4194304 + Math.floor(gy / side);
        let cell = found.get(at);
        if (!cell) found.set(at, (cell = { n: 0, late: 0, x: 0, y: 0, only: i }));
        cell.x += gx * this.n[i];
        cell.y += gy * this.n[i];
        cell.n += this.n[i];
        cell.late += this.late[i];
      }
      for (const cell of found.values()) { cell.x = cell.x / cell.n - view.left; cell.y = cell.y / cell.n - view.top; }
      this._key = key;
      return (this._cells = [...found.values()].sort((a, b) => b.n - a.n));
    },

    draw(g, view) {
      if (!this.x) return;
      const paint = map.colours, u = paint.unit, cells = this.cells(view);
      g.textAlign = "center";
      g.textBaseline = "middle";
      this.drawn = cells.reduce((sum, cell) => sum + cell.n, 0);
      this.isTogether = cells.some((cell) => cell.n > 1);
      for (const cell of cells) this._circle(g, cell, paint, u, view.level);
    },

    _circle(g, cell, paint, u, level) {
      const r = this.radius(cell.n) * u, inner = cell.late ? Math.max(2 * u, (r / Math.sqrt(cell.n)) * Math.sqrt(cell.late)) : 0;
      const disc = (radius) => { g.beginPath(); g.arc(cell.x, cell.y, radius, 0, 7); };
      g.globalAlpha = 0.16;
      g.fillStyle = paint.ink;
      disc(r);
      g.fill();
      g.globalAlpha = 0.6;
      g.lineWidth = 1 * u;
      g.strokeStyle = paint.muted;
      g.stroke();
      g.globalAlpha = 1;
      if (inner) { g.fillStyle = paint.breach; disc(Math.min(r, inner)); g.fill(); }
      if (cell.n < 10 || level < COUNTED) return;
      g.font = `600 ${11 * u}px ${paint.font}`;
      g.lineWidth = 2.5 * u;
      g.strokeStyle = paint.ground;
      g.strokeText(map.number(cell.n), cell.x, cell.y);
      g.fillStyle = paint.ink;
      g.fillText(map.number(cell.n), cell.x, cell.y);
    },

    radius: (n) => Math.min(18, 2.5 + 0.95 * Math.sqrt(n)),

    hit(point) {
      if (!this.isShown() || !this.view()) return null;
      const each = (visit) => this.cells(this.view()).forEach((cell) => visit(cell, cell.x, cell.y));
      const cell = map.nearest(each, point.x, point.y, 14 * map.colours.unit);
      if (!cell || Math.hypot(cell.x - point.x, cell.y - point.y) > Math.max(6, this.radius(cell.n)) * map.colours.unit) return null;
      return { kind: "report", cell, feature: cell.n === (this.n[cell.only] ?? 0) ? this.features[cell.only] : null };
    },
  });
})();

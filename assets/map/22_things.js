// Sets of things by URL (gates, floods, air stations, fires, facilities, jams, warnings): points, lines and areas on the
// shared canvases, never an element each. What a kind looks like is in 23_signs.js (map.looks).
(function () {
  "use strict";
  const map = window.city.map;
  const CELL = 64, ALONE = 15, REACH = 12, NEAR_LINE = 6;

  /** A feature as world pixels: its middle, its rings or lines, the box around them. */
  function shaped(feature) {
    const kind = feature.geometry.type, at = feature.geometry.coordinates, p = feature.properties;
    if (kind === "Point") return { p, x: map.worldX(at[0]), y: map.worldY(at[1]) };
    const lines = { LineString: [at], MultiLineString: at, Polygon: at, MultiPolygon: at.flat() }[kind] || [];
    const paths = lines.map((line) => Float64Array.from(line.flatMap(([lon, lat]) => [map.worldX(lon), map.worldY(lat)])));
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const path of paths) for (let i = 0; i < path.length; i += 2) {
      box[0] = Math.min(box[0], path[i]); box[1] = Math.min(box[1], path[i + 1]);
      box[2] = Math.max(box[2], path[i]); box[3] = Math.max(box[3], path[i + 1]);
    }
    return { p, paths, box, isArea: kind.endsWith("Polygon"), x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
  }

  map.ThingLayer = map.Part.extend({
    initialize(name) {
      this.name = name;
      this.look = map.looks[name];
      this.things = [];
      this.chosen = null;
    },

    take(data) {
      this.things = data.features.map(shaped);
      this._cells = null;
      this.redraw();
    },

    draw(g, view) {
      const u = map.colours.unit;
      this.drawn = 0;
      for (const thing of this.things) if (thing.paths && this._isSeen(thing, view)) this._shape(g, thing, view, u);
      if (this.look.isGrouped) this._grouped(g, view, u);
      else this._points((thing, x, y) => {
        this.drawn++;
        this.look.point(g, x, y, thing.p, u, view);
        if (thing.p.id === this.chosen) ring(g, x, y, u);
      });
      if (this.look.redraws && this.drawn) this.redrawIn(this.look.redraws);
    },

    _isSeen(thing, view) {
      const b = thing.box, s = view.scale;
      return b[2] * s >= view.left && b[0] * s <= view.left + view.width && b[3] * s >= view.top && b[1] * s <= view.top + view.height;
    },

    _shape(g, thing, view, u) {
      const style = this.look.shape(thing.p, map.colours, u), s = view.scale;
      this.drawn++;
      g.beginPath();
      for (const path of thing.paths) {
        for (let i = 0; i < path.length; i += 2) g[i ? "lineTo" : "moveTo"](path[i] * s - view.left, path[i + 1] * s - view.top);
        if (thing.isArea) g.closePath();
      }
      if (thing.isArea && style.fill) { g.globalAlpha = style.fill; g.fillStyle = style.colour; g.fill("evenodd"); }
      g.globalAlpha = 1;
      g.setLineDash(style.dash || []);
      g.lineJoin = "round";
      if (style.casing) { g.lineWidth = style.width + 2 * u; g.strokeStyle = map.colours.ground; g.stroke(); }
      g.lineWidth = style.width + (thing.p.id === this.chosen ? 1.5 * u : 0);
      g.strokeStyle = thing.p.id === this.chosen ? map.colours.accent : style.colour;
      g.stroke();
      g.setLineDash([]);
      if (this.look.label) this.look.label(g, thing, view, u);
    },

    each(view, visit) { this._points(visit, view); },

    /** visit(thing, x, y) for every point in view. */
    _points(visit, view = this.view()) {
      for (const thing of this.things) {
        if (thing.paths) continue;
        const x = thing.x * view.scale - view.left, y = thing.y * view.scale - view.top;
        if (x > -30 && y > -30 && x < view.width + 30 && y < view.height + 30) visit(thing, x, y);
      }
    },

    /** Thousands of points by cell of the ground; from ALONE on each for itself. */
    cells(view) {
      const side = view.level >= ALONE ? 1 : CELL * map.colours.unit, key = [view.zoom, view.left, view.top, view.width, view.height].join();
      if (this._cells && this._key === key) return this._cells;
      const found = new Map();
      this._points((thing, x, y) => {
        const at = Math.floor((x + view.left) / side) * 4194304 + Math.floor((y + view.top) / side);
        const cell = found.get(at) || found.set(at, { n: 0, x: 0, y: 0, thing }).get(at);
        cell.n++;
        cell.x += x;
        cell.y += y;
      });
      for (const cell of found.values()) { cell.x /= cell.n; cell.y /= cell.n; }
      this._key = key;
      return (this._cells = [...found.values()]);
    },

    _grouped(g, view, u) {
      const cells = this.cells(view);
      this.isTogether = cells.some((cell) => cell.n > 1);
      for (const cell of cells) {
        this.drawn += cell.n;
        if (cell.n === 1) this.look.point(g, cell.x, cell.y, cell.thing.p, u, view);
        else map.badge(g, cell.x, cell.y, this.look.letter, map.number(cell.n), u);
        if (cell.n === 1 && cell.thing.p.id === this.chosen) ring(g, cell.x, cell.y, u);
      }
    },

    hit(point) {
      const view = this.view(), u = map.colours.unit;
      if (!this.isShown() || !view) return null;
      if (this.look.isGrouped) {
        const cell = map.nearest((visit) => this.cells(view).forEach((c) => visit(c, c.x, c.y)), point.x, point.y, REACH * u);
        return cell && (cell.n > 1 ? { kind: "group", layer: this.name, n: cell.n, point } : this._hit(cell.thing));
      }
      const near = map.nearest((visit) => this._points(visit), point.x, point.y, REACH * u);
      if (near) return this._hit(near);
      const x = (point.x + view.left) / view.scale, y = (point.y + view.top) / view.scale, reach = (NEAR_LINE * u) / view.scale;
      for (let i = this.things.length - 1; i >= 0; i--) {
        const thing = this.things[i], b = thing.box;
        if (!b || x < b[0] - reach || y < b[1] - reach || x > b[2] + reach || y > b[3] + reach) continue;
        if (thing.isArea && !this.look.isEdge ? inside(thing.paths, x, y) : along(thing, x, y, reach)) return this._hit(thing);
      }
      return null;
    },

    _hit(thing) { return { kind: this.look.kind, layer: this.name, thing: thing.p }; },
  });

  function ring(g, x, y, u) {
    g.strokeStyle = map.colours.accent;
    g.lineWidth = 2 * u;
    g.beginPath();
    g.arc(x, y, 13 * u, 0, 7);
    g.stroke();
  }

  /** Is the point inside, by the even-odd rule? */
  function inside(paths, x, y) {
    let isIn = false;
    for (const path of paths) for (let i = 0, j = path.length - 2; i < path.length; j = i, i += 2) {
      if (path[i + 1] > y !== path[j + 1] > y && x < ((path[j] - path[i]) * (y - path[i + 1])) / (path[j + 1] - path[i + 1]) + path[i]) isIn = !isIn;
    }
    return isIn;
  }

  /** Does the point lie within `reach` of a line of the thing? */
  function along(thing, x, y, reach) {
    for (const path of thing.paths) for (let i = 2; i < path.length; i += 2) {
      const ax = path[i - 2], ay = path[i - 1], dx = path[i] - ax, dy = path[i + 1] - ay, long = dx * dx + dy * dy;
      const f = long ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
      if (Math.hypot(ax + f * dx - x, ay + f * dy - y) <= reach) return true;
    }
    return false;
  }

  /** The line between land and what lies outside: the outer boundary of the union of all areas. */
  map.CoastLayer = map.Part.extend({
    take(data) { this.things = data.features.map(shaped); this.redraw(); },
    draw(g, view) {
      g.strokeStyle = map.colours.muted;
      g.lineWidth = 1.4 * map.colours.unit;
      g.lineJoin = "round";
      g.beginPath();
      for (const thing of this.things || []) for (const path of thing.paths) {
        for (let i = 0; i < path.length; i += 2) g[i ? "lineTo" : "moveTo"](path[i] * view.scale - view.left, path[i + 1] * view.scale - view.top);
        g.closePath();
      }
      g.stroke();
    },
    hit: () => null,
  });
})();

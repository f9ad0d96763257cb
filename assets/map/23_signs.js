// What each kind of thing looks like: shape and letter first, colour second. The colours that a rule gives (siaga, ISPU)
// stand inside their own labelled chips and nowhere else. Also the line beside the pointer for each kind.
(function () {
  "use strict";
  const map = window.city.map;
  const SIAGA = { 1: "merah", 2: "oranye", 3: "kuning", 4: "hijau" }, CHIP = 12;

  /** A chip with its word; a calm one is an outline with a dot of its colour. */
  function chip(g, x, y, text, colour, u, isCalm) {
    const paint = map.colours, high = 15 * u;
    g.font = `600 ${11 * u}px ${paint.font}`;
    g.textAlign = "left";
    g.textBaseline = "middle";
    const wide = g.measureText(text).width + (isCalm ? 17 : 9) * u;
    g.beginPath();
    g.roundRect(x, y - high / 2, wide, high, 3 * u);
    g.fillStyle = isCalm ? paint.raised : paint["legal-" + colour];
    g.fill();
    g.lineWidth = u;
    g.strokeStyle = isCalm ? paint.line : paint["on-" + colour];
    g.stroke();
    if (isCalm) {
      g.fillStyle = paint["legal-" + colour];
      g.beginPath();
      g.arc(x + 7 * u, y, 3 * u, 0, 7);
      g.fill();
    }
    g.fillStyle = isCalm ? paint.ink : paint["on-" + colour];
    g.fillText(text, x + (isCalm ? 13 : 4.5) * u, y + 0.5 * u);
  }

  function written(g, x, y, text, colour, u) {
    const paint = map.colours;
    g.font = `600 ${11.5 * u}px ${paint.font}`;
    g.textAlign = "left";
    g.textBaseline = "middle";
    g.lineJoin = "round";
    g.lineWidth = 3 * u;
    g.strokeStyle = paint.ground;
    g.strokeText(text, x, y);
    g.fillStyle = colour;
    g.fillText(text, x, y);
  }

  function outlined(g, points, x, y, r, fill, stroke, width) {
    g.beginPath();
    for (const [px, py] of points) g.lineTo(x + px * r, y + py * r);
    g.closePath();
    g.lineWidth = width;
    g.fillStyle = fill;
    g.fill();
    g.strokeStyle = stroke;
    g.stroke();
  }
  const GATE = [[-1, -0.75], [1, -0.75], [0, 1]], DIAMOND = [[0, -1], [0.8, 0], [0, 1], [-0.8, 0]];
  const STAR = Array.from({ length: 8 }, (_, i) => [Math.sin((i * Math.PI) / 4) * (i % 2 ? 0.42 : 1.1), -Math.cos((i * Math.PI) / 4) * (i % 2 ? 0.42 : 1.1)]);
  map.shapes = { DIAMOND, STAR, outlined, written, box };

  /** Several things in one cell: a small frame with letter and count. */
  map.badge = function (g, x, y, letter, count, u) {
    const paint = map.colours, text = `${letter} ${count}`;
    g.font = `${11 * u}px ${paint.font}`;
    g.textAlign = "center";
    g.textBaseline = "middle";
    const wide = g.measureText(text).width + 8 * u;
    g.beginPath();
    g.roundRect(x - wide / 2, y - 8 * u, wide, 16 * u, 3 * u);
    g.globalAlpha = 0.85;
    g.fillStyle = paint.raised;
    g.fill();
    g.globalAlpha = 1;
    g.lineWidth = u;
    g.strokeStyle = paint.line;
    g.stroke();
    g.fillStyle = paint.ink;
    g.fillText(text, x, y + 0.5 * u);
  };

  const either = (p, name) => (map.say("locale") === "id-ID" ? p[name + "_id"] : p[name + "_en"] || p[name + "_id"]);
  const joined = (...words) => words.filter(Boolean).join(" · ");
  const ago = (text) => (text ? map.age(Date.parse(text)) : "");
  const cm = (value) => (value === null || value === undefined ? "" : map.number(value) + " cm");

  const gates = {
    kind: "gate",
    point(g, x, y, p, u, view) {
      const paint = map.colours, isKnown = p.state === "ok", isCalm = isKnown && p.siaga === 4;
      g.setLineDash(isKnown ? [] : [2 * u, 2 * u]);
      outlined(g, GATE, x, y, 6.5 * u, paint.ground, isKnown && !isCalm ? paint.ink : paint.muted, 1.6 * u);
      g.setLineDash([]);
      if (!isKnown) { if (view.level >= CHIP) written(g, x + 9 * u, y, "◌", paint.muted, u); return; }
      if (!isCalm || view.level >= CHIP) chip(g, x + 9 * u, y, "S" + p.siaga, SIAGA[p.siaga], u, isCalm);
    },
    title: (p) => map.say("t_gate", { name: p.name }),
    line: (p) => joined(p.name, p.state === "ok" ? map.say("siaga", { n: p.siaga }) : map.say("g_" + (p.state === "tanpa batas" ? "nolimit" : "unknown")), cm(p.level_cm), ago(p.measured_at)),
  };

  const air = {
    kind: "air",
    point(g, x, y, p, u) {
      const paint = map.colours, isKnown = p.state === "ok";
      g.beginPath();
      g.arc(x, y, 5.5 * u, 0, 7);
      g.fillStyle = paint.ground;
      g.fill();
      g.lineWidth = 1.6 * u;
      g.setLineDash(isKnown ? [] : [2 * u, 2 * u]);
      g.strokeStyle = isKnown ? paint.ink : paint.muted;
      g.stroke();
      g.setLineDash([]);
      if (isKnown) chip(g, x + 9 * u, y, `${map.say("ispu")} ${map.number(p.ispu)} ${either(p, "title")}`, p.legal_colour, u, p.legal_colour === "hijau");
      else written(g, x + 9 * u, y, "◌", paint.muted, u);
    },
    title: (p) => p.name,
    line: (p) => joined(p.name, p.state === "ok" ? `${map.say("ispu")} ${map.number(p.ispu)} ${either(p, "title")}` : map.say("g_unknown"), p.critical),
  };

  const waited = (p) => Math.max(0, (Date.parse(p.arrived_at || new Date(window.city.live.now()).toISOString()) - Date.parse(p.called_at)) / 1000);
  const fires = {
    kind: "fire",
    redraws: 15000,
    point(g, x, y, p, u) {
      const paint = map.colours, isThere = p.step === "di_lokasi", isLate = !isThere && waited(p) > 15 * 60, colour = isLate ? paint.breach : paint.warning;
      outlined(g, STAR, x, y, 8.5 * u, isThere ? paint.ground : colour, isThere ? colour : paint.ground, 1.6 * u);
      written(g, x + 11 * u, y, (isLate ? "▲ " : "") + map.span(waited(p)) + (isThere ? " ✓" : ""), isLate ? colour : paint.ink, u);
    },
    title: (p) => map.say(p.outcome === "rescue" ? "t_rescue" : "t_fire"),
    line: (p) => joined(p.object, p.area_name, map.say("f_" + p.step), map.say(p.step === "di_lokasi" ? "waited" : "waiting", { age: map.span(waited(p)) })),
  };

  const DEPTH = (p, paint) => (p.state >= 4 ? [paint.breach, 2.4] : p.state === 3 ? [paint.warning, 2] : [paint["data-1"], 1.4]);
  const floods = {
    kind: "flood",
    shape(p, paint, u) { const [colour, width] = DEPTH(p, paint); return { colour, width: width * u, fill: 0.28 }; },
    label(g, thing, view, u) { if (view.level >= 13) written(g, thing.x * view.scale - view.left, thing.y * view.scale - view.top, either(thing.p, "state") || "", map.colours.ink, u); },
    point(g, x, y, p, u, view) {
      const paint = map.colours;
      g.beginPath(); // a drop
      g.moveTo(x, y - 6 * u);
      g.quadraticCurveTo(x + 6.5 * u, y + 2.5 * u, x, y + 5 * u);
      g.quadraticCurveTo(x - 6.5 * u, y + 2.5 * u, x, y - 6 * u);
      g.fillStyle = paint["data-1"];
      g.fill();
      g.lineWidth = 1.2 * u;
      g.strokeStyle = paint.ground;
      g.stroke();
      if (p.depth_cm !== null && view.level >= 13) written(g, x + 7 * u, y, cm(p.depth_cm), paint.ink, u);
    },
    title: (p) => map.say(p.kind === "rw" ? "t_rw" : "t_flood"),
    line: (p) => joined(map.say(p.kind === "rw" ? "t_rw" : "t_flood"), either(p, "state"), cm(p.depth_cm), p.area_name, ago(p.seen_at)),
  };

  const JAM = (p, paint) => (p.is_blocked || p.level >= 5 ? [paint.breach, 4.5] : p.level >= 4 ? [paint.warning, 3.6] : [paint.ink, 1 + 0.6 * (p.level || 0)]);
  const jams = {
    kind: "jam",
    shape(p, paint, u) {
      const [colour, width] = JAM(p, paint);
      return { colour, width: width * u, casing: true, dash: p.kind === "tidak_lazim" ? [6 * u, 3 * u] : null };
    },
    point(g, x, y, p, u) { // a report of a driver
      outlined(g, [[0, -1], [1, 0.8], [-1, 0.8]], x, y, 5 * u, map.colours.ground, map.colours.ink, 1.4 * u);
    },
    title: (p) => p.street || map.say("t_jam"),
    line: (p) => joined(p.street || map.say("t_jam"), p.alert_kind, p.is_blocked ? map.say("blocked") : p.level !== null && map.say("level", { n: map.number(p.level) }), p.delay_s > 0 && "+" + map.span(p.delay_s), ago(p.seen_at)),
  };

  const warnings = {
    kind: "warning",
    isEdge: true, // an area as large as the city must leave what lies under it to be clicked
    shape(p, paint, u) {
      return { colour: p.severity_rank >= 3 ? paint.breach : p.severity_rank === 2 ? paint.warning : paint.muted, width: 1.8 * u, dash: [9 * u, 5 * u], fill: 0.05 };
    },
    label(g, thing, view, u) {
      const x = Math.min(Math.max(thing.box[0] * view.scale - view.left + 8 * u, 48 * u), view.width - 160 * u), y = Math.min(Math.max(thing.box[1] * view.scale - view.top + 14 * u, 60 * u), view.height - 30 * u);
      written(g, x, y, `⚠ ${thing.p.event || ""} · ${either(thing.p, "severity") || ""} (${thing.p.attribution})`, map.colours.ink, u);
    },
    title: (p) => p.headline || p.event,
    line: (p) => joined(p.event, either(p, "severity"), p.attribution, p.expires_at && map.say("until", { when: map.moment(Date.parse(p.expires_at)) })),
  };

  /** A letter in a rounded square. */
  function box(g, x, y, letter, colour, u, isDashed) {
    const paint = map.colours, r = 6.5 * u;
    g.beginPath();
    g.roundRect(x - r, y - r, 2 * r, 2 * r, 3 * u);
    g.fillStyle = paint.raised;
    g.fill();
    g.lineWidth = 1.2 * u;
    g.setLineDash(isDashed ? [2 * u, 2 * u] : []);
    g.strokeStyle = paint.muted;
    g.stroke();
    g.setLineDash([]);
    g.font = `600 ${10 * u}px ${paint.font}`;
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillStyle = colour;
    g.fillText(letter, x, y + 0.5 * u);
  }

  const place = (letter) => ({
    kind: "facility",
    isGrouped: true,
    letter,
    point(g, x, y, p, u) { box(g, x, y, letter, map.colours.ink, u, p.is_approximate); },
    title: (p) => p.name || either(p, "kind"),
    line: (p) => joined(either(p, "kind"), p.name, p.is_approximate && map.say("approximate")),
  });

  map.looks = { gates, air, fires, floods, jams, warnings, hydrants: place("H"), posts: place("D"), hospitals: place("R"), clinics: place("P"), pumps: place("A") };

  /** Officers move: the push brings them. Free is hollow, on a task is filled, long unheard is dashed. */
  map.OfficerLayer = map.VehicleLayer.extend({
    gone: 12 * 3600,
    draw(g, view) {
      const paint = map.colours, u = paint.unit, r = (view.level < 12 ? 4.5 : 6) * u;
      let drawn = 0;
      this.each(view, (slot, x, y, age) => {
        const isOld = age > 600, hasTask = !!(this.memory.meta.task_stage || [])[slot];
        drawn++;
        if (!this.isIn(view, y)) return;
        g.setLineDash(isOld ? [2 * u, 2 * u] : []);
        outlined(g, DIAMOND, x, y, r, hasTask && !isOld ? paint.ink : paint.ground, isOld ? paint.faint : hasTask ? paint.ground : paint.ink, 1.5 * u);
        g.setLineDash([]);
        if (slot === this.chosen) this._ring(g, x, y, u);
      });
      this.drawn = drawn;
      if (this._fastest > 0) this.redrawIn(Math.min(1000, Math.max(100, (1000 * map.stride(view)) / this._fastest)));
    },
    hit(point) {
      if (!this.isShown() || !this.view()) return null;
      const slot = map.nearest((visit) => this.each(this.view(), visit), point.x, point.y, 11 * map.colours.unit);
      return slot === null ? null : { kind: "officer", slot };
    },
  });
})();

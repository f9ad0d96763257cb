// What lies under the pointer: a line beside it, and on a click a drawer with everything known. Text is set as text only.
(function () {
  "use strict";
  const city = window.city, map = city.map;
  const NEXT = { 2: 5, 5: 8, 8: 13, 13: 13 };

  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  };
  const part = (name) => map.root.querySelector(`[data-part="${name}"]`);
  map.part = part;
  map.make = make;

  // ---- the line beside the pointer -------------------------------------------------------------------------------
  map.tip = function (text, point) {
    const tip = part("tip");
    tip.hidden = !text;
    if (!text) return;
    if (tip.textContent !== text) tip.textContent = text;
    const size = map.leaflet.getSize(), isRight = point.x > size.x * 0.65;
    tip.style.transform = `translate(${point.x + (isRight ? -12 : 14)}px, ${point.y + 14}px) ${isRight ? "translateX(-100%)" : ""}`;
  };

  const kmh = (ms) => (ms === null ? "—" : map.number(ms * 3.6) + " " + map.say("kmh"));
  const either = (thing) => (map.say("locale") === "id-ID" ? thing.title_id : thing.title_en || thing.title_id);

  const isThing = (hit) => !!hit.thing;

  function line(hit) {
    if (isThing(hit)) return map.looks[hit.layer].line(hit.thing);
    if (hit.kind === "group") return `${map.number(hit.n)} × ${titleOf(hit.layer)}`;
    if (hit.kind === "officer") {
      const it = thing(hit);
      return [it.agency || map.say("officer"), it.task || (it.task_stage ? "" : map.say("free")), it.task_stage && map.say("o_" + it.task_stage), map.age(it.seen * 1000)].filter(Boolean).join(" · ");
    }
    if (hit.kind === "vehicle") {
      const bus = thing(hit);
      return [bus.route_short_name, bus.label || bus.id, kmh(bus.speed_ms), map.age(bus.seen * 1000)].filter(Boolean).join(" · ");
    }
    if (hit.kind === "incident") {
      const incident = thing(hit);
      return [either(incident), incident.area_name, map.age(incident.seen * 1000)].filter(Boolean).join(" · ");
    }
    return map.say("reports_here", { n: map.number(hit.cell.n), late: map.number(hit.cell.late) });
  }

  const MOVING = { vehicle: "vehicles", incident: "incidents", officer: "officers" };
  const thing = (hit) => map.layers[MOVING[hit.kind]].memory.thing(hit.slot);
  const titleOf = (layer) => map.root.querySelector(`[data-layer="${layer}"] .layer-name`).textContent;

  function areaLine(code) {
    const layer = map.areas.get(code), said = map.values.get(code);
    if (!layer) return null;
    const measured = said ? (said.state === "ok" ? map.measured(said.value) : map.say("few", { n: map.number(said.n) })) : "";
    return [layer.feature.properties.name, measured && `${map.say("m_" + map.filters.measure)}: ${measured}`].filter(Boolean).join(" · ");
  }
  map.measured = (value) => map.number(value, Math.abs(value) < 100 && value % 1 ? 1 : 0) + map.say("u_" + map.filters.measure);

  const ORDER = ["incidents", "fires", "gates", "air", "officers", "posts", "hospitals", "clinics", "pumps", "hydrants", "assets", "vehicles", "reports", "jams", "floods", "warnings", "zones"];
  /** What lies under the point: the rarest and gravest first. */
  const hit = (point) => ORDER.reduce((found, name) => found || map.layers[name].hit(point), null);

  // ---- listening -------------------------------------------------------------------------------------------------
  map.listen = function (leaflet) {
    let waiting = null;
    leaflet.on("mousemove", (event) => {
      const under = map.under;
      if (!waiting) requestAnimationFrame(() => {
        const { point, code } = waiting;
        waiting = null;
        if (map.leaflet !== leaflet) return;
        const found = hit(point);
        leaflet.getContainer().classList.toggle("can-click", !!(found || code));
        map.tip(found ? line(found) : code ? areaLine(code) : null, point);
      });
      waiting = { point: event.containerPoint, code: under };
      map.under = null;
    });
    leaflet.on("mouseout dragstart zoomstart", () => map.tip(null));
    leaflet.on("click", (event) => {
      const found = hit(event.containerPoint), code = map.under;
      if (found && found.kind === "group") leaflet.setView(leaflet.containerPointToLatLng(event.containerPoint), Math.min(16, leaflet.getZoom() + 2));
      else if (found) map.open(found);
      else if (code) clicked(code);
    });
    map.root.addEventListener("keydown", (event) => { if (event.key === "Escape") map.close(); });
    part("close").addEventListener("click", map.close);
    part("about").addEventListener("click", () => map.open({ kind: "area", code: map.filters.area }));
    part("up").addEventListener("click", () => map.put({ area: map.filters.area.split(".").slice(0, -1).join(".") || "31" }));
  };

  /** A click goes one level down inside the chosen area, and sideways outside it. */
  function clicked(code) {
    const area = map.filters.area, isIn = code.startsWith(area);
    const next = code.slice(0, isIn ? NEXT[area.length] : area.length);
    if (next === area) return map.open({ kind: "area", code });
    map.close();
    map.put({ area: next });
  }

  // ---- the drawer ------------------------------------------------------------------------------------------------
  const when = (ms) => (ms ? `${map.moment(ms)} (${map.age(ms)})` : "—");
  const iso = (text) => (text ? when(Date.parse(text)) : "—");
  const ROWS = {
    vehicle(hit) {
      const bus = thing(hit);
      return [`${map.say("bus")} ${bus.label || bus.id}`, [
        ["route", [bus.route_short_name, bus.route_id].filter(Boolean).join(" · ")], ["bus_id", bus.id], ["service", map.say("s_" + bus.service_class)],
        ["speed", kmh(bus.speed_ms)], ["bearing", bus.bearing === null ? "—" : map.number(bus.bearing) + "°"], ["trip", bus.trip_id],
        ["seen", when(bus.seen * 1000)], ["place", `${map.number(bus.lat, 5)}; ${map.number(bus.lon, 5)}`], ["source", bus.source],
      ]];
    },
    incident(hit) {
      const it = thing(hit);
      return [either(it), [
        ["priority", map.say("p_" + it.priority)], ["detected", when(it.seen * 1000)], ["acknowledged", iso(it.acknowledged_at)],
        ["camera", it.camera_name || it.camera_id], ["area", it.area_name], ["id", it.id], ["source", it.source],
      ]];
    },
    report(hit) {
      if (!hit.feature) return [map.say("reports_here", { n: map.number(hit.cell.n), late: map.number(hit.cell.late) }), [["note", map.say("closer")]]];
      const p = hit.feature.properties;
      if (p.n > 1) return [map.say("reports_here", { n: map.number(p.n), late: map.number(p.late) }), [["note", map.say("gridded")]]];
      return [map.say("report"), [
        ["category", either(p) || p.category], ["id", p.report_id], ["created", iso(p.created_at)], ["state", map.say(p.late ? "late" : "not_late")], ["source", p.source],
      ]];
    },
    officer(hit) {
      const it = thing(hit);
      return [it.agency || map.say("officer"), [
        ["task", it.task_stage ? [it.task, map.say("o_" + it.task_stage)].filter(Boolean).join(" · ") : map.say("free")], ["since", iso(it.assigned_at)],
        ["seen", when(it.seen * 1000)], ["area", it.area_name], ["id", it.id], ["source", it.source],
      ]];
    },
    area(hit) {
      const layer = map.areas.get(hit.code);
      return [layer ? layer.feature.properties.name : map.chosenName || hit.code, [["area", hit.code]]];
    },
    camera(hit) {
      const p = hit.feature.properties;
      return [p.name, [["camera", p.camera_id], ["owner", p.owner], ["status", map.say("c_" + p.status)], ["updated", iso(p.updated_at)], ["source", p.source]]];
    },
  };

  /** What the drawer of the server is asked for: kind, source and id. */
  function which(hit) {
    if (isThing(hit)) return { id: hit.thing.id.slice(hit.thing.source.length + 1), source: hit.thing.source };
    if (MOVING[hit.kind]) return { id: thing(hit).id, source: thing(hit).source };
    if (hit.kind === "area") return { id: hit.code, source: "" };
    const p = hit.feature && hit.feature.properties;
    return p && (p.report_id || p.camera_id) ? { id: p.report_id || p.camera_id, source: p.source } : null;
  }

  const AGAIN_MS = 30000; // what stands in an open drawer is asked again: a fire's minutes, an officer's way
  let open = null, ticking = 0, asked = null, askedAt = 0;
  map.open = function (hit) {
    map.close();
    open = hit;
    choose(hit.slot ?? null, isThing(hit) ? hit.thing.id : null);
    asked = which(hit);
    part("drawer").hidden = false;
    ask();
    fill();
    ticking = setInterval(fill, 1000);
    part("close").focus({ preventScroll: true });
  };

  function ask() {
    askedAt = performance.now();
    if (asked) window.dash_clientside.set_props("map-click", { data: { kind: open.kind, ...asked, at: Math.round(askedAt) } });
  }

  /** Ring what is open, in its own layer. */
  function choose(slot, id) {
    for (const [name, layer] of Object.entries(map.layers)) {
      const mine = !open ? null : isThing(open) ? (open.layer === name ? id : null) : MOVING[open.kind] === name ? slot : null;
      if ((layer.chosen ?? null) !== mine) { layer.chosen = mine; layer.redraw(); }
    }
  }

  map.close = function () {
    clearInterval(ticking);
    if (!open) return;
    open = asked = null;
    choose(null, null);
    part("drawer").hidden = true;
    window.dash_clientside.set_props("map-detail", { children: null });
  };

  function fill() {
    if (!map.leaflet) return clearInterval(ticking);
    if (performance.now() - askedAt > AGAIN_MS && !document.hidden) ask();
    const [title, rows] = isThing(open) ? [map.looks[open.layer].title(open.thing), [["note", line(open)], ["source", open.thing.source]]] : ROWS[open.kind](open);
    part("drawer-title").textContent = title;
    const list = part("drawer-body");
    list.replaceChildren(...rows.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", "", map.say("d_" + name)), make("dd", "", value)]));
    const source = rows.find(([name]) => name === "source");
    if (source && String(source[1]).startsWith("simulasi")) list.append(make("dt", "", ""), make("dd", "chip simulated", map.say("simulated")));
  }
})();

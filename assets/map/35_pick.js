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

  function line(hit) {
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

  const thing = (hit) => map.layers[hit.kind === "vehicle" ? "vehicles" : "incidents"].memory.thing(hit.slot);

  function areaLine(code) {
    const layer = map.areas.get(code), said = map.values.get(code);
    if (!layer) return null;
    const measured = said ? (said.state === "ok" ? map.measured(said.value) : map.say("few", { n: map.number(said.n) })) : "";
    return [layer.feature.properties.name, measured && `${map.say("m_" + map.filters.measure)}: ${measured}`].filter(Boolean).join(" · ");
  }
  map.measured = (value) => map.number(value, Math.abs(value) < 100 && value % 1 ? 1 : 0) + map.say("u_" + map.filters.measure);

  const hit = (point) => map.layers.incidents.hit(point) || map.layers.vehicles.hit(point) || map.layers.reports.hit(point);

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
      if (found) map.open(found);
      else if (code) clicked(code);
    });
    map.root.addEventListener("keydown", (event) => { if (event.key === "Escape") map.close(); });
    part("close").addEventListener("click", map.close);
    part("up").addEventListener("click", () => map.put({ area: map.filters.area.split(".").slice(0, -1).join(".") || "31" }));
  };

  /** A click goes one level down inside the chosen area, and sideways outside it. */
  function clicked(code) {
    const area = map.filters.area, isIn = code.startsWith(area);
    const next = code.slice(0, isIn ? NEXT[area.length] : area.length);
    if (next === area) return;
    window.dash_clientside.set_props("map-click", { data: { kind: "area", area: next, clicked: code } });
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
    camera(hit) {
      const p = hit.feature.properties;
      return [p.name, [["camera", p.camera_id], ["owner", p.owner], ["status", map.say("c_" + p.status)], ["updated", iso(p.updated_at)], ["source", p.source]]];
    },
  };

  let open = null, ticking = 0;
  map.open = function (hit) {
    map.close();
    open = hit;
    if (hit.kind === "vehicle") map.layers.vehicles.chosen = hit.slot;
    if (hit.kind === "incident") map.layers.incidents.chosen = hit.slot;
    const which = hit.kind === "vehicle" || hit.kind === "incident" ? { id: thing(hit).id, source: thing(hit).source } : hit.feature ? { id: hit.feature.properties.report_id || hit.feature.properties.camera_id } : {};
    window.dash_clientside.set_props("map-click", { data: { kind: hit.kind, ...which } });
    part("drawer").hidden = false;
    fill();
    ticking = setInterval(fill, 1000);
    part("close").focus({ preventScroll: true });
    redraw();
  };

  map.close = function () {
    clearInterval(ticking);
    if (!open) return;
    open = map.layers.vehicles.chosen = map.layers.incidents.chosen = null;
    part("drawer").hidden = true;
    redraw();
  };
  const redraw = () => { map.layers.vehicles.redraw(); map.layers.incidents.redraw(); };

  function fill() {
    if (!map.leaflet) return clearInterval(ticking);
    const [title, rows] = ROWS[open.kind](open);
    part("drawer-title").textContent = title;
    const list = part("drawer-body");
    list.replaceChildren(...rows.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", "", map.say("d_" + name)), make("dd", "", value)]));
    const source = rows.find(([name]) => name === "source");
    if (source && String(source[1]).startsWith("simulasi")) list.append(make("dt", "", ""), make("dd", "chip simulated", map.say("simulated")));
  }
})();

// A wall's screen: shows what the rotation says, listens to keys and alarms, keeps the room's eye and the panel's glass in mind.
// Every duration is of the server's clock, so that all walls of a room agree and a test can let a day pass in minutes.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const root = document.documentElement, KEPT = "city-wall:" + wall.tour;
  const IDLE_MS = 4000, SHIFT_S = 300, NEAR_S = 6, RELOAD_HOUR = 4, RELOAD_SPREAD_S = 60, HOUR = 3600e3;
  const SHIFTS = [[0, 0], [3, 1], [1, -3], [-2, -2], [-3, 2], [2, 4], [4, -1]]; // px, 2 to 4 from rest
  let rotation = null, pages = [], last = 0, reloadAt = Infinity, isReloading = false, shown = "", pinned = null;
  const wib = () => new Date(city.live.now() + 7 * HOUR); // read with getUTC…

  // ---- views: a page, the parts of a page whose type is too large for all of its panels, or pages that share monitors -
  function views() {
    for (const page of pages) {
      page.style.gridTemplate = "";
      for (const cell of page.children) cell.style.gridArea = cell.dataset.cell;
    }
    const made = pages.flatMap((page, stop) => (wall.bezel && isCut(page) ? snapped(page, stop) : parted(page, stop)));
    return wall.bezel?.rows > 1 ? joined(made) : made;
  }
  const view = (stop, part, cells, more) => ({
    stop, part, cells, seconds: Number(pages[stop].dataset.seconds), alarms: (pages[stop].dataset.alarms || "").split(" ").filter(Boolean), stops: [stop], ...more,
  });

  function parted(page, stop) {
    const { columns, rows } = wall.room, cells = [...page.children], parts = Math.ceil(cells.length / (columns * rows)), size = Math.ceil(cells.length / parts);
    if (parts === 1) return [view(stop, 0, cells)];
    page.style.gridTemplate = grid(size, columns);
    cells.forEach((cell, n) => { cell.style.gridArea = place(n % size, Math.min(size, cells.length - n + (n % size)), columns); });
    return Array.from({ length: parts }, (_, part) => view(stop, part + 1, cells.slice(part * size, (part + 1) * size)));
  }

  // On monitors with bezels. Pages that are not seen have a layout too, so that they can be measured.
  const isMap = (cell) => !!cell.querySelector(".city-map");
  const isCut = (page) => page.children.length > wall.room.columns * wall.room.rows || [...page.children].some((cell) => !isMap(cell)
    && city.bezels.crosses(cell.firstElementChild.getBoundingClientRect(), innerWidth, innerHeight, wall.bezel.columns, wall.bezel.rows));

  /** Every panel on a monitor of its own; what finds no monitor is shown after them. */
  function snapped(page, stop) {
    const { columns, rows } = wall.bezel, map = [...page.children].find(isMap), rest = [...page.children].filter((cell) => cell !== map);
    const found = [];
    for (let n = 0; n < Math.max(1, rest.length);) {
      const here = n ? null : map, some = rest.slice(n, n + city.bezels.most(!!here, columns, rows, wall.room.rows));
      lay(here, some);
      found.push(view(stop, 0, here ? [here, ...some] : some, { isFree: !here }));
      n += some.length || 1;
    }
    return found.length > 1 ? found.map((one, part) => ({ ...one, part: part + 1, isFree: false })) : found;
  }
  function lay(map, cells) {
    const { columns, rows } = wall.bezel, places = city.bezels.places(cells.length, !!map, columns, rows);
    for (const page of new Set([map, ...cells].filter(Boolean).map((cell) => cell.parentElement))) page.style.gridTemplate = city.bezels.tracks(columns, rows);
    if (map) map.style.gridArea = places.map;
    cells.forEach((cell, n) => { cell.style.gridArea = places.cells[n]; });
  }
  /** Pages that follow each other share a wall of many monitors as long as each panel keeps its own. */
  function joined(found) {
    const made = [], most = wall.bezel.columns * wall.bezel.rows;
    for (const one of found) {
      const last = made.at(-1);
      if (last?.isFree && one.isFree && last.cells.length + one.cells.length <= most) {
        Object.assign(last, { cells: [...last.cells, ...one.cells], stops: [...last.stops, one.stop], alarms: [...last.alarms, ...one.alarms], seconds: Math.max(last.seconds, one.seconds) });
        lay(null, last.cells);
      } else made.push(one);
    }
    return made;
  }
  const grid = (n, columns) => `repeat(${Math.ceil(n / columns)}, minmax(0, 1fr)) / repeat(${Math.min(n, columns)}, minmax(0, 1fr))`;
  function place(n, many, columns) {
    const wide = Math.min(many, columns), x = n % wide, y = Math.floor(n / wide);
    return `${y + 1} / ${x + 1} / auto / ${n === many - 1 ? wide + 1 : x + 2}`; // the last fills its row
  }

  function draw() {
    const view = rotation.views[rotation.at], key = rotation.at + "/" + rotation.views.length;
    if (key !== shown) {
      shown = key;
      pages.forEach((page, n) => page.classList.toggle("is-seen", view.stops.includes(n)));
      for (const page of pages) for (const cell of page.children) cell.classList.toggle("is-seen", view.cells.includes(cell));
      if (city.map) {
        if (city.map.isAsleep && city.map.leaflet) city.map.leaflet.invalidateSize({ animate: false });
        city.map.isAsleep = !view.cells.some((cell) => cell.querySelector(".city-map"));
        for (const canvas of Object.values(city.map.stacks || {})) canvas.redraw();
      }
      document.dispatchEvent(new CustomEvent("city:view", { detail: view }));
    }
    const words = { title: view.stops.map((stop) => pages[stop].dataset.title).join(" + "), part: view.part, n: view.stop + 1, m: pages.length };
    put(".wall-now", (rotation.isPaused ? `${wall.say("paused")} · ` : "") + wall.say(view.part ? "part" : "page", words)); // a narrow bar cuts the end
    const pause = document.querySelector(".wall-pause");
    pause.setAttribute("aria-pressed", String(rotation.isPaused));
    document.querySelector(".wall-progress i").style.width = `${Math.round(100 * rotation.progress)}%`;
    const alarm = document.querySelector(".wall-alarm");
    alarm.hidden = !rotation.pin;
    root.toggleAttribute("data-alarm", !!rotation.pin);
    if (rotation.pin) put(".wall-alarm", wall.say(rotation.pin.isShown ? "alarm" : "elsewhere", { title: rotation.pin.title || rotation.pin.id }));
    sessionStorage.setItem(KEPT, JSON.stringify(rotation.kept));
  }

  function put(selector, text) {
    const node = document.querySelector(selector);
    if (node.textContent !== text) node.textContent = text;
  }

  /** Is this panel seen, or is it next? Others need not be drawn again. */
  wall.isNear = function (panel) {
    if (!rotation) return true;
    const has = (n) => rotation.views[n].cells.some((cell) => cell.contains(panel));
    return has(rotation.at) || (!rotation.isPaused && !rotation.pin && rotation.left < NEAR_S && has(rotation.next));
  };
  wall.rotation = () => rotation;
  wall.reloadAt = () => reloadAt;
  wall.passedAt = () => last; // the moment up to which everything on the wall has been drawn

  // ---- time --------------------------------------------------------------------------------------------------------
  function pass() {
    if (!rotation) return;
    const now = city.live.now(), seconds = Math.min(3600, Math.max(0, (now - last) / 1000));
    last = now;
    rotation.pass(seconds);
    draw();
    link();
    if (!wall.isStill) shift(now);
    dress();
    if (now > reloadAt) softly();
  }

  function link() {
    const { stale, reason, how } = city.live.state;
    const text = !stale ? wall.say(how === "poll" ? "poll" : "socket") : reason === "warehouse" ? wall.say("warehouse") : wall.say("lost");
    put(".wall-link", text);
    document.querySelector(".wall-link").classList.toggle("warning", stale);
  }

  function shift(now) {
    const [x, y] = SHIFTS[Math.floor(now / 1000 / SHIFT_S) % SHIFTS.length];
    root.style.setProperty("--shift-x", x + "px");
    root.style.setProperty("--shift-y", y + "px");
  }

  /** The theme that the address names, else dark by day and dim by night. */
  function dress() {
    const named = { gelap: "dark", terang: "light", malam: "night", dark: "dark", light: "light", night: "night" }[wall.asked.get("tema")];
    const hour = wib().getUTCHours(), theme = named || (hour >= 20 || hour < 5 ? "night" : "dark");
    if (root.dataset.theme === theme && wall.theme === theme) return;
    root.dataset.theme = theme;
    if (!document.getElementById("theme-switch") || !window.dash_clientside?.set_props) return;
    wall.theme = theme;
    window.dash_clientside.set_props("theme-switch", { value: theme });
  }

  /** Once a day, when the room is quiet: a fresh document, the same page. Only from a server that answers. */
  async function softly() {
    if (isReloading) return;
    isReloading = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(5000) });
      if (!answer.ok) return;
      sessionStorage.setItem("city-wall-planned", String(Number(sessionStorage.getItem("city-wall-planned") || 0) + 1));
      location.reload();
    } catch { /* later */ } finally { setTimeout(() => { isReloading = false; }, 10000); }
  }

  function nextReload() {
    const now = city.live.now(), day = Math.floor((now + 7 * HOUR - RELOAD_HOUR * HOUR) / (24 * HOUR)) + 1;
    return day * 24 * HOUR + RELOAD_HOUR * HOUR - 7 * HOUR + Math.random() * RELOAD_SPREAD_S * 1000; // not all walls at once
  }

  // ---- hands -------------------------------------------------------------------------------------------------------
  const acts = {
    back() { rotation.go(rotation.at - 1); },
    on() { rotation.go(rotation.at + 1); },
    pause() { rotation.isPaused = !rotation.isPaused; },
  };
  const keys = { ArrowLeft: "back", ArrowRight: "on", " ": "pause" };
  function act(name) { if (rotation) { acts[name](); draw(); } }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    act(keys[event.key]);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".wall-bar [data-act]");
    if (button) { act(button.dataset.act); button.blur(); }
  });

  let idle = 0;
  function moved() {
    root.classList.remove("is-idle");
    clearTimeout(idle);
    idle = setTimeout(() => root.classList.add("is-idle"), IDLE_MS);
  }
  document.addEventListener("pointermove", moved);

  // ---- alarms, wake lock, beginning --------------------------------------------------------------------------------
  function alarm(told) {
    pinned = city.stopsTour(told);
    if (pinned) {
      const title = pinned.title ?? pinned[root.lang === "en" ? "title_en" : "title_id"] ?? "";
      pinned.title = [title, pinned.name || pinned.entity].filter(Boolean).join(": ");
    }
    if (rotation && rotation.alarm(pinned)) draw();
  }
  document.addEventListener("city:alarm", (event) => alarm(event.detail));

  async function wake() {
    try { if (navigator.wakeLock && !document.hidden) wall.lock = await navigator.wakeLock.request("screen"); } catch { /* the kiosk's own settings keep it awake */ }
  }
  document.addEventListener("visibilitychange", wake);

  function arrange() {
    pages = [...document.querySelectorAll(".wall-page")];
    if (!pages.length) return;
    const kept = rotation?.kept || JSON.parse(sessionStorage.getItem(KEPT) || "null");
    for (const cell of document.querySelectorAll(".wall-cell")) cell.classList.remove("is-seen");
    rotation = new city.Rotation(views(), kept);
    shown = "";
    if (pinned) rotation.alarm(pinned);
    draw();
  }
  addEventListener("resize", () => setTimeout(arrange, 300));
  /** A banner or an alarm has a line of its own above the stage: the tracks on the first monitors give it, and the map learns its size. */
  const room = new ResizeObserver(() => {
    const stage = document.querySelector(".wall-stage");
    root.style.setProperty("--top", `${stage.offsetParent.getBoundingClientRect().top + stage.offsetTop}px`);
    if (city.map?.leaflet && !city.map.isAsleep) city.map.leaflet.invalidateSize({ animate: false });
    for (const canvas of Object.values(city.map?.stacks || {})) canvas.redraw();
  });
  /** The header's marks and clock stand over the right end of the bar: its words end before them. */
  const edge = new ResizeObserver(([head]) => root.style.setProperty("--head", `${head.borderBoxSize[0].inlineSize}px`));

  function begin() {
    if (!document.querySelector(".wall-page")) return;
    clearInterval(waiting);
    last = city.live.now();
    room.observe(document.querySelector(".wall-stage"));
    edge.observe(document.querySelector(".head"));
    arrange();
    if (city.alarms?.top) alarm(city.alarms);
    moved();
    wake();
    setInterval(pass, 250);
  }
  const waiting = setInterval(begin, 100);
  document.addEventListener("city:beat", () => { reloadAt = nextReload(); }, { once: true });
  dress();
})();

/* The server's heartbeat: the clock and the ages tick by it, and a panel is drawn again when a table it reads has changed.
   A frozen server shows a frozen clock and a banner. `city:beat` comes from the live socket; without it we ask every 5 s. */
(function () {
  "use strict";
  const POLL_MS = 5000, LOST_MS = 20000, AGAIN_MS = 30000;
  let offset = null, lastBeat = 0, versions = {}, asked = new Map();

  const words = () => JSON.parse(document.getElementById("browser-words")?.dataset.words || "null");

  function span(seconds, said) {
    const s = Math.max(0, Math.floor(seconds));
    const put = (name, n) => said[name].replace("{n}", n.toLocaleString(said.locale));
    if (s < 60) return put("s", s);
    if (s < 3600) return put("m", Math.floor(s / 60));
    return s < 172800 ? put("h", Math.floor(s / 3600)) : put("d", Math.floor(s / 86400));
  }

  function beat(message) {
    lastBeat = performance.now();
    offset = Date.parse(message.now) - lastBeat;
    versions = message.versions || versions;
    redraw();
  }

  /* The moment on the server, as far as its beats reach: it stops when they stop. */
  function serverNow() {
    return offset === null ? null : offset + Math.min(performance.now(), lastBeat + POLL_MS + 1000);
  }

  function tick() {
    const now = serverNow(), said = words();
    if (now === null || !said) return;
    const clock = document.getElementById("clock");
    if (clock) clock.textContent = wib(new Date(now), said);
    const then = window.city?.live?.state.boot ? window.city.live.now() : offset + performance.now(); // ages grow on without a server: the clock stands, the data do not get younger
    for (const node of document.querySelectorAll("time.age")) {
      const text = said.ago.replace("{age}", span((then - Date.parse(node.dateTime)) / 1000, said));
      if (node.textContent !== text) node.textContent = text;
    }
    for (const foot of document.querySelectorAll(".panel-foot[data-expire-s]")) grow(foot, then);
    const banner = document.getElementById("stalled");
    if (banner) banner.hidden = !(window.city?.wall && document.documentElement.hasAttribute("data-stale")) && performance.now() - lastBeat < LOST_MS;
  }

  /* What was fresh when it was drawn becomes late and expires on the screen, also when nobody draws it again. */
  function grow(foot, now) {
    const panel = foot.closest("section.panel"), newest = foot.querySelector("time.age");
    const age = newest ? (now - Date.parse(newest.dateTime)) / 1000 : 0;
    const state = age > Number(foot.dataset.expireS) ? "expired" : age > Number(foot.dataset.lateS) && foot.dataset.state === "ok" ? "late" : "";
    if ((panel.dataset.aged || "") !== state) panel.dataset.aged = state;
  }

  function wib(moment, said) {
    const part = new Intl.DateTimeFormat(said.locale, { timeZone: "Asia/Jakarta", weekday: "short", day: "numeric", month: "short", year: "numeric" });
    const found = Object.fromEntries(part.formatToParts(moment).map((p) => [p.type, p.value]));
    const hour = new Date(moment.getTime() + 7 * 3600000).toISOString().slice(11, 19);
    return `${found.weekday} ${found.day} ${found.month} ${found.year} ${said.locale === "id-ID" ? hour.replaceAll(":", ".") : hour} WIB`;
  }

  function redraw() {
    const health = new Set((document.getElementById("health")?.textContent || "").split("|"));
    const wall = window.city?.wall;
    for (const panel of document.querySelectorAll("section.panel")) {
      if (wall && !wall.isNear(panel)) continue;
      const foot = panel.querySelector("[data-versions]");
      const id = { name: panel.dataset.panel, page: panel.dataset.page, type: "panel-version" };
      const key = id.page + "/" + id.name;
      if (!foot) { // an error, or a first drawing that never came: nobody stands at a wall to load it again
        if (!asked.has(key)) asked.set(key, performance.now());
        if (performance.now() - asked.get(key) < AGAIN_MS) continue;
        ask(id, key, panel);
        continue;
      }
      const seen = JSON.parse(foot.dataset.versions);
      const newer = Object.keys(seen).some((table) => seen[table] !== -1 && (versions[table] ?? seen[table]) !== seen[table]);
      const sick = health.size > 1 && (foot.dataset.health || "").split("|").some((source) => source && !health.has(source));
      const waited = performance.now() - (asked.get(key) ?? -1e9);
      const partly = Object.values(seen).includes(-1) && !foot.dataset.asked; // a quick first drawing: the whole one now
      if (partly) foot.dataset.asked = "1";
      if (partly || ((newer || sick) && waited > 1000 * Number(panel.dataset.pace))) {
        ask(id, key, panel);
      }
    }
  }

  function ask(id, key, panel) {
    const wall = window.city?.wall;
    asked.set(key, performance.now());
    window.dash_clientside.set_props(id, { data: wall ? wall.wish(panel) : performance.now() });
  }

  async function poll() {
    if (performance.now() - lastBeat > POLL_MS - 500 || offset === null) {
      try {
        const answer = await fetch("/live/versions", { cache: "no-store" });
        if (answer.ok) beat(await answer.json());
      } catch (_lost) {
        /* The banner says so once the last beat is too old. */
      }
    }
  }

  document.addEventListener("city:beat", (event) => beat(event.detail));
  setInterval(tick, 250);
  setInterval(poll, POLL_MS);
  setTimeout(poll, 1500);
})();

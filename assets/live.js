// The line to the hub: one socket per page that comes back for ever, snapshots where frames are missing, polling where
// sockets are blocked, and a watchdog that tells a frozen screen from a quiet city.
// Says to the document: city:beat, city:layer:<name>, city:stale, city:fresh.
(function () {
  "use strict";
  const city = (window.city = window.city || {});
  const said = document.querySelector('meta[name="city-live"]');
  const options = Object.assign(
    { base: "/live", beat_s: 1, stale_beats: 3, reload_beats: 10, first_wait_s: 0.5, longest_wait_s: 15, patience_s: 10, poll_s: 2 }, said ? JSON.parse(said.content) : {},
  );
  const layers = new Map(); // name -> Memory
  const resyncs = new Map(); // name -> snapshot being fetched
  const state = { how: "none", tries: 0, frames: 0, gaps: 0, snapshots: 0, reconnects: 0, stale: false, boot: "", bytes: 0 };
  let socket = null, names = [], wanted = new Set(), offset = 0, lastBeat = performance.now(), lastHeard = 0;
  let chain = Promise.resolve(), retry = 0, polling = 0, isPolling = false, behind = 0, unsaid = null;

  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  const memory = (name) => layers.get(name) || layers.set(name, new city.codec.Memory(name)).get(name);

  // ---- the socket ------------------------------------------------------------------------------------------------
  function connect() {
    if (socket) return; // single flight
    const url = new URL(options.base + "/ws", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("layers", [...wanted].join(","));
    const line = (socket = new WebSocket(url));
    line.binaryType = "arraybuffer";
    line.asked = [...wanted].join(",");
    const tooLong = setTimeout(() => line.close(), 8000);
    line.onmessage = (message) => { if (socket === line) heard(message.data); };
    line.onopen = () => { clearTimeout(tooLong); lastHeard = performance.now(); };
    line.onclose = () => {
      clearTimeout(tooLong);
      if (socket !== line) return;
      socket = null;
      if (state.how === "socket") { state.how = "none"; state.reconnects++; }
      again();
    };
  }

  function again() {
    const wait = Math.min(options.longest_wait_s, options.first_wait_s * 2 ** Math.min(state.tries++, 10)) * (0.5 + Math.random() / 2);
    clearTimeout(retry);
    retry = setTimeout(connect, wait * 1000);
    if (state.tries >= 3 && !polling) poll();
  }

  function drop() { // a socket that is open but silent is dead: do not wait for it to notice
    const line = socket;
    socket = null;
    if (line) { line.onclose = null; line.onmessage = null; line.close(); state.how = "none"; state.reconnects++; again(); }
  }

  function heard(data) {
    lastHeard = performance.now();
    if (typeof data === "string") return beat(JSON.parse(data), "socket");
    state.frames++;
    state.bytes += data.byteLength;
    const boot = state.boot;
    // a frame that waited while another server took over counts in numbers that mean nothing any more
    chain = chain.then(() => boot === state.boot && take(data)).catch((error) => console.warn("live: a frame was passed over:", error.message));
  }

  async function take(data) {
    const head = city.codec.head(data);
    const name = head && names[head.layer];
    if (!name) return;
    const layer = memory(name);
    if (!head.isKey && head.seq <= layer.seq) return;
    if (!head.isKey && head.seq !== layer.seq + 1) {
      if (layer.seq >= 0) state.gaps++;
      return resync(name); // the chain waits, so later frames find the snapshot under them
    }
    apply(name, await city.codec.decode(data));
  }

  function apply(name, frame) {
    memory(name).apply(frame);
    tell("city:layer:" + name, { layer: memory(name), frame });
  }

  // ---- snapshots and polling -------------------------------------------------------------------------------------
  function resync(name) {
    if (!resyncs.has(name)) resyncs.set(name, snapshot(name).finally(() => resyncs.delete(name)));
    return resyncs.get(name);
  }

  async function snapshot(name) { // the browser keeps the ETag and asks with it
    const answer = await fetch(`${options.base}/snapshot/${name}`, { cache: "no-cache", signal: AbortSignal.timeout(10000) });
    if (!answer.ok) throw new Error(`snapshot of ${name}: ${answer.status}`);
    const data = await answer.arrayBuffer();
    const head = city.codec.head(data);
    state.snapshots++;
    if (head && head.seq !== memory(name).seq) apply(name, await city.codec.decode(data));
  }

  async function poll() {
    clearTimeout(polling);
    polling = setTimeout(poll, options.poll_s * 1000);
    if (isPolling) return;
    isPolling = true;
    try {
      const word = unsaid ? "?wall=" + encodeURIComponent(JSON.stringify(unsaid)) : "";
      const answer = await fetch(options.base + "/versions" + word, { cache: "no-store", signal: AbortSignal.timeout(5000) });
      const now = await answer.json();
      unsaid = null;
      if (state.how === "socket") return;
      beat(now, "poll");
      for (const name of wanted) if (now.seq[name] !== undefined && now.seq[name] !== memory(name).seq) await resync(name);
    } catch { /* the watchdog counts what does not come */ } finally { isPolling = false; }
  }

  // ---- beats and the watchdog ------------------------------------------------------------------------------------
  function beat(now, how) {
    if (state.boot && now.boot !== state.boot) for (const layer of layers.values()) layer.seq = -1; // another server: begin anew
    state.boot = now.boot;
    if (now.kind === "hello") {
      names = now.layers;
      options.beat_s = now.beat_s;
      state.tries = 0;
      clearTimeout(polling);
      polling = 0;
      follow();
    }
    state.how = how;
    answered = 0;
    offset = Date.parse(now.now) - Date.now();
    lastBeat = performance.now();
    const isLate = how === "socket" && [...wanted].some((name) => (now.seq[name] ?? -1) > memory(name).seq);
    behind = isLate ? behind + 1 : 0;
    if (behind >= 4) { behind = 0; for (const name of wanted) resync(name).catch(() => {}); }
    tell("city:beat", now);
    judge(now.asked_s > 10 ? "warehouse" : "");
  }

  function judge(reason) {
    const isStale = reason !== "";
    if (isStale === state.stale && reason === state.reason) return;
    Object.assign(state, { stale: isStale, reason });
    document.documentElement.toggleAttribute("data-stale", isStale);
    tell(isStale ? "city:stale" : "city:fresh", { reason, since_s: (performance.now() - lastBeat) / 1000 });
  }

  function watch() {
    const interval = Math.max(options.beat_s, state.how === "poll" ? options.poll_s : 0) * 1000;
    const silent = performance.now() - lastBeat;
    if (silent > options.stale_beats * interval) judge("no_beat");
    if (state.how === "socket" && performance.now() - lastHeard > (options.stale_beats + 2) * interval) drop();
    if (silent > options.reload_beats * interval) reload();
  }

  /** Only onto a server that answers, for a browser's error page would never come back; and only when a new socket to it
      brings no beat either, for a server that was away needs no new page. */
  let probing = false, answered = 0; // when a server that answered was given a new socket
  async function reload() {
    const before = JSON.parse(sessionStorage.getItem("city-reload") || '{"n":0,"at":0}');
    const n = Date.now() - before.at > 3600e3 ? 0 : before.n;
    if (probing || Date.now() - before.at < Math.min(900, 15 * 2 ** n) * 1000 * Math.sign(n)) return;
    probing = true;
    try {
      const page = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(5000) });
      if (!page.ok) return;
      if (answered && performance.now() - answered < options.patience_s * 1000) return;
      if (!answered) {
        answered = performance.now();
        state.tries = 0;
        drop();
        clearTimeout(retry);
        connect();
        return;
      }
      sessionStorage.setItem("city-reload", JSON.stringify({ n: n + 1, at: Date.now() }));
      location.reload();
    } catch { /* nobody there: the last picture stays, with its age */ } finally { setTimeout(() => { probing = false; }, 5000); }
  }

  // ---- what pages use --------------------------------------------------------------------------------------------
  function follow() {
    const asked = [...wanted].join(",");
    if (!socket || socket.readyState !== 1 || socket.asked === asked) return;
    socket.asked = asked;
    socket.send(JSON.stringify({ want: [...wanted] }));
  }

  city.live = {
    options, state,
    /** Follow these layers, and no others. */
    want(list) {
      for (const name of layers.keys()) if (!list.includes(name)) layers.delete(name);
      wanted = new Set(list);
      follow();
    },
    layer: memory,
    /** Tell the server something about this screen. Where sockets are blocked the next poll tells how its wall is, and nothing else. */
    say(message) {
      if (socket && socket.readyState === 1) socket.send(JSON.stringify(message));
      else if (message.wall) unsaid = message.wall;
    },
    /** The server's clock, ms since 1970. */
    now: () => Date.now() + offset,
    /** For tests and for a page that must drop its line: close the socket as a network would. */
    cut: drop,
  };
  setInterval(watch, 500);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { watch(); if (!socket) connect(); } });
  window.addEventListener("online", () => { if (!socket) connect(); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", connect);
  else connect();
})();

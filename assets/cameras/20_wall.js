/* The video wall: 1, 4 or 9 tiles, which cameras, and the way through them (18_tours.js: picking, saved tours). What is chosen stands in the address:
   ?petak=4&kamera=source/id,…&tur=name&dekat=incident&jeda=seconds, beside the page's own area. */
(function () {
  "use strict";
  const { add, drop, json, made, tours } = window.city.cameras;
  const SIZES = [1, 4, 9], DWELLS = [10, 20, 30, 60, 120];
  let wall = null;

  class Wall {
    constructor(host) {
      this.host = host;
      this.words = JSON.parse(host.dataset.words);
      for (const place of host.querySelectorAll("[data-field]")) {
        const field = made("input", place.dataset.field + "-field", place);
        Object.assign(field, { type: "text", placeholder: place.dataset.label, ariaLabel: place.dataset.label, autocomplete: "off", maxLength: 100 });
        field.dataset.part = place.dataset.field;
      }
      this.part = (name) => host.querySelector(`[data-part="${name}"]`);
      this.tiles = [];
      this.cameras = [];
      this.tours = [];
      this.page = 0;
      this.isPaused = false;
      this.moved = performance.now();
      this.listen();
      this.read();
      this.loadTours();
    }

    listen() {
      this.host.addEventListener("click", (event) => {
        const button = event.target.closest("button[data-act]");
        if (button) this.act(button.dataset.act, button);
      });
      this.part("words").addEventListener("input", () => { clearTimeout(this.typing); this.typing = setTimeout(() => this.search(), 250); });
      this.part("words").addEventListener("keydown", (event) => { if (event.key === "Escape") this.closeSearch(); });
      this.part("tours").addEventListener("change", (event) => this.choose({ tour: event.target.value, keys: [], near: "" }));
      this.part("dwell").addEventListener("change", (event) => this.choose({ dwell: Number(event.target.value) }));
      this.part("save").addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    }

    act(name, button) {
      if (name.startsWith("size-")) this.choose({ size: Number(name.slice(5)) });
      else if (name === "back") this.turn(-1);
      else if (name === "on") this.turn(1);
      else if (name === "pause") this.pause();
      else if (name === "pick") this.pick(button.dataset.key);
      else if (name === "drop") this.choose({ keys: this.cameras.map((c) => c.key).filter((key) => key !== button.dataset.key), tour: "", near: "" });
      else if (name === "clear") this.choose({ keys: [], tour: "", near: "" });
      else if (name === "delete") this.remove();
    }

    // ---- what is chosen ----------------------------------------------------------------------------------------------
    read() {
      const words = new URLSearchParams(location.search);
      this.area = words.get("area") || "31";
      this.size = SIZES.includes(Number(words.get("petak"))) ? Number(words.get("petak")) : 4;
      this.keys = (words.get("kamera") || "").split(",").filter(Boolean);
      this.tour = words.get("tur") || "";
      this.near = words.get("dekat") || "";
      this.dwell = Number(words.get("jeda")) >= 5 ? Number(words.get("jeda")) : 20;
      this.load();
    }

    choose(change) {
      Object.assign(this, change);
      const tour = change.tour && this.tours.find((t) => t.name === change.tour);
      if (tour) Object.assign(this, { size: tour.tiles, dwell: tour.dwell_s });
      const words = new URLSearchParams(location.search);
      const put = (name, value) => (value ? words.set(name, value) : words.delete(name));
      put("petak", this.size === 4 ? "" : this.size);
      put("kamera", this.keys.join(","));
      put("tur", this.tour);
      put("dekat", this.near);
      put("jeda", this.dwell === 20 ? "" : this.dwell);
      const text = words.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
      history.replaceState(history.state, "", location.pathname + (text ? "?" + text : ""));
      if ("keys" in change || "tour" in change || "near" in change) this.load();
      else this.draw();
    }

    async load() {
      const words = new URLSearchParams({ area: this.area });
      const tour = this.tour && this.tours.find((t) => t.name === this.tour);
      if (this.tour && !tour && !this.toursKnown) return; // comes once the tours are known
      const keys = tour ? tour.cameras : this.keys;
      if (keys.length) words.set("ids", keys.join(","));
      else if (this.near) words.set("dekat", this.near);
      words.set("limit", keys.length ? "90" : "36");
      const turn = (this.loading = (this.loading || 0) + 1);
      let said;
      try {
        said = await json("/cameras/list.json?" + words);
      } catch (error) {
        const isUnknown = error.status === 404 && this.near && !keys.length;
        said = { cameras: [], near: null, error: isUnknown ? this.words.no_near.replace("{n}", () => this.near) : error.message };
      }
      if (turn !== this.loading) return;
      this.cameras = said.cameras;
      this.nearTitle = said.near;
      this.error = said.error || "";
      this.missing = keys.length - (keys.length ? said.cameras.length : 0);
      this.page = 0;
      this.draw();
    }

    pick(key) {
      const keys = this.keys.length || this.tour ? this.cameras.map((c) => c.key) : [];
      this.closeSearch();
      this.choose({ keys: [...keys.filter((k) => k !== key), key], tour: "", near: "" });
    }

    // ---- drawing -----------------------------------------------------------------------------------------------------
    pages() {
      return Math.max(1, Math.ceil(this.cameras.length / this.size));
    }

    draw() {
      const grid = this.part("grid");
      grid.dataset.size = this.size;
      while (this.tiles.length > this.size) drop(this.tiles.pop());
      while (this.tiles.length < this.size) this.tiles.push(add(grid, this.words));
      this.page = Math.min(this.page, this.pages() - 1);
      const first = this.page * this.size;
      this.tiles.forEach((tile, n) => tile.show(this.cameras[first + n] || null));
      for (const size of SIZES) this.host.querySelector(`[data-act="size-${size}"]`).setAttribute("aria-pressed", String(size === this.size));
      this.moved = performance.now();
      this.tell();
    }

    tell() {
      const said = this.words, n = this.cameras.length;
      const put = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
      const what = this.tour ? put(said.of_tour, { name: this.tour }) : this.keys.length ? said.of_choice : this.near ? put(said.of_near, { what: this.nearTitle || this.near }) : said.of_area;
      const where = put(said.page, { page: this.page + 1, pages: this.pages(), n });
      const lost = this.missing > 0 ? " · ◆ " + put(said.lost, { n: this.missing }) : "";
      this.part("about").textContent = this.error ? "▲ " + this.error : `${what} · ${where}${lost}`;
      const pause = this.host.querySelector('[data-act="pause"]');
      pause.textContent = this.isPaused ? "▶" : "❚❚";
      pause.setAttribute("aria-label", this.isPaused ? said.go_on : said.pause);
      this.part("clear").hidden = !(this.keys.length || this.tour || this.near);
      this.part("delete").hidden = !this.tours.some((t) => t.name === this.tour);
      const dwell = this.part("dwell");
      const all = [...new Set([...DWELLS, this.dwell])].sort((a, b) => a - b);
      if (dwell.dataset.all !== String(all)) dwell.replaceChildren(...all.map((s) => new Option(put(said.dwell, { n: s }), s)));
      dwell.dataset.all = String(all);
      dwell.value = this.dwell;
      this.part("tours").value = this.tours.some((t) => t.name === this.tour) ? this.tour : "";
    }

    turn(step) {
      this.page = (this.page + step + this.pages()) % this.pages();
      this.draw();
    }

    pause() {
      this.isPaused = !this.isPaused;
      this.moved = performance.now();
      this.tell();
    }

    tick() {
      const area = new URLSearchParams(location.search).get("area") || "31";
      if (area !== this.area) {
        this.area = area;
        this.load();
      }
      const left = this.dwell - (performance.now() - this.moved) / 1000;
      const isGoing = !this.isPaused && this.pages() > 1 && !document.hidden;
      this.part("left").textContent = isGoing ? this.words.left.replace("{n}", Math.max(0, Math.ceil(left))) : this.isPaused ? this.words.paused : "";
      if (document.hidden) this.moved = performance.now();
      else if (isGoing && left <= 0) this.turn(1);
    }

    destroy() {
      while (this.tiles.length) drop(this.tiles.pop());
    }
  }

  Object.assign(Wall.prototype, tours);

  setInterval(function () {
    const host = document.getElementById("camera-wall");
    if (wall && wall.host !== host) {
      wall.destroy();
      wall = null;
    }
    if (host && !wall) wall = new Wall(host);
    if (wall) wall.tick();
  }, 250);

  window.addEventListener("popstate", () => wall && wall.read());
  document.addEventListener("keydown", function (event) {
    if (!wall || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [role=dialog], [contenteditable=true]")) return;
    if (SIZES.includes(Number(event.key))) wall.choose({ size: Number(event.key) });
    else if (event.key === "ArrowLeft") wall.turn(-1);
    else if (event.key === "ArrowRight") wall.turn(1);
    else if (event.key === " " && !event.target.closest("button, a")) wall.pause();
    else return;
    event.preventDefault();
  });
})();

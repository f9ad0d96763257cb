/* What a person does with a video wall's cameras: look for one, save what stands as a tour, forget a tour. Methods of the wall in
   20_wall.js. */
(function () {
  "use strict";
  const cameras = window.city.cameras, { made } = cameras;

  async function json(url, options) {
    const answer = await fetch(url, options);
    const said = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) throw Object.assign(new Error(said.detail || String(answer.status)), { status: answer.status });
    return said;
  }

  cameras.json = json;
  cameras.tours = {
    async search() {
      const text = this.part("words").value.trim(), box = this.part("found");
      if (!text) return this.closeSearch();
      const said = await json("/cameras/list.json?" + new URLSearchParams({ q: text, area: this.area, limit: "12" })).catch((error) => ({ cameras: [], error: error.message }));
      if (text !== this.part("words").value.trim()) return;
      box.replaceChildren();
      for (const camera of said.cameras) {
        const line = made("button", "camera-found", made("li", "", box));
        Object.assign(line, { type: "button" });
        Object.assign(line.dataset, { act: "pick", key: camera.key });
        made("span", "what", line, camera.name);
        made("span", "quiet", line, [camera.place, camera.owner, this.words["status_" + camera.status]].filter(Boolean).join(" · "));
      }
      if (!said.cameras.length) made("li", "quiet", box, said.error || this.words.not_found);
      box.hidden = false;
    },

    closeSearch() {
      this.part("words").value = "";
      this.part("found").hidden = true;
    },

    async loadTours() {
      this.tours = await json("/cameras/tours.json").catch(() => []);
      const list = this.part("tours");
      list.replaceChildren(new Option(this.tours.length ? this.words.choose_tour : this.words.no_tours, ""), ...this.tours.map((t) => new Option(t.name, t.name)));
      const isFirst = !this.toursKnown;
      this.toursKnown = true;
      if (isFirst && this.tour) {
        const tour = this.tours.find((t) => t.name === this.tour), words = new URLSearchParams(location.search);
        if (tour && !words.has("petak")) this.size = tour.tiles;
        if (tour && !words.has("jeda")) this.dwell = tour.dwell_s;
        this.load();
      } else this.tell();
    },

    async save() {
      const name = this.part("name").value.trim(), told = this.part("told");
      if (!name || !this.cameras.length) return;
      const body = JSON.stringify({ name, cameras: this.cameras.map((c) => c.key), dwell_s: this.dwell, tiles: this.size });
      try {
        await json("/cameras/tours.json", { method: "POST", body, headers: { "Content-Type": "application/json" } });
        await this.loadTours();
        this.part("name").value = "";
        this.choose({ tour: name, keys: [], near: "" });
        told.textContent = this.words.saved;
      } catch (error) {
        told.textContent = "▲ " + error.message;
      }
    },

    async remove() {
      const keys = this.cameras.map((c) => c.key);
      await json("/cameras/tours.json?" + new URLSearchParams({ name: this.tour }), { method: "DELETE" }).catch((error) => { this.part("told").textContent = "▲ " + error.message; });
      await this.loadTours();
      this.choose({ tour: "", keys, near: "" }); // what is on the screen stays
    },
  };
})();

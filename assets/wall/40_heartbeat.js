// What a wall says of itself, over the line that it listens on: which page it shows, and the newest beat that it painted.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const EVERY_MS = 5000;
  let painted = null;

  function name() {
    const given = (wall.asked.get("nama") || "").slice(0, 60);
    if (given) return given;
    let made = localStorage.getItem("city-wall-id");
    if (!made) localStorage.setItem("city-wall-id", (made = "layar-" + Math.random().toString(36).slice(2, 8)));
    return made;
  }

  // A frame is asked for at each beat: what no frame follows was not painted, whatever the scripts still do.
  document.addEventListener("city:beat", (event) => requestAnimationFrame(() => { painted = Date.parse(event.detail.now); }));

  function say() {
    const rotation = wall.rotation(), view = rotation && rotation.views[rotation.at];
    const page = view && document.querySelector(`.wall-page[data-stop="${view.stop}"]`).dataset.page;
    const heap = performance.memory ? Math.round(performance.memory.usedJSHeapSize / 1e5) / 10 : null;
    city.live.say({ wall: { id: name(), tour: wall.tour, page: page || "-", painted, heap_mb: heap, paused: !!rotation?.isPaused } });
  }
  setInterval(say, EVERY_MS);
  document.addEventListener("city:view", say);
  document.addEventListener("city:beat", () => setTimeout(say, 500), { once: true });
})();

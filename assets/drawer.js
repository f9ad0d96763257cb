// A drawer opens at the press, not when its content comes: until then it says by grey bars that something is on its way.
(function () {
  "use strict";
  const OPENERS = '[id*=\'"type":"opens"\'], [data-opens], button[data-origin], [data-opens-area] .spot';
  const WAITING = "…", LOOK_MS = 100, LONGEST_MS = 30000;
  const root = document.documentElement;
  let watch = 0;

  function done() {
    clearInterval(watch);
    delete root.dataset.drawer;
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest(OPENERS) || root.dataset.wall) return;
    done();
    root.dataset.drawer = "waiting";
    window.dash_clientside.set_props("drawer", { opened: true, title: WAITING }); // its title comes together with its content
    const since = performance.now();
    watch = setInterval(() => {
      const title = document.querySelector(".mantine-Drawer-title");
      if ((title && title.textContent !== WAITING) || performance.now() - since > LONGEST_MS) done();
    }, LOOK_MS);
  });
})();

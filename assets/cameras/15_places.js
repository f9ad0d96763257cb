/* Where tiles stand: those that a wall adds and drops, and those that the server asks for in a drawer. All of them rest while the
   page is hidden; a tile's name opens its camera. */
(function () {
  "use strict";
  const cameras = window.city.cameras;
  const tiles = new Set();
  Object.assign(cameras, {
    add(host, words) {
      const tile = new cameras.Tile(host, words);
      tiles.add(tile);
      return tile;
    },
    drop(tile) {
      tiles.delete(tile);
      tile.destroy();
    },
  });

  document.addEventListener("visibilitychange", function () {
    for (const tile of tiles) document.hidden ? tile.stop() : tile.info && tile.start();
  });

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-opens]");
    if (button) window.dash_clientside.set_props("opened-by-script", { data: { what: button.dataset.opens, n: performance.now() } });
  });

  /* A tile that the server asks for (in a drawer) lives as long as its place on the page. */
  const mounted = new Map();
  new MutationObserver(function () {
    for (const [host, tile] of mounted) {
      if (host.isConnected) continue;
      cameras.drop(tile);
      mounted.delete(host);
    }
    for (const host of document.querySelectorAll("[data-camera]")) {
      if (mounted.has(host)) continue;
      const tile = cameras.add(host, JSON.parse(host.dataset.words));
      mounted.set(host, tile);
      tile.show(JSON.parse(host.dataset.camera));
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

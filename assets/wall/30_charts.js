// Charts of a wall are drawn by the server as SVG, so that no plotly.js is needed; here they are put in place, and asked for
// again in the size that their panel has.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const TYPE = 11, STEP = 10; // the drawing's units of its smallest type; sizes in steps, so that a pixel asks for nothing
  const asked = new Map();

  function place(node) {
    if (node.dataset.svg === node.drawn) return;
    node.drawn = node.dataset.svg;
    const parsed = new DOMParser().parseFromString(node.dataset.svg, "image/svg+xml").documentElement;
    node.replaceChildren(document.importNode(parsed, true));
  }

  /** Width and height that a drawing has at this screen's type. */
  function room(node) {
    const units = TYPE / wall.text, fit = (px) => Math.max(STEP, Math.floor((px * units) / STEP) * STEP);
    return { w: fit(node.clientWidth), h: fit(node.clientHeight) };
  }

  /** What goes with every wish for a new drawing: that this is a wall, and how much room there is. */
  wall.wish = function (panel) {
    const node = panel.querySelector(".svg-chart");
    return { wall: true, at: performance.now(), ...(node ? room(node) : {}) };
  };

  function fit() {
    for (const node of document.querySelectorAll(".svg-chart")) {
      const panel = node.closest("section.panel"), now = room(node), key = `${now.w}x${now.h}`;
      if (!panel || node.dataset.box === key || asked.get(panel) === key || node.clientWidth < 50) continue;
      asked.set(panel, key);
      window.dash_clientside.set_props({ name: panel.dataset.panel, page: panel.dataset.page, type: "panel-version" }, { data: wall.wish(panel) });
    }
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") place(change.target);
      else for (const node of change.addedNodes) if (node.querySelectorAll) for (const found of node.matches("[data-svg]") ? [node] : node.querySelectorAll("[data-svg]")) place(found);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-svg"] });
  setInterval(fit, 1000);
  document.addEventListener("city:view", () => requestAnimationFrame(fit));
})();

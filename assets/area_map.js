// Maps of areas: one element of Dash each, whose SVG is put in place here (layouts/charts/svg_map.py, on_screen). Pointing tells an area,
// a press opens its drawer; with the keys one walks from area to area. See layouts/panels/kpi_map.py.
(function () {
  "use strict";
  const TOLD = "data-area-map";
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function draw(host, told) {
    const kept = host.contains(document.activeElement) ? document.activeElement.dataset.code : "";
    const svg = document.importNode(new DOMParser().parseFromString(told, "image/svg+xml").documentElement, true);
    const tip = Object.assign(document.createElement("div"), { className: "area-tip", hidden: true });
    const spots = [...svg.querySelectorAll(".spot")];
    for (const [n, spot] of spots.entries()) {
      const said = spot.dataset.said.replaceAll("\n", ", ");
      spot.setAttribute("tabindex", n ? -1 : 0); // one stop for the whole map; arrows go on from there
      spot.setAttribute("role", "button");
      spot.setAttribute("aria-label", said);
    }
    host.replaceChildren(svg, tip);
    if (kept) walk(spots, spots.find((spot) => spot.dataset.code === kept));
  }

  const hostOf = (node) => node instanceof Element ? node.closest(`[${TOLD}]`) : null;
  const spotOf = (node) => node instanceof Element ? node.closest(`[${TOLD}] .spot`) : null;

  function middle(spot) {
    const box = spot.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  }

  /** The next area in a direction: near, and rather straight ahead than to the side. */
  function beside(spots, from, [dx, dy]) {
    const [x, y] = middle(from);
    let best = null, least = Infinity;
    for (const spot of spots) {
      const [u, v] = middle(spot), ahead = (u - x) * dx + (v - y) * dy, aside = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
      const cost = ahead + 2 * aside;
      if (spot !== from && ahead > 1 && aside <= 2 * ahead && cost < least) [best, least] = [spot, cost];
    }
    return best;
  }

  function walk(spots, next) {
    if (!next) return;
    for (const spot of spots) spot.setAttribute("tabindex", spot === next ? 0 : -1);
    next.focus({ preventScroll: true });
  }

  function tell(spot, at) {
    const host = hostOf(spot), tip = host.querySelector(".area-tip"), box = host.getBoundingClientRect();
    const [x, y] = at || middle(spot);
    tip.textContent = spot.dataset.said;
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(x - box.left + 14, box.width - tip.offsetWidth))}px`;
    const below = y - box.top + 18;
    tip.style.top = `${Math.max(0, below + tip.offsetHeight > box.height ? y - box.top - tip.offsetHeight - 10 : below)}px`;
  }

  function hush(host) {
    const tip = host?.querySelector(".area-tip");
    if (tip) tip.hidden = true;
  }

  function open(spot) {
    const what = hostOf(spot).dataset.opensArea + spot.dataset.code;
    window.dash_clientside.set_props("opened-by-script", { data: { what, n: performance.now() } });
  }

  document.addEventListener("pointermove", (event) => {
    const spot = spotOf(event.target);
    if (spot) tell(spot, [event.clientX, event.clientY]);
    else hush(hostOf(event.target));
  });
  document.addEventListener("pointerout", (event) => hostOf(event.target) !== hostOf(event.relatedTarget) && hush(hostOf(event.target)));
  document.addEventListener("focusin", (event) => spotOf(event.target)?.matches(":focus-visible") && tell(spotOf(event.target)));
  document.addEventListener("focusout", (event) => spotOf(event.target) && hush(hostOf(event.target)));
  document.addEventListener("click", (event) => spotOf(event.target) && open(spotOf(event.target)));
  document.addEventListener("keydown", (event) => {
    const spot = spotOf(event.target);
    if (!spot || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") open(spot);
    else if (WAYS[event.key]) {
      const spots = [...hostOf(spot).querySelectorAll(".spot")];
      walk(spots, beside(spots, spot, WAYS[event.key]));
    } else if (event.key === "Escape") hush(hostOf(spot));
    else return;
    event.preventDefault();
  });

  window.city.told(TOLD, draw);
})();

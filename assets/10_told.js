// What one element of Dash tells in an attribute is drawn here as many: a map of areas (area_map.js), a table of figures (figures.js).
// The name begins with a number so that it is loaded before those who use it. `window.city.told(attribute, draw)`: draw(element, text) is
// called once for each text, when the element comes into the page and when its text changes.
(function () {
  "use strict";
  const city = (window.city = window.city || {});

  city.told = function (attribute, draw) {
    const drawn = new WeakMap();
    function look(host) {
      const text = host.getAttribute(attribute);
      if (!text || drawn.get(host) === text) return;
      drawn.set(host, text);
      draw(host, text);
    }
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "attributes") look(change.target);
        for (const node of change.addedNodes) {
          if (node.nodeType !== Node.ELEMENT_NODE) continue;
          if (node.hasAttribute(attribute)) look(node);
          for (const host of node.querySelectorAll(`[${attribute}]`)) look(host);
        }
      }
    }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: [attribute] });
    for (const host of document.querySelectorAll(`[${attribute}]`)) look(host);
  };
})();

// Contrast of texts against what they stand on: WCAG 2.2, 1.4.3: (L1 + 0.05) / (L2 + 0.05) of relative luminances.
(function () {
  "use strict";
  const city = window.city, wall = city.wall;
  if (!wall) return;
  const LEAST = 4.5, LEAST_LARGE = 3, LARGE_PX = 24, LARGE_BOLD_PX = 56 / 3, BOLD = 700; // 18 and 14 points
  const PX_ARCMIN = 1.278; // a CSS pixel by its definition: 1/96 inch from 28 inches

  /** [r, g, b, alpha], 0 … 1, of what getComputedStyle says; null for none. */
  function colour(said) {
    const numbers = (said.match(/[\d.]+(e-?\d+)?%?/g) || []).map((n) => n.endsWith("%") ? parseFloat(n) / 100 : Number(n));
    if (said.startsWith("rgb")) return [numbers[0] / 255, numbers[1] / 255, numbers[2] / 255, numbers[3] ?? 1];
    if (said.startsWith("color(srgb")) return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
    return null;
  }
  const over = (top, ground) => [0, 1, 2].map((n) => top[n] * top[3] + ground[n] * (1 - top[3])).concat(1);
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  city.contrast = function (one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  /** The ground below a node, and how much of a text the opacities above it leave. Pictures and gradients are passed over. */
  function ground(node, known) {
    if (!node) return { under: [1, 1, 1, 1], left: 1 };
    if (known.has(node)) return known.get(node);
    const above = ground(node.parentElement, known), style = getComputedStyle(node), left = above.left * Number(style.opacity), own = colour(style.backgroundColor);
    const made = { left, under: own && own[3] ? over([own[0], own[1], own[2], own[3] * left], above.under) : above.under };
    known.set(node, made);
    return made;
  }

  /** Each text with its ratio and the least that its size asks for. A distance turns its size into the pixels of a desk. */
  wall.contrasts = function (texts, arcminOf) {
    const known = new Map();
    return texts.map((text) => {
      const style = getComputedStyle(text.parent), { under, left } = ground(text.parent, known);
      const ink = colour(text.parent.ownerSVGElement ? style.fill : style.color) || [0, 0, 0, 1];
      const px = arcminOf ? arcminOf(text.px) / 0.7 / PX_ARCMIN : text.px;
      const isLarge = px >= LARGE_PX || (px >= LARGE_BOLD_PX && Number(style.fontWeight) >= BOLD);
      return { ...text, ratio: city.contrast(over([ink[0], ink[1], ink[2], ink[3] * left], under), under), least: isLarge ? LEAST_LARGE : LEAST };
    });
  };
})();

// A picture that cannot be fetched says so in its place, with the server's own reason.
(function () {
  "use strict";

  async function told(image) {
    const box = document.createElement("span");
    box.className = "photo-failed";
    box.textContent = image.dataset.photo;
    image.closest("a").replaceWith(box);
    try {
      const said = await (await fetch(image.src)).json();
      box.append(document.createElement("br"), said.detail || said.title || "");
    } catch (_unreadable) {
      /* The sentence that stands there already is all that is known. */
    }
  }

  document.addEventListener("error", (event) => {
    if (event.target instanceof HTMLImageElement && event.target.dataset.photo) told(event.target);
  }, true);
})();

/* A panel's own choices: a press puts the button's value into the option store of its panel, which is drawn again, and into the URL. */
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-option]");
    const panel = button && button.closest("section.panel");
    if (!panel) return;
    for (const other of button.parentElement.children) other.setAttribute("aria-pressed", String(other === button));
    const id = { name: panel.dataset.panel, page: panel.dataset.page, type: "panel-option" };
    window.dash_clientside.city.pick(id, button.dataset.option);
  });
  /* The origin of a panel's numbers, as the panel stands: with the option that is pressed. */
  document.addEventListener("click", function (event) {
    const mark = event.target.closest("button[data-origin]");
    if (!mark) return;
    const pressed = mark.closest("section.panel")?.querySelector('button.option[aria-pressed="true"]');
    const list = mark.previousElementSibling, chosen = list instanceof HTMLSelectElement ? list.value : "";
    const what = `origin:${mark.dataset.origin}/${pressed ? pressed.dataset.option : chosen}`;
    window.dash_clientside.set_props("opened-by-script", { data: { what, n: performance.now() } });
  });
})();

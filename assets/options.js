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
})();

/* Menus of the bar: one is open at a time, and it closes when a page was chosen, at Escape, or at a click elsewhere. */
(() => {
  const close = (but) => document.querySelectorAll("details.menu[open]").forEach((menu) => menu !== but && menu.removeAttribute("open"));
  document.addEventListener("click", (event) => close(event.target.closest(".menu-links a") ? null : event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    close(null);
    open?.querySelector("summary").focus();
  });
})();

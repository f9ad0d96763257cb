/* The cells of every grid that do something: a link, and a name that opens the drawer. */
(function () {
  "use strict";

  /* As a link of Dash goes: the page is not loaded again. */
  function go(href) {
    history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  /* The row brings `<column>_href`; in the list of reports the link leads to the case (table/10_choice.js). */
  function CityLink(cell) {
    if (!cell.data) return null;
    const href = cell.data[cell.colDef.field + "_href"] || window.city_table.address(cell.data);
    const onClick = (event) => {
      event.stopPropagation();
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(href);
    };
    return window.React.createElement("a", { href, onClick, className: "as-link", tabIndex: -1 }, cell.value);
  }

  /* The row brings `<column>_opens`; the press is heard where those of all such buttons are (cameras/15_places.js). */
  function CityOpener(cell) {
    if (!cell.data) return null;
    return window.React.createElement("button", { type: "button", className: "link", tabIndex: -1, "data-opens": cell.data[cell.colDef.field + "_opens"] }, cell.value);
  }

  /* Cells are gone through by arrows; Enter does what the cell does. (In the list of reports a whole row is a link: table/40_grid.js.) */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".sorted-grid .ag-cell")) event.target.querySelector("a, button")?.click();
  });

  window.dashAgGridComponentFunctions = Object.assign(window.dashAgGridComponentFunctions || {}, { CityLink, CityOpener });
  window.city_cells = { go };
})();

/* What the browser does by itself: the choices and the URL are one, themes, language, keys. */
(function () {
  "use strict";
  const plain = { area: "31", window: "30d", as_of: "", source: "", measure: "reports_per_10k", find: "", case: "", compare: "", agency: "", category: "", channel: "" };
  const inUrl = { area: "area", window: "window", as_of: "asof", source: "source", measure: "measure", find: "cari", case: "id", compare: "banding", agency: "dinas", category: "category", channel: "channel" };
  const rows = ["agency", "category", "channel"]; // of reports: they act on the pages that offer them
  const kept = ["lapisan"]; // written by others into the URL, and carried along
  const ofPage = ["petak", "kamera", "tur", "dekat", "jeda", "pilih"]; // the video wall's: kept while the page stays, not carried to others
  const themes = ["dark", "light", "night"];

  /* A browser has six lines to a server, and a page's panels take them all: on a page with charts Plotly is fetched before them, for Dash
     gives up on it after 30 seconds and leaves every chart empty. */
  if ((document.querySelector('meta[name="city-charts"]')?.content || "").split(" ").includes(location.pathname)) {
    const script = document.createElement("script");
    script.src = "/_dash-component-suites/plotly/package_data/plotly.min.js";
    document.head.append(script);
  }

  function fromUrl(search) {
    const words = new URLSearchParams(search);
    const chosen = {};
    for (const name in plain) chosen[name] = words.get(inUrl[name]) || plain[name];
    chosen.agency ||= words.get("agency") || ""; // as links to the list once named it
    return chosen;
  }

  function toUrl(chosen, isHere) {
    const words = new URLSearchParams();
    for (const name in plain) if (chosen[name] && chosen[name] !== plain[name]) words.set(inUrl[name], chosen[name]);
    const here = new URLSearchParams(window.location.search);
    const own = isHere ? [...(window.city_table?.words || []), ...ofPage] : []; // of the page's own table and wall: they stay on their page
    for (const name of [...kept, ...own]) {
      const value = name === "pilih" ? picksToUrl(picks) : here.get(name);
      if (value) words.set(name, value);
    }
    const text = words.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3A", ":");
    return text ? "?" + text : "";
  }

  /* The choices inside panels: ?pilih=<panel>:<option>,… They are of one page, so a link to another leaves them behind. */
  let picks = picksFromUrl(window.location.search);
  let picksPath = window.location.pathname;

  function picksFromUrl(search) {
    const parts = (new URLSearchParams(search).get("pilih") || "").split(",").filter((part) => part.includes(":"));
    return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1)]));
  }

  function picksToUrl(given) {
    return Object.entries(given).map(([name, option]) => `${name}:${option}`).join(",");
  }

  /* The URL moved (a link, the back button): panels of this page whose option is another now are told. */
  function takePicks() {
    const then = picksFromUrl(window.location.search);
    const isSamePage = picksPath === window.location.pathname;
    for (const panel of isSamePage ? document.querySelectorAll("section.panel[data-panel]") : []) {
      const name = panel.dataset.panel;
      if ((then[name] || "") === (picks[name] || "")) continue;
      window.dash_clientside.set_props({ name, page: panel.dataset.page, type: "panel-option" }, { data: then[name] || null });
    }
    picks = then;
    picksPath = window.location.pathname;
  }

  /* Two spellings of one address (: or %3A) are the same: else going back would come forward again. */
  const spelt = (search) => new URLSearchParams(search).toString();

  const same = (a, b) => Object.keys(plain).every((name) => (a[name] || "") === (b[name] || ""));

  /* A period that only an address names (`730d`, `6w`, `3m`: months of 30 days) in the words of those that stand to be chosen. */
  function spanName(window_, spans) {
    const [, n, unit] = /^(\d{1,4})([hdwm])$/.exec(window_) || [];
    const like = spans.find((span) => span.value.endsWith(unit === "h" ? "h" : "d"));
    return n && like ? like.label.replace(/\d+/, n * ({ w: 7, m: 30 }[unit] || 1)) : window_;
  }

  function keep(name, value) {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    city: {
      /* One function for both ways: the URL sets the choices (a link, the back button), a choice sets the URL. */
      choose(search, area, window_, asOf, filters, spans) {
        const no = window.dash_clientside.no_update;
        const moved = window.dash_clientside.callback_context.triggered.map((t) => t.prop_id);
        const byHand = moved.filter((id) => !id.startsWith("url."));
        if (!moved.length || moved.includes("url.search")) takePicks();
        let chosen;
        if (!moved.length || moved.includes("url.search") || !byHand.length) chosen = fromUrl(window.location.search);
        else if (byHand.includes("filters.data")) chosen = Object.assign({}, plain, filters);
        else chosen = Object.assign({}, filters, { area: area || plain.area, window: window_ || plain.window, as_of: asOf || "" });
        const lang = document.documentElement.lang;
        document.documentElement.toggleAttribute("data-case", !!chosen.case); // a page of one case shows its list without one
        const text = toUrl(chosen, true);
        if (!spans.some((span) => span.value === chosen.window)) window.dash_clientside.set_props("window-choice", { data: [...spans, { value: chosen.window, label: spanName(chosen.window, spans) }] });
        const store = {};
        for (const name in plain) store[name] = chosen[name];
        store.lang = lang;
        return [
          spelt(text) === spelt(window.location.search) || window.city?.wall ? no : text, // a wall's address is as it was set up
          chosen.area === area ? no : chosen.area,
          chosen.window === window_ ? no : chosen.window,
          (chosen.as_of || "") === (asOf || "") ? no : chosen.as_of || null,
          filters && same(filters, store) && filters.lang === lang ? no : store,
        ];
      },

      /* The map and the table draw themselves: they are told what is chosen. */
      told(chosen) {
        for (const part of ["city_map", "city_table"]) window.dash_clientside[part]?.filters(chosen);
      },

      /* A panel chose an option: its store redraws it, and the URL keeps it. */
      pick(id, option) {
        picks = Object.assign({}, picks, { [id.name]: option });
        window.dash_clientside.set_props(id, { data: option });
        if (!window.city?.wall) window.dash_clientside.set_props("url", { search: toUrl(fromUrl(window.location.search), true) });
      },

      /* The second date of a comparison. A panel drawn anew brings the date that the choices have: nothing moved then. */
      compare(_days, filters) {
        const moved = window.dash_clientside.callback_context.triggered;
        const day = moved.length ? moved[0].value || "" : "";
        if (!moved.length || !filters || day === (filters.compare || "")) return;
        window.dash_clientside.set_props("filters", { data: Object.assign({}, filters, { compare: day }) });
      },

      /* A choice above a page's panels, such as an agency: a control drawn anew brings what the choices have. */
      narrow(_values, filters) {
        const moved = window.dash_clientside.callback_context.triggered;
        const word = moved.length ? JSON.parse(moved[0].prop_id.slice(0, moved[0].prop_id.lastIndexOf("."))).word : "";
        const value = moved.length ? moved[0].value || "" : "";
        if (!moved.length || !filters || value === (filters[word] || "")) return;
        window.dash_clientside.set_props("filters", { data: Object.assign({}, filters, { [word]: value }) });
      },

      /* The controls above a page's panels show what the choices hold, also after a link or the back button. */
      narrowed(filters, ids, values) {
        const then = ids.map((id) => (filters && filters[id.word]) || null);
        return then.every((value, n) => value === (values[n] || null)) ? window.dash_clientside.no_update : then;
      },

      /* All of it is taken back at once. */
      widen(filters) {
        window.dash_clientside.set_props("filters", { data: Object.assign({}, filters, Object.fromEntries([...rows, "source"].map((name) => [name, ""]))) });
      },

      /* A category, an agency, a channel act on the pages that offer them: links to the others leave them behind, and the source that was
         chosen beside them. */
      links(filters, path, ids) {
        const offered = (document.querySelector('meta[name="city-narrowed"]')?.content || "").split(" ");
        const without = Object.fromEntries([...rows, ...(offered.includes(path) ? ["source"] : [])].map((name) => [name, ""]));
        const own = toUrl(Object.assign({}, plain, filters, { case: "" }));
        const text = toUrl(Object.assign({}, plain, filters, { case: "" }, without));
        return [ids.map((id) => id.path + (offered.includes(id.path) ? own : text)), ids.map((id) => (id.path === path ? "nav here" : "nav"))];
      },

      theme(name) {
        const isWall = !!window.city?.wall;
        const root = document.documentElement;
        root.dataset.theme = name;
        root.dataset.agThemeMode = name === "light" ? "light" : "dark";
        if (!isWall) keep("theme", name); // a wall changes with the hour: that is nobody's wish
        return [name, name === "light" ? "light" : "dark"];
      },

      /* Plotly knows only pixels: it is told how much larger than the desk's this screen's type is. */
      scale(_path, known) {
        const now = Math.round((parseFloat(getComputedStyle(document.documentElement).fontSize) / 16) * 20) / 20;
        return now === known ? window.dash_clientside.no_update : now;
      },

      language(name) {
        if (name === document.documentElement.lang) return;
        keep("lang", name);
        window.location.reload();
      },

      help(_clicks, opened) {
        return !opened;
      },
    },
  });

  let resized = 0;
  window.addEventListener("resize", function () {
    clearTimeout(resized);
    resized = setTimeout(() => window.dash_clientside.set_props("scale", { data: window.dash_clientside.city.scale("", null) }), 400);
  });

  document.addEventListener("keydown", function (event) {
    const at = event.target;
    const isTyping = at.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    if (window.city?.wall && event.key !== "f") return;
    if (event.key === "?") document.getElementById("help-switch").click();
    else if (event.key === "/") document.getElementById("area-choice").focus();
    else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    else if (event.key === "d") {
      const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
      window.dash_clientside.set_props("theme-switch", { value: next });
    } else return;
    event.preventDefault();
  });
})();

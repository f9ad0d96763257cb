/* The page of the briefing: a dossier of a window, changes by hand, the archive's search. A frame brings its words and what it is about
   (data-words, data-asked); text is set as text only. */
(function () {
  "use strict";
  const FORMS = { pdf: "PDF", pptx: "PowerPoint", xlsx: "Excel" };
  const make = (tag, text, more) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    for (const [name, value] of Object.entries(more || {})) node.setAttribute(name, value);
    return node;
  };
  const address = (form, words) => `/export/briefing.${form}?${new URLSearchParams(words)}`;

  function files(words) {
    const line = make("span");
    Object.entries(FORMS).forEach(([form, name], n) => line.append(n ? " · " : "", make("a", name, { href: address(form, words), download: "" })));
    return line;
  }

  async function fetched(url, options) {
    const got = await fetch(url, options);
    const said = await got.json();
    if (!got.ok) throw new Error([said.detail || said.title || said.message || got.status, said.hint].filter(Boolean).join(" "));
    return said;
  }

  function labelled(text, input) {
    const label = make("label", text, { class: "briefing-field" });
    label.append(input);
    return label;
  }

  function windowed(frame, words, asked) {
    const since = make("input", undefined, { type: "datetime-local", value: asked.since }), until = make("input", undefined, { type: "datetime-local", value: asked.until });
    const out = make("span");
    const wrong = () => (!since.value || !until.value || until.value <= since.value ? words.order : new Date(until.value) - new Date(since.value) > words.days * 864e5 ? words.long : "");
    const link = () => out.replaceChildren(wrong() ? make("span", wrong(), { role: "status", class: "briefing-told" }) : files({ kind: "dossier", ...asked, since: since.value, until: until.value }));
    since.addEventListener("input", link);
    until.addEventListener("input", link);
    frame.append(labelled(words.since, since), labelled(words.until, until), out);
    link();
  }

  function editor(frame, words, asked) {
    const load = make("button", words.load, { type: "button", class: "option" });
    frame.append(load);
    load.addEventListener("click", async () => {
      load.disabled = true;
      load.textContent = words.wait;
      try {
        frame.replaceChildren(...sheet(words, asked, await fetched(`/export/briefing/text?${new URLSearchParams(asked)}`)));
      } catch (error) {
        load.disabled = false;
        load.textContent = `${words.load} (${error.message})`;
      }
    });
  }

  function sheet(words, asked, said) {
    const list = make("ol", undefined, { class: "briefing-pages" });
    const first = said.pages.map((page) => page.name).join();
    said.pages.forEach((page) => list.append(item(words, list, page)));
    const who = make("input", undefined, { type: "text", maxlength: "80", autocomplete: "name" });
    const save = make("button", words.save, { type: "button", class: "option" }), out = make("p", "", { role: "status" });
    save.addEventListener("click", async () => {
      const order = [...list.children].map((node) => node.dataset.page);
      const changed = [...list.querySelectorAll("textarea[data-at]")].filter((t) => t.value.trim() !== t.dataset.rule);
      const notes = [...list.querySelectorAll("input[data-note]")].filter((n) => n.value.trim());
      const body = {
        words: asked, who: who.value, sentences: changed.map((t) => ({ at: t.dataset.at, text: t.value.trim() })),
        comments: notes.map((n) => ({ page: n.dataset.note, text: n.value.trim() })), order: order.join() === first ? [] : order,
      };
      save.disabled = true;
      try {
        const { edit } = await fetched("/export/briefing/edits", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
        const look = make("a", words.preview, { href: address("png", { ...asked, edit }), target: "_blank", rel: "noopener" });
        out.replaceChildren(`${words.saved} `, files({ ...asked, edit }), " · ", look);
      } catch (error) {
        out.textContent = words.failed.replace("{why}", error.message);
      }
      save.disabled = false;
    });
    return [list, labelled(words.who, who), save, out];
  }

  function item(words, list, page) {
    const node = make("li", undefined, { "data-page": page.name }), head = make("div", undefined, { class: "briefing-head" });
    const moved = (text, label, step) => {
      const button = make("button", text, { type: "button", class: "key", "aria-label": `${label}: ${page.title}`, title: label });
      button.addEventListener("click", () => {
        const other = step < 0 ? node.previousElementSibling : node.nextElementSibling;
        if (other) list.insertBefore(step < 0 ? node : other, step < 0 ? other : node);
        button.focus();
      });
      return button;
    };
    head.append(make("b", page.title), moved("↑", words.up, -1), moved("↓", words.down, 1));
    node.append(head);
    page.sentences.forEach((sentence) => {
      const area = make("textarea", sentence.text, { "data-at": sentence.at, rows: "2", maxlength: "600", "aria-label": page.title });
      area.dataset.rule = sentence.text;
      node.append(area);
    });
    node.append(make("input", undefined, { type: "text", "data-note": page.name, maxlength: "600", placeholder: words.note, "aria-label": `${words.note}: ${page.title}` }));
    return node;
  }

  function archive(frame, words) {
    const form = make("form"), text = make("input", undefined, { type: "search", placeholder: words.hint, "aria-label": words.hint }), kind = make("select", undefined, { "aria-label": words.heads[1] });
    words.kinds.forEach(([value, name]) => kind.append(make("option", name, { value })));
    const out = make("div", undefined, { class: "scroll", tabindex: "0", role: "region", "aria-live": "polite" });
    form.append(text, kind, make("button", words.find, { type: "submit", class: "option" }));
    const find = async () => {
      out.textContent = words.wait;
      try {
        const { documents } = await fetched(`/export/archive.json?${new URLSearchParams({ q: text.value, kind: kind.value })}`);
        out.replaceChildren(documents.length ? table(words, documents) : make("p", words.none, { class: "calm" }));
      } catch (error) {
        out.textContent = error.message;
      }
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
    kind.addEventListener("change", find);
    frame.append(form, out);
    find();
  }

  function table(words, documents) {
    const whole = make("table", undefined, { class: "figures" }), head = make("tr"), body = make("tbody");
    words.heads.forEach((text) => head.append(make("th", text, { scope: "col" })));
    documents.forEach((d) => {
      const row = make("tr"), cell = make("td");
      cell.append(make("a", `${d.kind} ${d.period} (${d.lang})`, { href: d.href, download: "" }));
      const at = new Date(d.exported_at).toLocaleString(document.documentElement.lang || "id", { timeZone: "Asia/Jakarta", dateStyle: "medium", timeStyle: "short" });
      row.append(make("td", `${at} WIB`), cell, ...[d.scope_name, d.format.toUpperCase(), d.who, d.query_hash].map((text) => make("td", text)));
      body.append(row);
    });
    whole.append(make("thead"), body);
    whole.tHead.append(head);
    return whole;
  }

  /* A document takes seconds to make. Its link says so meanwhile, and says in words what went wrong, in place of a file that holds an error. */
  async function brought(link, words) {
    const told = link.parentElement.querySelector(":scope > .briefing-told") || link.parentElement.appendChild(make("span", "", { class: "briefing-told", role: "status" }));
    const begun = Date.now(), tick = () => (told.textContent = words.making.replace("{name}", link.textContent).replace("{n}", Math.round((Date.now() - begun) / 1000)));
    const clock = setInterval(tick, 1000);
    link.setAttribute("aria-busy", "true");
    tick();
    try {
      const got = await fetch(link.href);
      if (!got.ok) {
        const said = await got.json().catch(() => ({}));
        throw new Error([said.detail || said.title || got.status, said.hint].filter(Boolean).join(" "));
      }
      const href = URL.createObjectURL(await got.blob());
      const name = /filename="([^"]+)"/.exec(got.headers.get("Content-Disposition") || "")?.[1] || "";
      make("a", "", { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000);
      told.textContent = words.done.replace("{name}", name);
    } catch (error) {
      told.textContent = words.failed.replace("{why}", error.message);
    }
    clearInterval(clock);
    link.removeAttribute("aria-busy");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[download][href^="/export/briefing."]'), held = document.querySelector("[data-making]");
    if (!link || !held || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) brought(link, JSON.parse(held.dataset.making));
  });

  const BUILD = { window: windowed, editor, archive };
  new MutationObserver(() => {
    for (const frame of document.querySelectorAll("[data-briefing]:empty")) {
      BUILD[frame.dataset.briefing]?.(frame, JSON.parse(frame.dataset.words), JSON.parse(frame.dataset.asked));
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

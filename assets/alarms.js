/* Alarms in the browser: the strip on every page, the sound, and the commands. What stands comes with the beat.
   Gives the page window.city.alarms and the event city:alarm; its frame blinks at most once a second until somebody acknowledged. */
(function () {
  "use strict";
  const city = (window.city = window.city || {});
  const SIGNS = { tinggi: "▲", sedang: "◆", rendah: "●" };
  const REPEAT_MS = 10000;
  let said = "", audio = null, sounded = 0;
  city.alarms = { standing: 0, unacked: 0, high: 0, urgent: 0, top: null };

  const words = () => JSON.parse(document.getElementById("browser-words")?.dataset.words || "{}");
  const put = (text, values) => Object.entries(values).reduce((t, [k, v]) => t.replace(`{${k}}`, v), text || "");
  const own = (top, key) => top[`${key}_${document.documentElement.lang === "en" ? "en" : "id"}`] || top[`${key}_id`] || top[key] || "";
  const keep = (key, value) => { try { return value === undefined ? localStorage.getItem(key) : localStorage.setItem(key, value); } catch { return null; } };
  function make(tag, className, text, more) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    for (const [name, value] of Object.entries(more || {})) node.setAttribute(name, value);
    return node;
  }

  // ---- the strip -------------------------------------------------------------------------------------------------
  function heard(alarms) {
    if (!alarms || alarms.standing === undefined) return;
    const now = JSON.stringify(alarms);
    const isNew = now !== said;
    said = now;
    city.alarms = alarms;
    if (isNew) document.dispatchEvent(new CustomEvent("city:alarm", { detail: alarms }));
    if (isNew || !document.getElementById("alarm-strip")?.dataset.drawn) strip(alarms);
    ring(alarms);
  }

  function strip(alarms) {
    const box = document.getElementById("alarm-strip");
    if (!box) return;
    const top = alarms.top, w = words();
    box.dataset.drawn = "yes";
    box.hidden = !top || top.priority === "rendah";
    box.className = box.hidden ? "" : `is-${top.priority}${alarms.urgent ? " is-new" : ""}`;
    if (box.hidden) return box.replaceChildren();
    const link = make("a", "alarm-link", w.alarm_open, { href: "/alarms" });
    link.addEventListener("click", (event) => { // the menu's own link keeps the chosen area and does not load the page again
      const nav = document.querySelector('.head nav a[href^="/alarms"]');
      if (nav) { event.preventDefault(); nav.click(); }
    });
    const what = make("span", "alarm-what");
    what.append(make("b", "", `${own(top, "title")}: ${own(top, "name") || top.entity}`), make("span", "quiet", top.state === "returned" ? ` · ${w.alarm_returned}` : ` → ${own(top, "acts")}`));
    box.replaceChildren(
      make("span", "sign", SIGNS[top.priority] || "●"), what,
      make("span", "quiet", put(w.alarm_counts, { n: alarms.standing, m: alarms.unacked })), soundButton(), link,
    );
    soundWords();
  }

  // ---- the sound: made here, off until somebody allows it, and its mute is written down ----------------------------
  const isOn = () => keep("alarm-sound") === "on";
  const soundButton = () => make("button", "option", "", { "data-alarm-sound": "yes", type: "button" });
  function soundWords() {
    const w = words();
    for (const button of document.querySelectorAll("[data-alarm-sound]")) {
      const text = isOn() ? (audio && audio.state === "running" ? w.sound_on : w.sound_wait) : w.sound_off;
      if (button.textContent !== text) button.textContent = text;
      button.setAttribute("aria-pressed", String(isOn()));
    }
  }

  function allow() {
    audio = audio || new AudioContext();
    audio.resume().then(soundWords, () => {});
  }

  function ring(alarms) {
    if (!isOn() || !alarms.urgent || !audio || audio.state !== "running" || performance.now() - sounded < REPEAT_MS) return;
    sounded = performance.now();
    const times = alarms.top && alarms.top.priority === "tinggi" ? 3 : 1;
    for (let n = 0; n < times; n++) {
      const tone = audio.createOscillator(), loud = audio.createGain(), at = audio.currentTime + 0.28 * n;
      tone.frequency.value = times === 3 ? 880 : 660;
      loud.gain.setValueAtTime(0, at);
      loud.gain.linearRampToValueAtTime(0.2, at + 0.02);
      loud.gain.linearRampToValueAtTime(0, at + 0.2);
      tone.connect(loud).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.22);
    }
  }

  // ---- commands --------------------------------------------------------------------------------------------------
  const FIELDS = { acknowledge: ["who", "note"], shelve: ["who", "note", "minutes"], unshelve: ["who", "note"], mute: ["who", "note"], unmute: ["who"] };

  function ask(command, given, then) {
    document.getElementById("alarm-dialog")?.remove();
    const w = words(), box = make("dialog", "alarm-dialog", undefined, { id: "alarm-dialog", "aria-label": w[`do_${command}`] });
    const form = make("form"), wrong = make("p", "breach", "", { role: "alert" });
    form.append(make("h2", "", w[`do_${command}`]), make("p", "quiet", given.what || ""));
    for (const name of FIELDS[command]) {
      const label = make("label", "", w[name === "note" && command === "shelve" ? "alarm_reason" : `alarm_${name}`]);
      const field = make("input", "", undefined, { name, type: name === "minutes" ? "number" : "text", autocomplete: name === "who" ? "name" : "off" });
      if (name === "who") field.value = keep("alarm-who") || "";
      if (name === "minutes") field.value = "30";
      label.append(field);
      form.append(label);
    }
    const row = make("div", "alarm-dialog-buttons"), cancel = make("button", "option", w.alarm_cancel, { type: "button" });
    cancel.addEventListener("click", () => box.close());
    row.append(make("button", "option is-main", w[`do_${command}`], { type: "submit" }), cancel);
    form.append(wrong, row);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const filled = Object.fromEntries(new FormData(form));
      if (filled.minutes !== undefined) filled.minutes = Number(filled.minutes);
      keep("alarm-who", filled.who || "");
      wrong.textContent = await send({ command, rule: given.rule || "", entity: given.entity || "", ...filled });
      if (!wrong.textContent) { box.close(); if (then) then(); }
    });
    box.append(form);
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  }

  async function send(command) {
    try {
      const answer = await fetch("/alarms/commands", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(command), signal: AbortSignal.timeout(15000) });
      return answer.ok ? "" : (await answer.json()).message;
    } catch {
      return words().alarm_lost;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-alarm-do]"), sound = event.target.closest("button[data-alarm-sound]");
    if (button) ask(button.dataset.alarmDo, button.dataset);
    if (!sound) { if (isOn() && (!audio || audio.state !== "running")) allow(); return; } // any press lets an allowed sound begin again
    if (isOn() && !(audio && audio.state === "running")) allow();
    else if (isOn()) ask("mute", {}, () => { keep("alarm-sound", "off"); soundWords(); });
    else ask("unmute", {}, () => { keep("alarm-sound", "on"); allow(); soundWords(); });
  });
  document.addEventListener("city:beat", (event) => heard(event.detail.alarms));
  setInterval(soundWords, 1000);
})();

/* One camera's tile: the browser's own HLS player, then a photo every few seconds, then a plain tile that says since when and
   why. Nothing is fetched while the page is hidden, a camera that fails is asked ever more seldom, and no tile waits for another. */
(function () {
  "use strict";
  const city = (window.city = window.city || {});
  const PHOTO_S = 3, STALL_S = 12, AGED_S = 30, FIRST_RETRY_S = 60, LAST_RETRY_S = 600, LONGEST_S = 60, AT_ONCE = 4, ANSWER_S = 8;
  const player = document.createElement("video");
  const hasHls = Boolean(player.canPlayType("application/vnd.apple.mpegurl"));
  const waiting = [];
  let underWay = 0;

  /* Browsers open six lines to a server: slow cameras must leave some for everything else on the page. */
  async function asked(url) {
    if (underWay >= AT_ONCE) await new Promise((go) => waiting.push(go));
    underWay++;
    try {
      return await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_S * 1000) });
    } finally {
      underWay--;
      if (waiting.length) waiting.shift()();
    }
  }

  const now = () => performance.now() / 1000;
  const jitter = (seconds) => seconds * (0.85 + 0.3 * Math.random());

  function clock(moment) {
    const hour = new Date(moment.getTime() + 7 * 3600000).toISOString().slice(11, 16);
    return (document.documentElement.lang === "en" ? hour : hour.replace(":", ".")) + " WIB";
  }

  function made(tag, className, parent, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    if (parent) parent.append(node);
    return node;
  }

  class Tile {
    constructor(host, words) {
      this.words = words;
      this.box = made("figure", "camera-tile", host);
      const view = made("div", "camera-view", this.box);
      this.image = made("img", "", view);
      this.image.alt = "";
      this.video = made("video", "", view);
      Object.assign(this.video, { muted: true, autoplay: true, playsInline: true, hidden: true, disablePictureInPicture: true });
      this.none = made("div", "camera-none hatched", view);
      this.since = made("p", "camera-since", this.none);
      this.why = made("p", "camera-why", this.none);
      this.caption = made("figcaption", "", this.box);
      this.video.addEventListener("timeupdate", () => this.moved());
      this.video.addEventListener("error", () => this.video.getAttribute("src") && this.streamFailed("decode"));
      this.turn = 0;
      this.timer = 0;
    }

    /* info: {key, name, place, owner, status, is_simulated, has_stream, has_photo}, or null for an empty place. */
    show(info) {
      if (info && this.info && info.key === this.info.key) return;
      this.stop();
      this.info = info;
      this.good = this.failedAt = this.reason = null;
      this.failures = 0;
      this.retryStream = 0;
      this.streamRetry_s = FIRST_RETRY_S;
      this.image.removeAttribute("src");
      this.write();
      this.state(info ? "wait" : "empty");
      if (info) this.start();
    }

    write() {
      this.caption.replaceChildren();
      this.box.dataset.key = this.info ? this.info.key : "";
      if (!this.info) return;
      const { name, place, owner, status, is_simulated } = this.info;
      this.name = made("button", "camera-name", this.caption, name);
      this.name.type = "button";
      this.name.dataset.opens = "camera:" + this.info.key;
      made("span", "camera-where", this.caption, [place, owner].filter(Boolean).join(" · "));
      if (is_simulated) made("span", "chip simulated", this.caption, this.words.simulated);
      if (status === "offline") made("span", "camera-off warning", this.caption, this.words.source_off);
      this.age = made("time", "camera-age", this.caption);
      this.mark = made("span", "camera-mark", this.caption);
    }

    state(name) {
      this.box.dataset.state = name;
      this.none.hidden = name !== "none" && name !== "empty";
      this.video.hidden = name !== "live";
      this.image.hidden = name !== "photo" && !(name === "wait" && this.image.src);
      if (this.mark) this.mark.textContent = this.words["mark_" + name] || "";
      if (this.age) this.age.title = name === "live" ? this.words.age_live : name === "photo" ? this.words.age_photo : "";
      if (name === "empty") this.say(this.words.empty, "");
      if (this.age && name !== "live" && name !== "photo") {
        this.age.className = "camera-age"; // without a moment there is no age: the clock of the page passes it over
        this.age.textContent = "";
      }
    }

    say(since, why) {
      this.since.textContent = since;
      this.why.textContent = why;
    }

    start() {
      const turn = ++this.turn;
      clearTimeout(this.timer);
      if (document.hidden || !this.info) return;
      if (this.info.has_stream && hasHls && now() >= this.retryStream) this.stream(turn);
      else this.photo(turn);
    }

    later(seconds) {
      const turn = this.turn;
      this.timer = setTimeout(() => turn === this.turn && this.start(), jitter(seconds) * 1000);
    }

    stop() {
      this.turn++;
      clearTimeout(this.timer);
      this.unload();
      if (this.picture) URL.revokeObjectURL(this.picture);
      this.picture = null;
    }

    unload() {
      if (!this.video.getAttribute("src")) return;
      this.video.removeAttribute("src");
      this.video.load();
    }

    base() {
      return "/cameras/" + this.info.key.split("/").map(encodeURIComponent).join("/") + "/";
    }

    async answer(what, turn) {
      try {
        const found = await asked(this.base() + what + "?soft=1");
        if (turn !== this.turn) return null;
        if (!(found.headers.get("content-type") || "").includes("problem+json")) return found;
        this.reason = (await found.json()).type.split(":").pop().replace("camera-", "");
      } catch (_lost) {
        this.reason = "server";
      }
      return null;
    }

    /* The playlist is asked first: a player whose address fails says so in the console, a question does not. */
    async stream(turn) {
      const found = await this.answer("stream/playlist.m3u8", turn);
      if (turn !== this.turn) return;
      if (!found) return this.streamFailed(this.reason);
      this.progress = now();
      this.video.src = this.base() + "stream/playlist.m3u8?soft=1";
      this.video.play().catch(() => {});
      this.watch(turn);
      if (this.info.has_photo && !this.picture) this.meanwhile(turn);
    }

    /* A stream needs seconds to begin: a photo stands there until then. */
    async meanwhile(turn) {
      const found = await this.answer("photo.jpg", turn);
      const body = found && (await found.blob().catch(() => null));
      if (body && turn === this.turn && this.box.dataset.state === "wait") await this.draw(body, new Date(found.headers.get("last-modified") || Date.now()));
    }

    watch(turn) {
      if (turn !== this.turn) return;
      if (now() - this.progress > STALL_S) return this.streamFailed("stalled");
      this.timer = setTimeout(() => this.watch(turn), 1000);
    }

    moved() {
      if (!this.video.getAttribute("src") || this.video.currentTime === this.at) return;
      this.at = this.video.currentTime;
      this.progress = now();
      this.seen(new Date());
      this.streamRetry_s = FIRST_RETRY_S;
      if (this.box.dataset.state !== "live") this.state("live");
    }

    streamFailed(reason) {
      this.unload();
      this.streamReason = reason;
      this.retryStream = now() + jitter(this.streamRetry_s);
      this.streamRetry_s = Math.min(LAST_RETRY_S, this.streamRetry_s * 2);
      if (this.box.dataset.state === "live") this.state("wait");
      if (this.info.has_photo) return this.start();
      this.turn++;
      this.missing(reason);
      this.later(this.streamRetry_s / 2);
    }

    async photo(turn) {
      if (!this.info.has_photo) {
        this.missing(this.info.has_stream ? (hasHls ? this.streamReason : "no_hls") : "none");
        return this.later(LONGEST_S);
      }
      const found = await this.answer("photo.jpg", turn);
      const body = found && (await found.blob().catch(() => null));
      if (turn !== this.turn) return;
      if (!body) {
        this.failures++;
        this.missing(this.reason);
        return this.later(Math.min(LONGEST_S, PHOTO_S * 2 ** this.failures));
      }
      this.failures = 0;
      await this.draw(body, new Date(found.headers.get("last-modified") || Date.now()));
      if (turn === this.turn) this.later(PHOTO_S);
    }

    async draw(body, moment) {
      const before = this.picture;
      this.picture = URL.createObjectURL(body);
      this.image.src = this.picture;
      await this.image.decode().catch(() => {});
      if (before) URL.revokeObjectURL(before);
      if (this.box.dataset.state === "live") return;
      this.seen(moment);
      this.state("photo");
    }

    seen(moment) {
      this.good = new Date();
      this.failedAt = null;
      const text = moment.toISOString().slice(0, 19) + "Z";
      if (this.age && this.age.dateTime !== text) this.age.dateTime = text;
      if (this.age) this.age.className = "camera-age age";
    }

    /* A picture that came a moment ago stays, its age grows; after that the tile says what it is. */
    missing(reason) {
      this.failedAt = this.failedAt || new Date();
      if (this.good && (Date.now() - this.good) / 1000 < AGED_S) return;
      this.say(this.words.since.replace("{when}", clock(this.good || this.failedAt)), this.words["why_" + reason] || this.words.why_other);
      this.state("none");
    }

    destroy() {
      this.stop();
      this.info = null;
      this.box.remove();
    }
  }

  city.cameras = { Tile, made };
})();

// Which page of a tour is seen: a small machine without a screen and without a clock of its own, so that it can be tried alone.
(function () {
  "use strict";
  const city = window.city;

  /** views: [{stop, part, seconds, alarms}]. `at` is a view's number, `left` the seconds that it stays. */
  city.Rotation = class {
    constructor(views, kept) {
      this.views = views;
      this.at = Math.min(Math.max(0, kept?.at ?? 0), views.length - 1);
      this.left = Math.min(kept?.left ?? Infinity, views[this.at].seconds);
      this.isPaused = kept?.isPaused === true;
      this.pin = null; // the alarm that holds a page
      this.before = null; // where the tour was when it came, and how long its page had left
    }

    /** Seconds pass. Gives whether another page is seen now. */
    pass(seconds) {
      if (this.isPaused || this.pin || this.views.length < 2) return false;
      this.left -= seconds;
      if (this.left > 0) return false;
      this.go(this.at + 1);
      return true;
    }

    go(to) {
      this.at = ((to % this.views.length) + this.views.length) % this.views.length;
      this.left = this.views[this.at].seconds;
    }

    /** A priority alarm stops the tour on the page that is about it; without such a page it stops where it stands. */
    alarm(top) {
      if (!top) {
        if (!this.pin) return false;
        this.pin = null;
        if (this.before) Object.assign(this, this.before);
        this.before = null;
        return true;
      }
      if (this.pin && this.pin.id === top.id) return false;
      const page = this.views.findIndex((view) => view.alarms.some((name) => name === "*" || [top.rule, top.entity].some((of) => String(of || "").startsWith(name))));
      this.before ??= { at: this.at, left: this.left };
      this.pin = { id: top.id, title: top.title, isShown: page >= 0 };
      if (page >= 0) this.go(page);
      return true;
    }

    /** 0 … 1 of the time of this page. */
    get progress() { return this.pin ? 0 : 1 - this.left / this.views[this.at].seconds; }
    get kept() { return { at: this.at, left: this.left, ...this.before, isPaused: this.isPaused }; }
    get next() { return (this.at + 1) % this.views.length; }
  };

  const RULES = new Set(["siaga_1", "siaga_2"]);
  /** Does this alarm stop a tour: of the highest priority or a gate at Siaga 1 or 2, and nobody has acknowledged it. */
  city.stopsTour = function (told) {
    const top = told && told.top;
    const isGrave = top && (top.priority === "tinggi" || RULES.has(top.rule)) && top.state !== "acknowledged" && told.unacked > 0;
    return isGrave ? { ...top, id: top.id ?? `${top.rule}/${top.entity}` } : null;
  };
})();

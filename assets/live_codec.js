// The frames of live/wire.py, read in the browser: typed arrays over the bytes, and the memory of one layer.
(function () {
  "use strict";
  const city = (window.city = window.city || {});
  const HEAD = 24, KEY = 1, DEFLATED = 2, STEP = 1e-5, UNKNOWN = 255;

  /** The head of a frame, or null when the bytes are not one. */
  function head(buffer) {
    if (buffer.byteLength < HEAD) return null;
    const view = new DataView(buffer);
    if (view.getUint16(0) !== 0x4a4b || view.getUint8(2) !== 1) return null;
    const flags = view.getUint8(3);
    return {
      isKey: !!(flags & KEY), isDeflated: !!(flags & DEFLATED), layer: view.getUint16(4, true),
      seq: view.getUint32(8, true), total: view.getUint32(12, true), base: view.getFloat64(16, true),
    };
  }

  async function body(buffer, isDeflated) {
    const rest = buffer.slice(HEAD);
    if (!isDeflated) return rest;
    const stream = new Blob([rest]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).arrayBuffer();
  }

  /** A whole frame: head and columns. */
  async function decode(buffer) {
    const frame = head(buffer);
    if (!frame) throw new Error("not a frame of this version");
    const bytes = await body(buffer, frame.isDeflated);
    const [m, r, g, textLength] = new Uint32Array(bytes, 0, 4);
    let place = 16;
    const take = (Kind, n) => {
      const column = new Kind(bytes, place, n);
      place += column.byteLength;
      return column;
    };
    Object.assign(frame, { lat: take(Int32Array, r), lon: take(Int32Array, r), age: take(Uint32Array, r) });
    Object.assign(frame, { moved: take(Uint16Array, m), dlat: take(Int16Array, m), dlon: take(Int16Array, m) });
    Object.assign(frame, { movedAge: take(Uint16Array, m), restated: take(Uint16Array, r), gone: take(Uint16Array, g) });
    Object.assign(frame, { dbearing: take(Uint8Array, m), dspeed: take(Uint8Array, m), bearing: take(Uint8Array, r), speed: take(Uint8Array, r) });
    frame.moved = frame.moved.slice();
    for (let i = 1; i < m; i++) frame.moved[i] += frame.moved[i - 1]; // gaps -> slots
    frame.said = textLength ? JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, place, textLength))) : { ids: [], meta: {} };
    return frame;
  }

  /** What is known of one layer: columns by slot. `alive[slot]` is 1 for a thing that is there. */
  class Memory {
    constructor(name) {
      this.name = name;
      this.seq = -1;
      this._clear(0);
    }

    _clear(room) {
      this.length = 0;
      this.total = 0;
      this.base = 0;
      this.ids = [];
      this.meta = {};
      for (const [column, Kind] of COLUMNS) this[column] = new Kind(room);
    }

    _grow(room) {
      if (room <= this.lat.length) return;
      const size = Math.max(256, Math.ceil(room * 1.25));
      for (const [column, Kind] of COLUMNS) {
        const wider = new Kind(size);
        wider.set(this[column]);
        this[column] = wider;
      }
    }

    /** Take a frame. A key frame begins anew; the caller has seen to it that a difference is the next one. */
    apply(frame) {
      if (frame.isKey) this._clear(0);
      for (const slot of frame.restated) if (slot >= this.length) this.length = slot + 1;
      this._grow(this.length);
      this.seq = frame.seq;
      this.base = frame.base;
      this.total = frame.total;
      for (let i = 0; i < frame.moved.length; i++) this._move(frame, i, frame.moved[i]);
      for (let i = 0; i < frame.restated.length; i++) this._state(frame, i, frame.restated[i]);
      for (const [column, coded] of Object.entries(frame.said.meta)) {
        const words = (this.meta[column] = this.meta[column] || []);
        frame.restated.forEach((slot, i) => { words[slot] = coded.codes[i] < 0 ? null : coded.values[coded.codes[i]]; });
      }
      for (const slot of frame.gone) this.alive[slot] = 0;
    }

    _move(frame, i, slot) {
      this.lat[slot] += frame.dlat[i];
      this.lon[slot] += frame.dlon[i];
      this.bearing[slot] += frame.dbearing[i]; // both wrap at 256
      this.speed[slot] += frame.dspeed[i];
      this.seen[slot] = frame.base - frame.movedAge[i];
    }

    _state(frame, i, slot) {
      this.ids[slot] = frame.said.ids[i];
      this.lat[slot] = frame.lat[i];
      this.lon[slot] = frame.lon[i];
      this.bearing[slot] = frame.bearing[i];
      this.speed[slot] = frame.speed[i];
      this.seen[slot] = frame.base - frame.age[i];
      this.alive[slot] = 1;
    }

    /** How many things are there. */
    count() {
      let n = 0;
      for (let i = 0; i < this.length; i++) n += this.alive[i];
      return n;
    }

    /** Everything known of a slot, in units a person reads; null where unknown. */
    thing(slot) {
      const meta = {};
      for (const [column, words] of Object.entries(this.meta)) meta[column] = words[slot] ?? null;
      return {
        ...meta, id: this.ids[slot], lat: this.lat[slot] * STEP, lon: this.lon[slot] * STEP, seen: this.seen[slot],
        bearing: this.bearing[slot] === UNKNOWN ? null : this.bearing[slot] * 1.5,
        speed_ms: this.speed[slot] === UNKNOWN ? null : this.speed[slot] * 0.2,
      };
    }
  }

  const COLUMNS = [["lat", Int32Array], ["lon", Int32Array], ["seen", Float64Array], ["bearing", Uint8Array], ["speed", Uint8Array], ["alive", Uint8Array]];
  city.codec = { head, decode, Memory, STEP, UNKNOWN };
})();

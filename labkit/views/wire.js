// The live wire. Rows are virtual: only those in sight are in the page. Whatever came over the wire
// is written as text (textContent), never as markup.
const MOST = 10000; // rows kept here, as in Python
const PACE = 250; // ms between two questions for older rows: Jupyter drops what comes too fast
const SPEAK = 1000; // ms between two sentences for screen readers
const MARGIN = 6; // rows drawn above and below what is in sight
const MASK = "••••";
const LETTERS = /^[\p{L}\p{N}\p{P}\p{S}\p{M}]$/u;
const SIGNS = {
  ok: "M2.5 8.5 6.2 12.2 13.5 4.2",
  no: "M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5",
  go: "M3 8h.1M8 8h.1M13 8h.1",
  later: "M12.6 5.6A5.2 5.2 0 1 0 13.2 8M13.2 2.4V6.2H9.4",
  C: "M5.5 3.5 10.5 8 5.5 12.5",
  S: "M10.5 3.5 5.5 8 10.5 12.5",
  open: "M3.5 7.5H12.5V14H3.5zM5.5 7.5V5A2.5 2.5 0 0 1 10 3.6",
  shut: "M3.5 7.5H12.5V14H3.5zM5.5 7.5V5A2.5 2.5 0 0 1 10.5 5V7.5",
  warn: "M8 2 15 14H1zM8 6.5V10M8 12v.1",
  down: "M3.5 6 8 10.5 12.5 6",
  star: "M8 1 10.1 5.6 15 6.1 11.3 9.4 12.4 14.3 8 11.8 3.6 14.3 4.7 9.4 1 6.1 5.9 5.6z",
};
// Colour is doubled by the line: SMTP solid, POP3 long dashes towards the device, IMAP two heads.
const LINES = {
  SMTP: ["M1 5H28", "M33 5l-7-4v8z", ""],
  POP3: ["M33 5H7", "M1 5l7-4v8z", "8 4"],
  IMAP: ["M6 5H28", "M33 5l-7-4v8zM1 5l7-4v8z", ""],
};

function make(tag, name, text, attributes = {}) {
  const node = document.createElement(tag);
  if (name) node.className = name.split(" ").map((n) => `labkit-wire-${n}`).join(" ");
  if (text !== undefined) node.textContent = text;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function svg(width, height, ...shapes) {
  const ns = "http://www.w3.org/2000/svg";
  const root = document.createElementNS(ns, "svg");
  const put = (node, all) => Object.entries(all).forEach(([k, v]) => node.setAttribute(k, v));
  put(root, { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  for (const shape of shapes) {
    const path = document.createElementNS(ns, "path");
    put(path, { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round", ...shape });
    root.append(path);
  }
  return root;
}

function sign(name, width = 2.2) {
  const filled = name === "star" ? { fill: "currentColor" } : {};
  const root = svg(16, 16, { d: SIGNS[name], stroke: "currentColor", "stroke-width": name === "go" ? 3 : width, ...filled });
  root.classList.add("labkit-wire-sign");
  return root;
}

function protocolLine(protocol) {
  const [line, heads, dash] = LINES[protocol];
  return svg(34, 10, { d: line, stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "butt", "stroke-dasharray": dash }, { d: heads, fill: "currentColor" });
}

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

class Wire {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.page = Math.random().toString(36).slice(2);
    this.rows = []; // all that are kept, oldest first
    this.waiting = []; // came while paused
    this.shown = []; // rows that pass the filter
    this.sessions = new Map();
    this.last = 0;
    this.gone = 0;
    this.depth = 1;
    this.depths = new Map(); // of rows that were opened or closed one by one
    this.heights = new Map();
    this.details = { parts: new Map(), raw: new Map(), secret: new Map() };
    this.asked = { parts: new Set(), raw: new Set(), secret: new Set() };
    this.meanings = {};
    this.nodes = new Map();
    this.filter = { session: 0, who: "", protocol: "", text: "" };
    this.paused = false;
    this.follows = true;
    this.active = 0; // serial of the row that Tab leads to
    this.unspoken = 0;
    this.unseen = 0;
    this.watch = new ResizeObserver(() => this.measure());
    this.build();
    this.listeners = {
      "msg:custom": (message) => this.heard(message),
      "change:labels": () => this.build(),
      "change:events": () => this.offerEvents(),
      "change:selected": () => this.goSelected(),
    };
    for (const [name, act] of Object.entries(this.listeners)) model.on(name, act);
    this.ask("whole");
  }

  leave() {
    for (const [name, act] of Object.entries(this.listeners)) this.model.off(name, act);
    this.watch.disconnect();
    clearTimeout(this.speaking);
    clearTimeout(this.paging);
    this.ask("leave");
  }

  ask(what, more = {}) {
    try {
      this.model.send({ ask: what, page: this.page, ...more });
    } catch {
      // The kernel is gone: the note over the view says so.
    }
  }

  say(key, values = {}) {
    return fill(this.words[key] ?? "", values);
  }

  // --- the frame -------------------------------------------------------------------------------

  build() {
    this.words = this.model.get("labels");
    this.el.lang = this.model.get("language");
    this.el.replaceChildren();
    this.nodes.clear();
    const frame = make("section", "frame", undefined, { "aria-label": this.say("title") });
    this.el.append(frame);
    this.note = make("div", "note", "", { role: "status" });
    this.spoken = make("div", "hidden", "", { role: "status" });
    const body = make("div", "body");
    body.append(this.buildLines(), this.buildSessions());
    frame.append(this.buildHead(), this.buildFilters(), this.note, body, this.spoken);
    this.list.replaceChildren(); // a probe tells how high a row is in this font
    this.watch.disconnect();
    this.watch.observe(this.scroller);
    this.drawSessions();
    this.refilter();
  }

  button(name, words, act) {
    const made = make("button", name, words, { type: "button" });
    made.addEventListener("click", act);
    return made;
  }

  buildHead() {
    const head = make("div", "head");
    const title = make("div", "title", this.say("title"), { role: "heading", "aria-level": 3 });
    this.state = make("span", "state");
    this.pauser = this.button("button", "", () => this.pause(!this.paused));
    const depths = make("div", "depths", undefined, { role: "group", "aria-label": this.say("depth") });
    this.depthButtons = [1, 2, 3].map((depth) => this.button("depth", this.say(`depth${depth}`), () => this.setDepth(depth)));
    depths.append(...this.depthButtons);
    head.append(title, this.state, this.pauser, depths, this.button("button", this.say("copy"), () => this.copyLines()));
    this.drawState();
    return head;
  }

  field(key, control) {
    const label = make("label", "field");
    label.append(make("span", "", this.say(key)), control);
    return label;
  }

  choice(options, value, act) {
    const select = make("select");
    const put = (parent, list) => list.forEach(([name, words, inside]) => {
      if (inside) {
        const group = make("optgroup", "", undefined, { label: words });
        put(group, inside);
        parent.append(group);
      } else {
        parent.append(make("option", "", words, { value: name }));
      }
    });
    put(select, options);
    select.value = value;
    select.addEventListener("change", () => act(select.value));
    return select;
  }

  buildFilters() {
    const row = make("div", "filters");
    const set = (key) => (value) => this.setFilter({ [key]: value });
    this.who = make("span", "slot");
    const protocols = ["SMTP", "POP3", "IMAP"].map((name) => [name, name]);
    const protocol = this.choice([["", this.say("every")], ...protocols], this.filter.protocol, set("protocol"));
    const text = make("input", "", undefined, { type: "search", placeholder: this.say("find_hint") });
    text.value = this.filter.text;
    text.addEventListener("input", () => this.find(text.value));
    this.protocol = protocol;
    this.text = text;
    this.events = make("span", "slot");
    row.append(this.field("who", this.who), this.field("protocol", protocol), this.field("find", text), this.field("event", this.events));
    this.offerWho();
    this.offerEvents();
    return row;
  }

  offerWho() {
    const people = new Map();
    const devices = new Map();
    for (const each of this.sessions.values()) {
      people.set(`@${each.owner}`, each.ownerWord);
      devices.set(each.key, each.who);
    }
    const now = JSON.stringify([...people, ...devices]);
    if (this.offered === now && this.who.firstChild) return;
    this.offered = now;
    const options = [["", this.say("everybody")], ["", this.say("people"), [...people]], ["", this.say("devices"), [...devices]]];
    this.who.replaceChildren(this.choice(options, this.filter.who, (value) => this.setFilter({ who: value })));
  }

  offerEvents() {
    const options = this.model.get("events").map(([number, words]) => [number, words]);
    const select = this.choice([["", this.say("choose")], ...options], "", (value) => {
      if (value !== "") this.goEvent(Number(value));
      select.value = "";
    });
    this.events.replaceChildren(select);
  }

  buildLines() {
    const part = make("div", "lines");
    this.scroller = make("div", "scroller");
    this.list = make("div", "list");
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.scroller.append(this.list);
    this.foot = make("div", "foot");
    this.count = make("span", "count");
    this.newest = this.button("button newest", "", () => this.toEnd());
    this.newest.hidden = true;  // it has no words before there is something to go to
    this.foot.append(this.count, this.newest);
    this.empty = make("div", "empty");
    part.append(this.empty, this.scroller, this.foot, make("div", "hidden", this.say("help")));
    this.track = make("div", "track", undefined, { hidden: "", "aria-label": this.say("track") });
    part.append(this.track);
    return part;
  }

  buildSessions() {
    const part = make("div", "sessions", undefined, { role: "group", "aria-label": this.say("sessions") });
    this.allSessions = this.button("session all", this.say("all"), () => this.setFilter({ session: 0 }));
    this.sessionList = make("div", "cards");
    part.append(make("div", "subtitle", this.say("sessions"), { role: "heading", "aria-level": 4 }), this.allSessions, this.sessionList);
    this.cards = new Map();
    return part;
  }

  drawState() {
    const waits = this.waiting.length;
    this.state.textContent = !this.paused ? this.say("live") : waits ? this.say("waiting", { count: waits }) : this.say("paused");
    this.state.classList.toggle("labkit-wire-is-live", !this.paused);
    this.pauser.textContent = this.say(this.paused ? "resume" : "pause");
    this.depthButtons.forEach((each, at) => each.setAttribute("aria-pressed", String(at + 1 === this.depth)));
  }

  // --- what Python tells -----------------------------------------------------------------------

  heard(message) {
    if (message.gone !== undefined && message.is !== "gone") this.gone = message.gone;
    if ((message.page ?? "") !== "" && message.page !== this.page) return;
    const act = {
      whole: () => this.whole(message),
      before: () => this.before(message.rows),
      rows: () => this.came(message.rows),
      gone: () => this.dropSession(message.session),
      sessions: () => this.noteSessions(message.sessions),
      meanings: () => this.learn(message.meanings),
      note: () => { this.note.textContent = message.text; },
    }[message.is];
    if (act) act();
    else if (this.details[message.is]) this.detail(message.is, message.found);
  }

  whole(message) {
    this.stale = this.paused && this.rows.length > 0;
    if (this.stale) return; // what is looked at stays until it goes on
    this.rows = message.rows;
    this.waiting = [];
    this.last = message.last;
    this.sessions = new Map(message.sessions.map((each) => [each.id, each]));
    for (const kind of Object.keys(this.details)) {
      this.details[kind].clear();
      this.asked[kind].clear();
    }
    this.meanings = {};
    this.nodes.clear();
    this.list.replaceChildren();
    this.drawSessions();
    this.refilter();
    this.drawState();
    this.more();
    this.goSelected();
  }

  more() {
    clearTimeout(this.paging);
    if (!this.rows.length || this.rows.length >= MOST) return;
    this.paging = setTimeout(() => this.ask("before", { serial: this.rows[0].i }), PACE);
  }

  before(rows) {
    const first = this.rows.length ? this.rows[0].i : Infinity;
    const older = rows.filter((row) => row.i < first);
    if (!older.length) return;
    const height = this.total();
    this.rows = [...older, ...this.rows];
    this.shown = [...older.filter((row) => this.passes(row)), ...this.shown];
    this.changed(this.total() - height);
    this.more();
    if (this.wanted) this.goSelected();
  }

  came(rows) {
    const fresh = rows.filter((row) => row.i > this.last);
    if (!fresh.length) return;
    if (fresh[0].i !== this.last + 1) return this.ask("whole"); // something was lost on the way to here
    this.last = fresh.at(-1).i;
    if (!this.paused) return this.add(fresh);
    this.waiting.push(...fresh);
    this.waiting.splice(0, this.waiting.length - MOST);
    this.drawState();
  }

  add(rows) {
    this.rows.push(...rows);
    const passing = rows.filter((row) => this.passes(row));
    this.shown.push(...passing);
    let above = 0;
    if (this.rows.length > MOST) {
      const height = this.total();
      this.rows.splice(0, this.rows.length - MOST);
      const first = this.rows[0].i;
      const at = this.shown.findIndex((row) => row.i >= first);
      this.shown.splice(0, at < 0 ? this.shown.length : at);
      above = this.total() - height;
    }
    if (!this.follows) this.unseen += passing.length;
    this.changed(above);
    if (passing.length) this.speak(passing);
  }

  dropSession(session) {
    const stays = (row) => row.s !== session;
    this.rows = this.rows.filter(stays);
    this.waiting = this.waiting.filter(stays);
    this.refilter();
  }

  detail(kind, found) {
    for (const each of found) {
      this.details[kind].set(each.i, each);
      this.redraw(each.i);
    }
    if (kind === "parts") {
      const keys = new Set(found.flatMap((each) => each.parts.map((part) => part[2])));
      const missing = [...keys].filter((key) => key && !(key in this.meanings));
      if (missing.length) this.ask("meanings", { keys: missing });
    }
    this.schedule();
  }

  learn(meanings) {
    Object.assign(this.meanings, meanings);
    this.nodes.forEach((node) => node.explain?.());
  }

  // --- sessions --------------------------------------------------------------------------------

  noteSessions(sessions) {
    for (const each of sessions) {
      this.sessions.set(each.id, each);
      this.card(each);
    }
    while (this.sessions.size > 400) {
      const oldest = Math.min(...this.sessions.keys());
      this.sessions.delete(oldest);
      this.cards.get(oldest)?.remove();
      this.cards.delete(oldest);
    }
    this.offerWho();
  }

  drawSessions() {
    this.sessionList.replaceChildren();
    this.cards.clear();
    for (const each of this.sessions.values()) this.card(each);
    this.pressSessions();
    this.offerWho();
    this.track.hidden = ![...this.sessions.values()].some((each) => each.track);
  }

  card(each) {
    let card = this.cards.get(each.id);
    if (!card) {
      card = this.button("session", undefined, () => this.setFilter({ session: this.filter.session === each.id ? 0 : each.id }));
      this.cards.set(each.id, card);
      this.sessionList.prepend(card); // the latest on top
      card.setAttribute("aria-pressed", String(this.filter.session === each.id));
    }
    card.className = `labkit-wire-session labkit-wire-${each.p.toLowerCase()}`;
    const top = make("span", "card-top");
    top.append(make("b", "number", `S${each.id}`), make("b", "", each.who));
    const badge = make("span", `badge ${each.tone}`);
    badge.append(sign({ fair: "ok", open: "go", bad: "no" }[each.tone]), make("span", "", each.badge));
    top.append(badge);
    const name = make("span", "protocol");
    name.append(protocolLine(each.p), make("span", "", each.p));
    const line = make("span", "card-line");
    line.append(name, make("span", "", each.port));
    const times = each.end ? this.say("times", each) : this.say("since", each);
    const tls = make("span", "tls");
    tls.append(sign(each.tls ? "shut" : "open", 1.6), make("span", "", this.say(each.tls ? "tls_yes" : "tls_no")));
    const when = make("span", "card-line", times);
    when.append(tls);
    card.replaceChildren(top, make("span", "card-host", each.host), line, when, make("span", "card-line", this.say("octets", each)));
    for (const words of each.warn) {
      const warning = make("span", "warning");
      warning.append(sign("warn", 1.5), make("span", "", words));
      card.append(warning);
    }
  }

  pressSessions() {
    this.allSessions.setAttribute("aria-pressed", String(!this.filter.session));
    this.cards.forEach((card, id) => card.setAttribute("aria-pressed", String(id === this.filter.session)));
  }

  // --- what is shown ---------------------------------------------------------------------------

  passes(row) {
    const { session, who, protocol, text } = this.filter;
    if (session && row.s !== session) return false;
    if (protocol && row.p !== protocol) return false;
    if (who) {
      const each = this.sessions.get(row.s);
      if (!each || (who[0] === "@" ? `@${each.owner}` : each.key) !== who) return false;
    }
    if (!text) return true;
    row.q ??= `${row.w} ${row.c ?? ""} ${row.t}\n${row.y ?? ""}\n${row.f ?? ""}`.toLowerCase();
    return row.q.includes(text);
  }

  setFilter(change) {
    Object.assign(this.filter, change);
    this.pressSessions();
    this.refilter();
  }

  find(text) {
    const place = /^\s*s(\d+):(\d+)\s*$/i.exec(text);
    if (place) return this.go(Number(place[1]), Number(place[2]));
    this.setFilter({ text: text.trim().toLowerCase() });
  }

  clearFilter() {
    this.filter = { session: 0, who: "", protocol: "", text: "" };
    this.text.value = this.protocol.value = "";
    this.offered = "";
    this.offerWho();
    this.setFilter({});
  }

  refilter() {
    this.shown = this.rows.filter((row) => this.passes(row));
    this.changed(0);
  }

  depthOf(row) {
    return this.depths.get(row.i) ?? this.depth;
  }

  setDepth(depth) {
    const top = this.shown[this.at(this.scroller.scrollTop)];
    this.depth = depth;
    this.depths.clear();
    this.heights.clear();
    this.nodes.forEach((node) => node.remove());
    this.nodes.clear();
    this.drawState();
    this.changed(0);
    if (top && !this.follows) this.scrollTo(top, true);
  }

  open(row, depth) {
    const held = this.list.contains(document.activeElement);
    this.depths.set(row.i, Math.max(1, Math.min(3, depth)));
    this.heights.delete(row.i);
    this.active = row.i;
    this.follows = false;
    this.redraw(row.i);
    this.changed(0);
    this.render();
    if (held) this.focus(row.i);
  }

  redraw(serial) {
    const node = this.nodes.get(serial);
    if (!node) return;
    const inside = node.contains(document.activeElement);
    node.remove();
    this.nodes.delete(serial);
    if (inside) {
      this.render();
      this.focus(serial);
    }
  }

  // --- virtual rows ----------------------------------------------------------------------------

  height(row) {
    return this.depthOf(row) === 1 ? this.unit : (this.heights.get(row.i) ?? this.unit * 4);
  }

  lay() {
    if (!this.dirty) return;
    this.dirty = false;
    if (!this.unit) this.probe();
    const at = (this.offsets = new Float64Array(this.shown.length + 1));
    this.shown.forEach((row, n) => { at[n + 1] = at[n] + this.height(row); });
  }

  probe() {
    const row = { i: -1, s: 0, n: 0, e: 0, d: "C", p: "SMTP", w: "x", t: "x", y: "x", h: "" };
    const node = this.line(row);
    this.list.append(node);
    this.unit = node.getBoundingClientRect().height || 0;
    node.remove();
  }

  total() {
    this.dirty = true;
    this.lay();
    return this.offsets[this.shown.length];
  }

  at(y) {
    this.lay();
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  changed(above) {
    this.dirty = true;
    this.above = (this.above ?? 0) + (this.follows ? 0 : above);
    this.schedule();
  }

  schedule() {
    if (this.due) return;
    this.due = true;
    requestAnimationFrame(() => {
      this.due = false;
      this.render();
    });
  }

  render() {
    if (!this.scroller.isConnected) return;
    this.lay();
    const { scroller, list, shown } = this;
    list.style.height = `${this.offsets[shown.length]}px`;
    if (this.follows) scroller.scrollTop = scroller.scrollHeight;
    else if (this.above) scroller.scrollTop += this.above;
    this.above = 0;
    const first = Math.max(0, this.at(scroller.scrollTop) - MARGIN);
    const end = Math.min(shown.length, this.at(scroller.scrollTop + scroller.clientHeight) + 1 + MARGIN);
    const wanted = new Map();
    for (let n = first; n < end; n++) wanted.set(shown[n].i, n);
    this.keepFocused(wanted);
    this.nodes.forEach((node, serial) => {
      if (wanted.has(serial)) return;
      node.remove();
      this.watch.unobserve(node);
      this.nodes.delete(serial);
    });
    this.place(wanted);
    this.drawFoot();
    this.askDetails(wanted);
  }

  keepFocused(wanted) {
    if (!this.list.contains(document.activeElement)) return;
    const at = this.indexOf(this.active);
    if (at >= 0) wanted.set(this.active, at);
  }

  place(wanted) {
    const { list, shown } = this;
    if (shown.length) list.setAttribute("role", "list");
    else list.removeAttribute("role");
    list.setAttribute("aria-label", this.say("log"));
    if (shown.length && !wanted.has(this.active) && !list.contains(document.activeElement)) {
      this.active = shown[Math.min(shown.length - 1, this.at(this.scroller.scrollTop + this.unit / 2))].i;
    }
    for (const [serial, n] of [...wanted].sort((a, b) => a[1] - b[1])) {
      let node = this.nodes.get(serial);
      if (!node) {
        node = this.line(shown[n]);
        this.nodes.set(serial, node);
        this.insert(node, n);
        if (this.depthOf(shown[n]) > 1) this.watch.observe(node);
      }
      node.style.top = `${this.offsets[n]}px`;
      node.setAttribute("aria-setsize", shown.length);
      node.setAttribute("aria-posinset", n + 1);
      node.firstChild.tabIndex = serial === this.active ? 0 : -1;
    }
  }

  insert(node, n) {
    const next = [...this.list.children].find((each) => this.indexOf(each.serial) > n);
    this.list.insertBefore(node, next ?? null);
  }

  measure() {
    const probe = this.unit;
    if (this.scroller.clientWidth !== this.width) {
      this.width = this.scroller.clientWidth;
      this.el.classList.toggle("labkit-wire-narrow", this.el.clientWidth < 620);
      this.heights.clear();
      this.unit = 0;
      this.probe();
    }
    let different = probe !== this.unit;
    this.nodes.forEach((node, serial) => {
      const row = this.shown[this.indexOf(serial)];
      if (!row || this.depthOf(row) === 1) return;
      const high = node.offsetHeight;
      if (this.heights.get(serial) === high) return;
      this.heights.set(serial, high);
      different = true;
    });
    if (different) this.changed(0);
  }

  indexOf(serial) {
    let low = 0;
    let high = this.shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle].i < serial) low = middle + 1;
      else high = middle;
    }
    return this.shown[low]?.i === serial ? low : -1;
  }

  askDetails(wanted) {
    const need = { parts: [], raw: [] };
    for (const n of wanted.values()) {
      const row = this.shown[n];
      const depth = this.depthOf(row);
      if (depth > 1) need.parts.push(row.i);
      if (depth > 2 || (depth > 1 && row.f)) need.raw.push(row.i);
    }
    for (const [kind, serials] of Object.entries(need)) {
      const rows = serials.filter((serial) => !this.asked[kind].has(serial));
      rows.forEach((serial) => this.asked[kind].add(serial));
      if (rows.length) this.ask(kind, { rows });
    }
  }

  drawFoot() {
    const { rows, shown, gone } = this;
    this.count.textContent = this.say("shown", { shown: shown.length, all: rows.length });
    if (gone) this.count.textContent += ` · ${this.say("gone", { count: gone })}`;
    this.newest.hidden = this.follows || !shown.length;
    this.newest.replaceChildren(sign("down"), make("span", "", this.unseen ? this.say("newest", { count: this.unseen }) : this.say("to_end")));
    this.empty.hidden = shown.length > 0;
    this.scroller.hidden = !shown.length;
    if (shown.length || this.emptied === rows.length) return;
    this.empty.replaceChildren(make("span", "", this.say(rows.length ? "none" : "empty")));
    if (rows.length) this.empty.append(this.button("button", this.say("clear"), () => this.clearFilter()));
  }

  scrolled() {
    const { scroller } = this;
    const end = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < 8;
    if (end !== this.follows && !this.due) {
      this.follows = end;
      if (end) this.unseen = 0;
    }
    this.schedule();
  }

  toEnd() {
    this.follows = true;
    this.unseen = 0;
    this.changed(0);
  }

  // --- one row ---------------------------------------------------------------------------------

  line(row) {
    const depth = this.depthOf(row);
    const node = make("div", `row ${row.p.toLowerCase()} ${row.d === "C" ? "client" : "server"}${depth > 1 ? " deeper" : ""}`, undefined, { role: "listitem" });
    node.classList.add(`labkit-e${row.e}`);
    node.serial = row.i;
    const id = `labkit-s${row.s}-l${row.n}`;
    if (row.i > 0 && !document.getElementById(id)) node.id = id;
    if (this.chosen === row.i) node.classList.add("labkit-wire-chosen");
    const head = this.button("line", undefined, () => {
      this.active = row.i;
      this.open(row, (this.depthOf(row) % 3) + 1);
    });
    head.setAttribute("aria-expanded", String(depth > 1));
    head.append(this.speaker(row), this.words_of(row), this.place_of(row));
    node.append(head);
    if (depth > 1) node.append(this.deep(node, row, depth));
    return node;
  }

  speaker(row) {
    const box = make("span", "speaker");
    const asks = row.d === "C";
    const name = make("span", "name", asks ? row.w : this.say("to", { who: row.w }));
    const way = make("span", "way");
    way.append(protocolLine(row.p), make("span", "", row.p));
    box.append(sign(row.d, 2.4), name, way, make("span", "hidden", ` ${asks ? this.say("to_server") : ""}: `));
    return box;
  }

  words_of(row) {
    const box = make("span", "said");
    const top = make("span", "top");
    if (row.v) {
      const pill = make("span", `pill ${row.v}`);
      if (row.v !== "info") pill.append(sign(row.v, 2.6));
      pill.append(make("span", "", row.c));
      top.append(pill);
    }
    const shown = this.details.secret.get(row.i);
    top.append(make("code", row.f ? "text folded" : "text", shown ? shown.raw.join(" ").trim() : row.t));
    if (row.f && row.m > 1) top.append(make("span", "fold", this.say("fold", { count: row.m })));
    if (row.l) {
      const lost = make("span", "lost");
      lost.append(sign("no", 2.6), make("span", "", this.say("lost")));
      top.append(lost);
    }
    const story = make("span", "story");
    if (row.x) story.append(sign("star", 1));
    story.append(make("span", "", [row.y ?? row.f ?? "", row.x ? this.say("star") : ""].filter(Boolean).join(" · ")));
    box.append(top, story);
    return box;
  }

  place_of(row) {
    const box = make("span", "place");
    box.append(make("span", "ref", `S${row.s}:${row.n}`), make("span", "", row.h));
    return box;
  }

  deep(node, row, depth) {
    const box = make("div", "deep");
    if (row.f) box.append(make("p", "", row.f));
    const told = this.details.parts.get(row.i);
    if (row.k) box.append(this.secret(row));
    if (told && !row.f) box.append(...this.parts(node, told.parts));
    const raw = this.details.raw.get(row.i);
    if (row.f && depth === 2 && raw) box.append(make("pre", "letter", raw.raw.map(utf8).join(""), { role: "group", tabindex: 0, "aria-label": row.f }));
    if (told?.knows) box.append(make("p", "knows", this.say("knows", told)));
    if (depth > 2 && raw) box.append(this.octets(row, this.details.secret.get(row.i) ?? raw));
    const ref = `S${row.s}:${row.n}`;
    box.append(this.button("button small", this.say("copy_ref", { ref }), () => this.copy(ref, this.say("copied_ref", { ref }))));
    return box;
  }

  secret(row) {
    const box = make("div", "secret");
    const open = this.details.secret.has(row.i);
    box.append(sign("shut", 1.6), make("span", "", this.say("secret_why")));
    box.append(this.button("button small", this.say(open ? "secret_hide" : "secret_show"), () => {
      if (!open) return this.ask("secret", { rows: [row.i] });
      this.details.secret.delete(row.i);
      this.redraw(row.i);
      this.render();
    }));
    return box;
  }

  parts(node, parts) {
    const line = make("div", "parts", undefined, { role: "group", "aria-label": this.say("parts") });
    const box = make("div", "meaning", undefined, { "aria-live": "polite", id: `labkit-wire-m${this.page}-${node.serial}` });
    const all = [];
    let current;
    const explain = () => this.explain(box, current);
    const choose = (part, button) => {
      current = part;
      all.forEach((each) => {
        each.tabIndex = each === button ? 0 : -1;
        each.classList.toggle("labkit-wire-current", each === button);
      });
      explain();
    };
    for (const part of parts) {
      if (part.length < 3) {
        line.append(make("span", "between", part[0]));
        continue;
      }
      const button = make("button", "part", part[0], { type: "button", "aria-describedby": box.id, title: part[1] });
      ["focus", "pointerenter", "click"].forEach((name) => button.addEventListener(name, () => choose(part, button)));
      all.push(button);
      line.append(button);
    }
    line.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const to = step ? all[all.indexOf(document.activeElement) + step] : { Home: all[0], End: all.at(-1) }[event.key];
      if (!step && !to) return;
      event.preventDefault();
      event.stopPropagation();
      to?.focus();
    });
    node.explain = explain;
    const first = parts.find((part) => part[2]) ?? parts.find((part) => part.length > 2);
    if (first) choose(first, all[parts.filter((part) => part.length > 2).indexOf(first)]);
    return first ? [line, box] : [line];
  }

  explain(box, part) {
    if (!part) return;
    const [text, kind, meaning] = part;
    const title = make("b", "kind", kind);
    const told = this.meanings[meaning];
    const plain = make("span", "", ` ${told ? told[0] : this.say("unknown")}`);
    const first = make("p");
    first.append(title, make("code", "", text.length > 60 ? `${text.slice(0, 60)}…` : text), plain);
    box.replaceChildren(first);
    if (told?.[1]) box.append(make("p", "curious", told[1]));
    if (told?.[2]) box.append(make("p", "source", this.say("source", { source: told[2] })));
  }

  octets(row, { raw, more }) {
    const box = make("div", "octets", undefined, { role: "group", tabindex: 0, "aria-label": this.say("bytes") });
    for (const line of raw) {
      const drawn = make("div", "octet-line");
      if (line === null) drawn.append(MASK, ...octets("\r\n"));
      else drawn.append(...octets(line));
      box.append(drawn);
    }
    if (more) box.append(make("div", "more", this.say("more", { count: more })));
    return box;
  }

  // --- keys, places, copies --------------------------------------------------------------------

  key(event) {
    const head = event.target.closest(".labkit-wire-line");
    const at = this.indexOf(this.active);
    if (!head || at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const sight = Math.max(1, Math.floor(this.scroller.clientHeight / this.unit) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: sight, PageUp: -sight, Home: -at, End: this.shown.length - 1 - at };
    const row = this.shown[at];
    if (event.key in steps) {
      const to = this.shown[Math.max(0, Math.min(this.shown.length - 1, at + steps[event.key]))];
      this.active = to.i;
      this.scrollTo(to);
      this.render();
      this.focus(to.i);
    } else if (event.key === "ArrowRight") this.open(row, this.depthOf(row) + 1);
    else if (event.key === "ArrowLeft") this.open(row, this.depthOf(row) - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focus(serial) {
    this.nodes.get(serial)?.firstChild.focus({ preventScroll: true });
  }

  scrollTo(row, top = false) {
    const at = this.indexOf(row.i);
    this.total();
    const { scroller, offsets } = this;
    this.follows = false;
    this.list.style.height = `${offsets[this.shown.length]}px`;
    if (top || offsets[at] < scroller.scrollTop) scroller.scrollTop = offsets[at];
    else if (offsets[at + 1] > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = offsets[at + 1] - scroller.clientHeight;
    }
  }

  goSelected() {
    const [session, number] = this.model.get("selected");
    this.wanted = Boolean(session) && !this.go(session, number);
  }

  go(session, number) {
    return this.goTo((row) => row.s === session && row.n === number);
  }

  goEvent(event) {
    this.goTo((row) => row.e === event);
  }

  goTo(meant) {
    const row = this.rows.find(meant);
    if (!row) return false;
    if (!this.passes(row)) this.clearFilter();
    this.active = this.chosen = row.i;
    this.nodes.forEach((node) => node.classList.toggle("labkit-wire-chosen", node.serial === row.i));
    this.scroller.hidden = false;
    this.scrollTo(row, true);
    this.schedule();
    return true;
  }

  pause(paused) {
    this.paused = paused;
    const rows = paused ? [] : this.waiting.splice(0);
    if (!paused && this.stale) this.ask("whole");
    else if (rows.length) this.add(rows);
    this.drawState();
  }

  speak(rows) {
    this.unspoken += rows.length;
    this.newestRow = rows.at(-1);
    if (this.speaking) return;
    this.speaking = setTimeout(() => {
      this.speaking = 0;
      const row = this.newestRow;
      const last = `${row.d === "C" ? row.w : this.say("to", { who: row.w })}, ${row.p}: ${row.c ?? ""} ${row.t}`;
      this.spoken.textContent = this.say("spoken", { count: this.unspoken, last });
      this.unspoken = 0;
    }, SPEAK);
  }

  copyLines() {
    const lines = this.shown.map((row) => {
      const said = [row.c && `[${row.c}]`, row.f ?? row.t].filter(Boolean).join(" ");
      return `S${row.s}:${row.n} ${row.h} ${row.w} ${row.p} ${row.d}: ${said}${row.y ? `  (${row.y})` : ""}`;
    });
    this.copy(lines.join("\n"), this.say("copied", { count: lines.length }));
  }

  async copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      this.note.textContent = done;
    } catch {
      const area = make("textarea", "copy", text, { readonly: "", rows: 6, "aria-label": this.say("copy_here") });
      const close = this.button("button small", this.say("close"), () => this.note.replaceChildren());
      this.note.replaceChildren(make("span", "", this.say("copy_here")), area, close);
      area.focus();
      area.select();
    }
  }
}

function utf8(raw) {
  if (raw === null) return `${MASK}\n`;
  const bytes = Uint8Array.from(raw, (each) => each.charCodeAt(0));
  return new TextDecoder().decode(bytes).replace(/\r\n/g, "\n").replace(/[^\n\P{C}]/gu, "\ufffd");
}

// Octets as they passed: words as text, CR and LF and all that cannot be printed as small boxes.
function octets(raw) {
  const found = [];
  let text = "";
  const box = (name, words) => {
    if (text) found.push(text);
    text = "";
    found.push(make("span", `octet ${name}`, words));
  };
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    const letter = code > 127 ? letterAt(raw, at) : "";
    if (code === 13) box("end", "CR");
    else if (code === 10) box("end", "LF");
    else if (code > 31 && code < 127) text += raw[at];
    else if (letter) {
      text += letter;
      at += new TextEncoder().encode(letter).length - 1;
    } else box("hex", code.toString(16).toUpperCase().padStart(2, "0"));
  }
  return text ? [...found, text] : found;
}

function letterAt(raw, at) {
  const lead = raw.charCodeAt(at);
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const bytes = Uint8Array.from(raw.slice(at, at + length), (each) => each.charCodeAt(0));
  try {
    const letter = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return LETTERS.test(letter) ? letter : "";
  } catch {
    return "";
  }
}

function render({ model, el }) {
  const wire = new Wire(model, el);
  return () => wire.leave();
}

export default { render };

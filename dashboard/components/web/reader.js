// The reader: one object an element, kept over reruns so that card, focus and scroll stay.

class Reader {
  constructor(root) {
    this.root = root;
    this.at = { n: 1, col: "fr" };
    this.selected = "";
    this.showAll = false;
    this.singleKeys = localStorage.getItem("vav-single-keys") !== "off";
    this.live = el("p", { class: "vh", role: "status", "aria-live": "polite" });
    this.body = el("div", { class: "reader-wrap" });
    root.replaceChildren(this.live, this.body);
    this.chip = new Chip(root);
    this.words = new Words(this);
    // The app has single-key commands of its own; typing here must not reach them.
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.escape(event);
      event.stopPropagation();
    });
  }

  update(data, setTriggerValue, setStateValue) {
    this.trigger = setTriggerValue;
    this.remember = setStateValue;
    this.root.dataset.theme = data.theme;
    this.latest = data;
    // What arrives while a person types must not take the words away: it is drawn when the box closes.
    if (!this.editing || data.article !== this.data.article) this.refresh();
    this.offer();
    if (data.focus && data.focus_token !== this.focusToken) this.flash(data.focus);
    this.focusToken = data.focus_token;
  }

  refresh() {
    const data = this.latest;
    const packed = JSON.stringify({ ...data, theme: "", suggested: null });
    if (packed === this.packed) return;
    const before = this.data;
    this.packed = packed;
    this.data = data;
    if (before?.article !== data.article) this.newArticle();
    if (data.selected && data.selected !== before?.selected) this.selected = data.selected;
    this.draw();
    if (before) this.announce(before);
  }

  newArticle() {
    this.at = { n: 1, col: "fr" };
    this.showAll = false;
    if (!this.data.actors[this.selected]) this.selected = "";
  }

  send(name, value) {
    this.trigger(name, value);
  }

  draw() {
    const focused = this.root.getRootNode().activeElement?.closest?.("[data-col]") && !this.editing;
    this.body.style.minHeight = `${this.body.offsetHeight}px`;
    this.chip.hide();
    this.words.forget();
    this.editing = null;
    this.main = el("div", { class: "rmain" }, ...drawHeader(this), drawLegend(this.data));
    this.grid = drawGrid(this);
    this.main.append(...this.matchLine(), this.grid, reviewLine(this), drawKeys(this));
    this.card = drawCard(this, this.data.actors[this.selected]);
    this.body.replaceChildren(el("div", { class: "rgrid" }, this.main, this.card));
    this.keys = new GridKeys(this, this.grid);
    this.fold();
    this.mark();
    this.body.style.minHeight = "";
    if (focused) this.keys.go(this.at.n, this.at.col);
  }

  matchLine() {
    const { rows } = this.data;
    const n = rows.filter((row) => row.match).length;
    if (n === rows.length) return [];
    const toggle = el("button", { class: "lk", type: "button", on: { click: () => this.toggleFolded() } }, this.showAll ? "Show matches only" : "Show all");
    return [el("p", { class: "matchline" }, `${n} of ${rows.length} sentences match the filters`, toggle)];
  }

  toggleFolded() {
    this.showAll = !this.showAll;
    this.draw();
    this.main.querySelector(".matchline button")?.focus();
  }

  fold() {
    let first = true;
    for (const group of this.grid.querySelectorAll(".pgr")) {
      group.hidden = [...group.children].every((row) => row.hidden);
      group.classList.toggle("first", first && !group.hidden);
      first = first && group.hidden;
    }
  }

  announce(before) {
    const matching = (data) => data.rows.filter((row) => row.match).length;
    if (before.article !== this.data.article || matching(before) !== matching(this.data)) {
      this.say(`${matching(this.data)} of ${this.data.rows.length} sentences`);
    }
  }

  say(words) {
    this.live.textContent = asItIs(words);
  }

  flash(n) {
    if (!this.data.rows[n - 1]) return;
    if (!this.data.rows[n - 1].match && !this.showAll) this.toggleFolded();
    const row = this.grid.querySelector(`.r[data-n="${n}"]`);
    this.at = { n, col: "fr" };
    setTimeout(() => {
      row.scrollIntoView({ block: "center" });
      this.keys.start(n, "fr");
      row.classList.remove("flash");
      void row.offsetWidth;
      row.classList.add("flash");
    }, 60);
  }

  goTo(place) {
    if (place.here) this.flash(place.n);
    else this.send("open_sentence", { article: place.article, sentence: place.n });
  }

  mark() {
    for (const node of this.grid.querySelectorAll("[data-actor]")) {
      node.classList.toggle("sel", node.dataset.actor === this.selected && this.selected !== "");
    }
  }

  openCard(actor, event) {
    if (!this.data.actors[actor]) return;
    const byKeyboard = event?.detail === 0;
    if (event?.currentTarget?.dataset?.actor) this.opener = event.currentTarget;
    this.selected = actor;
    this.redrawCard();
    if (byKeyboard) this.card.querySelector("h2")?.focus();
  }

  closeCard() {
    const back = this.card.contains(this.root.getRootNode().activeElement) ? this.opener : null;
    this.selected = "";
    this.redrawCard();
    back?.focus();
  }

  redrawCard() {
    const next = drawCard(this, this.data.actors[this.selected]);
    this.card.replaceWith(next);
    this.card = next;
    this.mark();
    this.chip.hide();
  }

  escape(event) {
    if (this.chip.hide() || this.words.clear()) return event.preventDefault();
    if (this.card.contains(event.target) && this.selected) {
      this.closeCard();
      event.preventDefault();
    }
  }

  setSingleKeys(on) {
    this.singleKeys = on;
    localStorage.setItem("vav-single-keys", on ? "on" : "off");
  }

  // What is pointed at: the words selected in the French, the actor's mark that has the focus, else the sentence.
  correct(n) {
    const words = this.words.chosen();
    if (words && words.n <= n && n <= words.to) {
      this.send("correct", { article: this.data.article, sentence: words.n, first: words.first, last: words.last });
      return;
    }
    const mark = this.root.getRootNode().activeElement?.closest?.("[data-actor]");
    this.send("correct", { article: this.data.article, sentence: n, actor: mark?.dataset.actor ?? "" });
  }

  edit(n) {
    if (this.editing) return this.editing.focus();
    const row = this.data.rows[n - 1];
    const cell = this.keys.cell(n, "en");
    if (!cell) return;
    const text = cell.querySelector(".t");
    const close = () => {
      box.node.replaceWith(text);
      this.editing = null;
      this.refresh();
      this.keys.go(n, "en");
    };
    const save = (words) => {
      if (words !== row.text) {
        text.replaceChildren(asItIs(words));
        text.classList.remove("none");
      }
      close();
      if (words !== row.text) this.send("edit_sentence", { article: this.data.article, sentence: n, text: words });
    };
    const box = new EditBox(n, row.text, save, close);
    text.replaceWith(box.node);
    this.editing = box;
    box.fit();
    box.focus();
    this.offer();
    this.send("suggest", { article: this.data.article, sentence: n });
  }

  compare(n) {
    this.send("compare", { article: this.data.article, sentence: n });
  }

  // Similar sentences of the memory, into the box they were asked for.
  offer() {
    const { suggested, article } = this.latest;
    if (!this.editing || suggested?.article !== article || suggested.sentence !== this.editing.n) return;
    if (this.editing.offer(suggested.found)) this.say(similarWords(suggested.found.length));
  }
}

export default function mount({ parentElement, data, setTriggerValue, setStateValue }) {
  const root = parentElement.querySelector(".vav");
  root.reader ??= new Reader(root);
  root.reader.update(data, setTriggerValue, setStateValue);
}

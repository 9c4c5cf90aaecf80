// Words chosen in the French, by mouse or by keyboard, and which signs of the sentence's pieces they are.
// The selection is the browser's own: it shows, is read out and is copied as everywhere.

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;
const ELISION = /['’]/;

class Words {
  constructor(view) {
    this.view = view;
    this.head = null; // by keyboard: { n, anchor, head }, numbers of words
    this.button = el(
      "button", { class: "pick", type: "button", hidden: true, on: { click: () => this.take(), mousedown: (event) => event.preventDefault() } },
      el("span", {}, "Correct these words"), el("kbd", {}, "C"),
    );
    view.root.append(this.button);
    const look = () => (view.root.isConnected ? this.look() : document.removeEventListener("selectionchange", look));
    document.addEventListener("selectionchange", look);
  }

  // Every sign of a sentence that is no space, as it is drawn: where it stands in the page, and in its piece.
  signs(n) {
    const text = this.view.grid?.querySelector(`.r[data-n="${n}"] [data-col="fr"] .t`);
    if (!text) return [];
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const begins = this.view.data.rows[n - 1].at;
    const found = [];
    let glued = false;
    for (let piece = 0; walker.nextNode(); piece += 1) {
      const node = walker.currentNode;
      let at = 0;
      let number = 0;
      for (const sign of node.data) {
        const end = at + sign.length;
        if (/\s/u.test(sign)) glued = false;
        else {
          found.push({ n, node, start: at, end, sign, glued, piece: begins[piece], number });
          number += 1;
          glued = true;
        }
        at = end;
      }
    }
    return found;
  }

  // First and last sign of each word; an elided word ("l’") is one of its own.
  words(signs) {
    const found = [];
    let open = null;
    for (const [index, each] of signs.entries()) {
      if (!each.glued || (index && ELISION.test(signs[index - 1].sign))) open = null;
      if (!IN_WORD.test(each.sign)) continue;
      if (open) open[1] = index;
      else found.push((open = [index, index]));
    }
    return found;
  }

  range() {
    const root = this.view.root.getRootNode();
    const selection = document.getSelection();
    let found = null;
    try {
      found = selection.getComposedRanges({ shadowRoots: [root] })[0];
    } catch {
      const own = root.getSelection ? root.getSelection() : selection;
      found = own?.rangeCount ? own.getRangeAt(0) : null;
    }
    if (!found || !this.view.root.contains(found.startContainer) || !this.view.root.contains(found.endContainer)) return null;
    const range = document.createRange();
    range.setStart(found.startContainer, found.startOffset);
    range.setEnd(found.endContainer, found.endOffset);
    return range.collapsed ? null : range;
  }

  // Whether something of the text is selected at this moment, so that a click ended a selection.
  dragged() {
    return this.chosen() !== null;
  }

  // The selected signs of the French, whole words at both ends; null for none.
  chosen() {
    const range = this.range();
    if (!range || !this.view.grid) return null;
    const cells = [...this.view.grid.querySelectorAll('[data-col="fr"] .t')].filter((cell) => range.intersectsNode(cell));
    const rows = cells.map((cell) => Number(cell.closest(".r").dataset.n));
    const signs = rows.flatMap((n) => this.signs(n));
    const within = (each) => range.comparePoint(each.node, each.start) >= 0 && range.comparePoint(each.node, each.end) <= 0;
    let first = signs.findIndex(within);
    let last = signs.findLastIndex(within);
    if (first < 0) return null;
    const joined = (index) => signs[index]?.glued && IN_WORD.test(signs[index].sign) && IN_WORD.test(signs[index - 1].sign);
    while (joined(first)) first -= 1;
    while (joined(last + 1)) last += 1;
    const place = (each) => [each.piece, each.number];
    return {
      n: signs[first].n, to: signs[last].n, first: place(signs[first]), last: place(signs[last]),
      from: signs[first], until: signs[last],
    };
  }

  key(event) {
    const cell = event.target.closest?.('[data-col="fr"]');
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return false;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") return this.clear();
    if (!step || (!event.shiftKey && !this.head)) return false;
    return this.step(Number(cell.closest(".r").dataset.n), step, event);
  }

  // Shift moves one end of what is chosen; without it the next word is chosen.
  step(n, step, event) {
    const signs = this.signs(n);
    const words = this.words(signs);
    if (!words.length) return true;
    const within = (at) => Math.max(0, Math.min(words.length - 1, at));
    const now = this.head?.n === n ? this.head : null;
    if (!now) {
      const at = this.begin(event.target, signs, words, step);
      this.head = { n, anchor: at, head: at };
    } else if (event.shiftKey) this.head = { ...now, head: within(now.head + step) };
    else this.head = { n, anchor: within(now.head + step), head: within(now.head + step) };
    const [low, high] = [this.head.anchor, this.head.head].sort((one, other) => one - other);
    const [from, until] = [signs[words[low][0]], signs[words[high][1]]];
    document.getSelection().setBaseAndExtent(from.node, from.start, until.node, until.end);
    const text = document.createRange();
    text.setStart(from.node, from.start);
    text.setEnd(until.node, until.end);
    this.view.say(`Chosen: ${text.toString()}`);
    return true;
  }

  // The word to begin with: of the mark that has the focus, of what the mouse chose, else the first (or last).
  begin(target, signs, words, step) {
    const mouse = this.chosen();
    const at = mouse ? signs.findIndex((each) => each.node === mouse.from.node && each.start === mouse.from.start)
      : signs.findIndex((each) => target.matches(BUTTONS) && target.contains(each.node));
    const found = at < 0 ? -1 : words.findIndex(([, end]) => end >= at);
    return found >= 0 ? found : step > 0 ? 0 : words.length - 1;
  }

  // The button beside what is selected.
  look() {
    const words = this.chosen();
    this.button.hidden = !words || Boolean(this.view.editing);
    if (!words) return (this.head = null);
    const range = document.createRange();
    range.setStart(words.until.node, words.until.start);
    range.setEnd(words.until.node, words.until.end);
    const box = range.getBoundingClientRect();
    const host = this.view.root.getBoundingClientRect();
    const left = Math.min(box.right - host.left + 2, host.width - this.button.offsetWidth - 8);
    this.button.style.left = `${Math.max(4, left)}px`;
    this.button.style.top = `${box.bottom - host.top + 4}px`;
    return words;
  }

  take() {
    const words = this.chosen();
    if (words) this.view.correct(words.n);
  }

  // Lets go; true where something was chosen.
  clear() {
    if (!this.chosen()) return false;
    document.getSelection().removeAllRanges();
    this.forget();
    return true;
  }

  forget() {
    this.head = null;
    this.button.hidden = true;
  }
}

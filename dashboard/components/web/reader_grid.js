// Keyboard and pointer in the grid: one tab stop, roving focus, counterpart lit.

const COLUMNS = ["events", "fr", "en", "checks"];

class GridKeys {
  constructor(view, grid) {
    this.view = view;
    this.grid = grid;
    grid.addEventListener("keydown", (event) => this.key(event));
    grid.addEventListener("focusin", (event) => this.focused(event.target));
    grid.addEventListener("focusout", () => this.light(null));
    grid.addEventListener("mouseover", (event) => this.light(event.target));
    grid.addEventListener("mouseleave", () => this.light(null));
    this.rows = [...grid.querySelectorAll(".r")];
    // Choosing words within a mark is not choosing the mark.
    grid.addEventListener("click", (event) => event.detail === 1 && view.words.dragged() && event.stopPropagation(), true);
    this.start(view.at.n, view.at.col);
  }

  // Where Tab enters the grid.
  start(n, column) {
    const cell = this.cell(n, column) || this.cell(this.shown()[0]?.dataset.n, "fr");
    if (!cell) return;
    this.grid.querySelectorAll('[data-col][tabindex="0"]').forEach((node) => (node.tabIndex = -1));
    cell.tabIndex = 0;
    this.view.at = { n: Number(cell.closest(".r").dataset.n), col: cell.dataset.col };
  }

  shown() {
    return this.rows.filter((row) => !row.hidden);
  }

  cell(n, column) {
    const row = this.rows[Number(n) - 1];
    return row && !row.hidden ? row.querySelector(`[data-col="${column}"]`) : null;
  }

  light(target) {
    const cell = target?.closest?.(".c");
    const row = target?.closest?.(".r");
    if (row === this.litRow && cell === this.litCell) return;
    this.litRow?.classList.remove("hov");
    this.litRow?.querySelectorAll(".lit").forEach((node) => node.classList.remove("lit"));
    this.litRow = row || null;
    this.litCell = cell || null;
    if (!row || !cell) return;
    row.classList.add("hov");
    row.querySelector(`[data-col="${cell.dataset.col === "fr" ? "en" : "fr"}"]`).classList.add("lit");
  }

  focused(target) {
    const cell = target.closest("[data-col]");
    const row = target.closest(".r");
    if (!cell || !row) return;
    this.start(Number(row.dataset.n), cell.dataset.col);
    if (target === cell) this.marks().forEach((mark) => (mark.tabIndex = -1));
    this.light(cell);
  }

  go(n, column) {
    const cell = this.cell(n, column);
    if (!cell) return;
    this.view.words.clear();
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest" });
  }

  marks() {
    return [...this.grid.querySelectorAll(`[data-col] :is(${BUTTONS})`)];
  }

  key(event) {
    if (event.target.closest(".edit")) return;
    const inside = !event.target.matches("[data-col]");
    if (this.view.words.key(event)) return event.preventDefault();
    if (event.key === "Escape" && inside) {
      this.view.chip.hide();
      event.target.closest("[data-col]")?.focus();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const handled = this.single(event) || (!inside && (this.move(event) || this.enter(event)));
    if (handled) event.preventDefault();
  }

  move(event) {
    const { n, col } = this.view.at;
    const shown = this.shown();
    const at = shown.findIndex((row) => Number(row.dataset.n) === n);
    const to = (index) => (shown[index] ? (this.go(shown[index].dataset.n, col), true) : true);
    const column = COLUMNS.indexOf(col);
    const ends = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case "ArrowDown": return to(at + 1);
      case "ArrowUp": return to(at - 1);
      case "ArrowRight": return this.go(n, COLUMNS[Math.min(3, column + 1)]), true;
      case "ArrowLeft": return this.go(n, COLUMNS[Math.max(0, column - 1)]), true;
      case "Home": return ends ? to(0) : (this.go(n, "events"), true);
      case "End": return ends ? to(shown.length - 1) : (this.go(n, "checks"), true);
      case "PageDown": return to(this.paragraph(shown, at, 1));
      case "PageUp": return to(this.paragraph(shown, at, -1));
      default: return false;
    }
  }

  paragraph(shown, at, step) {
    const here = shown[at].parentNode;
    let index = at;
    while (shown[index] && shown[index].parentNode === here) index += step;
    while (step < 0 && shown[index - 1] && shown[index - 1].parentNode === shown[index].parentNode) index -= 1;
    return index;
  }

  enter(event) {
    if (event.key !== "Enter" && event.key !== "F2") return false;
    const cell = event.target;
    if (event.key === "Enter" && cell.dataset.col === "en") return this.view.edit(this.view.at.n), true;
    const marks = [...cell.querySelectorAll(BUTTONS)];
    marks.forEach((mark) => (mark.tabIndex = 0));
    marks[0]?.focus();
    return true;
  }

  single(event) {
    if (!this.view.singleKeys || event.ctrlKey || event.metaKey || event.altKey) return false;
    const key = event.key.toLowerCase();
    if (key === "e") return this.view.edit(this.view.at.n), true;
    if (key === "c") return this.view.correct(this.view.at.n), true;
    if (key === "v" && this.view.data.compare) return this.view.compare(this.view.at.n), true;
    if (key !== "n" && key !== "q") return false;
    const wanted = key === "n" ? ".chk" : ".c.q";
    const rows = this.shown().filter((row) => row.querySelector(wanted)).map((row) => Number(row.dataset.n));
    const here = this.view.at.n;
    const next = event.shiftKey ? rows.filter((n) => n < here).at(-1) : rows.find((n) => n > here);
    if (next) this.go(next, key === "n" ? "checks" : "fr");
    else this.view.say(event.shiftKey ? "None before" : "None after");
    return true;
  }
}

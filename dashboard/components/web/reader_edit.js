// The box in which a sentence's English is edited, and the similar sentences of the memory beneath it.

const similarWords = (n) => (n === 1 ? "1 similar sentence in your memory" : `${n} similar sentences in your memory`);

class EditBox {
  constructor(n, words, save, close) {
    this.n = n;
    this.save = save;
    this.area = el("textarea", { rows: 3, lang: "en", "aria-label": `English of sentence ${n}`, on: { input: () => this.fit() } });
    this.area.value = words;
    this.bad = el("span", { class: "bad", role: "alert" });
    this.near = el("div", { class: "near", role: "group", "aria-label": "Similar sentences in your memory", hidden: true });
    const button = (label, quiet, click) => el("button", { class: `btn${quiet ? " quiet" : ""}`, type: "button", on: { click } }, label);
    this.button = button;
    this.node = el(
      "div", { class: "edit" },
      this.area,
      el("div", { class: "row" }, button("Save", false, () => this.keep()), button("Cancel", true, close), "Ctrl+Enter saves, Escape gives up", this.bad),
      this.near,
    );
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.keep();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  keep() {
    const words = this.area.value.trim();
    if (words) this.save(words);
    else this.bad.textContent = "The English cannot be empty. Escape gives up.";
  }

  fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight + 2}px`;
  }

  focus() {
    this.area.focus();
    this.area.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  // True when something new is shown.
  offer(found) {
    const packed = JSON.stringify(found);
    if (packed === this.packed) return false;
    this.packed = packed;
    this.near.hidden = found.length === 0;
    this.near.replaceChildren(...found.map((each) => this.suggestion(each)));
    return found.length > 0;
  }

  suggestion(each) {
    const french = each.fr.map(([text, differs]) => (differs ? el("mark", {}, text) : text));
    return el(
      "div", { class: "sugg" },
      el("p", { class: "h" }, `Similar sentence in your memory, ${each.score} %${each.source ? `, ${each.source}` : ""}`),
      el("p", { class: "w fr", lang: "fr" }, ...french),
      el("p", { class: "w", lang: "en" }, each.en),
      this.button("Use this English", true, () => this.save(each.en)),
    );
  }
}

// Two engines' English beside the French: what differs is marked, and either can be taken as the wording.
const NOTHING_FOUND = "No disagreement found on a name, number, date, negation or harm.";

function pieces(parts) {
  return parts.flatMap(([words, differs, french]) => {
    const [, before, inner, after] = words.match(/^(\s*)([^]*?)(\s*)$/);
    const text = french ? el("i", { lang: "fr" }, inner) : inner;
    return [before, differs && inner ? el("mark", {}, text) : text, after];
  });
}

function englishCell(side, row, send) {
  const head = el("span", { class: "eng" }, side.engine);
  if (!side.pieces.length) return el("div", { role: "cell" }, head, el("p", { class: "soft" }, side.error));
  const take = () => send("take", { article: row.article, sentence: row.n, text: side.text });
  const label = `Use the wording of ${side.engine} for sentence ${row.n}`;
  return el(
    "div", { role: "cell" }, head,
    el("p", { class: "w", lang: "en" }, ...pieces(side.pieces)),
    el("button", { class: "lk", type: "button", "aria-label": label, on: { click: take } }, "Use this wording"),
  );
}

function notes(row) {
  if (row.said.length) return row.said.map((line) => el("span", { class: "note bad" }, flagGlyph(), el("span", {}, line)));
  return row.sides.every((side) => side.pieces.length) ? [el("span", { class: "note" }, NOTHING_FOUND)] : [];
}

function comparedRow(row, send) {
  const french = el("div", { role: "cell" }, el("span", { class: "eng" }, `French, sentence ${row.n}`), el("p", { class: "w", lang: "fr" }, row.fr));
  const sides = row.sides.map((side) => englishCell(side, row, send));
  return el("div", { class: "cr", role: "row" }, french, ...sides, el("div", { class: "cn", role: "cell" }, ...notes(row)));
}

export default function mount({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".vav");
  root.dataset.theme = data.theme;
  const rows = data.rows.map((row) => comparedRow(row, setTriggerValue));
  root.replaceChildren(el("div", { class: "cwrap" }, el("div", { class: "ct", role: "table", "aria-label": "Two engines compared" }, ...rows)));
}

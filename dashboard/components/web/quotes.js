// The quotes table: one row a quote, each with a way to its sentence.
const HEADS = ["Speaker", "Verb and stance", "French", "English", "About", "Date", "Sentence"];
const WIDTHS = ["w-speaker", "w-verb", "", "", "w-about", "w-date", "w-sentence"];

function speakerCell(speaker) {
  const name = el("span", { class: speaker.inferred ? "inf" : null, lang: speaker.lang }, speaker.name);
  const rest = speaker.inferred ? el("small", {}, "inferred") : null;
  if (!speaker.name) return [el("span", { class: "soft" }, "not stated")];
  if (!speaker.k) return [el("span", { class: "who bare" }, el("span", {}, name, rest))];
  return [el("span", { class: "who" }, el("span", {}, glyph(speaker.k)), el("span", {}, name, rest))];
}

function verbCell(verb) {
  if (!verb.fr) return [el("span", { class: "soft" }, "no verb")];
  const english = [verb.en, verb.stance].filter(Boolean).join(", ");
  return [el("span", { lang: "fr" }, verb.fr), english ? el("small", {}, english) : null];
}

function englishCell(row) {
  const words = row.en ? el("span", { class: "say", lang: "en" }, row.en) : el("span", { class: "soft" }, "no English yet");
  const checks = row.checks.map((text) => el("span", { class: "note bad" }, flagGlyph(), text));
  return [words, ...checks, row.edited ? el("span", { class: "note" }, penGlyph(), "edited by hand") : null];
}

function sentenceCell(row, send) {
  const open = () => send("open_sentence", { article: row.article, sentence: row.n });
  return [
    el("button", { class: "lk", type: "button", "aria-label": `Open sentence ${row.n} in the Reader`, on: { click: open } }, String(row.n)),
    el("button", { class: "lk fix", type: "button", "aria-label": `Correct the quote of sentence ${row.n}`,
      on: { click: () => send("correct", { article: row.article, sentence: row.n, start: row.start }) } }, "Correct"),
    row.title ? el("small", { lang: row.title_lang, title: row.title_fr || null }, row.title) : null,
    row.title_by ? el("small", { class: "by" }, row.title_by) : null,
  ];
}

function quoteRow(row, send) {
  const cells = [
    speakerCell(row.speaker), verbCell(row.verb), [el("span", { class: "say", lang: "fr" }, row.fr)], englishCell(row),
    row.about.map((actor) => el("span", { class: "ab" }, el("span", {}, glyph(actor.k)), el("span", {}, actor.name))),
    [row.date || el("span", { class: "soft" }, "no date")], sentenceCell(row, send),
  ];
  return el("tr", { role: "row" }, ...cells.map((cell) => el("td", { role: "cell" }, ...cell)));
}

export default function mount({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".vav");
  root.dataset.theme = data.theme;
  const heads = HEADS.map((head, i) => el("th", { role: "columnheader", scope: "col", class: WIDTHS[i] || null }, head));
  const table = el(
    "table",
    { class: "qt", role: "table", "aria-label": "Quotes", "aria-rowcount": data.total + 1 },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
    el("tbody", { role: "rowgroup" }, ...data.rows.map((row) => quoteRow(row, setTriggerValue))),
  );
  root.replaceChildren(el("div", { class: "qwrap" }, table));
}

// The quotes table: one row a quote, each with its paper and day, a way to its sentence, and its citation.
const HEADS = ["Speaker and verb", "French", "English", "About, day told", "Published in"];
const WIDTHS = ["w-speaker", "", "", "w-about", "w-where"];

function speakerCell({ speaker, verb }) {
  const name = speaker.name
    ? el("span", { class: speaker.inferred ? "inf" : null, lang: speaker.lang }, speaker.name)
    : el("span", { class: "soft" }, "speaker not stated");
  const lines = [
    name,
    speaker.inferred ? el("small", {}, "inferred") : null,
    speaker.function ? el("small", { lang: "fr" }, speaker.function) : null,
    verbLine(verb),
  ];
  if (!speaker.k) return [el("span", { class: "who bare" }, el("span", {}, ...lines))];
  return [el("span", { class: "who" }, el("span", {}, glyph(speaker.k)), el("span", {}, ...lines))];
}

function verbLine(verb) {
  if (!verb.fr) return el("small", { class: "verb soft" }, "no verb");
  const english = [verb.en, verb.stance].filter(Boolean).join(", ");
  return el("small", { class: "verb" }, el("i", { lang: "fr" }, verb.fr), english ? ` ${english}` : null);
}

function englishCell(row) {
  const words = row.en ? el("span", { class: "say", lang: "en" }, row.en) : el("span", { class: "soft" }, "no English yet");
  const checks = row.checks.map((text) => el("span", { class: "note bad" }, flagGlyph(), text));
  const maker = row.en && row.by ? el("small", { class: "by" }, row.by) : null;
  return [words, maker, ...checks];
}

function aboutCell(row) {
  const names = row.about.map((actor) => el("span", { class: "ab" }, el("span", {}, glyph(actor.k)), el("span", {}, actor.name)));
  const none = names.length ? null : el("span", { class: "soft" }, "nobody named");
  return [...names, none, row.told ? el("small", {}, "tells of ", el("span", { class: "told" }, row.told)) : null];
}

function whereCell(row, send) {
  const open = () => send("open_sentence", { article: row.article, sentence: row.n });
  return [
    row.source ? el("span", { class: "paper" }, row.source) : el("span", { class: "soft" }, "paper not stated"),
    el("small", {}, row.published ? `published ${row.published}` : "day of publication not known"),
    row.title ? el("small", { lang: row.title_lang, title: row.title_fr || null }, row.title) : null,
    row.title_by ? el("small", { class: "by" }, row.title_by) : null,
    el("span", { class: "acts" },
      el("button", { class: "lk", type: "button", "aria-label": `Open sentence ${row.n} in the Reader`, on: { click: open } }, `Sentence ${row.n}`),
      el("button", { class: "lk cite", type: "button", "aria-label": `Cite the quote of sentence ${row.n}`,
        on: { click: () => send("cite", { cite: row.place }) } }, "Cite"),
      el("button", { class: "lk fix", type: "button", "aria-label": `Correct the quote of sentence ${row.n}`,
        on: { click: () => send("correct", { article: row.article, sentence: row.n, start: row.start }) } }, "Correct")),
  ];
}

function quoteRow(row, send) {
  const cells = [
    speakerCell(row), [el("span", { class: "say", lang: "fr" }, row.fr)], englishCell(row), aboutCell(row), whereCell(row, send),
  ];
  return el("tr", { role: "row" }, ...cells.map((cell) => el("td", { role: "cell" }, ...cell)));
}

function groupRow(group) {
  const words = `${group.n.toLocaleString("en")} ${group.n === 1 ? "quote" : "quotes"}`;
  const head = el("th", { role: "rowheader", colspan: HEADS.length, scope: "rowgroup" }, group.name || "Speaker not stated", el("small", {}, words));
  return el("tr", { role: "row", class: "grp" }, head);
}

export default function mount({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".vav");
  root.dataset.theme = data.theme;
  const heads = HEADS.map((head, i) => el("th", { role: "columnheader", scope: "col", class: WIDTHS[i] || null }, head));
  const rows = data.rows.flatMap((row) => [...(row.group ? [groupRow(row.group)] : []), quoteRow(row, setTriggerValue)]);
  const table = el(
    "table",
    { class: "qt", role: "table", "aria-label": "Quotes", "aria-rowcount": data.total + 1 },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
    el("tbody", { role: "rowgroup" }, ...rows),
  );
  root.replaceChildren(el("div", { class: "qwrap" }, table));
}

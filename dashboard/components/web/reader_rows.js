// Rows of the bitext: header, legend, sentences with marks, margins.

const KIND_WORDS = { p: "Person", o: "Organisation", l: "Place", x: "Other name" };

function drawText(view, drawn) {
  return drawn.map((segment) => {
    const pieces = segment.t.map(([text, event]) => (event ? el("span", { class: "e", "data-event": event }, text) : text));
    if (!segment.k) return pieces;
    if (segment.k === "fr") return [el("i", { lang: "fr", class: "left-french" }, ...pieces)];
    if (segment.k === "d") {
      const date = inlineButton({ class: "m d", "aria-label": segment.name }, ...pieces);
      return [view.chip.attach(date, segment.tip)];
    }
    const open = (event) => view.openCard(segment.r, event);
    return [inlineButton({ class: `m ${segment.k}`, "aria-label": segment.name, "data-actor": segment.r, on: { click: open } }, ...pieces)];
  });
}

function speakerLine(view, quote, language) {
  const words = language === "fr" ? [quote.fr, quote.inferred && "déduit", quote.verb_fr] : [quote.en, quote.inferred && "inferred", quote.verb_en];
  const [who, ...rest] = words.filter(Boolean);
  const name = el("b", language === "en" ? { lang: quote.en_lang } : {}, who);
  const line = el(
    "button",
    {
      class: `sp${quote.inferred ? " inf" : ""}`, type: "button", tabindex: -1,
      on: { click: (event) => quote.actor && view.openCard(quote.actor, event) },
    },
    name,
    rest.length ? ` · ${rest.join(" · ")}` : "",
  );
  return view.chip.attach(line, quote.tip);
}

function textCell(view, row, language) {
  const quotes = row.quotes;
  const inferred = quotes.length > 0 && quotes.every((quote) => quote.inferred || quote.unknown);
  const cell = el("div", {
    class: `c${quotes.length ? " q" : ""}${inferred ? " inf" : ""}`, role: "gridcell", lang: language, "data-col": language, tabindex: -1,
    "aria-description": quotes.length ? quotes.map((quote) => quote.about).join("; ") : null,
  });
  const drawn = drawText(view, row[language]);
  cell.append(...(drawn.length || language === "fr" ? quotes.map((quote) => speakerLine(view, quote, language)) : []));
  cell.append(
    drawn.length ? el("div", { class: "t" }, ...drawn.flat()) : el("div", { class: "t none" }, language === "en" ? row.why || "No English yet" : ""),
  );
  return cell;
}

function eventWords(view, event) {
  const words = [event.status === "actual" ? "" : view.data.status[event.status], event.n > 1 ? `×${event.n}` : ""];
  const shown = words.filter(Boolean).join(" ");
  return shown ? el("i", {}, shown) : null;
}

function eventsCell(view, row) {
  const events = row.events.map((event) => {
    const button = el(
      "button",
      {
        class: "evt", type: "button", tabindex: -1, "aria-label": event.name, "data-for": event.id,
        on: {
          click: () => view.send("open_event", { article: view.data.article, event: event.id, sentence: row.n }),
        },
      },
      eventGlyph(event.status),
      el("span", {}, el("b", {}, event.type), eventWords(view, event)),
    );
    return view.chip.attach(button, event.tip);
  });
  return el(
    "div",
    { class: "mg left", role: "rowheader", "data-col": "events", tabindex: -1, "aria-label": `Sentence ${row.n}` },
    el("span", { class: "no" }, String(row.n)),
    el("span", { class: "evs" }, ...events),
  );
}

function checksCell(view, row) {
  const cell = el("div", { class: "mg right", role: "gridcell", "data-col": "checks", tabindex: -1 });
  for (const check of row.checks) {
    cell.append(
      el("span", { class: "chk" }, flagGlyph(), el("span", {}, check.what, check.value ? el("small", {}, check.value) : null)),
    );
  }
  if (row.edited) {
    cell.append(el("span", { class: "edt" }, penGlyph(), el("span", {}, "edited by hand")));
    if (row.machine) {
      const machine = el("button", { class: "act", type: "button", tabindex: -1 }, "Machine’s words");
      cell.append(view.chip.attach(machine, { head: row.machine, lines: [] }));
    }
    cell.append(action("Undo the edit", "", () => view.send("undo_sentence", { article: view.data.article, sentence: row.n })));
  }
  if (view.data.mixed && row.engine && !row.edited) cell.append(el("span", { class: "eng" }, row.engine));
  const details = row.details && action("Details", "onhover", null, `How the English of sentence ${row.n} was made`);
  cell.append(
    el(
      "span", { class: "acts" },
      action("Edit", "onhover", () => view.edit(row.n), `Edit the English of sentence ${row.n}`),
      action("Correct", "onhover", () => view.correct(row.n), `Put right what was read in sentence ${row.n}`),
      details ? view.chip.attach(details, row.details) : null,
      view.data.compare ? action("Compare", "onhover", () => view.compare(row.n), `Compare two engines on sentence ${row.n}`) : null,
    ),
  );
  return cell;
}

const action = (words, extra, click, name = null) =>
  el("button", { class: `act ${extra}`, type: "button", tabindex: -1, "aria-label": name, on: click && { click } }, words);

function drawRow(view, row) {
  return el(
    "div",
    { class: "r", role: "row", "aria-rowindex": row.n, "data-n": row.n, hidden: !(row.match || view.showAll) },
    eventsCell(view, row), textCell(view, row, "fr"), textCell(view, row, "en"), checksCell(view, row),
  );
}

function drawGrid(view) {
  const { data } = view;
  const head = el(
    "div",
    { class: "bth", role: "row" },
    el("span", { role: "columnheader" }, el("span", { class: "vh" }, "Sentence and events")),
    el("span", { role: "columnheader" }, el("strong", { lang: "fr" }, "Français"), " original"),
    el("span", { role: "columnheader" }, el("strong", {}, "English"), ` ${data.english_word}`),
    el("span", { role: "columnheader" }, el("span", { class: "vh" }, "Checks and edits")),
  );
  const grid = el(
    "div",
    { class: "bt", role: "grid", "aria-label": "French and English, sentence by sentence", "aria-rowcount": data.rows.length },
    head,
  );
  let group = null;
  let paragraph = null;
  for (const row of data.rows) {
    if (row.p !== paragraph) {
      paragraph = row.p;
      group = el("div", { class: "pgr", role: "rowgroup" });
      grid.append(group);
    }
    group.append(drawRow(view, row));
  }
  return grid;
}

function titleBy(head) {
  const checks = (head.title_checks || []).map((text) => el("span", { class: "bad" }, flagGlyph(), text));
  return el("small", {}, head.title_by || "", ...checks);
}

// Whether a person looked at all of the article and found it right as it is shown.
function reviewLine(view) {
  const { reviewed, article } = view.data;
  const words = reviewed ? `All of it was found right, by ${reviewed}.` : "Read it all, and nothing is wrong, or all is mended?";
  const act = el(
    "button", { class: "lk", type: "button", on: { click: () => view.send("review_article", { article }) } },
    reviewed ? "Take that back" : "All of it is right",
  );
  return el("p", { class: "reviewed" }, words, " ", act);
}

function drawHeader(view) {
  const { head } = view.data;
  return [
    el(
      "header",
      { class: "ahead" },
      el("div", { lang: "fr" }, el("h1", {}, head.title)),
      el("div", { class: "count" }, head.count),
      head.title_en ? el("p", { class: "en", lang: "en" }, head.title_en, titleBy(head)) : null,
    ),
    el("div", { class: "kick" }, ...[...head.facts, ...(view.data.reviewed ? [["Found right by", view.data.reviewed]] : [])].map(([name, value]) => el("span", {}, el("b", {}, name), value))),
    ...head.warnings.map((text) => el("p", { class: "notice warn" }, flagGlyph(), el("span", {}, text))),
    head.notice ? el("p", { class: "notice" }, head.notice) : null,
  ].filter(Boolean);
}

function drawLegend(data) {
  const item = (...children) => el("span", { class: "it" }, ...children);
  const sample = (kind, words) => item(el("span", { class: `m ${kind}` }, words));
  const kinds = Object.entries(KIND_WORDS).filter(([kind]) => kind !== "x" || data.has_other);
  const statuses = [["actual", "Reported"], ["planned", "Planned"], ["alleged", "Alleged, hypothetical"]];
  if (data.has_negated) statuses.push(["negated", "Negated"]);
  return el(
    "div",
    { class: "legend", role: "group", "aria-label": "Legend" },
    el(
      "p", {}, el("span", { class: "h" }, "In the text"), ...kinds.map(([kind, words]) => sample(kind, words)),
      sample("d", "Date"), item(el("span", { class: "e" }, "Event word")),
    ),
    el(
      "p", {}, el("span", { class: "h" }, "In margins"),
      item(el("span", { class: "bar" }), "Quote"), item(el("span", { class: "bar i" }), "Speaker inferred"),
      ...statuses.map(([status, words]) => item(eventGlyph(status), words)),
      item(flagGlyph(), "Check failed"), item(penGlyph(), "Edited by hand"),
    ),
  );
}

function drawKeys(view) {
  const keys = [
    ["↑ ↓", "sentence before, after"], ["← →", "events, French, English, checks"], ["Page ↑ ↓", "paragraph before, after"],
    ["Enter or F2", "into the marks of a cell; Enter on the English edits it"], ["Escape", "back to the cell; closes a chip or the card"],
    ["N, Shift+N", "next, previous failed check"], ["Q, Shift+Q", "next, previous quote"],
    ["E", "edit the English; Ctrl+Enter saves, Escape gives up"],
    ["Shift+← →", "choose words of the French, one more or one fewer; ← → then the word before, after; Escape lets go"],
    ["C", "put right the chosen words, the mark that has the focus, or what was read in the sentence"],
    ...(view.data.compare ? [["V", "compare two engines on the sentence"]] : []),
  ];
  const box = el("input", { type: "checkbox", on: { change: (event) => view.setSingleKeys(event.target.checked) } });
  box.checked = view.singleKeys;
  return el(
    "details",
    { class: "keys" },
    el("summary", {}, "Keyboard"),
    el("dl", {}, ...keys.flatMap(([key, words]) => [el("dt", {}, key), el("dd", {}, words)])),
    el("label", {}, box, " Single keys such as N, Q and E act while the text has focus"),
  );
}

// The actor card.

function companionList(view, people) {
  return el(
    "ul", { class: "with" },
    ...people.map((other) =>
      el(
        "li", {}, glyph(other.k),
        view.data.actors[other.id]
          ? el("button", { type: "button", on: { click: (event) => view.openCard(other.id, event) } }, other.name)
          : el("span", {}, other.name),
        el("span", { class: "n" }, String(other.n)),
      ),
    ),
  );
}

function saidList(view, card) {
  const items = card.said.map((said) =>
    el(
      "li", {},
      el(
        "button",
        { class: "k", type: "button", on: { click: () => view.goTo(said) } },
        `${said.verb}, `, el("span", { class: "lk" }, `sentence ${said.n}`), said.inferred ? " (speaker inferred)" : "",
      ),
      el("div", { class: "w", lang: "fr" }, said.text),
    ),
  );
  const more = card.more_said ? el("p", { class: "soft" }, `and ${card.more_said} more on the Quotes page`) : null;
  return el("div", { class: "sd" }, el("h3", {}, "Said"), el("ul", { class: "said" }, ...items), more);
}

function eventList(card) {
  const items = card.events.map((event) =>
    el(
      "li", {}, eventGlyph(event.status),
      el("span", {}, event.word ? `${event.type}, ${event.word}` : event.type), el("span", { class: "n" }, String(event.n)),
    ),
  );
  return el("div", { class: "ev-sec" }, el("h3", {}, "Events"), el("ul", { class: "with" }, ...items));
}

const total = (number, noun) => el("div", {}, el("b", {}, String(number)), el("span", {}, number === 1 ? noun : `${noun}s`));
const link = (words, click) => el("button", { class: "lk", type: "button", on: { click } }, words);

function cardTop(view, card) {
  const heading = el("h2", { tabindex: -1 }, card.name);
  const role = [card.french ? `in French: ${card.french}` : "", card.role].filter(Boolean).join(" · ");
  const first = card.first ? link(`sentence ${card.first}`, () => view.goTo({ here: true, n: card.first })) : null;
  return el(
    "div", {},
    el(
      "div", { class: "top" },
      el("span", { class: "ty" }, glyph(card.k), card.type),
      el("button", { class: "x", type: "button", "aria-label": "Close actor card", on: { click: () => view.closeCard() } }, crossGlyph()),
    ),
    heading,
    el("p", { class: "role" }, role, role && first ? " " : "", first),
    el("div", { class: "tot" }, total(card.totals[0], "sentence"), total(card.totals[1], "quote"), total(card.totals[2], "article")),
  );
}

function drawCard(view, card) {
  if (!card) {
    return el("aside", { class: "card empty", "aria-label": "Actor card" }, el("p", { class: "hint" }, "Choose a name in the text to see who it is."));
  }
  const why = card.why.length
    ? el("details", {}, el("summary", {}, "Why these count as one"), el("ul", {}, ...card.why.map((line) => el("li", {}, line))))
    : null;
  return el(
    "aside",
    { class: "card", "aria-label": `Actor card: ${card.name}` },
    cardTop(view, card),
    card.with.length ? el("div", {}, el("h3", {}, "Seen with"), companionList(view, card.with)) : el("div", {}),
    card.said.length ? saidList(view, card) : null,
    card.events.length ? eventList(card) : null,
    card.written.length
      ? el("div", { class: "alias" }, el("h3", {}, "Also written"), el("p", { class: "soft" }, card.written.join(", ")))
      : null,
    why,
    el(
      "div", { class: "links" },
      link("Filter to this actor", () => view.send("filter_actor", { actor: card.id })),
      link("Show in network", () => view.send("open_network", { actor: card.id })),
    ),
  );
}

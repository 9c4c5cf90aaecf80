// Speakers down, the actors they name across: each cell is a button to its quotes, the darker the more of them.
const percent = (part, whole) => `${Math.round((100 * part) / whole)} %`;

function told(cell) {
  const parts = [];
  if (cell.accuse) parts.push(`${percent(cell.accuse, cell.n)} accuse`);
  if (cell.deny) parts.push(`${percent(cell.deny, cell.n)} deny`);
  return parts.join(", ");
}

function dataCell(cell, speaker, named, most, send) {
  if (!cell) return el("td", { role: "cell" });
  const said = told(cell);
  const quotes = `${cell.n} ${cell.n === 1 ? "quote" : "quotes"}`;
  const label = `${speaker || "Speaker not stated"} about ${named}: ${quotes}${said ? `, ${said}` : ""}`;
  const button = el(
    "button", { class: "cell", type: "button", "aria-label": label, on: { click: () => send("open", { speaker, named }) } },
    el("b", {}, cell.n.toLocaleString("en")), said ? el("small", {}, said) : null,
  );
  button.style.setProperty("--share", `${Math.round(10 + (50 * Math.log1p(cell.n)) / Math.log1p(most))}%`);
  return el("td", { role: "cell" }, button);
}

export default function mount({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".vav");
  root.dataset.theme = data.theme;
  const open = (speaker, named) => ({ click: () => setTriggerValue("open", { speaker, named }) });
  const heads = data.named.map((one) =>
    el("th", { role: "columnheader", scope: "col" },
      el("button", { class: "lk", type: "button", "aria-label": `All quotes about ${one.name}`, on: open(null, one.name) }, one.name),
      el("small", {}, one.n.toLocaleString("en"))));
  const rows = data.speakers.map((one) =>
    el("tr", { role: "row" },
      el("th", { role: "rowheader", scope: "row" },
        one.name
          ? el("button", { class: "lk", type: "button", "aria-label": `All quotes of ${one.name}`, on: open(one.name, null) }, one.name)
          : el("span", {}, "Speaker not stated"),
        el("small", {}, one.n.toLocaleString("en"))),
      ...one.cells.map((cell, i) => dataCell(cell, one.name, data.named[i].name, data.most, setTriggerValue))));
  const corner = el("th", { role: "columnheader", scope: "col", class: "corner" }, "Speaker ↓ about →");
  const table = el("table", { class: "mx", role: "table", "aria-label": "Who speaks about whom" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, corner, ...heads)),
    el("tbody", { role: "rowgroup" }, ...rows));
  root.replaceChildren(el("div", { class: "mxwrap", tabindex: 0, role: "region", "aria-label": "Matrix, scrolls sideways" }, table));
}

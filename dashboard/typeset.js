// Nodes from Python → elements. Text goes in as text nodes; tags and attributes come from the short lists below.
const TAGS = new Set(["div", "span", "p", "b", "small", "h2", "h3", "ul", "li", "table", "thead", "tbody", "tr",
  "th", "td", "section", "button", "i", "nav"]);
const SVG = "http://www.w3.org/2000/svg";
const DIAMOND = "M6 .8 11.2 6 6 11.2.8 6z";
const GLYPHS = {
  PER: [["circle", { cx: 6, cy: 6, r: 4.6 }]],
  ORG: [["rect", { x: 1.7, y: 1.7, width: 8.6, height: 8.6 }]],
  LOC: [["path", { d: "M1 2h10L6 11z" }]],
  MISC: [["path", { d: "M3.5 1.6h5L11 6 8.5 10.4h-5L1 6z" }]],
  actual: [["path", { d: DIAMOND, class: "solid" }]],
  planned: [["path", { d: DIAMOND, class: "open" }], ["circle", { cx: 6, cy: 6, r: 1.5 }]],
  alleged: [["path", { d: DIAMOND, class: "dash" }]],
  hypothetical: [["path", { d: DIAMOND, class: "dash" }]],
  negated: [["path", { d: DIAMOND, class: "open" }], ["path", { d: "M.5 11.5 11.5.5", class: "open" }]],
  flag: [["path", { d: "M6 1.2 11.3 10.8H.7zM6 4.8v2.6M6 8.6v.8", class: "open" }]],
  community: [["rect", { x: 0.5, y: 1.5, width: 11, height: 9, class: "hull" }]],
};

function draw(made) {
  const svg = document.createElementNS(SVG, "svg");
  const known = GLYPHS[made.c] ? made.c : "MISC";
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("class", "g " + known);
  if (made.label) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", asItIs(made.label)); }
  else svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of GLYPHS[known]) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.appendChild(shape);
  }
  return svg;
}

function build(made, choose) {
  if (typeof made === "string") return document.createTextNode(asItIs(made));
  if (made.t === "glyph") return draw(made);
  const element = document.createElement(TAGS.has(made.t) ? made.t : "span");
  if (made.c) element.className = made.c;
  if (made.lang) element.lang = made.lang;
  if (made.title) element.title = asItIs(made.title);
  if (made.role) element.setAttribute("role", made.role);
  if (made.label) element.setAttribute("aria-label", asItIs(made.label));
  if (made.live) element.setAttribute("aria-live", "polite");
  if (made.width) element.style.width = Math.max(0, Math.min(100, Number(made.width) || 0)) + "%";
  if (made.pick !== undefined) {
    element.type = "button";
    element.addEventListener("click", () => choose(made.pick));
  }
  for (const child of made.k || []) element.appendChild(build(child, choose));
  return element;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".vav");
  root.dataset.theme = data.theme;
  root.replaceChildren(...data.nodes.map((made) => build(made, (pick) => setTriggerValue("pick", pick))));
}

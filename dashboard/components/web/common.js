// Building blocks shared by the components. Text only ever becomes text nodes, by way of `asItIs` (dashboard/plain.py).
const READ_OUT = new Set(["aria-label", "aria-description", "title", "alt"]);
const SVG = "http://www.w3.org/2000/svg";

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else node.setAttribute(name, value === true ? "" : READ_OUT.has(name) ? asItIs(value) : value);
  }
  const given = children.flat().filter((child) => child !== null && child !== undefined && child !== "");
  node.append(...given.map((child) => (child instanceof Node ? child : asItIs(child))));
  return node;
}

// A button element cannot wrap over lines; a mark must, so it is a span that acts as one.
const BUTTONS = 'button,[role="button"]';
function inlineButton(attributes, ...children) {
  const node = el("span", { role: "button", tabindex: -1, ...attributes }, ...children);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.click();
  });
  return node;
}

function svg(className, ...shapes) {
  const node = document.createElementNS(SVG, "svg");
  node.setAttribute("class", className);
  node.setAttribute("viewBox", "0 0 12 12");
  node.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    node.append(shape);
  }
  return node;
}

const DIAMOND = "M6 .8 11.2 6 6 11.2.8 6z";
const GLYPHS = {
  p: ["circle", { cx: 6, cy: 6, r: 4.6 }],
  o: ["rect", { x: 1.7, y: 1.7, width: 8.6, height: 8.6 }],
  l: ["path", { d: "M1 2h10L6 11z" }],
  x: ["path", { d: "M3.5 1.6h5L11 6 8.5 10.4h-5L1 6z" }],
};
const glyph = (kind) => svg(`g ${kind}`, GLYPHS[kind] || GLYPHS.x);

// Solid: told as having happened. Outline: planned. Dashed: not established. Struck: negated.
function eventGlyph(status) {
  if (status === "actual") return svg("ev", ["path", { class: "s", d: DIAMOND }]);
  if (status === "planned") {
    return svg("ev", ["path", { class: "o", d: DIAMOND }], ["circle", { class: "dot", cx: 6, cy: 6, r: 1.5 }]);
  }
  if (status === "negated") {
    return svg("ev", ["path", { class: "o", d: DIAMOND }], ["path", { class: "o", d: "M.8 11.2 11.2.8" }]);
  }
  return svg("ev", ["path", { class: "h", d: DIAMOND }]);
}
const flagGlyph = () => svg("fl", ["path", { d: "M6 1.2 11.3 10.8H.7zM6 4.8v2.6M6 8.6v.8" }]);
const penGlyph = () => svg("pen", ["path", { d: "M1.2 10.8 2 8 8.6 1.4l2 2L4 10zM7.4 2.6l2 2" }]);
const crossGlyph = () =>
  svg("cross", ["path", { d: "M1.5 1.5l9 9M10.5 1.5l-9 9", stroke: "currentColor", "stroke-width": 1.5, fill: "none" }]);

// The chip: one element, shown over whatever carries a tip; stays while it is pointed at, closes on Escape.
class Chip {
  constructor(host) {
    this.host = host;
    this.node = el("div", { class: "tip", role: "tooltip", id: "vav-tip", hidden: true });
    this.tips = new WeakMap();
    this.owner = null;
    host.append(this.node);
    this.node.addEventListener("mouseenter", () => clearTimeout(this.timer));
    this.node.addEventListener("mouseleave", () => this.hideSoon());
  }

  attach(node, tip) {
    if (!tip) return node;
    this.tips.set(node, tip);
    node.addEventListener("mouseenter", () => this.show(node));
    node.addEventListener("mouseleave", () => this.hideSoon());
    node.addEventListener("focus", () => this.show(node));
    node.addEventListener("blur", () => this.hideSoon());
    return node;
  }

  show(node) {
    clearTimeout(this.timer);
    const tip = this.tips.get(node);
    if (this.owner && this.owner !== node) this.owner.removeAttribute("aria-describedby");
    this.owner = node;
    const first = el("span", {}, el("b", {}, tip.head), tip.note ? ` · ${tip.note}` : "");
    this.node.replaceChildren(first, ...(tip.lines || []).map((line) => el("small", {}, line)));
    node.setAttribute("aria-describedby", "vav-tip");
    this.node.hidden = false;
    this.place(node);
  }

  place(node) {
    const box = node.getClientRects()[0] || node.getBoundingClientRect();
    const host = this.host.getBoundingClientRect();
    const chip = this.node.getBoundingClientRect();
    const left = Math.max(0, Math.min(box.left - host.left - 8, host.width - chip.width - 4));
    const under = box.top - chip.height - 6 < 60;
    this.node.classList.toggle("under", under);
    const top = under ? box.bottom - host.top + 6 : box.top - host.top - chip.height - 4;
    this.node.style.left = `${left}px`;
    this.node.style.top = `${top}px`;
    this.node.style.setProperty("--at", `${Math.max(8, box.left - host.left - left + Math.min(12, box.width / 2))}px`);
  }

  hideSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), 150);
  }

  hide() {
    if (this.owner) this.owner.removeAttribute("aria-describedby");
    const was = !this.node.hidden;
    this.owner = null;
    this.node.hidden = true;
    return was;
  }
}

/** Small helpers for making and finding elements without markup strings, so that nothing typed can become markup. */

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Child = Node | string | null;

/** make("b", {class: "num"}, "12") -> <b class="num">12</b>; false, null and undefined leave an attribute out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that is never a submit. */
export function makeButton(label: string, press: () => void, className = "button"): HTMLButtonElement {
  const button = make("button", { type: "button", class: className }, label);
  button.addEventListener("click", press);
  return button;
}

const SVG = "http://www.w3.org/2000/svg";

/** A 16 x 16 line icon from its path data. */
export function makeIcon(path: string, className = "icon"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  setAttributes(svg, { class: className, viewBox: "0 0 16 16", "aria-hidden": "true" });
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICON_REFUSED = "M8 2.8 14 13H2zM8 6.8v3M8 11.4v.1";
export const ICON_SAVED = "m3 8.5 3.2 3.2L13 5";
export const ICON_SAVING = "M13.500 8a5.500 5.500 0 1 1-11 0 5.500 5.500 0 0 1 11 0zM8 5v3.200l2 1.300";

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(element, name, value);
  }
}

/** Writes an attribute only when it differs, because writing is what costs on a grid. */
export function setAttribute(element: Element, name: string, value: Attributes[string]): void {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) {
      element.removeAttribute(name);
    }
    return;
  }
  const text = value === true ? "" : String(value);
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

/** Attribute or nothing: reads what a template must have written. */
export function requireData(element: HTMLElement, name: string): string {
  const value = element.dataset[name];
  if (value === undefined) {
    throw new Error(`<${element.localName}> needs data-${name}`);
  }
  return value;
}

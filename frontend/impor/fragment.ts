/** Puts what a decision changed in place: the panes that count, and the rows it touched. */

/** Rows by the attribute that names them: a finding by its id, the head of a kind by its word. */
const NAMED = ["finding", "kind"] as const;

/** The page the server answered with, or null where it is none of ours: an error page, the door. */
export function fragmentRead(html: string): Document | null {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  return fresh.querySelector("[data-pane=status]") ? fresh : null;
}

/** Replaces panes and rows; a row that had the focus gives it to the row that takes its place. */
export function fragmentPut(fresh: ParentNode, page: Document): void {
  for (const pane of fresh.querySelectorAll<HTMLElement>("[data-pane]")) {
    const place = page.querySelector<HTMLElement>(`[data-pane="${pane.dataset.pane}"]`);
    if (place) {
      panePut(pane, place);
    }
  }
  for (const row of [...fresh.querySelectorAll<HTMLElement>("tbody > tr")]) {
    rowPut(row, page);
  }
}

/** What was folded open stays open. */
function panePut(pane: HTMLElement, place: HTMLElement): void {
  const open = [...place.querySelectorAll("details")].map((details) => details.open);
  place.replaceChildren(...pane.childNodes);
  for (const [number, details] of place.querySelectorAll("details").entries()) {
    details.open = open[number] ?? details.open;
  }
}

function rowPut(row: HTMLElement, page: Document): void {
  const name = NAMED.find((one) => row.dataset[one] !== undefined);
  const old = name && page.querySelector<HTMLElement>(`tr[data-${name}="${row.dataset[name]}"]`);
  if (!old) {
    return;
  }
  const focused = old.contains(page.activeElement);
  row.tabIndex = old.tabIndex;
  old.replaceWith(row);
  if (focused) {
    row.focus({ preventScroll: true });
  }
}

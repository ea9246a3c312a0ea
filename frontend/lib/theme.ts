/** Light, dark or as the system: kept in a cookie, so that the server writes it into the page before it is painted. */

export type Theme = "light" | "dark" | "auto";

const ORDER: readonly Theme[] = ["light", "dark", "auto"];
const YEAR = 31_536_000;

export function themeRead(root: HTMLElement = document.documentElement): Theme {
  const theme = root.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "auto";
}

export function themeNext(theme: Theme): Theme {
  return ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "auto";
}

export function themeWrite(theme: Theme, doc: Document = document): void {
  doc.documentElement.dataset.theme = theme;
  doc.cookie = `tema=${theme};path=/;max-age=${YEAR};samesite=lax`;
}

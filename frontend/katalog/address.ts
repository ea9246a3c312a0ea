/** The address of the catalogue browser is its whole state: what a link sets, what must be read again, what a phone shows. */

/** The parts of the page that the server sends alone. */
export type Pane = "tree" | "found" | "hits" | "sheet" | "acts";
/** What a link or a field of the page sets. */
export type Param = "q" | "divisi" | "satuan" | "daftar" | "analisa" | "lihat";

export const ALL_PANES: readonly Pane[] = ["tree", "found", "hits", "sheet", "acts"];

const READ_AGAIN: Readonly<Record<Param, readonly Pane[]>> = {
  q: ["found", "hits"],
  divisi: ["tree", "found", "hits"],
  satuan: ["found", "hits"],
  daftar: ["hits", "sheet"],
  analisa: ["sheet", "acts"],
  lihat: [],
};
/** Where a listing goes on, and which pane a phone shows, end with the next act. */
const PASSING = ["sesudah", "lihat"];

export function isParam(name: string | undefined): name is Param {
  return name !== undefined && name in READ_AGAIN;
}

/** The panes that an act on `param` changes. */
export function panesOf(param: Param): readonly Pane[] {
  return READ_AGAIN[param];
}

/**
 * The address after one act; all else stays as it is now, since a link was printed for an older state.
 *
 *     addressWith("/katalog/?q=batu&sesudah=0003", "divisi", "2.2") -> "/katalog/?q=batu&divisi=2.2"
 */
export function addressWith(now: string, param: Param, value: string | null): string {
  const url = new URL(now, "http://x");
  for (const name of PASSING) {
    url.searchParams.delete(name);
  }
  if (value) {
    url.searchParams.set(param, value);
  } else {
    url.searchParams.delete(param);
  }
  return url.pathname + url.search;
}

/** Which of the three panes a phone shows at this address. */
export function paneShown(address: string): "tree" | "hits" | "sheet" {
  const params = new URL(address, "http://x").searchParams;
  if (params.get("lihat") === "divisi") {
    return "tree";
  }
  return params.get("analisa") ? "sheet" : "hits";
}

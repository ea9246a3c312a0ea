/** One newer version of a reference as it is shown before it is taken: lines before and after, F and jumlah, what goes. */

import { make, makeButton } from "../lib/dom";
import { idText, idTextTrimmed } from "../lib/numbers";

interface Version {
  readonly id: number;
  readonly version: number;
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
}

interface Line {
  readonly kode: string;
  readonly uraian: string;
  readonly satuan: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly here: string | null;
  readonly uraian_before: string;
  readonly satuan_before: string;
  readonly nested: boolean;
}

export interface AcuanUpdate {
  readonly jenis: "pekerjaan" | "bundel";
  readonly id: number;
  readonly cara: "pakai" | "tautkan" | "lihat";
  readonly reason: string;
  readonly nomor: string;
  readonly kode: string;
  readonly uraian: string;
  readonly edition: string;
  readonly now: Version;
  readonly newest: Version;
  readonly lines: readonly Line[];
  readonly harga_before: string | null;
  readonly harga_after: string | null;
  readonly jumlah_before: string | null;
  readonly jumlah_after: string | null;
  readonly lost: readonly string[];
  readonly hosts: readonly string[];
}

/** The total, and how many pekerjaan are not in it for want of a figure. */
interface Rekap {
  readonly total: string;
  readonly belum_lengkap: number;
}

export interface AcuanUpdatesAnswer {
  readonly updates: readonly AcuanUpdate[];
  readonly before: Rekap;
  readonly after: Rekap;
  readonly can_edit: boolean;
}

type Take = (updates: readonly AcuanUpdate[]) => unknown;

/** An offer as it was seen, for the server to hold it against what is there now. */
export function takeOf({ jenis, id, now, newest, cara }: AcuanUpdate): object {
  return { jenis, id, from: now.id, to: newest.id, cara };
}

/** The card of one offer; without `take` it only shows. */
export function updateDrawn(update: AcuanUpdate, take: Take | null): HTMLElement {
  return make(
    "article",
    {},
    headDrawn(update),
    ...identityDrawn(update),
    linesDrawn(update),
    figuresDrawn(update),
    ...update.lost.map((text) => make("p", { class: "small warn" }, `Ikut hilang: ${text}`)),
    hostsDrawn(update),
    actDrawn(update, take),
  );
}

/** What the project comes to once all are taken, and how many volumes that costs. */
export function totalDrawn({ before, after }: AcuanUpdatesAnswer, all: readonly AcuanUpdate[]): HTMLElement {
  const lost = all.filter((update) => update.lost.length > 0).length;
  return make(
    "p",
    { class: "push small" },
    make("span", { class: "muted" }, "Total proyek "),
    `${idText(before.total, 2)} → `,
    make("b", {}, idText(after.total, 2)),
    after.belum_lengkap > before.belum_lengkap
      ? make("span", { class: "warn" }, ` · belum lengkap (${after.belum_lengkap})`)
      : null,
    lost > 0 ? make("span", { class: "warn" }, ` · ${lost} volume ikut hilang`) : null,
  );
}

function headDrawn({ jenis, nomor, kode, uraian, now, newest, edition }: AcuanUpdate): HTMLElement {
  const bundle = jenis === "bundel" ? `Bundel ${newest.kode} ${newest.uraian} di ` : "";
  return make(
    "header",
    {},
    make("h3", {}, `${bundle}${nomor} ${kode} ${uraian}`),
    make("span", { class: "muted small nowrap" }, `versi ${now.version} → ${newest.version}`),
    make("span", { class: "badge" }, edition),
  );
}

function identityDrawn({ now, newest }: AcuanUpdate): HTMLElement[] {
  const changes: string[] = [];
  if (now.uraian !== newest.uraian) {
    changes.push(`Uraian: ${now.uraian} → ${newest.uraian}`);
  }
  if (now.satuan !== newest.satuan) {
    changes.push(`Satuan: ${now.satuan} → ${newest.satuan}`);
  }
  return changes.map((text) => make("p", { class: "small" }, text));
}

function linesDrawn({ lines, now, newest, cara }: AcuanUpdate): HTMLElement {
  if (lines.length === 0) {
    return make("p", { class: "small muted" }, "Komponennya sama.");
  }
  const own = cara === "tautkan";
  const titles = [
    "Komponen yang berbeda",
    ...(own ? ["Di sini"] : []),
    `Versi ${now.version}`,
    `Versi ${newest.version}`,
    "Satuan",
  ];
  const head = titles.map((title, at) =>
    make("th", { scope: "col", class: at > 0 && at < titles.length - 1 ? "num" : null }, title),
  );
  const rows = lines.map((line) =>
    make(
      "tr",
      {},
      nameDrawn(line),
      ...(own ? [figureDrawn(line.here)] : []),
      figureDrawn(line.before, "muted"),
      figureDrawn(line.after),
      make("td", { class: "muted" }, line.satuan_before ? `${line.satuan_before} → ` : "", line.satuan),
    ),
  );
  return make(
    "table",
    { class: "table" },
    make("thead", {}, make("tr", {}, ...head)),
    make("tbody", {}, ...rows),
  );
}

function nameDrawn({ uraian, kode, uraian_before: before, nested }: Line): HTMLElement {
  const notes = [before && `semula ${before}`, nested && "isi bundelnya versi lain"].filter((note) => note);
  return make("td", {}, `${uraian} `, make("span", { class: "small faint" }, [kode, ...notes].join(" · ")));
}

function figureDrawn(value: string | null, className = ""): HTMLElement {
  const text = value === null ? "tidak ada" : idTextTrimmed(value);
  return make("td", { class: `num ${value === null ? "faint" : className}`.trim() }, text);
}

function figuresDrawn(update: AcuanUpdate): HTMLElement {
  const money = (value: string | null): string => (value === null ? "belum ada" : idText(value, 2));
  const pairs: (readonly [string, string | null, string | null])[] =
    update.cara === "tautkan"
      ? [[`F di sini, dan acuan versi ${update.newest.version}`, update.harga_before, update.harga_after]]
      : [
          ["Harga satuan (F)", update.harga_before, update.harga_after],
          ["Jumlah", update.jumlah_before, update.jumlah_after],
        ];
  const list = pairs.flatMap(([name, before, after]) => [
    make("dt", {}, name),
    make("dd", { class: "muted" }, money(before)),
    make("dd", {}, money(after)),
  ]);
  return make("dl", { class: "before-after" }, ...list);
}

function hostsDrawn({ hosts, cara }: AcuanUpdate): HTMLElement | null {
  return hosts.length > 0 && cara === "pakai"
    ? make(
        "p",
        { class: "small muted" },
        `Harga yang ikut berubah, karena membundel baris ini: ${hosts.join(", ")}`,
      )
    : null;
}

function actDrawn(update: AcuanUpdate, take: Take | null): HTMLElement {
  const { cara, reason, newest } = update;
  const words =
    cara === "tautkan"
      ? `Suntingan di sini tetap. Yang berpindah hanya acuannya: “Kembalikan ke acuan” lalu memakai versi ${newest.version}.`
      : reason;
  const label = cara === "tautkan" ? `Tautkan ke versi ${newest.version}` : "Pakai versi baru";
  return make(
    "footer",
    {},
    make("p", { class: "small muted" }, words),
    take && cara !== "lihat" ? makeButton(label, () => void take([update])) : null,
  );
}

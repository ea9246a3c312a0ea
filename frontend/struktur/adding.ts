/** Many rows at once: from the catalogue, and from an outline copied out of Excel; each act is one command. */

import type { CatalogueDialog } from "../elements/catalogue-dialog";
import type { Row } from "../grid/columns";
import type { Source } from "../grid/columns/struktur";
import type { RabGrid } from "../grid/rab-grid";
import { make } from "../lib/dom";
import { ask } from "./ask";
import type { Names, Ref, RowAdd } from "./command";
import { counted, linesDrawn, nameOf } from "./effects";
import { countsOf, outlineRead, type ReadLine } from "./excel";
import type { Hit } from "./hit";
import { fullNumber, standAt, tableOf } from "./outline";
import type { StrukturSource } from "./source";
import { NAME, type Typing } from "./typing";

/** What a klasifikasi and a sub are called that a command had to make; they are there to be renamed. */
const DEFAULT_NAMES = ["Pekerjaan baru", "Umum"] as const;

export class Adding {
  private readonly typing: Typing;
  private readonly names: Names;

  constructor(
    private readonly grid: RabGrid,
    private readonly source: StrukturSource,
    private readonly dialog: CatalogueDialog | null,
  ) {
    this.typing = source.typing;
    this.names = source.names;
  }

  private get rows(): readonly Row[] {
    return this.grid.sheet.model.all;
  }

  /** The catalogue, to add behind the row one is at. */
  async catalogue(): Promise<void> {
    const { row } = this.grid.sheet.cursor;
    if (!this.dialog) {
      return;
    }
    const at = row && this.typing.isBlank(row) ? this.above(row) : row;
    await this.dialog.open({
      scope: this.scopeWords(at),
      multiple: true,
      take: (hits, modified) => this.take(at, hits, modified),
    });
    this.grid.focus();
  }

  /** The row a blank one would follow. */
  private above(row: Row): Row | null {
    const typed = this.typing.rows.get(row.id);
    return this.grid.sheet.model.byId(typed?.after ?? typed?.parent ?? "") ?? null;
  }

  private scopeWords(at: Row | null): string {
    const stand = standAt(this.rows, at, 3);
    const after = stand?.after ? this.grid.sheet.model.byId(stand.after) : undefined;
    const parent = stand?.parent ? this.grid.sheet.model.byId(stand.parent) : undefined;
    if (at?.level === 3 && after) {
      return `sesudah ${fullNumber(this.rows, after)}`;
    }
    return parent ? `ke ${fullNumber(this.rows, parent)} ${nameOf(parent)}` : "sub-klasifikasi baru";
  }

  private async take(at: Row | null, hits: readonly Hit[], modified: boolean): Promise<readonly string[]> {
    const temps = hits.map(() => this.names.next());
    const heads: RowAdd[] = [];
    const stand = standAt(this.rows, at, 3);
    const parent = stand ? this.names.refOrNull(stand.parent) : this.newParents(at, heads);
    const source: Source = modified ? "ref_modified" : "ref";
    const adds = hits.map(
      (hit, place): RowAdd => ({
        table: "pekerjaan",
        temp: temps[place] ?? "",
        parent,
        after: place > 0 ? (temps[place - 1] ?? null) : stand ? this.names.refOrNull(stand.after) : null,
        source,
        analysis_id: hit.analysis_id,
      }),
    );
    const against = await this.added([...heads, ...adds], temps);
    if (against.length === 0) {
      this.grid.sheet.say(`${hits.length} pekerjaan ditambahkan`);
    }
    return against;
  }

  /** A pekerjaan needs a sub-klasifikasi: where there is none, the command makes one, to be renamed. */
  private newParents(at: Row | null, heads: RowAdd[]): Ref {
    const top = this.names.refOrNull(standAt(this.rows, at, 2)?.parent ?? null);
    return this.heading(heads, 2, top ?? this.heading(heads, 1, null));
  }

  private async added(adds: readonly RowAdd[], temps: readonly string[]): Promise<readonly string[]> {
    let first: number | undefined;
    const against = await this.source.done(
      () => ({ adds }),
      (ids) => {
        first = ids[temps[0] ?? ""];
      },
    );
    const table = adds.find((add) => add.temp === temps[0])?.table;
    if (first !== undefined && table) {
      this.grid.sheet.goTo(this.names.row(table, first), NAME);
    }
    return against;
  }

  /** An outline from Excel: read, shown, and added as one command. */
  async paste(text: string): Promise<void> {
    const area = make("textarea", {
      class: "paste-area",
      rows: "8",
      "aria-label": "Tempel kolom nomor, uraian dan satuan dari Excel",
      placeholder: "Tempel di sini (Ctrl V)",
    });
    const shown = make("div", { class: "read", "aria-live": "polite" });
    const read = (): readonly ReadLine[] => outlineRead(area.value);
    const redraw = (): void => {
      const { klasifikasi, sub, pekerjaan } = countsOf(read());
      const words = counted([
        [klasifikasi, "klasifikasi"],
        [sub, "sub"],
        [pekerjaan, "pekerjaan"],
      ]);
      shown.replaceChildren(make("p", { class: "muted" }, words && `Terbaca: ${words}`), linesDrawn(read()));
    };
    area.value = text;
    area.addEventListener("input", redraw);
    redraw();
    const { row } = this.grid.sheet.cursor;
    const asked = ask({
      title: "Tempel dari Excel",
      body: [
        make(
          "p",
          { class: "muted" },
          "Tingkat dibaca dari nomor I, A, 1. Satuan dibaca dari kolom sesudah uraian.",
        ),
        area,
        shown,
      ],
      act: "Tambahkan ke daftar",
      run: () => this.pasted(row, read()),
    });
    area.focus();
    await asked;
    this.grid.focus();
  }

  private async pasted(at: Row | null, lines: readonly ReadLine[]): Promise<readonly string[]> {
    if (lines.length === 0) {
      return ["Belum ada yang dapat dibaca."];
    }
    const adds: RowAdd[] = [];
    let top = this.names.refOrNull(standAt(this.rows, at, 2)?.parent ?? null);
    let sub = this.names.refOrNull(standAt(this.rows, at, 3)?.parent ?? null);
    for (const line of lines) {
      if (line.level === 1) {
        top = this.add(adds, line, null);
        sub = null;
      } else if (line.level === 2) {
        top ??= this.heading(adds, 1, null);
        sub = this.add(adds, line, top);
      } else {
        top ??= this.heading(adds, 1, null);
        sub ??= this.heading(adds, 2, top);
        this.add(adds, line, sub);
      }
    }
    const against = await this.added(
      adds,
      adds.map((add) => add.temp),
    );
    if (against.length === 0) {
      this.grid.sheet.say(`${lines.length} baris ditambahkan`);
    }
    return against;
  }

  private add(adds: RowAdd[], line: ReadLine, parent: Ref | null): string {
    const temp = this.names.next();
    const { uraian, satuan } = line;
    const values = line.level === 3 ? { uraian, satuan } : { nama: uraian };
    adds.push({ table: tableOf(line.level), temp, parent, values });
    return temp;
  }

  /** A klasifikasi or sub that a command needs and nobody named. */
  private heading(adds: RowAdd[], level: 1 | 2, parent: Ref | null): string {
    return this.add(adds, { level, uraian: DEFAULT_NAMES[level - 1] ?? "", satuan: "" }, parent);
  }
}

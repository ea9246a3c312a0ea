/** What is done to whole rows: added, moved, deleted, taken from the catalogue, turned to another source. */

import type { CatalogueDialog, Hit } from "../elements/catalogue-dialog";
import type { Row, RowId, Structural } from "../grid/columns";
import type { Source } from "../grid/columns/struktur";
import type { RabGrid } from "../grid/rab-grid";
import { make } from "../lib/dom";
import type { ProjectLink, WriteAnswer } from "../lib/project";
import { ask } from "./ask";
import { deletesBody, movesBody, type Names, type RowAdd, reasonsOf, type SaveBody } from "./command";
import {
  counted,
  linesDrawn,
  lossDrawn,
  lossWords,
  nameOf,
  previewDrawn,
  type SourcePreview,
} from "./effects";
import { countsOf, outlineRead, type ReadLine } from "./excel";
import { fullNumber, insideOf, lossOf, movesOf, siblingsOf, standAt, tableOf } from "./outline";
import { NAME, type Typing } from "./typing";

interface SavedIds extends WriteAnswer {
  readonly ids?: Readonly<Record<string, number>>;
}

export interface ActsHooks {
  save(body: () => SaveBody): Promise<SavedIds>;
  reload(): Promise<void>;
  readonly dialog: CatalogueDialog | null;
}

const LEVELS: Readonly<Record<string, number>> = { klasifikasi: 1, sub_klasifikasi: 2, pekerjaan: 3 };
const DEFAULT_NAMES = ["Pekerjaan baru", "Umum"] as const;

export class StrukturActs implements Structural {
  /** Acts wait for one another: each is worked out on the rows that the one before left. */
  private turnstile: Promise<void> = Promise.resolve();

  constructor(
    private readonly grid: RabGrid,
    private readonly link: ProjectLink,
    private readonly typing: Typing,
    private readonly names: Names,
    private readonly hooks: ActsHooks,
  ) {}

  private get canEdit(): boolean {
    return this.grid.sheet.options.canEdit;
  }

  private get rows(): readonly Row[] {
    return this.grid.sheet.model.all;
  }

  /** A button of the page by its name. */
  named(act: string): void {
    const level = LEVELS[act];
    if (!this.canEdit) {
      return;
    }
    if (level !== undefined) {
      this.typing.ofLevel(level);
    } else if (act === "catalogue") {
      void this.catalogue();
    } else if (act === "paste") {
      void this.paste("");
    }
  }

  insert(after: Row | null): void {
    if (this.canEdit) {
      this.typing.below(after);
    }
  }

  indent(rows: readonly Row[], by: 1 | -1): void {
    const [row] = rows;
    if (row && this.canEdit && !this.typing.indent(row, by)) {
      this.grid.sheet.say(
        this.typing.isBlank(row) ? "Tidak ada tingkat di situ." : "Tingkat diubah selagi baris masih kosong.",
      );
    }
  }

  move(rows: readonly Row[], by: -1 | 1): void {
    if (!this.canEdit) {
      return;
    }
    const ids = rows.filter((row) => !this.typing.isBlank(row)).map((row) => row.id);
    this.turnstile = this.turnstile.then(async () => {
      const chosen = ids.flatMap((id) => this.grid.sheet.model.byId(id) ?? []);
      const moves = movesOf(this.rows, chosen, by);
      if (moves.length === 0) {
        this.grid.sheet.say("Sudah di ujung.");
        return;
      }
      const against = await this.done(() => movesBody(moves, this.names));
      this.grid.sheet.say(against[0] ?? `${moves.length} baris dipindah`);
      for (const { row } of moves) {
        this.grid.sheet.model.reveal(row.id);
      }
    });
  }

  remove(rows: readonly Row[]): void {
    const blank = rows.find((row) => this.typing.isBlank(row));
    const stored = rows.filter((row) => this.names.isStored(row.id));
    if (!this.canEdit) {
      return;
    }
    if (blank) {
      this.typing.drop(blank);
    }
    if (stored.length > 0) {
      void this.confirmRemoval(stored);
    }
  }

  private async confirmRemoval(chosen: readonly Row[]): Promise<void> {
    const loss = lossOf(this.rows, chosen);
    const words = lossWords(loss);
    const next = this.survivor(loss.tops);
    const inside = (row: Row): number =>
      insideOf(this.rows, row.id).filter((one) => this.names.isStored(one.id)).length;
    const done = await ask({
      title: `Hapus ${words}?`,
      body: lossDrawn(loss),
      act: `Hapus ${words}`,
      run: () => this.done(() => deletesBody(loss.tops, inside, this.names)),
    });
    if (done && next !== null) {
      this.grid.sheet.goTo(next, NAME);
    }
    if (done) {
      this.grid.sheet.say(`${words} dihapus`);
    }
    this.grid.focus();
  }

  /** The row the hand goes to when these are gone: the next sibling, the one before, or the parent. */
  private survivor(tops: readonly Row[]): RowId | null {
    const [first] = tops;
    if (!first) {
      return null;
    }
    const gone = new Set(tops.map((row) => row.id));
    const siblings = siblingsOf(this.rows, first);
    const at = siblings.findIndex((row) => row.id === first.id);
    const after = siblings.slice(at).find((row) => !gone.has(row.id));
    const before = siblings.slice(0, at).findLast((row) => !gone.has(row.id));
    return (after ?? before)?.id ?? first.parentId;
  }

  /** The catalogue, to add behind the row one is at. */
  async catalogue(): Promise<void> {
    const { row } = this.grid.sheet.cursor;
    if (!this.canEdit || !this.hooks.dialog) {
      return;
    }
    const at = row && this.typing.isBlank(row) ? this.above(row) : row;
    await this.hooks.dialog.open({
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
  private newParents(at: Row | null, heads: RowAdd[]): string | number {
    const top = standAt(this.rows, at, 2)?.parent ?? null;
    let parent = this.names.refOrNull(top);
    if (parent === null) {
      parent = this.names.next();
      heads.push({ table: "klasifikasi", temp: parent, parent: null, values: { nama: DEFAULT_NAMES[0] } });
    }
    const temp = this.names.next();
    heads.push({ table: "sub_klasifikasi", temp, parent, values: { nama: DEFAULT_NAMES[1] } });
    return temp;
  }

  private async added(adds: readonly RowAdd[], temps: readonly string[]): Promise<readonly string[]> {
    let first: number | undefined;
    const against = await this.done(
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

  /** Another analysis for a row, chosen from the catalogue; its effect is shown before it is done. */
  pick(row: Row): void {
    let chosen: Hit | undefined;
    const opened = this.hooks.dialog?.open({
      scope: `untuk ${fullNumber(this.rows, row)} ${nameOf(row)}`,
      multiple: false,
      take: async ([hit], _modified) => {
        chosen = hit;
        return [];
      },
    });
    void opened?.then(() => {
      if (chosen) {
        void this.turnTo(
          row,
          row.values.sumber === "ref_modified" ? "ref_modified" : "ref",
          chosen.analysis_id,
        );
      }
    });
  }

  turn(row: Row, to: Source): void {
    void this.turnTo(row, to, null);
  }

  private async turnTo(row: Row, to: Source, analysis: number | null): Promise<void> {
    const id = this.names.ref(row.id);
    const chosen = analysis === null ? "" : `&analysis_id=${analysis}`;
    try {
      const answer = await this.link.get<SourcePreview>(
        `list-pekerjaan/${id}/source-preview/?source=${to}${chosen}`,
      );
      if ("unchanged" in answer) {
        return;
      }
      await ask({
        title: TURNS[to],
        body: previewDrawn(answer.data),
        act: TURNS[to],
        run: () =>
          this.done(() => ({ sources: [{ id, from: row.values.sumber, to, analysis_id: analysis }] })),
      });
    } catch (error) {
      this.grid.sheet.say(reasonsOf(error)[0] ?? "");
    }
    this.grid.focus();
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
    const under: (string | number | null)[] = [null, null, null];
    const stand = standAt(this.rows, at, 3);
    under[2] = stand ? this.names.refOrNull(stand.parent) : null;
    under[1] = this.names.refOrNull(standAt(this.rows, at, 2)?.parent ?? null);
    for (const line of lines) {
      if (line.level > 1 && under[line.level - 1] === null) {
        under[2] = line.level === 3 ? this.newParents(at, adds) : under[2];
        under[1] ??= line.level === 2 ? this.newTop(adds) : null;
      }
      const temp = this.names.next();
      const name = line.level === 3 ? { uraian: line.uraian, satuan: line.satuan } : { nama: line.uraian };
      adds.push({ table: tableOf(line.level), temp, parent: under[line.level - 1] ?? null, values: name });
      if (line.level < 3) {
        under[line.level] = temp;
        under[2] = line.level === 1 ? null : (under[2] ?? null);
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

  private newTop(adds: RowAdd[]): string {
    const temp = this.names.next();
    adds.push({ table: "klasifikasi", temp, parent: null, values: { nama: DEFAULT_NAMES[0] } });
    return temp;
  }

  /** Sends one act and reads the tree again; answers what stands against it. */
  private async done(
    body: () => SaveBody,
    told: (ids: Readonly<Record<string, number>>) => void = () => undefined,
  ): Promise<readonly string[]> {
    try {
      const answer = await this.hooks.save(body);
      await this.hooks.reload();
      told(answer.ids ?? {});
      return [];
    } catch (error) {
      await this.hooks.reload().catch(() => undefined);
      return reasonsOf(error);
    }
  }
}

const TURNS: Readonly<Record<Source, string>> = {
  ref: "Pakai analisa acuan",
  ref_modified: "Ubah menjadi modifikasi",
  custom: "Jadikan buatan sendiri",
};

/** What is done to whole rows: named by a button, moved, deleted, turned to another source. */

import type { CatalogueDialog } from "../elements/catalogue-dialog";
import type { Row, RowId, Structural } from "../grid/columns";
import type { Source } from "../grid/columns/struktur";
import type { RabGrid } from "../grid/rab-grid";
import type { ProjectLink } from "../lib/project";
import { Adding } from "./adding";
import { ask } from "./ask";
import { deletesBody, movesBody, type Names, reasonsOf } from "./command";
import { lossDrawn, lossWords, nameOf, previewDrawn, type SourcePreview } from "./effects";
import type { Hit } from "./hit";
import { fullNumber, insideOf, lossOf, movesOf, siblingsOf } from "./outline";
import type { StrukturSource } from "./source";
import { NAME, type Typing } from "./typing";

const LEVELS: Readonly<Record<string, number>> = { klasifikasi: 1, sub_klasifikasi: 2, pekerjaan: 3 };

export class StrukturActs implements Structural {
  /** Acts wait for one another: each is worked out on the rows that the one before left. */
  private turnstile: Promise<void> = Promise.resolve();
  private readonly typing: Typing;
  private readonly names: Names;
  private readonly adding: Adding;

  constructor(
    private readonly grid: RabGrid,
    private readonly link: ProjectLink,
    private readonly source: StrukturSource,
    private readonly dialog: CatalogueDialog | null,
  ) {
    this.typing = source.typing;
    this.names = source.names;
    this.adding = new Adding(grid, source, dialog);
  }

  /** The catalogue and the paste, as buttons and keys ask for them. */
  catalogue(): void {
    if (this.canEdit) {
      void this.adding.catalogue();
    }
  }

  paste(text: string): void {
    if (this.canEdit) {
      void this.adding.paste(text);
    }
  }

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
      this.catalogue();
    } else if (act === "paste") {
      this.paste("");
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
      const against = await this.source.done(() => movesBody(moves, this.names));
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
      run: () => this.source.done(() => deletesBody(loss.tops, inside, this.names)),
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

  /** Another analysis for a row, chosen from the catalogue; its effect is shown before it is done. */
  pick(row: Row): void {
    let chosen: Hit | undefined;
    const opened = this.dialog?.open({
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
      const done = await ask({
        title: TURNS[to],
        body: previewDrawn(answer.data),
        act: TURNS[to],
        run: () =>
          this.source.done(() => ({ sources: [{ id, from: row.values.sumber, to, analysis_id: analysis }] })),
      });
      if (done) {
        this.grid.sheet.say(TURNED[to]);
      }
    } catch (error) {
      this.grid.sheet.say(reasonsOf(error)[0] ?? "");
    }
    this.grid.focus();
  }
}

const TURNS: Readonly<Record<Source, string>> = {
  ref: "Pakai analisa acuan",
  ref_modified: "Ubah menjadi modifikasi",
  custom: "Jadikan buatan sendiri",
};

const TURNED: Readonly<Record<Source, string>> = {
  ref: "Memakai analisa acuan",
  ref_modified: "Menjadi modifikasi; koefisiennya boleh disunting",
  custom: "Menjadi buatan sendiri",
};

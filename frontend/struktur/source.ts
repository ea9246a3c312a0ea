/** The outline between sheet and server: read by mark, written as one command an act, typed rows named once and for all. */

import type { GridCommand, GridSource, Row, RowId, SaveResult } from "../grid/columns";
import { type StrukturItem, strukturRows, TABLES } from "../grid/columns/struktur";
import type { RabGrid } from "../grid/rab-grid";
import type { ProjectLink, WriteAnswer } from "../lib/project";
import type { Totals } from "../lib/store";
import { cellsBody, errorNamed, Names, reasonsOf, type SaveBody } from "./command";
import { tableOf } from "./outline";
import { Typing } from "./typing";

interface TreeAnswer {
  readonly mark: string;
  readonly revision: number;
  readonly rows: readonly StrukturItem[];
  readonly can_edit: boolean;
  readonly can_undo?: boolean;
  readonly can_redo?: boolean;
  readonly totals: Totals;
}

/** What a save answers here: ids of new rows by temp, touched rows by table. */
export interface StrukturAnswer extends WriteAnswer {
  readonly ids?: Readonly<Record<string, number>>;
}

const TREE = "list-pekerjaan/tree/";
const SAVE = "list-pekerjaan/save/";

export class StrukturSource implements GridSource {
  readonly page = "list-pekerjaan";
  readonly names = new Names();
  readonly typing: Typing;
  canEdit = false;
  private items: readonly StrukturItem[] = [];
  private etag: string | null = null;
  private reading: Promise<void> = Promise.resolve();
  /** Typed rows on their way: what stands on them waits, since it must name them by the id they get. */
  private readonly flights = new Map<RowId, Promise<unknown>>();
  private readonly adding = new Map<string, readonly RowId[]>();

  constructor(
    private readonly link: ProjectLink,
    private readonly grid: RabGrid,
  ) {
    this.typing = new Typing(grid, this.names);
  }

  /** Reads the tree if it is newer than the one at hand; an unchanged one costs the server one statement. */
  async fetch(): Promise<void> {
    const answer = await this.link.get<TreeAnswer>(TREE, this.etag);
    if ("unchanged" in answer) {
      return;
    }
    const { data, etag } = answer;
    this.etag = etag;
    this.items = data.rows;
    this.canEdit = data.can_edit;
    const { canUndo, canRedo } = this.link.store.get();
    this.link.store.set({
      revision: data.revision,
      mark: data.mark,
      totals: data.totals,
      canUndo: data.can_undo ?? canUndo,
      canRedo: data.can_redo ?? canRedo,
    });
  }

  async load(): Promise<readonly Row[]> {
    await this.fetch();
    return this.typing.told(strukturRows(this.items, this.names.alias));
  }

  /** One reading after the other, so that the newest is the last one shown. */
  reload(): Promise<void> {
    this.reading = this.reading.then(async () => this.grid.sheet.setRows(await this.load()));
    return this.reading;
  }

  /** One command of the grid: cells, and rows for what was typed into blank ones. */
  async save(command: GridCommand): Promise<SaveResult> {
    const rows = [...new Set(command.cells.map((cell) => cell.id))].filter((id) => !this.names.isStored(id));
    const waited = rows.flatMap((id) => this.standsOn(id));
    const made = rows.filter((id) => !this.flights.has(id));
    const sent = this.send(command, rows, waited);
    this.adding.set(command.key, made);
    for (const id of made) {
      this.typing.sent(id, true);
      this.flights.set(
        id,
        sent.catch(() => undefined),
      );
    }
    try {
      const answer = await sent;
      this.settle(command.key);
      if (this.link.store.get().waiting === 0) {
        void this.reload();
      }
      return answer;
    } catch (error) {
      this.settle(command.key, false);
      throw errorNamed(error, command.cells, this.names);
    }
  }

  private settle(key: string, stored = true): void {
    for (const id of this.adding.get(key) ?? []) {
      this.flights.delete(id);
      if (!stored) {
        this.typing.sent(id, false);
      }
    }
    this.adding.delete(key);
  }

  /** The rows a typed one cannot be stored before: itself when it is on its way, its parent, its neighbour. */
  private standsOn(id: RowId): Promise<unknown>[] {
    const typed = this.typing.rows.get(id);
    return [id, typed?.parent ?? null, typed?.after ?? null].flatMap((one) => {
      const flight = one === null ? undefined : this.flights.get(one);
      return flight ? [flight] : [];
    });
  }

  private async send(
    command: GridCommand,
    rows: readonly RowId[],
    waited: readonly Promise<unknown>[],
  ): Promise<StrukturAnswer> {
    if (waited.length > 0) {
      await Promise.all(waited);
    }
    const known = {
      names: this.names,
      typed: this.typing.rows,
      row: (id: RowId) => this.grid.sheet.model.byId(id),
    };
    const levels = new Map(rows.map((id) => [String(id), this.typing.rows.get(id)?.level ?? 3]));
    const answer: StrukturAnswer = await this.link.write(
      SAVE,
      () => cellsBody(command.body(), known),
      command.key,
    );
    for (const [temp, id] of Object.entries(answer.ids ?? {})) {
      this.names.learn(tableOf(levels.get(temp) ?? 3), temp, id);
    }
    return answer;
  }

  /** Sends one act and reads the tree again; answers what stands against it. */
  async done(
    body: () => SaveBody,
    told: (ids: Readonly<Record<string, number>>) => void = () => undefined,
  ): Promise<readonly string[]> {
    try {
      const answer: StrukturAnswer = await this.link.write(SAVE, body);
      await this.reload();
      told(answer.ids ?? {});
      return [];
    } catch (error) {
      await this.reload().catch(() => undefined);
      return reasonsOf(error);
    }
  }

  takeBack(key: string): boolean {
    const stopped = this.link.takeBack(key);
    if (stopped) {
      this.settle(key, false);
    }
    return stopped;
  }

  async undo(key: string): Promise<SaveResult> {
    return this.touched(await this.link.undo(key));
  }

  async redo(key: string): Promise<SaveResult> {
    return this.touched(await this.link.redo(key));
  }

  /** The rows an undo touched, by their ids on this sheet, so that the hand goes there. */
  private touched(answer: WriteAnswer): SaveResult {
    const rows = Object.fromEntries(
      TABLES.map((table) => [table, (answer.changed?.[table] ?? []).map((id) => this.names.row(table, id))]),
    );
    return { ...answer, rows };
  }
}

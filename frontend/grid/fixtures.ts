/** A small sheet for tests: a tree of works with a volume and a note, and a source that remembers what it was sent. */

import type { Column, GridCommand, GridSource, Row, SaveResult } from "./columns";
import { Sheet } from "./sheet";

const text = (key: string) => (row: Row) => row.values[key] ?? "";

export const COLUMNS: readonly Column[] = [
  {
    key: "uraian",
    title: "Uraian",
    width: 200,
    kind: "text",
    align: "left",
    tree: true,
    editable: () => false,
    format: text("uraian"),
  },
  {
    key: "volume",
    title: "Volume",
    width: 100,
    kind: "number",
    field: "volume",
    align: "right",
    editable: (row) => row.level === 2,
    format: text("volume"),
  },
  {
    key: "harga",
    title: "Harga",
    width: 100,
    kind: "number",
    field: "harga",
    align: "right",
    editable: (row) => row.level === 2,
    format: text("harga"),
  },
  {
    key: "catatan",
    title: "Catatan",
    width: 100,
    kind: "text",
    align: "left",
    editable: () => true,
    format: text("catatan"),
  },
];

export function aRow(id: number, parentId: string | null, values: Record<string, string | null> = {}): Row {
  return {
    id,
    level: parentId === null ? 1 : 2,
    parentId,
    values: { uraian: `Pekerjaan ${id}`, volume: null, harga: null, catatan: "", ...values },
    flags: {},
  };
}

export function aHeading(id: string): Row {
  return { id, level: 1, parentId: null, kind: "group", values: { label: id }, flags: {} };
}

/** Heading A with rows 1 to 3, heading B with rows 4 and 5. */
export function someRows(): Row[] {
  return [
    aHeading("A"),
    ...[1, 2, 3].map((id) => aRow(id, "A", { volume: `${id}.0000`, harga: `${id}000.00` })),
    aHeading("B"),
    ...[4, 5].map((id) => aRow(id, "B")),
  ];
}

export interface Answering extends GridSource {
  readonly sent: GridCommand[];
  readonly undone: string[];
  /** What the next save answers; the default is success. */
  next: () => Promise<SaveResult>;
  stoppable: boolean;
}

const SAVED: SaveResult = { revision: 2, mark: "m2", can_undo: true, can_redo: false };

export function aSource(rows: readonly Row[] = someRows()): Answering {
  const source: Answering = {
    sent: [],
    undone: [],
    stoppable: false,
    next: async () => SAVED,
    load: async () => rows,
    save: (command) => {
      source.sent.push(command);
      command.body();
      return source.next();
    },
    takeBack: () => source.stoppable,
    undo: async (key) => {
      source.undone.push(key);
      return { ...SAVED, rows: { volume: [2] } };
    },
    redo: async () => SAVED,
  };
  return source;
}

export async function aSheet(source: GridSource = aSource()): Promise<Sheet> {
  const sheet = new Sheet(source, { label: "Lembar", numbered: true, canEdit: true });
  sheet.setColumns(COLUMNS);
  await sheet.load();
  return sheet;
}

/** Lets every answered promise run its consequences. */
export async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done, 0));
}

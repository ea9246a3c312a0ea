/** Acts that can still be taken back on this page: what an act refused, and the command it sent. */

import type { CellKey, CellWrite, GridCommand } from "./columns";

/** One act of the hand: a paste may send a command and leave refused cells behind at once. */
export interface Act {
  readonly command: GridCommand | null;
  readonly refused: readonly CellKey[];
}

/** What Ctrl+Z must do next: only forget refused text, reverse a command that never left, or ask the server. */
export type UndoStep =
  | { readonly type: "forget"; readonly act: Act }
  | { readonly type: "reverse"; readonly act: Act; readonly cells: readonly CellWrite[] }
  | { readonly type: "server"; readonly act: Act | null };

const DEPTH = 100;

/** The newest acts, so that undo treats refused text and unsent commands as part of the act that made them. */
export class History {
  private readonly acts: Act[] = [];

  push(act: Act): void {
    if (act.command === null && act.refused.length === 0) {
      return;
    }
    this.acts.push(act);
    if (this.acts.length > DEPTH) {
      this.acts.shift();
    }
  }

  /** Takes the newest act off; `takeBack` says whether its command could still be stopped. */
  undo(takeBack: (command: GridCommand) => boolean): UndoStep {
    const act = this.acts.pop() ?? null;
    if (!act) {
      return { type: "server", act };
    }
    if (act.command === null) {
      return { type: "forget", act };
    }
    return takeBack(act.command)
      ? { type: "reverse", act, cells: act.command.cells.map(reversed) }
      : { type: "server", act };
  }

  /** The command of an act came to another end: nothing of it was stored, or only the rest that was sent again. */
  replace(key: string, command: GridCommand | null, refused: readonly CellKey[]): void {
    const at = this.acts.findLastIndex((act) => act.command?.key === key);
    const act = this.acts[at];
    if (act) {
      this.acts[at] = { command, refused: [...act.refused, ...refused] };
    }
  }
}

export function reversed(cell: CellWrite): CellWrite {
  return { id: cell.id, col: cell.col, from: cell.to, to: cell.from };
}

/** A grid and the bars around it, joined: cell bar above, tray and status bar below, all from one sheet. */

import { CellBar } from "../elements/cell-bar";
import { GridStatus } from "../elements/grid-status";
import { RefusedTray } from "../elements/refused-tray";
import { GRID_CHANGED, RabGrid } from "./rab-grid";
import { addressOf } from "./summary";

/** Finds the parts inside `root` and keeps them in step; the grid must be there, the bars may be absent. */
export function deskJoin(root: ParentNode): RabGrid {
  const grid = root.querySelector("rab-grid");
  if (!(grid instanceof RabGrid)) {
    throw new Error("a desk needs a <rab-grid>");
  }
  const bar = root.querySelector("cell-bar");
  const tray = root.querySelector("refused-tray");
  const status = root.querySelector("grid-status");
  grid.addEventListener(GRID_CHANGED, () => {
    const { sheet } = grid;
    if (bar instanceof CellBar) {
      bar.show(addressOf(sheet));
    }
    if (tray instanceof RefusedTray) {
      tray.show(sheet, () => grid.focus());
    }
    if (status instanceof GridStatus) {
      status.show(sheet);
    }
  });
  return grid;
}

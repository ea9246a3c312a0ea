/** Keys -> actions, as data: the grid, the manual and the tests read the same tables. */

import type { Move } from "./selection";

export type Action =
  | { readonly type: "move"; readonly move: Move; readonly extend: boolean }
  | { readonly type: "enter"; readonly by: "down" | "up" | "right" | "left" }
  | { readonly type: Plain };

export type Plain =
  | "edit"
  | "cancel"
  | "clear"
  | "selectAll"
  | "selectRow"
  | "selectColumn"
  | "fillDown"
  | "fillRight"
  | "undo"
  | "redo"
  | "flush"
  | "fold"
  | "unfold"
  | "nextProblem"
  | "derive"
  | "insertRow"
  | "removeRows"
  | "moveRowsUp"
  | "moveRowsDown"
  | "indent"
  | "outdent";

const go = (move: Move): Action => ({ type: "move", move, extend: false });
const stretch = (move: Move): Action => ({ type: "move", move, extend: true });
const enter = (by: "down" | "up" | "right" | "left"): Action => ({ type: "enter", by });
const plain = (type: Plain): Action => ({ type });

const MOVES: readonly (readonly [string, Move])[] = [
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["PageUp", "pageUp"],
  ["PageDown", "pageDown"],
  ["Home", "rowStart"],
  ["End", "rowEnd"],
  ["Ctrl+Home", "sheetStart"],
  ["Ctrl+End", "sheetEnd"],
  ["Ctrl+ArrowUp", "jumpUp"],
  ["Ctrl+ArrowDown", "jumpDown"],
  ["Ctrl+ArrowLeft", "jumpLeft"],
  ["Ctrl+ArrowRight", "jumpRight"],
];

/** While a cell is selected. */
export const GRID_KEYS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ...MOVES.map(([chord, move]) => [chord, go(move)] as const),
  ...MOVES.map(([chord, move]) => [withShift(chord), stretch(move)] as const),
  ["Enter", enter("down")],
  ["Shift+Enter", enter("up")],
  ["Tab", enter("right")],
  ["Shift+Tab", enter("left")],
  ["F2", plain("edit")],
  ["Escape", plain("cancel")],
  ["Delete", plain("clear")],
  ["Ctrl+A", plain("selectAll")],
  ["Shift+Space", plain("selectRow")],
  ["Ctrl+Space", plain("selectColumn")],
  ["Space", plain("derive")],
  ["Ctrl+D", plain("fillDown")],
  ["Ctrl+R", plain("fillRight")],
  ["Ctrl+Z", plain("undo")],
  ["Ctrl+Y", plain("redo")],
  ["Ctrl+Shift+Z", plain("redo")],
  ["Ctrl+S", plain("flush")],
  ["Alt+ArrowUp", plain("fold")],
  ["Alt+ArrowLeft", plain("fold")],
  ["Alt+ArrowDown", plain("unfold")],
  ["Alt+ArrowRight", plain("unfold")],
  ["F8", plain("nextProblem")],
  ["Ctrl+Shift++", plain("insertRow")],
  ["Ctrl++", plain("insertRow")],
  ["Ctrl+-", plain("removeRows")],
  ["Alt+Shift+ArrowUp", plain("moveRowsUp")],
  ["Alt+Shift+ArrowDown", plain("moveRowsDown")],
  ["Alt+Shift+ArrowRight", plain("indent")],
  ["Alt+Shift+ArrowLeft", plain("outdent")],
]);

/** While typing into a cell after F2 or a double click: arrows belong to the caret. */
export const EDIT_KEYS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ["Enter", enter("down")],
  ["Shift+Enter", enter("up")],
  ["Tab", enter("right")],
  ["Shift+Tab", enter("left")],
  ["Escape", plain("cancel")],
  ["Ctrl+S", plain("flush")],
]);

/** While typing that began on the bare cell: arrows commit and go on, as in Excel. */
export const ENTRY_KEYS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ...EDIT_KEYS,
  ["ArrowUp", go("up")],
  ["ArrowDown", go("down")],
  ["ArrowLeft", go("left")],
  ["ArrowRight", go("right")],
  ["PageUp", go("pageUp")],
  ["PageDown", go("pageDown")],
  ["F2", plain("edit")],
]);

function withShift(chord: string): string {
  return chord.startsWith("Ctrl+") ? chord.replace("Ctrl+", "Ctrl+Shift+") : `Shift+${chord}`;
}

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The name of a key press in the tables: "Ctrl+Shift+ArrowDown"; Command counts as Ctrl. */
export function chordOf(press: KeyPress): string {
  const key = press.key === " " ? "Space" : press.key.length === 1 ? press.key.toUpperCase() : press.key;
  const held = [
    press.ctrlKey || press.metaKey ? "Ctrl+" : "",
    press.altKey ? "Alt+" : "",
    press.shiftKey ? "Shift+" : "",
  ];
  return held.join("") + key;
}

/** Refused texts read again once what they are read against has changed: a formula whose parameter exists now. */

import { type Edit, judge } from "./judge";
import type { Sheet } from "./sheet";

/** Texts that have a reading now are written as one act; those still without one stay as they are. */
export function refusedReadAgain(sheet: Sheet): void {
  const edits = sheet.states.all.flatMap((mark): Edit[] => {
    const row = sheet.model.byId(mark.row);
    const column = sheet.columns.find((one) => one.key === mark.col);
    return mark.kind === "refused" && row && column ? [{ row, column, text: mark.text }] : [];
  });
  const read = edits.filter((edit) => judge([edit], "typed").refusals.length === 0);
  if (read.length > 0) {
    sheet.apply(read, "typed", "diubah");
  }
}

/** Tab-separated text as Excel and LibreOffice write and read it: quotes, CRLF, trailing newline, and the repeat rule. */

/** One block of cells as text; "a\tb\r\n" is one row of two. The trailing newline is Excel's and makes no row. */
export function tsvRead(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, next] = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at);
    rows[rows.length - 1]?.push(cell);
    const end = text[next];
    if (end === undefined) {
      break;
    }
    at = next + (end === "\r" && text[next + 1] === "\n" ? 2 : 1);
    if (end !== "\t") {
      rows.push([]);
    }
    if (at === text.length && end === "\t") {
      rows[rows.length - 1]?.push("");
      break;
    }
    if (at === text.length) {
      rows.pop();
      break;
    }
  }
  return rows;
}

function bareCell(text: string, from: number): [string, number] {
  let at = from;
  while (at < text.length && text[at] !== "\t" && text[at] !== "\n" && text[at] !== "\r") {
    at += 1;
  }
  return [text.slice(from, at), at];
}

/** A cell that opens with a quote; when the quote never closes as Excel closes it, the text is taken as it stands. */
function quotedCell(text: string, from: number): [string, number] {
  let cell = "";
  let at = from + 1;
  while (at < text.length) {
    if (text[at] !== '"') {
      cell += text[at];
      at += 1;
    } else if (text[at + 1] === '"') {
      cell += '"';
      at += 2;
    } else {
      const after = text[at + 1];
      return after === undefined || /[\t\r\n]/.test(after) ? [cell, at + 1] : bareCell(text, from);
    }
  }
  return bareCell(text, from);
}

/** The block as Excel reads it back. */
export function tsvWrite(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join("\t")).join("\r\n");
}

function quoted(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

export function sizeOf(block: readonly (readonly string[])[]): Size {
  return { rows: block.length, columns: Math.max(0, ...block.map((row) => row.length)) };
}

/** Excel's repeat rule: a selection that is a whole multiple of the block is filled with it, any other gets it once. */
export function targetSize(block: Size, selected: Size): Size {
  return {
    rows: multiple(selected.rows, block.rows),
    columns: multiple(selected.columns, block.columns),
  };
}

function multiple(selected: number, block: number): number {
  return block > 0 && selected > block && selected % block === 0 ? selected : block;
}

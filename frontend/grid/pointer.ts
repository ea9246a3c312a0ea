/** Mouse, wheel and touch on a grid: who presses where, and how a drag goes on beyond the edge. */

import type { Place, Range } from "./selection";
import type { Sheet } from "./sheet";
import type { GridView } from "./view";

export interface PointerHooks {
  /** A press on the sheet: take the focus, end typing. */
  taken(): void;
  edit(): void;
  filled(target: Range): void;
}

const EDGE_STEP = 24;
const LINE = 16;

export class GridPointer {
  private dragging: "select" | "fill" | null = null;
  private target: Range | null = null;
  private last = { x: 0, y: 0 };
  private autoscroll = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly view: GridView,
    private readonly sheet: Sheet,
    private readonly hooks: PointerHooks,
    handle: HTMLElement,
  ) {
    const { scroller } = view;
    scroller.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    scroller.addEventListener("pointerdown", (event) => this.down(event));
    scroller.addEventListener("click", (event) => this.click(event));
    // A captured pointer sends its clicks to the host.
    host.addEventListener("dblclick", (event) => this.double(event));
    handle.addEventListener("pointerdown", (event) => this.grab(event));
    host.addEventListener("pointermove", (event) => this.moved(event));
    host.addEventListener("pointerup", () => this.released());
    host.addEventListener("pointercancel", () => this.released());
  }

  /** Native wheel scrolling outruns drawing; on this thread the rows are there before they are seen. */
  private wheel(event: WheelEvent): void {
    if (event.ctrlKey) {
      return;
    }
    event.preventDefault();
    const { scroller } = this.view;
    const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? scroller.clientHeight : 1;
    const sideways = event.shiftKey && event.deltaX === 0;
    scroller.scrollLeft += (sideways ? event.deltaY : event.deltaX) * unit;
    scroller.scrollTop += (sideways ? 0 : event.deltaY) * unit;
  }

  private down(event: PointerEvent): void {
    const fold = (event.target as Element).closest?.("[data-fold]");
    if (typing(event) || event.button !== 0 || event.pointerType === "touch" || this.onScrollbar(event)) {
      return;
    }
    event.preventDefault();
    this.hooks.taken();
    const place = this.placeAt(event);
    if (fold && this.onFoldMark(event, fold)) {
      const row = this.sheet.model.at(place.row);
      this.sheet.fold(row.id, !this.sheet.model.isFolded(row.id));
      return;
    }
    this.press(place, event.shiftKey);
    if (place.row >= 0 && place.column >= 0) {
      this.dragging = "select";
      this.host.setPointerCapture(event.pointerId);
    }
  }

  /** On touch a press may become a scroll, so only a finished tap selects. */
  private click(event: MouseEvent): void {
    if (typing(event) || (event as PointerEvent).pointerType !== "touch") {
      return;
    }
    this.hooks.taken();
    this.press(this.placeAt(event), false);
  }

  private double(event: MouseEvent): void {
    const place = this.placeAt(event);
    if (!typing(event) && place.row >= 0 && place.column >= 0) {
      this.hooks.edit();
    }
  }

  private press(place: Place, extend: boolean): void {
    const { cursor } = this.sheet;
    if (this.sheet.model.count === 0) {
      return;
    }
    if (place.row < 0 && place.column >= 0) {
      cursor.place({ row: cursor.active.row, column: place.column }, extend);
      cursor.selectColumns();
    } else if (place.row < 0) {
      cursor.selectAll();
    } else if (place.column < 0) {
      cursor.place({ row: place.row, column: 0 }, extend);
      cursor.selectRows();
    } else {
      cursor.place(place, extend);
    }
    this.sheet.changed();
  }

  private grab(event: PointerEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.hooks.taken();
    this.dragging = "fill";
    this.host.setPointerCapture(event.pointerId);
  }

  private moved(event: PointerEvent): void {
    if (!this.dragging) {
      return;
    }
    this.last = { x: event.clientX, y: event.clientY };
    this.drag();
    if (!this.autoscroll) {
      this.autoscroll = requestAnimationFrame(() => this.scrollOn());
    }
  }

  private drag(): void {
    const place = this.placeAt({ clientX: this.last.x, clientY: this.last.y });
    const to = { row: Math.max(0, place.row), column: Math.max(0, place.column) };
    if (this.dragging === "select") {
      this.sheet.cursor.place(to, true);
      this.sheet.changed();
      return;
    }
    const { range } = this.sheet.cursor;
    const down = to.row > range.bottom;
    this.target = down
      ? { ...range, bottom: to.row }
      : to.column > range.right
        ? { ...range, right: to.column }
        : null;
    this.host.classList.toggle("filling", this.target !== null);
  }

  /** While a drag is held beyond the edge, the sheet goes on scrolling under it. */
  private scrollOn(): void {
    this.autoscroll = 0;
    if (!this.dragging) {
      return;
    }
    const { scroller } = this.view;
    const box = scroller.getBoundingClientRect();
    const down = this.last.y > box.bottom ? 1 : this.last.y < box.top + LINE * 2 ? -1 : 0;
    const right = this.last.x > box.right ? 1 : this.last.x < box.left ? -1 : 0;
    if (down !== 0 || right !== 0) {
      scroller.scrollTop += down * EDGE_STEP;
      scroller.scrollLeft += right * EDGE_STEP;
      this.drag();
      this.autoscroll = requestAnimationFrame(() => this.scrollOn());
    }
  }

  private released(): void {
    const { target } = this;
    const filled = this.dragging === "fill" && target !== null;
    this.dragging = null;
    this.target = null;
    this.host.classList.remove("filling");
    if (filled && target) {
      this.hooks.filled(target);
    }
  }

  private placeAt(point: { clientX: number; clientY: number }): Place {
    const box = this.host.getBoundingClientRect();
    return this.view.hit(point.clientX - box.left, point.clientY - box.top);
  }

  private onScrollbar(event: PointerEvent): boolean {
    const { scroller } = this.view;
    const box = scroller.getBoundingClientRect();
    const right = event.clientX - box.left > scroller.clientWidth;
    return right || event.clientY - box.top > Math.min(scroller.clientHeight, this.view.contentBottom);
  }

  private onFoldMark(event: PointerEvent, cell: Element): boolean {
    const text = cell.querySelector(".cell-text");
    return text !== null && event.clientX < text.getBoundingClientRect().left;
  }
}

/** A press into the open editor moves its caret, and is no business of the grid. */
function typing(event: Event): boolean {
  return event.target instanceof HTMLInputElement;
}

/** Sizes along one direction: where an item starts, which item stands at an offset, which ones a window needs. */

export class Axis {
  private starts: Float64Array = new Float64Array(1);

  /** `pad` is what stands before the first item: the head of the sheet, or its frozen columns. */
  set(sizes: readonly number[], pad: number): void {
    this.starts = new Float64Array(sizes.length + 1);
    this.starts[0] = pad;
    sizes.forEach((size, index) => {
      this.starts[index + 1] = (this.starts[index] ?? 0) + size;
    });
  }

  get count(): number {
    return this.starts.length - 1;
  }

  get pad(): number {
    return this.starts[0] ?? 0;
  }

  get total(): number {
    return this.starts[this.count] ?? 0;
  }

  start(index: number): number {
    return this.starts[index] ?? this.total;
  }

  size(index: number): number {
    return this.start(index + 1) - this.start(index);
  }

  /** The item that covers an offset, clamped to the first and last. */
  at(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(0, low);
  }

  /** The items to draw for a scroll position, with `spare` on either side. */
  window(scroll: number, viewport: number, spare: number): { first: number; last: number } {
    if (this.count === 0) {
      return { first: 0, last: -1 };
    }
    return {
      first: Math.max(0, this.at(scroll + this.pad) - spare),
      last: Math.min(this.count - 1, this.at(scroll + viewport) + spare),
    };
  }

  /** The smallest scroll that shows an item wholly between the padding and the far edge. */
  reveal(index: number, scroll: number, viewport: number): number {
    const least = this.start(index + 1) - viewport;
    const most = this.start(index) - this.pad;
    if (scroll > most) {
      return Math.max(0, most);
    }
    return scroll < least ? Math.min(least, most) : scroll;
  }

  /** How many items a page of `viewport` holds at the size of the first one. */
  page(viewport: number): number {
    return Math.max(1, Math.floor((viewport - this.pad) / Math.max(1, this.size(0))) - 1);
  }
}

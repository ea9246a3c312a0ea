/** Acts one after the other, in the order of the hand: the next is sent when the one before was answered. */

export class Turns {
  private last: Promise<void> = Promise.resolve();
  private count = 0;

  /** How many acts wait or are under way. */
  get waiting(): number {
    return this.count;
  }

  /** Does `act` after everything that came before; an act that fails does not stop the next. */
  push(act: () => Promise<void>): Promise<void> {
    this.count += 1;
    const turn = this.last.then(act).finally(() => {
      this.count -= 1;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

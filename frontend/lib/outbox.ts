/** Commands on their way to the server: strictly in order, each kept under its key until it is answered. */

import { ApiError, Busy, SignedOut, Unreachable } from "./api";

export type OutboxState = "idle" | "sending" | "waiting";

interface Letter {
  readonly key: string;
  readonly send: (key: string) => Promise<unknown>;
  readonly done: (value: unknown) => void;
  readonly fail: (error: unknown) => void;
  sent: boolean;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Sends one command at a time; what got no answer goes again with the same key, so nothing applies twice. */
export class Outbox {
  private readonly letters: Letter[] = [];
  private running = false;
  private wake: (() => void) | null = null;
  private failures = 0;

  constructor(
    private readonly changed: (state: OutboxState, waiting: number) => void = () => undefined,
    private readonly pause: (ms: number) => Promise<void> = (ms) =>
      new Promise((done) => setTimeout(done, ms)),
  ) {}

  /** Queues a command; resolves with the server's answer, rejects with a definite refusal. */
  push<T>(send: (key: string) => Promise<T>, key: string = crypto.randomUUID()): Promise<T> {
    return new Promise<T>((done, fail) => {
      this.letters.push({ key, send, done: done as (value: unknown) => void, fail, sent: false });
      void this.run();
    });
  }

  get size(): number {
    return this.letters.length;
  }

  /** Takes back the newest command if it was never handed to the network; the caller reverses it locally. */
  takeBack(key: string): boolean {
    const last = this.letters[this.letters.length - 1];
    if (!last || last.key !== key || last.sent) {
      return false;
    }
    this.letters.pop();
    this.report();
    return true;
  }

  /** Ends a pause between attempts: "coba lagi", or the browser is online again. */
  retry(): void {
    this.wake?.();
  }

  private async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    for (let letter = this.letters[0]; letter; letter = this.letters[0]) {
      await this.deliver(letter);
      if (this.letters.length > 0) {
        await turn();
      }
    }
    this.running = false;
    this.report();
  }

  private async deliver(letter: Letter): Promise<void> {
    letter.sent = true;
    this.report("sending");
    try {
      const answer = await letter.send(letter.key);
      this.failures = 0;
      this.letters.shift();
      letter.done(answer);
    } catch (error) {
      if (!again(error)) {
        this.letters.shift();
        letter.fail(error);
        return;
      }
      this.failures += 1;
      this.report("waiting");
      await this.hold(pauseAfter(error, this.failures));
    }
  }

  private async hold(ms: number): Promise<void> {
    const woken = new Promise<void>((done) => {
      this.wake = done;
    });
    await Promise.race([woken, this.pause(ms)]);
    this.wake = null;
  }

  private report(state: OutboxState = this.letters.length > 0 ? "sending" : "idle"): void {
    this.changed(state, this.letters.length);
  }
}

/** Lets what follows from an answer happen first: the next command says what is stored, which the answer has changed. */
function turn(): Promise<void> {
  return new Promise((done) => setTimeout(done, 0));
}

/** A lost connection, a busy server and an ended session keep the command; every other answer is final. */
function again(error: unknown): boolean {
  return (
    error instanceof Unreachable ||
    error instanceof Busy ||
    error instanceof SignedOut ||
    (error instanceof ApiError && error.status >= 500)
  );
}

function pauseAfter(error: unknown, failures: number): number {
  if (error instanceof Busy) {
    return error.retryAfter * 1_000;
  }
  return Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
}

/** One project seen from one page: its routes, its outbox, and the store the shell listens to. */

import { apiGet, apiPost, type Conditional } from "./api";
import { Outbox } from "./outbox";
import {
  createStore,
  PROJECT_START,
  type ProjectAct,
  projectAnswer,
  projectPublish,
  type Totals,
} from "./store";

/** What every write, undo and redo answers. */
export interface WriteAnswer {
  readonly revision: number;
  readonly mark: string;
  readonly change: number | null;
  readonly changed?: Readonly<Record<string, readonly number[]>>;
  /** The page that an undone change came from. */
  readonly page?: string;
  readonly totals?: Totals;
  /** Null where the write did not move them. */
  readonly can_undo: boolean | null;
  readonly can_redo: boolean | null;
}

export class ProjectLink {
  readonly store = createStore(PROJECT_START);
  private readonly outbox: Outbox;
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly projectId: string,
    act: (act: Exclude<ProjectAct, "retry">) => void,
  ) {
    this.outbox = new Outbox((state, waiting) => {
      const saving = state === "idle" ? "saved" : state === "sending" ? "saving" : "failed";
      this.store.set({ saving, waiting });
    });
    this.ends.push(
      this.store.subscribe((state) => projectPublish(state)),
      projectAnswer((asked) => (asked === "retry" ? this.outbox.retry() : act(asked))),
    );
    const online = (): void => this.outbox.retry();
    const leave = (event: BeforeUnloadEvent): void => {
      if (this.outbox.size > 0) {
        event.preventDefault();
      }
    };
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leave);
    this.ends.push(
      () => window.removeEventListener("online", online),
      () => window.removeEventListener("beforeunload", leave),
    );
  }

  end(): void {
    for (const end of this.ends) {
      end();
    }
  }

  /** "harga-items/" -> "/api/v2/project/7/harga-items/"; every route ends with a slash. */
  url(path: string): string {
    return `/api/v2/project/${this.projectId}/${path}`;
  }

  get<T>(path: string, etag: string | null = null): Promise<Conditional<T>> {
    return apiGet<T>(this.url(path), etag);
  }

  /** Queues a write; the body is made when it leaves, and the same for every retry of its key. */
  async write(path: string, body: () => unknown, key: string = crypto.randomUUID()): Promise<WriteAnswer> {
    const answer = await this.outbox.push((sent) => apiPost<WriteAnswer>(this.url(path), body(), sent), key);
    const before = this.store.get();
    this.store.set({
      revision: answer.revision,
      mark: answer.mark,
      totals: answer.totals ?? before.totals,
      savedAt: Date.now(),
      canUndo: answer.can_undo ?? before.canUndo,
      canRedo: answer.can_redo ?? before.canRedo,
    });
    return answer;
  }

  undo(key?: string): Promise<WriteAnswer> {
    return this.write("undo/", () => ({}), key);
  }

  redo(key?: string): Promise<WriteAnswer> {
    return this.write("redo/", () => ({}), key);
  }

  takeBack(key: string): boolean {
    return this.outbox.takeBack(key);
  }
}

/** The project as this page knows it (revision, mark, totals, saving), and who wants to hear when it changes. */

export type Saving = "saved" | "saving" | "failed";

export interface Totals {
  /** The total of the RAB as a canonical string; null while nothing can be summed. */
  readonly total: string | null;
  /** How many priced positions are still without a figure. */
  readonly belum_lengkap: number;
  readonly pagu?: string | null;
}

export interface ProjectState {
  readonly revision: number;
  readonly mark: string;
  readonly totals: Totals | null;
  readonly saving: Saving;
  /** How many commands wait for an answer. */
  readonly waiting: number;
  /** When the last command was confirmed, as milliseconds; null before the first. */
  readonly savedAt: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface Store<T> {
  get(): T;
  set(patch: Partial<T>): void;
  /** Calls `listener` at once and after every change; the answer ends the subscription. */
  subscribe(listener: (state: T) => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<(state: T) => void>();
  return {
    get: () => state,
    set: (patch) => {
      state = { ...state, ...patch };
      for (const listener of listeners) {
        listener(state);
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
  };
}

export const PROJECT_START: ProjectState = {
  revision: 0,
  mark: "",
  totals: null,
  saving: "saved",
  waiting: 0,
  savedAt: null,
  canUndo: false,
  canRedo: false,
};

const EVENT = "harsat:project";

/** Tells the shell (total, saved mark, undo buttons) about a change; the page element owns the store. */
export function projectPublish(state: ProjectState, target: EventTarget = document): void {
  target.dispatchEvent(new CustomEvent<ProjectState>(EVENT, { detail: state }));
}

export function projectListen(
  listener: (state: ProjectState) => void,
  target: EventTarget = document,
): () => void {
  const hear = (event: Event): void => listener((event as CustomEvent<ProjectState>).detail);
  target.addEventListener(EVENT, hear);
  return () => target.removeEventListener(EVENT, hear);
}

/** What the shell asks of the page: undo, redo, or to send again what waits. */
export type ProjectAct = "undo" | "redo" | "retry";

export function projectAsk(act: ProjectAct, target: EventTarget = document): void {
  target.dispatchEvent(new CustomEvent<ProjectAct>("harsat:ask", { detail: act }));
}

export function projectAnswer(answer: (act: ProjectAct) => void, target: EventTarget = document): () => void {
  const hear = (event: Event): void => answer((event as CustomEvent<ProjectAct>).detail);
  target.addEventListener("harsat:ask", hear);
  return () => target.removeEventListener("harsat:ask", hear);
}

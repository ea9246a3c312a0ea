/** JSON over fetch: CSRF header, idempotency keys, conditional reads, and one error class per kind of answer. */

import type { RowId } from "../grid/columns";

/** Every answer that is not a success; `code` is the server's stable word for it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }
}

/** 401: the session ended. Typed work stays on the page; signing in elsewhere and retrying loses nothing. */
export class SignedOut extends ApiError {}
/** 403 and 404: not for this person, or not there. */
export class Denied extends ApiError {}
/** 409: the stored value is neither what we saw nor what we want. */
export class CellConflict extends ApiError {
  override readonly body: { readonly cells: readonly ConflictCell[] };
  constructor(message: string, cells: readonly ConflictCell[]) {
    super(409, "cell_conflict", message);
    this.body = { cells };
  }
}
/** 422: the command applies wholly or not at all, and these cells are why it did not. */
export class Refused extends ApiError {
  constructor(
    code: string,
    message: string,
    readonly cells: readonly RefusedCell[],
    body: unknown,
  ) {
    super(422, code, message, body);
  }
}
/** 429, 502, 503, 504: ask again with the same key, after `retryAfter` seconds. */
export class Busy extends ApiError {
  constructor(
    status: number,
    message: string,
    readonly retryAfter: number,
  ) {
    super(status, "busy", message);
  }
}
/** No answer at all: the request may or may not have arrived, so the same key is sent again. */
export class Unreachable extends ApiError {
  constructor() {
    super(0, "unreachable", "Server tidak terjangkau.");
  }
}

/** Cells are named by the row ids of the sheet that sent them: numbers, or names where a page has several tables. */
export interface ConflictCell {
  readonly id: RowId;
  readonly col: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly now: string | null;
  readonly by: string;
  readonly at: string;
}

export interface RefusedCell {
  readonly id: RowId;
  readonly col: string;
  readonly row?: string;
  readonly reason: string;
}

export type Conditional<T> =
  | { readonly data: T; readonly etag: string | null }
  | { readonly unchanged: true };

/** GET with If-None-Match; a 304 answers `{unchanged: true}`. */
export async function apiGet<T>(url: string, etag: string | null = null): Promise<Conditional<T>> {
  const response = await ask(url, {
    headers: { Accept: "application/json", ...(etag ? { "If-None-Match": etag } : {}) },
  });
  if (response.status === 304) {
    return { unchanged: true };
  }
  return { data: (await payload(response)) as T, etag: response.headers.get("ETag") };
}

/** POST of one command. The caller makes the key once and keeps it for every retry of the same command. */
export async function apiPost<T>(url: string, body: unknown, key: string): Promise<T> {
  const response = await ask(url, {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "Idempotency-Key": key,
      "X-CSRFToken": csrfToken(),
    },
    body: JSON.stringify(body),
  });
  return (await payload(response)) as T;
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: "same-origin", ...init });
  } catch {
    throw new Unreachable();
  }
}

async function payload(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    return body;
  }
  throw failure(response, body as Problem | null);
}

interface Problem {
  readonly code?: string;
  readonly message?: string;
  readonly cells?: readonly (ConflictCell | RefusedCell)[];
}

function failure(response: Response, body: Problem | null): ApiError {
  const { status } = response;
  const code = body?.code ?? `http_${status}`;
  const message = body?.message ?? "Permintaan tidak berhasil.";
  if (status === 401) {
    return new SignedOut(status, code, "Sesi berakhir. Masuk kembali, lalu coba lagi.", body);
  }
  if (status === 403 || status === 404) {
    return new Denied(status, code, message, body);
  }
  if (status === 409 && code === "cell_conflict") {
    return new CellConflict(message, (body?.cells ?? []) as readonly ConflictCell[]);
  }
  if (status === 422) {
    return new Refused(code, message, (body?.cells ?? []) as readonly RefusedCell[], body);
  }
  if (status === 429 || (status >= 502 && status <= 504)) {
    return new Busy(status, message, retryAfter(response));
  }
  return new ApiError(status, code, message, body);
}

function retryAfter(response: Response): number {
  const seconds = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 2;
}

/** The token of the page's meta tag, else of the cookie; the tag serves pages whose cookie is HttpOnly. */
export function csrfToken(doc: Document = document): string {
  const meta = doc.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  return meta || (/(?:^|;\s*)csrftoken=([^;]+)/.exec(doc.cookie)?.[1] ?? "");
}

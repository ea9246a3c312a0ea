// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { apiGet, apiPost, Busy, CellConflict, Denied, Refused, SignedOut, Unreachable } from "./api";

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(status === 304 ? null : JSON.stringify(body), { status, headers })),
  );
}

afterEach(() => vi.unstubAllGlobals());

test("a write carries the CSRF token and its idempotency key", async () => {
  document.head.innerHTML = '<meta name="csrf-token" content="tok">';
  answer(200, { revision: 2 });
  expect(await apiPost("/x/", { cells: [] }, "key-1")).toEqual({ revision: 2 });
  const [, init] = vi.mocked(fetch).mock.calls[0] ?? [];
  expect(init?.headers).toMatchObject({ "Idempotency-Key": "key-1", "X-CSRFToken": "tok" });
});

test("a conditional read answers unchanged, or the data with its mark", async () => {
  answer(304, null);
  expect(await apiGet("/x/", '"m1"')).toEqual({ unchanged: true });
  answer(200, { rows: [] }, { ETag: '"m2"' });
  expect(await apiGet("/x/")).toEqual({ data: { rows: [] }, etag: '"m2"' });
});

test.each([
  [401, {}, SignedOut],
  [403, {}, Denied],
  [404, {}, Denied],
  [409, { code: "cell_conflict", cells: [{ id: 1 }] }, CellConflict],
  [422, { code: "refused", cells: [{ id: 1, col: "harga", reason: "…" }] }, Refused],
  [429, {}, Busy],
  [503, {}, Busy],
])("an answer of %i is an error of its own kind", async (status, body, kind) => {
  answer(status, body);
  await expect(apiPost("/x/", {}, "k")).rejects.toBeInstanceOf(kind);
});

test("a busy answer names its pause, a lost connection has none", async () => {
  answer(503, {}, { "Retry-After": "9" });
  await expect(apiGet("/x/")).rejects.toMatchObject({ retryAfter: 9 });
  vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("failed")));
  await expect(apiGet("/x/")).rejects.toBeInstanceOf(Unreachable);
});

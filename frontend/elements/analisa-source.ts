/** A reference becoming a modification, and a modification going back to its reference, from the page of its analysis. */

import { make } from "../lib/dom";
import type { ProjectLink } from "../lib/project";
import { ask } from "../struktur/ask";
import { reasonsOf } from "../struktur/command";
import { previewDrawn, type SourcePreview } from "../struktur/effects";

const SAVE = "list-pekerjaan/save/";

/** Nothing is lost by it, so nothing is asked. */
export async function modificationMade(link: ProjectLink, id: number): Promise<void> {
  await link.write(SAVE, () => ({ sources: [{ id, from: "ref", to: "ref_modified" }] }));
}

/** Names what going back loses, then does it; answers whether it was done. */
export async function referenceTakenBack(link: ProjectLink, id: number): Promise<boolean> {
  const answer = await link.get<SourcePreview>(`list-pekerjaan/${id}/source-preview/?source=ref`);
  if ("unchanged" in answer) {
    return false;
  }
  const sources = [{ id, from: "ref_modified", to: "ref" }];
  return ask({
    title: "Kembalikan ke acuan",
    body: [
      ...previewDrawn(answer.data),
      make("p", { class: "muted" }, "Ctrl Z mengembalikan suntingan ini."),
    ],
    act: "Kembalikan ke acuan",
    run: () =>
      link
        .write(SAVE, () => ({ sources }))
        .then(
          () => [],
          (error) => reasonsOf(error),
        ),
  });
}

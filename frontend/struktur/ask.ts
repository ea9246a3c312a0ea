/** A question that shows its effect before it is answered: a modal sheet with one act, errors told inside it. */

import { make, makeButton } from "../lib/dom";

export interface Question {
  readonly title: string;
  readonly body: readonly (Node | string)[];
  readonly act: string;
  /** Does it; answers what stands against it, nothing when it is done. */
  run(): Promise<readonly string[]>;
}

/** Asks; resolves with whether it was done. Escape and Batal leave everything as it was. */
export function ask({ title, body, act, run }: Question): Promise<boolean> {
  const errors = make("ul", { class: "ask-errors", role: "alert" });
  const go = makeButton(act, () => void answer(), "button primary");
  const dialog = make(
    "dialog",
    { class: "ask", "aria-label": title },
    make("header", {}, make("h2", {}, title)),
    make("div", { class: "ask-body" }, ...body),
    errors,
    make(
      "footer",
      {},
      makeButton("Batal", () => dialog.close()),
      go,
    ),
  );
  let done = false;
  const answer = async (): Promise<void> => {
    go.disabled = true;
    const against = await run();
    go.disabled = false;
    errors.replaceChildren(...against.map((reason) => make("li", {}, reason)));
    if (against.length === 0) {
      done = true;
      dialog.close();
    }
  };
  document.body.append(dialog);
  dialog.showModal();
  go.focus();
  return new Promise((told) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      told(done);
    });
  });
}

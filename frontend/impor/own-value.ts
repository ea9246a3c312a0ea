/** The field for an own value in place of the proposal: Enter keeps it, Escape leaves the proposal. */

export interface Editor {
  /** Says in the field's place why the value was refused. */
  refuse(reason: string): void;
  close(): void;
}

/** Opens the field over the proposal of a row; `keep` is called with what was typed. */
export function editorOpen(
  row: HTMLElement,
  template: HTMLTemplateElement,
  keep: (value: string) => void,
): Editor {
  const place = row.querySelector<HTMLElement>(".will");
  const part = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
  const [text, choice] = [part.querySelector("input"), part.querySelector("select")];
  const field = row.dataset.column === "kategori" ? choice : text;
  const reason = part.querySelector("[role=alert]");
  if (!place || !field || !reason) {
    throw new Error("the template of own values lacks its fields");
  }
  for (const one of [text, choice]) {
    one?.toggleAttribute("hidden", one !== field);
  }
  if (row.dataset.typed || field === text) {
    field.value = row.dataset.typed ?? "";
  }
  const close = (): void => {
    part.remove();
    row.classList.remove("edits");
  };
  part.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      keep(field.value);
    } else if (event.key === "Escape") {
      close();
      row.focus();
    }
  });
  part.querySelector("button")?.addEventListener("click", () => keep(field.value));
  row.classList.add("edits");
  place.append(part);
  field.focus();
  if (field instanceof HTMLInputElement) {
    field.select();
  }
  return {
    refuse: (said) => {
      reason.textContent = said;
      field.focus();
    },
    close,
  };
}

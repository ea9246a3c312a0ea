/** The files of an upload: several drops add up, the same file stands once, sizes are said the Indonesian way. */

export interface Named {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

/** What was chosen before with what came now, without a file that is there already. */
export function filesJoin<T extends Named>(before: readonly T[], more: readonly T[]): T[] {
  const joined = [...before];
  for (const file of more) {
    if (!joined.some((one) => sameFile(one, file))) {
      joined.push(file);
    }
  }
  return joined;
}

/** 1234567 -> "1,2 MB"; below a megabyte in whole kB, at least one. */
export function sizeText(bytes: number): string {
  if (bytes >= 1_000_000) {
    return `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} MB`;
  }
  return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
}

function sameFile(one: Named, other: Named): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

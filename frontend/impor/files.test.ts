import { expect, test } from "vitest";
import { filesJoin, sizeText } from "./files";

const file = (name: string, size = 10) => ({ name, size, lastModified: 1 });

test("a second choice adds to the first, and a file stands once", () => {
  const joined = filesJoin([file("a.xlsx")], [file("a.xlsx"), file("b.csv")]);
  expect(joined.map((one) => one.name)).toEqual(["a.xlsx", "b.csv"]);
});

test("a changed file of the same name is another file", () => {
  expect(filesJoin([file("a.xlsx")], [file("a.xlsx", 11)])).toHaveLength(2);
});

test("sizes are said in words of this country", () => {
  expect([sizeText(12), sizeText(4_100), sizeText(1_234_567)]).toEqual(["1 kB", "4 kB", "1,2 MB"]);
});

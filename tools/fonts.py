"""Makes the fonts that documents embed from the web fonts of Inter, small and with figures of one width.

Run once, and again only for a newer Inter: `python tools/fonts.py <folder with Inter-Regular.woff2 and its like>`.
The folder comes from the npm package inter-ui (`web/`), whose licence lies beside the result. Needs fonttools and
brotli, which the product does not; a throw-away environment will do.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "src/harsat/documents/fonts"
WEIGHTS = ("Regular", "Medium", "SemiBold")

# Latin with all its accents, Greek for diameters and angles, and the signs of the trade.
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x2010, 0x2027), (0x2030, 0x203A), (0x2070, 0x2089))
SIGNS = (
    "\u20ac\u2022\u2122\u2190\u2191\u2192\u2193\u2202\u2205\u2206\u2211\u2212\u221a\u221e\u2248\u2260"
    "\u2264\u2265\u2300\ufffd"
)


def main() -> None:
    """Write one TTF a weight."""
    source = Path(sys.argv[1])
    for weight in WEIGHTS:
        font = TTFont(source / f"Inter-{weight}.woff2")
        font.flavor = None
        figures_tabular(font)
        subset(font)
        font.save(TARGET / f"Inter-{weight}.ttf")


def figures_tabular(font: TTFont) -> None:
    """Let the plain digits be the tabular ones: the writer of the PDF applies no OpenType features."""
    tabular = single_substitutions(font, "tnum")
    for table in font["cmap"].tables:
        for character in range(ord("0"), ord("9") + 1):
            if character in table.cmap:
                glyph = table.cmap[character]
                table.cmap[character] = tabular.get(glyph, glyph)  # tables may share one map


def single_substitutions(font: TTFont, tag: str) -> dict[str, str]:
    """The glyphs that one feature puts in place of others."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == tag
        for index in record.Feature.LookupListIndex
    }
    mapping: dict[str, str] = {}
    for index in lookups:
        for part in gsub.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    return mapping


def subset(font: TTFont) -> None:
    """Keep the characters above, without hints and features that nothing reads."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "meta", "DSIG"]
    subsetter = Subsetter(options)
    unicodes = [character for first, last in RANGES for character in range(first, last + 1)]
    subsetter.populate(unicodes=unicodes + [ord(sign) for sign in SIGNS])
    subsetter.subset(font)


if __name__ == "__main__":
    main()

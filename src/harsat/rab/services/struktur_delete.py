"""Rows taken out of the outline with all that is inside them; price items stay, as memory of prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import models
from django.utils.translation import gettext as _

from harsat.kernel.errors import Refused
from harsat.ledger.write import Write
from harsat.rab.outline import TABLES, Key, Node, Outline
from harsat.rab.selectors.outline import Contents, pekerjaan_names
from harsat.rab.services.struktur_command import MODELS, Findings, RowDelete


def deletes_take(outline: Outline, deletes: Sequence[RowDelete], findings: Findings) -> list[Node]:
    """Take branches out of the outline; a branch that holds more, or less, than the writer saw is a conflict."""
    gone: dict[Key, Node] = {}
    for delete in deletes:
        node = outline.get(delete.table, delete.id)
        if node is None:
            findings.conflict(delete.table, delete.id, "", now=None, reason=_("dihapus"))
            continue
        inside = outline.inside(node)
        if delete.inside not in (None, len(inside)):
            findings.conflict(delete.table, delete.id, "inside", now=len(inside), reason=_("isinya sudah berubah"))
        gone |= {one.key: one for one in (node, *inside)}
    for node in gone.values():
        outline.remove(node)
    if any(isinstance(node.ref, str) for node in gone.values()):
        raise Refused(_("Cabang yang dihapus tidak dapat sekaligus diisi."), code="command_invalid")
    return list(gone.values())


def hosts_refuse(project_id: int, gone: Sequence[Node], contents: Contents, findings: Findings) -> None:
    """Refuse to remove what a pekerjaan that stays still bundles, naming the hosts."""
    names = pekerjaan_names(project_id, contents.hosts) if contents.hosts else {}
    for place, node in enumerate(gone, 1):
        hosts = [names[host] for host, targets in contents.hosts.items() if node.ref in targets]
        if node.table == "pekerjaan" and hosts:
            reason = _("%(kode)s masih dipakai sebagai bundel oleh: %(hosts)s.")
            findings.refuse(
                "pekerjaan", node.ref, "", place, reason % {"kode": node.kode, "hosts": "; ".join(sorted(hosts))}
            )


def deletes_write(write: Write, gone: Sequence[Node], contents: Contents) -> None:
    """Delete the rows and what hangs on them, innermost first; the log keeps each of them whole."""
    pekerjaan = {node.ref for node in gone if node.table == "pekerjaan"}
    for model, by_pekerjaan in contents.tables().items():
        rows_delete(write, model, (row for ref, rows in by_pekerjaan.items() if ref in pekerjaan for row in rows))
    for table in reversed(TABLES):
        rows_delete(write, MODELS[table], (int(node.ref) for node in gone if node.table == table))


def rows_delete(write: Write, model: type[models.Model], ids: Iterable[int]) -> None:
    """Delete rows; no statement for none."""
    wanted = list(ids)
    if wanted:
        write.delete(model, wanted)

"""Routes that hand out documents as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.text import get_valid_filename
from ninja import Path, Router

from harsat.api.v2.access import project_access
from harsat.api.v2.schemas import READ_ERRORS, ErrorOut
from harsat.documents.media.pdf import pdf_write
from harsat.documents.media.xlsx import xlsx_write
from harsat.documents.reports.rab import RabReport, rab_report
from harsat.documents.reports.rab_paper import rab_paper
from harsat.documents.reports.rab_workbook import rab_workbook
from harsat.documents.selectors import document_project
from harsat.kernel.clock import today
from harsat.rab.selectors.estimate import estimate_at

router = Router(tags=["dokumen"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
_FILE_ERRORS = {**READ_ERRORS, 422: ErrorOut}


@router.get("export/rekap-rab/xlsx/", response=_FILE_ERRORS, operation_id="export_rekap_rab_xlsx")
def rekap_rab_xlsx(request: HttpRequest, project_id: Path[int], *, draft: bool = False) -> HttpResponse:
    """The budget as a workbook with live formulas; with figures missing it is refused unless `draft`."""
    report = _rab_report(request, project_id, draft=draft)
    return _file(xlsx_write(rab_workbook(report)), XLSX, report, "xlsx")


@router.get("export/rekap-rab/pdf/", response=_FILE_ERRORS, operation_id="export_rekap_rab_pdf")
def rekap_rab_pdf(request: HttpRequest, project_id: Path[int], *, draft: bool = False) -> HttpResponse:
    """The budget on A4; with figures missing it is refused unless `draft`, which prints a watermark."""
    report = _rab_report(request, project_id, draft=draft)
    return _file(pdf_write(rab_paper(report)), PDF, report, "pdf")


def _rab_report(request: HttpRequest, project_id: int, *, draft: bool) -> RabReport:
    access = project_access(request, project_id)
    project = document_project(project_id)
    return rab_report(
        project,
        estimate_at(project_id, access.mark),
        organisation_name=project.organisation.nama,
        printed_on=today(),
        draft=draft,
    )


def _file(content: bytes, content_type: str, report: RabReport, suffix: str) -> HttpResponse:
    name = get_valid_filename(f"RAB {report.nama[:80]} {report.tanggal.isoformat()}.{suffix}")
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_ascii(name)}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _ascii(name: str) -> str:
    """File names in the header stay plain: letters that need an encoding go."""
    return name.encode("ascii", "ignore").decode()

"""Files that pages offer for download."""

from __future__ import annotations

from fastapi.responses import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def sent_file(content: bytes, media_type: str, name: str) -> Response:
    """Return a file to be saved under an ASCII name."""
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})

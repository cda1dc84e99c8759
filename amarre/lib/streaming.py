"""Long answers, line by line, whichever server carries them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import islice

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

AT_A_TIME = 500


def stream(request: HttpRequest, lines: Iterator[str], *, content_type: str, file_name: str) -> StreamingHttpResponse:
    """Send `lines` as a file to keep, without ever holding them all: under ASGI too, where Django would."""
    content = _chunks(lines) if isinstance(request, ASGIRequest) else lines
    response = StreamingHttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


async def _chunks(lines: Iterator[str]) -> AsyncIterator[str]:
    take = sync_to_async(lambda: "".join(islice(lines, AT_A_TIME)))
    while chunk := await take():
        yield chunk

"""Sends N personalised mails with Django's `send_mail` over one kept connection: `python django_mail.py FILE`.

FILE holds {"port", "messages", "text", "html"}; each {{ n }} in the words is the number of the mail. Prints
{"seconds", "cpu"}.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection, send_mail

job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
settings.configure(EMAIL_HOST="127.0.0.1", EMAIL_PORT=job["port"], DEFAULT_CHARSET="utf-8")
connection = get_connection("django.core.mail.backends.smtp.EmailBackend")
connection.open()


def send(number: int) -> None:
    send_mail(
        "Rappel du lot 12",
        job["text"].replace("{{ n }}", str(number)),
        '"Laiterie" <contact@laiterie.example>',
        [f"p{100_000_000 + number}@example.org"],
        html_message=job["html"].replace("{{ n }}", str(number)),
        connection=connection,
    )


for number in range(20):  # to warm up
    send(number)
began, spent = time.perf_counter(), time.process_time()
for number in range(job["messages"]):
    send(number)
sys.stdout.write(json.dumps({"seconds": time.perf_counter() - began, "cpu": time.process_time() - spent}) + "\n")
connection.close()

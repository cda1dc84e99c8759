"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "situation"

urlpatterns: list[URLPattern] = []

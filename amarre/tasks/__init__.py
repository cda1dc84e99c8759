"""Background work, one seam for two engines: the database itself (embedded), or procrastinate on PostgreSQL.

Apps declare `@task()` functions in their `tasks.py` (see docs/decisions/002-tasks.md); this package runs them: workers,
recovery after a crash, retries with backoff, periodic tasks. Every app above may import it; it imports only `lib`.
"""

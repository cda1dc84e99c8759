"""What the public meets: pages, FAQ, banner, feed and form, rendered to files from facts and entries.

Published files are served without the database (`amarre.asgi`). Nothing above but the composition root imports it.
"""

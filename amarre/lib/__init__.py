"""Django helpers without models: environment, home folder, access, errors, Markdown, template tags.

Anything above may import it; it imports nothing of amarre but the engine.
"""

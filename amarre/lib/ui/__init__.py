"""What the face needs to say things well: time in words, marks in a text, charts, tones of statuses.

Plain functions without models; the template tags in `amarre.lib.templatetags.amarre_ui` give them to templates.
"""

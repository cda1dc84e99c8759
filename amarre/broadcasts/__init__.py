"""Messages to many: written from templates and facts, reviewed, approved by a second person, sent, followed, corrected.

It stores which fact versions each message cites, so that a changed fact flags the unsent and lists those who were told.
"""

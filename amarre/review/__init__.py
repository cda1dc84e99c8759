"""Looking at it: the board, measures, the journal read back, the proof, the closing report and lessons.

It reads everything below and owns no rows of its own.
"""

"""Follow-up sequences: messages to each person one after the other, from an event on, until something ends it.

    entering    who enters now, found by the database, and their rows
    leaving     who leaves before the end, and why
    stepping    whoever is due is written to, through the same post office, approval and checks as any send
    actions     the only writer: written, started, paused, resumed, stopped
    changing    other steps while it runs: written aside, approved, and what becomes of those who wait (telling says it)
    reading     where people wait, and why others left

Everything moves by statements on all people at once. Each look at a sequence is one transaction that holds its row: two
workers at the same moment, or one killed in the middle, send nothing twice.
"""

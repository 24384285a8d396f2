"""What the program does when the machine fails it: calls that fail, kills, damage, hostile files.

`acts.py` is what is done, `calls.py` lets the n-th call fail or kill, `kills.py`, `damage.py` and
`workbooks.py` do by chance what no list foresees. `make test` runs a few of each, `make soak` all:
`python -m tests.faults`.
"""

KINDS_OF_FAULTS = ("calls", "disk", "kills", "damage", "workbooks")

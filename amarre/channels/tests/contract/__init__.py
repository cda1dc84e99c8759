"""The one contract that every kind of channel keeps, and the fake servers it is held against."""

"""Servers on loopback that speak a protocol as it is spoken outside: well, slowly, rudely or falsely."""

"""Customers' words: conversations, triage, queue, answers. It claims `channels.Inbound` rows of kind message."""

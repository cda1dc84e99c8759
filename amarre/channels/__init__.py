"""The post office: channels, batches, deliveries, receipts, suppressions, and what comes in.

One outbox for everything that leaves, one inbox door for everything that comes. It knows addresses and a
person's number, not who people are: `people` lies above. Every app above may import it.
"""

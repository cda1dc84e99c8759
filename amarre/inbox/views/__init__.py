"""The screens of requests: the queue, one conversation, its answer, many answers at once."""

"""What careless and kind companies say: the phrases of each family, as tables to read and extend."""

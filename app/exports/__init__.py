"""What an adviser takes away: one writer a format. Each takes a completed plan or rows and gives bytes."""

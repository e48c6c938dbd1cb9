"""What pupils said: rows of a survey on their way to shares that are sure of themselves and safe to show."""

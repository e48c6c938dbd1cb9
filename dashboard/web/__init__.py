"""What a browser is sent: findings as one component, the frame round every page."""

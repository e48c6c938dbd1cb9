"""What became of every delivered row, and how a delivery differs from the last one: nothing is lost in silence."""

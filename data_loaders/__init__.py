"""The private bank: the only code that ever meets a row about a child."""

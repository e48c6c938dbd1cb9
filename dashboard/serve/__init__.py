"""How the dashboard is served: at which addresses, within which bounds, under which rules of the browser."""

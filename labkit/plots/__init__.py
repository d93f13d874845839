"""Pictures and charts, drawn from records and texts alone. They know no server."""

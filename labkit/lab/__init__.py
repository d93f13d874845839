"""What a notebook holds: the world, joined with pictures, widgets and, later, lessons."""

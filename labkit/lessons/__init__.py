"""Empty so far: predict, check, hint and solution come with the lessons. They know no widget."""

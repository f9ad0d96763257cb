"""The wall: tours of pages for screens that nobody touches."""

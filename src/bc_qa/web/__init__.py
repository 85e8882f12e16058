"""The HTTP doors: API, chat page, report reader."""

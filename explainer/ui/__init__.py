"""The pages. Nothing here decides what an answer says; only how it is shown."""

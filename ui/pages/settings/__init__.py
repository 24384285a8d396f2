"""Settings: who we are, the pick-lists, language and colours."""

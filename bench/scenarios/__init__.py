"""The scenarios: each function takes the database and gives our time and the floor's."""

"""The kinds of paper: each module here declares one as `KIND` and is found by looking."""

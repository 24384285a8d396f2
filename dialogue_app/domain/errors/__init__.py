"""What can go wrong, as types: `base` has what any noun may need, each noun its own module."""

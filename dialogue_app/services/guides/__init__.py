"""The guides of the program: read in the window, printed, and put beside the program."""

"""Makes what offices receive: the Windows folder, its installer, the Linux folder."""

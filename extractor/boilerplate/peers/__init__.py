"""Other programs as judges of main content, one file each: they declare a `PEER`."""

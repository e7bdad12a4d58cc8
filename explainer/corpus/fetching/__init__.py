"""The official texts come to this machine: fetched politely, or added by hand, and kept on a shelf."""

"""The server's side of IMAP: RFC 3501 and extensions, as an engine without a connection."""

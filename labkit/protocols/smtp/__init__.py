"""SMTP without the dialogue, which is aiosmtpd's: replies, paths, content, and what lines mean."""

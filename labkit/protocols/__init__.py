"""POP3 and IMAP as sans-IO engines, and what every line of SMTP, POP3 and IMAP says."""

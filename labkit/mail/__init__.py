"""Letters and where they lie: messages, envelopes, mailboxes and the store. No protocol, no wire."""

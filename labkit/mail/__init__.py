"""Letters and where they lie: messages, envelopes, mailboxes, the store. No protocol, no wire."""

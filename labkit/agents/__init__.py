"""The roles: submission, relay, mail exchanger, delivery and devices. They know no notebook."""

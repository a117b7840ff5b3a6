"""The rules of messages: taking an e-mail apart, what came back, which mailboxes there are."""

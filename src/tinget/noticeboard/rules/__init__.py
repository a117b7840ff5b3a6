"""The law of notices: putting up and taking down, the time to appeal, legal force and standstill."""

"""The operations of 0003_complete_register, by noun; the loader of migrations passes folders by."""

"""The pages of the noticeboard: the boards themselves, and telling that a notice is up or down."""

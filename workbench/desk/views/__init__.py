"""One file a page; each calls services and draws."""

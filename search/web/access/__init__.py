"""Who may read a private archive: tokens for programs, a login for people, or the newsroom's own sign-on."""

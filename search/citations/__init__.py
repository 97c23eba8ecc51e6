"""Citations of articles, in the styles and formats that newsrooms, scholars and their programs use."""

"""What templates may say beyond Django: icons and Indonesian figures."""

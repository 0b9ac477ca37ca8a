"""How dates are written where Django's own way does not fit; found through FORMAT_MODULE_PATH."""

"""How the product is put together for one installation: settings by concern, routes, the WSGI door, guarded migrate."""

"""The project's contents as one aggregate: struktur, analisa, harga, volume and pricing, written and read together."""

"""Maps, from frames, that ask no other host: Leaflet is served by the product and the ground is drawn from reference areas."""

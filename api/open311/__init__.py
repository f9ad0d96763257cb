"""Open311 GeoReport v2, read side: services.py what may be reported, requests.py what was, forms.py JSON and XML."""

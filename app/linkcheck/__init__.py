"""Do the addresses in the corpus still work? A polite check, run by hand or on a schedule, never by the service.

limits    how polite and how patient
robots    what each site allows
probe     one address: HEAD, then GET, redirects followed by hand
verdict   from what was seen to what readers are told
archive   a copy of what is gone, when a web archive has one
run       all addresses, few at a time per host
"""

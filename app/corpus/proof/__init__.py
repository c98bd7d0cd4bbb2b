"""What can be proved of the curated text without the source documents, which are not ours to ship.

`scripts/derive-proof --sources DIR` reads the documents once and keeps in `data/proof/` what the repository
may hold: hashes of eight-word runs, the addresses of each section, the headings. From those, anywhere:

copying      no run of eight words of ours stands in a source (names aside)
links        every address stands in the part of the source that the record cites
coverage     every address of a source is carried by a record, or left out for a stated reason
spelling     every Dutch word stands in a dictionary or in our own list of names and field words
readability  sentences are short and words not too long, measured per record
"""
